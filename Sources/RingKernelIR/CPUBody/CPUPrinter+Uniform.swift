// Code outside of the loops over threads: what all threads of a block do together.
extension CPUPrinter {
  /// Statements of which some join the block: loops over threads between them.
  mutating func uniform(_ statements: [SyntaxNode], inLoop: Bool = false) -> String {
    let outer = scope
    var lines: [String] = []
    var phase: [SyntaxNode] = []
    func flush() {
      if !phase.isEmpty { lines.append(threads(phase)) }
      phase = []
    }
    let all = statements.flatMap { lifted(endless($0)) }
    scope.uniforms.formUnion(uniformVariables(all, inLoop: inLoop))
    // What is declared here and used outside of its own loop over threads is kept in an array.
    let kept = kept(all, inLoop: inLoop)
    var settled: (name: String, line: Int)?
    for node in all {
      if let shared = sharedMemory(node, all) {
        flush()
        lines.append(shared)
        if settled == nil, scope.stacked[node.children[0].text] != nil {
          settled = (node.children[0].text, lines.count)
        }
      } else if node.kind == .variable, Self.isRepeatable(node, scope) {
        flush()
        lines.append(variable(node))
        scope.repeated.append(node)
      } else if isSharedVariable(node) {
        flush()
        let name = node.children[0].text
        let value = valueOfDeclaration(node)
        // Where its value is known, nobody may read it: that is nothing to warn of.
        lines.append("\(variable(node)); _ = \(spelled(name))")
        scope.uniforms.insert(name)
        scope.known[name] = value
      } else if isSharedAssignment(node) {
        flush()
        let (name, value) = (node.children[0].text, valueOfAssignment(node))
        lines.append(value.map { "\(spelled(name)) = \($0)" } ?? assignment(node))
        scope.known[name] = value
      } else if node.kind == .expression, Self.isBarrier(node.children[0]) {
        flush()
        if isTogether { lines.append("rk.meet()") }
      } else if node.kind == .variable, let value = node.first(.initial)?.children.first, Self.isBarrier(value) {
        flush()
        lines.append(collective(node, value))
      } else if Self.isUniform(node, inLoop: inLoop) {
        flush()
        if let rounds = unrolled(node) {
          lines.append(rounds)
        } else {
          lines.append(followed(node))
          // An array that a loop comes back to lies in memory, not in registers.
          if let (name, line) = settled, Self.loops(node, over: name) {
            lines.insert(contentsOf: settling(name), at: line)
          }
        }
      } else {
        if node.kind == .variable {
          for name in Self.names(node.children[0]) where kept.contains(name) {
            if phase.contains(where: { Self.uses($0, name) }) { flush() }
            lines.append(array(node, name))
          }
        }
        phase.append(node)
      }
    }
    flush()
    scope = outer
    return lines.joined(separator: "\n")
  }

  /// Locals that more than one loop over threads uses, or that the type of such a local depends on.
  private func kept(_ statements: [SyntaxNode], inLoop: Bool) -> Set<String> {
    let groups = groups(statements, inLoop: inLoop)
    var kept: Set<String> = []
    var count = -1
    while count != kept.count {
      count = kept.count
      for (place, node) in statements.enumerated() where node.kind == .variable && groups[place] != nil {
        for name in Self.names(node.children[0]) where !kept.contains(name) {
          let isElsewhere = statements.indices.contains { other in
            guard Self.uses(statements[other], name) else { return false }
            if groups[other] != groups[place] { return true }
            return statements[other].kind == .variable
              && !kept.isDisjoint(with: Self.names(statements[other].children[0]))
          }
          if isElsewhere { kept.insert(name) }
        }
      }
    }
    return kept
  }

  /// Which loop over threads a statement stands in; nil for those that stand in none.
  private func groups(_ statements: [SyntaxNode], inLoop: Bool) -> [Int?] {
    var group = 0
    return statements.map { node in
      let isShared = Self.mentions(node) { ["SharedArray", "SharedTile"].contains($0.text) }
      let isBreak =
        Self.isUniform(node, inLoop: inLoop) || Self.hasBarrier(node) || isSharedVariable(node)
        || isSharedAssignment(node)
        || (node.kind == .variable && (isShared || Self.isRepeatable(node, scope)))
      if isBreak { group += 1 }
      return isBreak ? nil : group
    }
  }

