// Barriers and reductions within expressions: each becomes a constant before the statement.
extension CPUPrinter {
  /// `let sum = blockReduceAdd(value)`: an array of operands, then one value for all.
  mutating func collective(_ node: SyntaxNode, _ call: SyntaxNode) -> String {
    let operand = fresh("Operand")
    let value = call.all(.argument).first?.children.first ?? call
    let kept = SyntaxNode(
      .variable,
      "let",
      line: node.line,
      column: node.column,
      [
        SyntaxNode(.name, operand), SyntaxNode(.initial, "", [value]),
      ]
    )
    let outer = scope
    let room = array(kept, operand)
    let loop = threads([kept])
    scope = outer
    let name = node.children[0].text
    scope.declare(name)
    let meeting = isTogether ? "\nrk.meet()" : ""
    return "\(room)\n\(loop)\nlet \(spelled(name)) = rk.\(call.children[0].text)(\(operand))\(meeting)"
  }

  /// `while barrierAny(more) { … }` as a loop without end that looks at the joined values itself.
  mutating func endless(_ node: SyntaxNode) -> SyntaxNode {
    let conditions = node.all(.condition)
    guard node.kind == .while, conditions.contains(where: Self.hasBarrier) else { return node }
    var statements: [SyntaxNode] = []
    for condition in conditions {
      let test = replaced(condition.children[0], &statements)
      let isOver = SyntaxNode(.prefix, "!", line: node.line, column: node.column, [test])
      let leave = SyntaxNode(.block, "", [SyntaxNode(.break, node.text)])
      statements.append(
        SyntaxNode(.if, "", line: node.line, column: node.column, [SyntaxNode(.condition, "", [isOver]), leave])
      )
    }
    statements += node.first(.block)?.children ?? []
    let always = SyntaxNode(.condition, "", [SyntaxNode(.boolean, "true")])
    let body = SyntaxNode(.block, "", line: node.line, column: node.column, statements)
    return SyntaxNode(.while, node.text, line: node.line, column: node.column, [always, body])
  }

  /// Takes collective calls out of a statement, each into a constant before it.
  mutating func lifted(_ node: SyntaxNode) -> [SyntaxNode] {
    if [.if, .guard].contains(node.kind), node.all(.condition).contains(where: Self.hasBarrier) {
      var before: [SyntaxNode] = []
      var rest = node
      rest.children = node.children.map { $0.kind == .condition ? replaced($0, &before) : $0 }
      return before + [rest]
    }
    if node.kind == .for, Self.hasBarrier(node.children[1]) {
      var before: [SyntaxNode] = []
      var rest = node
      rest.children[1] = replaced(node.children[1], &before)
      return before + [rest]
    }
    guard [.variable, .assign, .expression, .return].contains(node.kind), Self.hasBarrier(node) else { return [node] }
    if node.kind == .expression, Self.isBarrier(node.children[0]), node.children[0].children[0].text == "barrier" {
      return [node]
    }
    // A constant of the block; a variable is each thread's own, which begins with one.
    if node.kind == .variable, node.text == "let", node.children[0].kind == .name,
      let value = node.first(.initial)?.children.first, Self.isBarrier(value)
    {
      return [node]
    }
    var before: [SyntaxNode] = []
    let rest = replaced(node, &before)
    return before + [rest]
  }

  private mutating func replaced(_ node: SyntaxNode, _ before: inout [SyntaxNode]) -> SyntaxNode {
    var result = node
    result.children = node.children.map { replaced($0, &before) }
    guard Self.isBarrier(node) else { return result }
    let name = fresh("Joined")
    let parts = [SyntaxNode(.name, name), SyntaxNode(.initial, "", [result])]
    before.append(SyntaxNode(.variable, "let", line: node.line, column: node.column, parts))
    return SyntaxNode(.name, name, line: node.line, column: node.column)
  }
}
