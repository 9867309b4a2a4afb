// Variables that are the same for all threads of a block: one of them, not one for each thread.
extension CPUPrinter {
  /// Variables among `statements` whose every value is the same for all threads.
  func uniformVariables(_ statements: [SyntaxNode], inLoop: Bool) -> Set<String> {
    var found = Set(
      statements.filter { $0.kind == .variable && $0.text == "var" && $0.children[0].kind == .name }
        .map { $0.children[0].text }
    )
    // One that is made of another falls with it.
    while true {
      let kept = found.filter { name in
        statements.allSatisfy { isUniform($0, name, among: found.union(scope.uniforms), inLoop: inLoop) }
      }
      if kept.count == found.count { return kept }
      found = kept
    }
  }

  /// Whether a statement keeps a variable the same for all threads.
  private func isUniform(_ node: SyntaxNode, _ name: String, among names: Set<String>, inLoop: Bool) -> Bool {
    if node.kind == .variable {
      guard Self.names(node.children[0]).contains(name) else { return !Self.changed([node]).contains(name) }
      return node.first(.initial).map { isSame($0.children[0], names) } ?? false
    }
    if node.kind == .assign, node.children[0].kind == .name, node.children[0].text == name {
      return isSame(node.children[1], names)
    }
    guard Self.isUniform(node, inLoop: inLoop), ![.switch, .break, .continue].contains(node.kind) else {
      return !Self.changed([node]).contains(name)
    }
    // Within a loop or a branch that all threads take together.
    let blocks = node.all(.block) + node.all(.if).map { SyntaxNode(.block, "", [$0]) }
    return !(node.kind == .for && Self.names(node.children[0]).contains(name))
      && blocks.allSatisfy { $0.children.allSatisfy { isUniform($0, name, among: names, inLoop: true) } }
  }

  /// Whether an expression is made of what all threads share, without reading memory.
  private func isSame(_ node: SyntaxNode, _ names: Set<String>) -> Bool {
    switch node.kind {
    case .integer, .floating, .boolean: return true
    case .name:
      return names.contains(node.text) || scope.parameters.contains(node.text)
    case .member:
      guard let base = node.children.first, base.kind == .name else { return false }
      let isLaunch = ["blockIndex", "blockSize", "gridSize"].contains(base.text) && !scope.hidden.contains(base.text)
      return isLaunch || scope.ranks[base.text] != nil || isSame(base, names)
    case .binary, .prefix, .ternary: return node.children.allSatisfy { isSame($0, names) }
    case .call:
      guard let callee = node.children.first, callee.kind == .name,
        ScalarType(swiftName: callee.text) != nil || ["min", "max", "abs"].contains(callee.text)
      else { return false }
      return node.all(.argument).allSatisfy { isSame($0.children[0], names) }
    default: return false
    }
  }

  /// Whether a statement changes a variable that all threads share.
  func isSharedAssignment(_ node: SyntaxNode) -> Bool {
    node.kind == .assign && node.children[0].kind == .name && scope.uniforms.contains(node.children[0].text)
  }

  /// Whether a statement declares a variable that all threads share.
  func isSharedVariable(_ node: SyntaxNode) -> Bool {
    node.kind == .variable && node.children[0].kind == .name && scope.uniforms.contains(node.children[0].text)
  }
}