  /// Room for a local of every thread.
  ///
  /// The closure that is printed is never called: it gives the type.
  private mutating func array(_ node: SyntaxNode, _ name: String) -> String {
    let names = Self.names(node.children[0])
    var value = node.first(.initial).map { attempt($0.children[0]) } ?? "fatalError()"
    let isValue = [.if, .switch].contains(node.first(.initial)?.children.first?.kind)
    var head = ""
    if let annotation = node.first(.annotation) {
      head = "()\(isThrowing ? " throws" : "") -> \(type(annotation.children[0])) in "
    }
    if isValue {
      value =
        "let rkV\(head.isEmpty ? "" : ": \(type(node.first(.annotation)?.children[0] ?? node))") = \(value)\nreturn rkV"
    }
    if names.count > 1, let place = names.firstIndex(of: name) { value = "(\(value)).\(place)" }
    scope.declare(name)
    scope.arrays.insert(name)
    // Reductions take the worker's memory; everything else is as well on the stack, where the compiler sees that nobody
    // else has it.
    if !name.hasPrefix("rkOperand"), let count = fixedThreads {
      return "var \(spelled(name)) = rk.locals(CPUCount<\(count)>(), of: { \(head)\(value) })"
    }
    let text = "let \(spelled(name)) = rk.locals(rk.threadCount, of: { \(head)\(value) })"
    return "\(text)\ndefer { rk.free(\(spelled(name))) }"
  }

  /// Elements that may lie on the stack.
  private static let stackLimit = 4096

  /// Threads of a block where the kernel fixes them and there are not too many.
  private var fixedThreads: Int? {
    let sizes = block.compactMap { Int($0) }
    guard sizes.count == 3 else { return nil }
    let product = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    return (1...Self.stackLimit).contains(product) ? product : nil
  }

  /// Whether a name is only used to get at its elements.
  private static func isOnlySubscripted(_ name: String, _ node: SyntaxNode) -> Bool {
    if node.kind == .subscript, let base = node.children.first, base.kind == .name, base.text == name {
      return node.children.dropFirst().allSatisfy { isOnlySubscripted(name, $0) }
    }
    if node.kind == .variable, names(node.children[0]).contains(name) { return true }
    return !(node.kind == .name && node.text == name) && node.children.allSatisfy { isOnlySubscripted(name, $0) }
  }

  /// `var tile = SharedArray<256, Float>()`.
  private mutating func sharedMemory(_ node: SyntaxNode, _ statements: [SyntaxNode]) -> String? {
    guard node.kind == .variable, let call = node.first(.initial)?.children.first, call.kind == .call,
      let type = call.children.first?.children.first, ["SharedArray", "SharedTile"].contains(type.text),
      type.children.count > 1
    else { return nil }
    let name = node.children[0].text
    let parts = type.children.map { self.type($0.kind == .argument ? $0.children[0] : $0) }
    scope.declare(name)
    scope.ranks[name] = parts.count - 1
    if parts.count == 3 { scope.tiles.insert(name) }
    let literals = parts.dropLast().reversed().compactMap { Int($0) }
    if literals.count == parts.count - 1, literals.allSatisfy({ (1...Self.stackLimit).contains($0) }) {
      scope.extents[name] = literals
      let count = literals.reduce(1, *)
      if count <= Self.stackLimit, statements.allSatisfy({ Self.isOnlySubscripted(name, $0) }) {
        let array = "InlineArray<\(count), \(parts.last ?? "")>"
        scope.stacked[name] = array
        return "var \(spelled(name)) = \(array)(repeating: rk.zero())"
      }
    }
    let sizes = parts.dropLast().reversed().joined(separator: ", ")
    let text = "let \(spelled(name)) = rk.shared(\(sizes), of: \(parts.last ?? "").self)"
    return "\(text)\ndefer { rk.free(\(spelled(name))) }"
  }

  /// `let sum = blockReduceAdd(value)`: an array of operands, then one value for all.
  private mutating func collective(_ node: SyntaxNode, _ call: SyntaxNode) -> String {
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
  private mutating func endless(_ node: SyntaxNode) -> SyntaxNode {
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
  private mutating func lifted(_ node: SyntaxNode) -> [SyntaxNode] {
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
