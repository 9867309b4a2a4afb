extension CPUPrinter {
  /// A block between braces, with names of its own.
  mutating func block(_ node: SyntaxNode, _ head: [String] = [], declaring names: [String] = []) -> String {
    let outer = scope
    for name in names { scope.declare(name) }
    let lines = head + node.children.map { statement($0) }
    scope = outer
    return "{\n\(lines.joined(separator: "\n"))\n}"
  }

  mutating func conditions(_ node: SyntaxNode) -> String {
    node.all(.condition).map { attempt($0.children[0]) }.joined(separator: ", ")
  }

  mutating func statement(_ node: SyntaxNode) -> String {
    let label = node.text.isEmpty ? "" : "\(spelled(node.text)): "
    let going = checking == .unchecked || isThrowing ? "" : ", !rkT.hasFailed"
    if let once = once(node) { return once }
    switch node.kind {
    case .variable: return variable(node)
    case .assign: return assignment(node)
    case .expression:
      let value = attempt(node.children[0])
      if [.if, .switch].contains(node.children[0].kind) { return value }
      // The result of a call may be nothing at all, which Swift warns to put aside.
      guard node.children[0].kind == .call, !isValue else { return "_ = \(value)" }
      let isMarked = value.hasPrefix("try ")
      return "\(isMarked ? "try " : "")rkT.ignore(\(isMarked ? String(value.dropFirst(4)) : value))"
    case .block: return "do \(block(node))"
    case .if: return branch(node)
    case .guard: return "guard \(conditions(node)) else \(block(node.first(.block) ?? node))"
    case .while:
      let count = counter(node)
      return "\(count.before)\(label)while \(conditions(node))\(going) \(block(node.first(.block) ?? node, count.head))"
    case .repeat:
      let also = going.isEmpty ? "" : " && !rkT.hasFailed"
      let count = counter(node)
      let body = block(node.first(.block) ?? node, count.head)
      return "\(count.before)\(label)repeat \(body) while \(conditions(node))\(also)"
    case .for: return loop(node, label)
    case .switch: return "\(label)\(choice(node))"
    case .break: return "break \(spelled(node.text))"
    case .continue: return "continue \(spelled(node.text))"
    case .fallthrough: return "fallthrough"
    case .return:
      if let leave { return leave }
      if isTogether { return leaving(node) }
      return "return \(node.children.first.map { attempt($0) } ?? "")"
    case .throw: return failure(node)
    default: return refuse("no printed form of \(node.kind.rawValue)", node)
    }
  }

  private mutating func loop(_ node: SyntaxNode, _ label: String) -> String {
    let limit = limited(node)
    let range = limit?.range ?? attempt(node.children[1])
    let names = Self.names(node.children[0])
    let outer = scope
    for name in names { scope.declare(name) }
    let test = node.first(.condition).map { attempt($0.children[0]) }
    scope = outer
    let variable = pattern(node.children[0])
    guard let limit else {
      let filter = test.map { " where \($0)" } ?? ""
      return "\(label)for \(variable) in \(range)\(filter) \(block(node.first(.block) ?? node, declaring: names))"
    }
    let head = limit.head + (test.map { ["guard \($0) else { continue }"] } ?? [])
    let body = block(node.first(.block) ?? node, head, declaring: names)
    return "\(limit.before)\(label)for \(variable) in \(range) \(body)"
  }

  func pattern(_ node: SyntaxNode) -> String {
    node.kind == .tuplePattern
      ? "(\(node.children.map { spelled($0.text) }.joined(separator: ", ")))" : spelled(node.text)
  }

  static func names(_ pattern: SyntaxNode) -> [String] {
    pattern.kind == .tuplePattern ? pattern.children.map(\.text) : [pattern.text]
  }

  private mutating func branch(_ node: SyntaxNode) -> String {
    let blocks = node.children.filter { $0.kind == .block || $0.kind == .if }
    var text = "if \(conditions(node)) \(block(blocks[0]))"
    if blocks.count > 1 { text += " else " + (blocks[1].kind == .if ? branch(blocks[1]) : block(blocks[1])) }
    return text
  }

  mutating func value(_ node: SyntaxNode) -> String {
    func bare(_ text: String) -> String { text.replacing("{\n_ = ", with: "{\n").replacing(":\n_ = ", with: ":\n") }
    let outer = isValue
    isValue = true
    defer { isValue = outer }
    return bare(node.kind == .if ? branch(node) : choice(node))
  }

  private mutating func choice(_ node: SyntaxNode) -> String {
    var text = "switch \(attempt(node.children[0])) {\n"
    for item in node.all(.case) {
      let outer = scope
      let names = Self.bindings(item)
      for name in names { scope.declare(name) }
      let heads = item.all(.item).map { part in
        pattern(of: part.children[0])
          + (part.first(.condition).map { " where \(attempt($0.children[0]))" } ?? "")
      }
      let lines = (item.first(.block)?.children ?? []).map { statement($0) }
      scope = outer
      let head = item.text == "default" ? "default" : "case \(heads.joined(separator: ", "))"
      text += "\(head):\n\(lines.isEmpty ? "break" : lines.joined(separator: "\n"))\n"
    }
    return text + "}"
  }

  private static func bindings(_ node: SyntaxNode) -> [String] {
    node.kind == .block ? [] : (node.kind == .bindingPattern ? [node.text] : []) + node.children.flatMap(bindings)
  }

  private mutating func pattern(of node: SyntaxNode) -> String {
    switch node.kind {
    case .valuePattern:
      let value = node.children[0]
      guard value.kind == .binary, ["..<", "..."].contains(value.text) else { return attempt(value) }
      let ends = value.children.map { attempt($0) }
      return "PatternRange(\(ends[0]), \(value.text == "..." ? "through" : "below"): \(ends[1]))"
    case .bindingPattern: return "let \(spelled(node.text))"
    case .wildcardPattern: return "_"
    default: return "(\(node.children.map { pattern(of: $0) }.joined(separator: ", ")))"
    }
  }
}
