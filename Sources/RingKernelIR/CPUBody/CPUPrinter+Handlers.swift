// Handlers of actors: their failures are thrown, for the state must stay as it was when the handler failed.
extension CPUPrinter {
  /// The checked form of a handler, or of another method of an actor.
  mutating func handler(_ node: SyntaxNode) -> String {
    isThrowing = true
    let threads = block[0]
    guard threads != "1", node.has("handler") else {
      return threads != "1" && Self.isOfBlock(node)
        ? refuseJoin("a function that handlers call", in: node) : printed(node)
    }
    block = [threads, "1", "1"]
    answer = node.first(.result).map { type($0.children[0]) }
    isTogether = true
    defer { isTogether = false }
    return printed(node)
  }

  /// Whether a function meets a barrier or has shared memory of its own: its callers are cut into loops over threads, a
  /// function is not.
  static func isOfBlock(_ node: SyntaxNode) -> Bool { mentions(node, isJoin) }

  /// The body of a handler that a block of threads runs: loops over them, from barrier to barrier.
  mutating func together(_ node: SyntaxNode) -> String {
    let result = answer.map { "var rkAnswer: \($0)?\n" } ?? ""
    return """
      {
      var rk = CheckedBlock(rkT, \(block[0]))
      \(result)do {
      try rk.begin()
      let rkI = 0
      _ = rkI
      \(uniform(node.children))
      } catch { rk.failTogether(error) }
      return try rk.finish(\(answer == nil ? "" : "rkAnswer"))
      }
      """
  }

  /// Statements as a loop over the threads that are left.
  mutating func threadsInTurn(_ statements: [SyntaxNode], around loop: String?) -> String {
    let outer = scope
    let lines = body(statements, thread: "rk.thread(rkX)", place: "rkX")
    scope = outer
    let text = """
      rkThread: for rkX in 0..<\(block[0]) where rk.isLive(rkX) {
      do {
      try rk.begin()
      \(lines)
      } catch { rk.fail(rkX, error) }
      }
      """
    return loop.map { "\($0) {\n\(text)\n}" } ?? text
  }

  /// `return` of one thread of a block; the answer is thread 0's.
  mutating func leaving(_ node: SyntaxNode) -> String {
    let value = node.children.first.map { attempt($0) }
    let kept = value.map { "let rkV: \(answer ?? "Void") = \($0); if rkI == 0 { rkAnswer = rkV }; " } ?? ""
    return "do { \(kept)rk.leave(rkI); continue rkThread }"
  }

  /// What a handler does once a message, by the thread that leads the others; nil for any other statement.
  ///
  /// All threads compute what is handed over: that may fail.
  mutating func once(_ node: SyntaxNode) -> String? {
    let isAside = node.kind == .assign && node.children[0].kind == .name && node.children[0].text == "_"
    guard isShared, node.kind == .expression || isAside, let call = node.children.last, call.kind == .call,
      let callee = call.children.first, callee.kind == .member, let base = callee.children.first, base.kind == .name,
      scope.contexts.contains(base.text), ["reply", "emit", "send", "requestTermination"].contains(callee.text)
    else { return nil }
    let types = ["to": "Route", "key": "UInt64", "replica": "Int", "forwardingCall": "Bool"]
    var lines: [String] = []
    var list: [String] = []
    for argument in call.all(.argument) {
      let name = fresh("A")
      let type = types[argument.text].map { ": \($0)" } ?? ""
      lines.append("let \(name)\(type) = \(attempt(argument.children[0]))")
      list.append(argument.text.isEmpty ? name : "\(argument.text): \(name)")
    }
    let word = callee.text == "send" ? "try " : ""
    let done = "\(word)\(spelled(base.text)).\(callee.text)(\(list.joined(separator: ", ")))"
    return "do {\n\((lines + ["if rkT.leads { \(done) }"]).joined(separator: "\n"))\n}"
  }

  /// `throw context.failure("no account \(n)")`, with its place and its values.
  mutating func failure(_ node: SyntaxNode) -> String {
    guard let call = node.children.first, let text = call.first(.argument)?.children.first, text.kind == .string else {
      return refuse("only context.failure(\"…\") is thrown", node)
    }
    var words = escaped(text.text)
    var values: [String] = []
    canFail = false
    for part in text.children {
      if part.kind == .string {
        words += escaped(part.text)
      } else {
        let value = expression(part)
        words += "\\(\(value))"
        values.append("rkT.bits(\(value))")
      }
    }
    let word = canFail ? "throw try" : "throw"
    let list = [site(.explicit, call)] + values + ["text: \"\(words)\""]
    return "\(word) rkT.failure(\(list.joined(separator: ", ")))"
  }

  private func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case " "..."~": "\(scalar)"
      default: "\\u{\(String(scalar.value, radix: 16))}"
      }
    }.joined()
  }
}
