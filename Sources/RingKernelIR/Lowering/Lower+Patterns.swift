// Patterns of switches.
extension FunctionLowering {
  /// Whether a case takes the value; binds its names on the way.
  func matches(_ node: SyntaxNode, _ value: Expression) throws(CompileError) -> Expression {
    if node.text == "default" { return .bool(true) }
    let items = node.all(.item)
    guard !items.isEmpty else { throw malformed(node) }
    if items.count > 1, node.binds {
      throw LanguageRule.unsupported.error(
        "a case with several patterns binds no values; write several cases",
        at: node
      )
    }
    var all: Expression?
    for item in items {
      guard let pattern = item.children.first else { throw malformed(item) }
      let matchItem = { () throws(CompileError) -> Expression in
        let fits = try self.matches(pattern, of: value)
        guard let filter = item.first(.condition) else { return fits }
        if fits.constantBits == 1 { return try self.conditions([filter]) }
        return try self.shortCircuit(true, fits) { () throws(CompileError) in try self.conditions([filter]) }
      }
      if let before = all {
        all = try shortCircuit(false, before, matchItem)
      } else {
        all = try matchItem()
      }
    }
    return all ?? .bool(false)
  }

  private func matches(_ pattern: SyntaxNode, of value: Expression) throws(CompileError) -> Expression {
    switch pattern.kind {
    case .wildcardPattern: return .bool(true)
    case .bindingPattern:
      try declare(pattern.text, .value(temporary(value, pattern.text)), at: pattern)
      return .bool(true)
    case .valuePattern:
      guard let node = pattern.children.first else { throw malformed(pattern) }
      return try matches(value: node, value)
    case .tupleOfPatterns:
      guard case .structure(let name) = value.type, let fields = types.structs[name]?.fields,
        fields.count == pattern.children.count
      else {
        throw LanguageRule.typeMismatch.error(
          "a pattern of \(pattern.children.count) elements for \(spelled(value.type))",
          at: pattern
        )
      }
      var all = Expression.bool(true)
      for (index, part) in pattern.children.enumerated() {
        let fits = try matches(part, of: Expression(fields[index].type, .extract(value, index)))
        if fits.constantBits == 1 { continue }
        all = all.constantBits == 1 ? fits : .both(all, fits)
      }
      return all
    default: throw malformed(pattern)
    }
  }

  private func matches(value node: SyntaxNode, _ value: Expression) throws(CompileError) -> Expression {
    if node.kind == .binary, ["..<", "..."].contains(node.text) {
      guard value.type.scalar.map({ $0 != .bool }) == true else { throw mismatch(node.text, value.type, node) }
      guard node.children.count == 2 else { throw malformed(node) }
      let ends = try lowerAll(node.children, expected: [value.type, value.type])
      let upper: Comparison = node.text == "..." ? .lessOrEqual : .less
      return .both(.compare(.greaterOrEqual, value, ends[0]), .compare(upper, value, ends[1]))
    }
    if node.kind == .tuple {
      return try matches(
        SyntaxNode(
          .tupleOfPatterns,
          line: node.line,
          column: node.column,
          node.children.map { SyntaxNode(.valuePattern, line: $0.line, column: $0.column, $0.children) }
        ),
        of: value
      )
    }
    let other = try lower(node, expected: value.type)
    switch value.type {
    case .scalar: return .compare(.equal, value, other)
    case .structure(let name) where types.enums[name] != nil: return .compare(.equal, value, other)
    default: throw mismatch("a value pattern", value.type, node)
    }
  }
}
