#if Macros
internal import RingKernelIR

extension TreeBuilder {
  /// Reports what an initialiser does besides storing.
  ///
  /// A call of the type stands in the printed body as in the source, for no declaration tells whether the initialiser is
  /// a written one: what that does must be total as Swift has it.
  mutating func requireStores(_ initializer: SyntaxNode) {
    for statement in initializer.first(.block)?.children ?? [] { requireStore(statement) }
  }

  private mutating func requireStore(_ statement: SyntaxNode) {
    let part: SyntaxNode?
    switch statement.kind {
    case .assign where statement.text == "=" && [.name, .member].contains(statement.children[0].kind):
      part = Self.computed(statement.children[1])
    case .variable: part = statement.first(.initial).flatMap { Self.computed($0.children[0]) }
    case .if:
      part = statement.all(.condition).lazy.compactMap { Self.computed($0.children[0]) }.first
      for branch in statement.children where branch.kind != .condition { requireStore(branch) }
    case .block:
      part = nil
      for inner in statement.children { requireStore(inner) }
    default: part = statement
    }
    guard let part else { return }
    let message = "an initialiser stores what it is given; compute it in a static function"
    problems.append(LanguageRule.initializer.error(message, at: part))
  }

  /// The first part of an expression that may trap as Swift has it.
  private static func computed(_ node: SyntaxNode) -> SyntaxNode? {
    switch node.kind {
    case .name, .integer, .floating, .boolean, .typeName: return nil
    case .member, .tuple, .array, .argument: break
    case .prefix where node.text == "-" && ![.integer, .floating].contains(node.children[0].kind): return node
    case .prefix, .ternary: break
    case .binary:
      guard node.text.hasPrefix("&") || ["==", "!=", "<", "<=", ">", ">=", "||", "|", "^"].contains(node.text) else {
        return node
      }
    case .call:
      // Of a type, with labels or several values: what converts one value may fail.
      let list = node.all(.argument)
      let callee = node.children[0]
      let isType = callee.kind == .typeName || callee.text.first?.isUppercase == true
      guard isType, callee.kind != .member, list.count != 1 || !list[0].text.isEmpty || isLiteral(list[0].children[0])
      else { return node }
      return list.lazy.compactMap { computed($0) }.first
    default: return node
    }
    return node.children.lazy.compactMap { computed($0) }.first
  }

  private static func isLiteral(_ node: SyntaxNode) -> Bool {
    [.integer, .floating, .boolean, .array].contains(node.kind)
  }
}
#endif
