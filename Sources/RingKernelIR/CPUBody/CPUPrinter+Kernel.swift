extension CPUPrinter {
  /// The enum of a kernel with the function that runs a block.
  mutating func kernel(_ node: SyntaxNode) -> String {
    let body = node.first(.block) ?? node
    // A kernel that does not see its blocks runs in pieces of any size.
    if CPUBody.usesBlocks(node), let sizes = node.children.first(where: { $0.kind == .attribute && $0.text == "block" })
    {
      let numbers = sizes.children.map(\.text) + ["1", "1", "1"]
      block = Array(numbers.prefix(3))
    }
    var lines: [String] = []
    for (name, value) in constants.sorted(by: { $0.key < $1.key }) { lines.append("let \(spelled(name)) = \(value)") }
    var fields: [String] = []
    var number = 0
    for parameter in node.all(.valueParameter) {
      scope.declare(parameter.text)
      scope.parameters.insert(parameter.text)
    }
    for parameter in node.all(.parameter) {
      guard let kind = parameter.children.first(where: { $0.kind == .type || $0.kind == .tupleType }) else { continue }
      if kind.text == "GridPosition" {
        scope.position = parameter.text
        continue
      }
      if let (rank, element) = Self.buffer(kind) {
        scope.ranks[parameter.text] = rank
        scope.buffers.insert(parameter.text)
        fields.append(parameter.text)
        lines.append("let \(spelled(parameter.text)) = rk.buffer(\(number), of: \(type(element)).self)")
      } else {
        scope.declare(parameter.text)
        scope.parameters.insert(parameter.text)
        lines.append("let \(spelled(parameter.text)) = rk.value(\(number), of: \(type(kind)).self)")
      }
      number += 1
    }
    // Uniform code is that of thread 0.
    lines.append("let rkT = rk.thread(0, 0, 0)\nlet rkI = 0\n_ = (rkT, rkI)")
    let head = lines.joined(separator: "\n")
    let (text, other) = node.has("stencil") ? (stencil(node, body, fields), "") : bodies(body)
    let start = "let rk = rkRow.block(rkNumber)\n\(head)"
    let assumptions = assumed.map(\.test).joined(separator: ", ")
    let ahead = assumed.compactMap(\.ahead).map { $0 + "\n" }.joined()
    let tests =
      assumed.isEmpty ? "" : "guard \(assumptions) else {\ncareful(rkRow, rkNumber)\ncontinue\n}\n\(ahead)"
    // The row goes on as it came: nothing of a block has to be in memory for the call.
    let careful =
      assumed.isEmpty
      ? "" : "\n@inline(never) static func careful(_ rkRow: CPUBlock, _ rkNumber: Int) {\n\(start)\n\(other)\n}"
    return """
      enum RKCPU_\(node.text)\(generics(node)) {
      \(entry("for rkNumber in 0..<rkRow.rowLength where !rkRow.hasFailed {\n\(start)\n\(tests)\(text)\n}"))\(careful)
      }
      """
  }

  /// The body of a kernel, and the one that runs where what the first one assumes of its block does not hold.
  private mutating func bodies(_ body: SyntaxNode) -> (String, careful: String) {
    let isJoined =
      Self.hasBarrier(body) || Self.mentions(body) { ["SharedArray", "SharedTile"].contains($0.text) }
    var done = ""
    if !isJoined {
      leave = "continue rkThread"
    } else if Self.mentions(body, { $0.kind == .return }) {
      done = "let rkDone = rk.locals(rk.threadCount, of: { false })\ndefer { rk.free(rkDone) }\n"
      leave = "do { rkDone[proved: rkI] = true; continue rkThread }"
    }
    let outer = scope
    func printed(_ printer: inout CPUPrinter) -> String {
      done + (isJoined ? printer.uniform(body.children) : printer.threads(body.children))
    }
    let text = printed(&self)
    guard !assumed.isEmpty, errors.isEmpty else { return (text, "") }
    scope = outer
    isCareful = true
    return (text, printed(&self))
  }

  /// Asks for rows of fields of three axes that a later row of threads will want: of what is read the foremost, of what is
  /// written its own.
  ///
  /// With two axes the processor sees by itself what comes, and asking costs more than it brings.
  private func rowsAhead(_ node: SyntaxNode, _ halo: String) -> String {
    node.all(.parameter).filter { scope.ranks[$0.text] != nil }.map { parameter in
      let reach = parameter.has("inout") ? "0" : halo
      return "\(spelled(parameter.text)).fetchRowAhead(rk, rkY, rkZ, \(reach))\n"
    }.joined()
  }

  private mutating func stencil(_ node: SyntaxNode, _ body: SyntaxNode, _ fields: [String]) -> String {
    guard let first = fields.first, let rank = scope.ranks[first] else {
      return refuse("a stencil kernel has a field", node)
    }
    let halo = node.children.first { $0.kind == .attribute && $0.text == "halo" }?.children.first?.text ?? "1"
    leave = "continue rkThread"
    let equal = fields.dropFirst().map { field in
      "guard rk.requireEqual(\(spelled(first)), \(spelled(field)), \(site(.indexOutOfRange, node))) else { return }\n"
    }
    let lines = body.children.map { statement($0) }
    let extents = ["width", "height", "depth"]
    var text = equal.joined()
    for axis in [2, 1, 0] {
      let letter = ["X", "Y", "Z"][axis]
      let range =
        axis < rank ? "rk.interior\(letter)(\(spelled(first)).\(extents[axis]), \(halo))" : "0..<\(block[axis])"
      text +=
        axis == 0
        ? "\(rank > 2 ? rowsAhead(node, halo) : "")for rkPart in 0..<2 {\nrkThread: for rkX in rk.part(rkPart, of: \(range)) {\n"
        : "for rk\(letter) in \(range) {\n"
    }
    return text + """
      let rkT = rk.thread(rkX, rkY, rkZ)
      _ = rkT
      let \(spelled(scope.position)) = rkT.position
      \(lines.joined(separator: "\n"))
      }
      }
      }
      }
      """
  }

  /// Statements as loops over the threads of the block, row by row.
  ///
  /// A row is a loop without checks over the threads whose elements are known to be there, then one with checks over
  /// the others, mostly none.
  ///
  /// - Parameters:
  ///   - statements: What a thread does.
  ///   - loop: Head of a loop that all threads run together, around each row.
  mutating func threads(_ statements: [SyntaxNode], around loop: String? = nil) -> String {
    if isTogether { return threadsInTurn(statements, around: loop) }
    let outer = (scope, phase)
    phase = Phase(changed: Self.changed(statements))
    for constant in scope.repeated { learn(constant) }
    let bound = bounded(statements)
    let inner = bound?.inner ?? statements
    phase.threads = bound?.threads
    // Rows whose length only each of them knows are narrowed one by one.
    if Int(block[0]) == nil || (bound != nil && bound?.threads == nil) { phase.tests = nil }
    for constant in scope.repeated { learn(constant) }
    let learned = scope
    isProved = true
    let proved = body(inner)
    isProved = false
    scope = learned
    let done = phase
    let checked = done.needs.isEmpty ? "" : body(inner)
    (scope, phase) = outer
    var head = ["for rkZ in 0..<\(block[2]) {", "for rkY in 0..<\(block[1]) {"]
    if let loop { head.append(loop + " {") }
    if let threads = bound?.threads {
      head += ["let rkFrom = \(threads.lowerBound)", "let rkTo = \(threads.upperBound)"]
    } else {
      let word = bound == nil ? "let" : "var"
      head += ["\(word) rkFrom = 0", "\(word) rkTo = \(block[0])"] + (bound.map { [$0.limit] } ?? [])
    }
    func rows(_ lines: [String]) -> String {
      (head + lines + (loop == nil ? [] : ["}"]) + ["_ = (rkY, rkZ)", "}", "}"]).joined(separator: "\n")
    }
    func row(_ range: String, _ text: String) -> String { "rkThread: for rkX in \(range) {\n\(text)\n}" }
    let (all, most) = (row("rkFrom..<rkTo", proved), row("rkLow..<rkHigh", proved))
    let threads = bound == nil ? Int(block[0]).map { 0..<max(0, $0) } : bound?.threads
    let proven = sideBySide(loop, threads, proved) ?? rows([all])
    guard !done.needs.isEmpty else { return proven }
    if let tests = done.tests {
      // Blocks of a known size: mostly all elements of one are there, and its loops have constant bounds.
      let careful = rows([row("rkFrom..<rkTo", checked)])
      if isCareful { return careful }
      for fact in done.assumptions where !assumed.contains(fact) { assumed.append(fact) }
      guard !tests.isEmpty else { return proven }
      let edge = apart(careful, of: statements)
      return "\(edge.function)if \(tests.joined(separator: ", ")) {\n\(proven)\n} else {\n\(edge.call)\n}"
    }
    let narrowed = ["var rkLow = rkFrom", "var rkHigh = rkTo"] + done.needs
    guard Int(block[0]) == nil else {
      let some = row("rkFrom..<rkTo", checked)
      return rows(narrowed + ["if rkLow == rkFrom && rkHigh == rkTo {\n\(all)\n} else {\n\(some)\n}"])
    }
    let others = row("rkPart == 0 ? rkFrom..<rkLow : rkHigh..<rkTo", checked)
    return rows(narrowed + [most, "for rkPart in 0..<2 {\n\(others)\n}"])
  }

  /// What is seldom run, as a function of its own: it would take registers from what is run mostly.
  ///
  /// Not where it would take variables with it that then could not be in registers at all.
  ///
  /// - Parameters:
  ///   - text: Loops over threads, which nothing leaves.
  ///   - statements: What they were printed from.
  private mutating func apart(_ text: String, of statements: [SyntaxNode]) -> (function: String, call: String) {
    let variables = scope.arrays.union(scope.uniforms)
    guard !statements.contains(where: { Self.mentions($0) { $0.kind == .name && variables.contains($0.text) } }) else {
      return ("", text)
    }
    let name = fresh("Edge")
    return ("@inline(never) func \(name)() {\n\(text)\n}\n", "\(name)()")
  }

  private mutating func body(_ statements: [SyntaxNode]) -> String {
    body(
      statements,
      thread: "rk.thread(rkX, rkY, rkZ)",
      place: "(rkZ &* \(block[1]) &+ rkY) &* \(block[0]) &+ rkX"
    )
  }

  /// What one thread does.
  ///
  /// - Parameters:
  ///   - statements: Statements of the source.
  ///   - thread: The thread.
  ///   - place: Its number in the block.
  mutating func body(_ statements: [SyntaxNode], thread: String, place: String) -> String {
    var lines = ["let rkT = \(thread)", "let rkI = \(place)\n_ = (rkT, rkI)"]
    if leave?.hasPrefix("do") == true { lines.append("if rkDone[proved: rkI] { continue rkThread }") }
    for constant in scope.repeated { lines.append(variable(constant)) }
    lines += statements.map { node in
      node.kind == .variable && !scope.arrays.isDisjoint(with: Self.names(node.children[0]))
        ? stored(node) : statement(node)
    }
    return lines.joined(separator: "\n")
  }

  /// The declaration of a local that is an array over the threads: a store.
  private mutating func stored(_ node: SyntaxNode) -> String {
    guard let value = node.first(.initial)?.children.first else { return "" }
    let places = Self.names(node.children[0]).map { expression(SyntaxNode(.name, $0)) }
    let place = places.count == 1 ? places[0] : "(\(places.joined(separator: ", ")))"
    return "\(place) = \(attempt(value))"
  }
}
