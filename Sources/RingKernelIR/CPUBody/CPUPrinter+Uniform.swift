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
}
