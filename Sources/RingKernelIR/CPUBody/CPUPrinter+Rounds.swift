// Loops of a block whose counter is known in every round, as in the tree of a reduction: they are printed round by
// round, so that swiftc sees loops over threads whose bounds are numbers.
extension CPUPrinter {
  /// Rounds of one loop that are printed one by one.
  private static let roundLimit = 16

  /// What an `Int` is where the printer stands; nil where that is not known.
  func constant(_ node: SyntaxNode) -> Int? {
    switch node.kind {
    case .integer: return Int(node.text)
    case .name:
      if let value = scope.known[node.text] { return value }
      return scope.parameters.contains(node.text) ? constants[node.text].map { Int($0) } : nil
    case .member:
      guard let base = node.children.first, base.kind == .name, base.text == "blockSize",
        !scope.hidden.contains(base.text), let axis = ["x", "y", "z"].firstIndex(of: node.text)
      else { return nil }
      return Int(block[axis])
    case .binary:
      guard let a = constant(node.children[0]), let b = constant(node.children[1]) else { return nil }
      return Self.result(node.text, a, b)
    default: return nil
    }
  }

  /// An operation on two numbers; nil where one might fail or wrap.
  private static func result(_ operation: String, _ a: Int, _ b: Int) -> Int? {
    let (value, overflow) =
      switch operation {
      case "+", "&+": a.addingReportingOverflow(b)
      case "-", "&-": a.subtractingReportingOverflow(b)
      case "*", "&*": a.multipliedReportingOverflow(by: b)
      case "/": a.dividedReportingOverflow(by: b)
      case "%": a.remainderReportingOverflow(dividingBy: b)
      case ">>" where (0..<63).contains(b): (a >> b, false)
      case "<<" where (0..<63).contains(b): a.multipliedReportingOverflow(by: 1 << b)
      default: (0, true)
      }
    return overflow ? nil : value
  }

  /// Whether a comparison holds where the printer stands.
  private func holds(_ node: SyntaxNode) -> Bool? {
    guard node.kind == .binary, let a = constant(node.children[0]), let b = constant(node.children[1]) else {
      return nil
    }
    switch node.text {
    case "<": return a < b
    case "<=": return a <= b
    case ">": return a > b
    case ">=": return a >= b
    case "==": return a == b
    case "!=": return a != b
    default: return nil
    }
  }

  /// What a variable that all threads share holds after its declaration.
  func valueOfDeclaration(_ node: SyntaxNode) -> Int? {
    let type = node.first(.annotation)?.children[0].text ?? "Int"
    return type == "Int" ? node.first(.initial).flatMap { constant($0.children[0]) } : nil
  }

  /// What a variable that all threads share, and whose value is known, holds after an assignment.
  func valueOfAssignment(_ node: SyntaxNode) -> Int? {
    let name = node.children[0].text
    guard let old = scope.known[name], let value = constant(node.children[1]) else { return nil }
    return node.text == "=" ? value : Self.result(String(node.text.dropLast()), old, value)
  }

  /// Forgets what variables hold that a statement may change.
  mutating func forget(_ node: SyntaxNode) {
    for name in Self.changed([node]) { scope.known[name] = nil }
  }

  /// Goes past a statement.
  private mutating func pass(_ node: SyntaxNode) {
    guard isSharedAssignment(node) else { return forget(node) }
    scope.known[node.children[0].text] = valueOfAssignment(node)
  }

  /// A `while` loop round by round; nil where the number of rounds is not known.
  mutating func unrolled(_ node: SyntaxNode) -> String? {
    guard node.kind == .while, !isCareful, let test = node.all(.condition).first?.children.first,
      node.all(.condition).count == 1, let body = node.first(.block)?.children,
      !Self.mentions(node, { [.break, .continue].contains($0.kind) })
    else { return nil }
    var trial = self
    var count = 0
    while let goes = trial.holds(test), goes {
      count += 1
      guard count <= min(rounds, Self.roundLimit) else { return nil }
      for statement in body { trial.pass(statement) }
    }
    guard trial.holds(test) == false else { return nil }
    rounds -= count
    let counter = counter(node)
    var lines = counter.before.isEmpty ? [] : [counter.before]
    for _ in 0..<count {
      lines.append("do {\n\((counter.shared + [uniform(body, inLoop: true)]).joined(separator: "\n"))\n}")
      for statement in body { pass(statement) }
    }
    if !counter.after.isEmpty { lines.append(counter.after) }
    return lines.joined(separator: "\n")
  }
}
