// Loops and branches that all threads of a block take together.
extension CPUPrinter {
  /// Whether a statement is outside of the loops over threads.
  static func isUniform(_ node: SyntaxNode, inLoop: Bool) -> Bool {
    switch node.kind {
    case .for, .while, .repeat, .switch: return hasBarrier(node) || isInterchangeable(node)
    case .if, .guard: return hasBarrier(node) || (inLoop && jumps(node))
    case .break, .continue: return inLoop
    default: return false
    }
  }

  /// A jump that leaves the statement.
  private static func jumps(_ node: SyntaxNode) -> Bool {
    if [.break, .continue].contains(node.kind) { return true }
    if [.for, .while, .repeat].contains(node.kind) { return false }
    return node.children.contains(where: jumps)
  }

  /// A loop with constant bounds over plain assignments: with the threads inside it, neighbours work on neighbours.
  static func isInterchangeable(_ node: SyntaxNode) -> Bool {
    guard node.kind == .for, node.first(.condition) == nil, let block = node.first(.block) else { return false }
    let range = node.children[1]
    return range.kind == .binary && range.children.allSatisfy { $0.kind == .integer }
      && block.children.allSatisfy { $0.kind == .assign && !mentions($0) { $0.kind == .call } }
  }

  /// A constant that is made of the thread's indices alone: every loop over threads computes it anew.
  static func isRepeatable(_ node: SyntaxNode, _ scope: Scope) -> Bool {
    guard node.text == "let", let value = node.first(.initial)?.children.first, !hasBarrier(value) else { return false }
    func isPlain(_ node: SyntaxNode) -> Bool {
      switch node.kind {
      case .tuple: return node.children.allSatisfy { isPlain($0.children[0]) }
      case .member: return node.children.first.map { $0.kind == .name && indices.contains($0.text) } ?? false
      case .name: return indices.contains(node.text) && !scope.hidden.contains(node.text)
      default: return false
      }
    }
    return isPlain(value)
  }

  /// A loop with the rows of the block outside of it: what a row keeps from one round to the next stays in registers.
  private mutating func interchanged(_ node: SyntaxNode, _ head: String) -> String? {
    let statements = node.first(.block)?.children ?? []
    guard Self.isInterchangeable(node), !statements.contains(where: isSharedAssignment) else { return nil }
    let outer = scope
    defer { scope = outer }
    for name in Self.names(node.children[0]) {
      scope.declare(name)
      let ends = node.children[1].children.compactMap { Int($0.text) }
      let last = ends.last.map { node.children[1].text == "..." ? $0 : $0 - 1 } ?? -1
      let range = ends.count == 2 && ends[0] <= last ? ends[0]...last : nil
      scope.rows[name] = RowIndex(isMoving: false, text: spelled(name), range: range)
    }
    return threads(statements, around: head)
  }

  /// A loop or a branch, and what is known before and after it.
  mutating func followed(_ node: SyntaxNode) -> String {
    defer { forget(node) }
    if [.for, .while, .repeat].contains(node.kind) { forget(node) }
    return control(node)
  }

  private mutating func control(_ node: SyntaxNode) -> String {
    let label = node.text.isEmpty ? "" : "\(spelled(node.text)): "
    let going = checking == .unchecked || isThrowing ? "" : ", !rk.hasFailed"
    func inner(_ block: SyntaxNode?, _ head: [String] = [], declaring names: [String] = []) -> String {
      let outer = scope
      for name in names { scope.declare(name) }
      let text = uniform(block?.children ?? [], inLoop: true)
      scope = outer
      return "{\n\((head + [text]).joined(separator: "\n"))\n}"
    }
    if let condition = node.all(.condition).first(where: Self.hasBarrier) {
      return refuseJoin("the condition of a '\(node.kind.rawValue)'", in: condition)
    }
    switch node.kind {
    case .for:
      let names = Self.names(node.children[0])
      if let limit = limited(node) {
        // The filter stands in the body, where loops know that they are inside of this one.
        let outer = scope
        for name in names { scope.declare(name) }
        let test = node.first(.condition).map { ["guard \(attempt($0.children[0])) else { continue }"] } ?? []
        scope = outer
        let body = inner(node.first(.block), limit.shared + test, declaring: names)
        return "\(limit.before)\(label)for \(pattern(node.children[0])) in \(limit.range) \(body)\(limit.after)"
      }
      let range = attempt(node.children[1])
      if let rows = interchanged(node, "\(label)for \(pattern(node.children[0])) in \(range)") { return rows }
      let filter = node.first(.condition).map { " where \(attempt($0.children[0]))" } ?? ""
      return
        "\(label)for \(pattern(node.children[0])) in \(range)\(filter) \(inner(node.first(.block), declaring: names))"
    case .while:
      let count = counter(node)
      let body = inner(node.first(.block), count.shared)
      return "\(count.before)\(label)while \(conditions(node))\(going) \(body)\(count.after)"
    case .repeat:
      let also = going.isEmpty ? "" : " && !rk.hasFailed"
      let count = counter(node)
      let body = inner(node.first(.block), count.shared)
      return "\(count.before)\(label)repeat \(body) while \(conditions(node))\(also)\(count.after)"
    case .guard: return "guard \(conditions(node)) else \(inner(node.first(.block)))"
    case .if:
      let blocks = node.children.filter { $0.kind == .block || $0.kind == .if }
      let other = blocks.count > 1 ? " else " + (blocks[1].kind == .if ? control(blocks[1]) : inner(blocks[1])) : ""
      return "if \(conditions(node)) \(inner(blocks.first))\(other)"
    case .break: return "break \(spelled(node.text))"
    case .continue: return "continue \(spelled(node.text))"
    default: return refuseJoin("a '\(node.kind.rawValue)'", in: node)
    }
  }
}
