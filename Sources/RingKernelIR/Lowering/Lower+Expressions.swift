extension FunctionLowering {
  /// Lowers an expression; `expected` is what literals and implicit members become.
  func lower(_ node: SyntaxNode, expected: KernelType? = nil) throws(CompileError) -> Expression {
    let value = try lowerAny(node, expected: expected)
    return if let expected { try expect(value, expected, node) } else { value }
  }

  private func lowerAny(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    switch node.kind {
    case .integer: return try integerLiteral(node, negative: false, expected: expected)
    case .floating: return try floatingLiteral(node, negative: false, expected: expected)
    case .boolean: return .bool(node.text == "true")
    case .name: return try name(node)
    case .member: return try member(node, expected: expected)
    case .call: return try call(node, expected: expected)
    case .subscript: return try subscripted(node)
    case .binary: return try binary(node, expected: expected)
    case .prefix: return try prefix(node, expected: expected)
    case .ternary: return try ternary(node, expected: expected)
    case .tuple: return try tuple(node, expected: expected)
    case .array: return try arrayLiteral(node, expected: expected)
    case .if, .switch: return try branchValue(node, expected: expected)
    case .argument where node.children.count == 1: return try lower(node.children[0], expected: expected)
    case .string: throw LanguageRule.unsupported.error("strings stand only inside context.failure(…)", at: node)
    case .inout: throw LanguageRule.unsupported.error("'&' stands only before an argument", at: node)
    case .typeName: throw LanguageRule.unsupported.error("a type is no value", at: node)
    default: throw malformed(node)
    }
  }

  /// Lowers operands from left to right; what a later one may change is kept in a temporary.
  func lowerAll(_ nodes: [SyntaxNode], expected: [KernelType?]) throws(CompileError) -> [Expression] {
    var values: [Expression] = []
    var ends: [Int] = []
    for (node, type) in zip(nodes, expected) {
      values.append(try lower(node, expected: type))
      ends.append(sink.count)
    }
    for index in values.indices.reversed() where ends[index] < sink.count {
      values[index] = keep(values[index], from: ends[index])
    }
    return values
  }

  /// The value as it was before the statements from `start` on.
  func keep(_ value: Expression, from start: Int) -> Expression {
    guard start < sink.count, Effects(sink[start...]).touch(value) else { return value }
    let id = newLocal("t", value.type)
    settled.insert(id)
    sink.insert(.define(id, value), at: start)
    return .local(id, value.type)
  }

  private func name(_ node: SyntaxNode) throws(CompileError) -> Expression {
    switch lookup(node.text) {
    case .value(let value)?: return value
    case .place?: return read(try place(node))
    case .buffer?, .shared?:
      throw LanguageRule.bufferValue.error("\(node.text) is a buffer; index it", at: node)
    case .position?: throw LanguageRule.bufferValue.error("use \(node.text).x or field[\(node.text)]", at: node)
    case .context?: throw LanguageRule.context.error("the context is not a value", at: node)
    case .invalid?: throw .silent
    case nil:
      guard let builtin = Builtin(scalarName: node.text) else { throw unknown(node) }
      return Expression(.scalar(.i32), .builtin(builtin, axis: 0)).converted(to: .i64)
    }
  }

  private func subscripted(_ node: SyntaxNode) throws(CompileError) -> Expression {
    guard let base = node.children.first else { throw malformed(node) }
    if memory(base) != nil || isPlace(base) { return read(try place(node)) }
    // An element of a value that has no place: keep the value, then index the copy.
    let value = try lower(base)
    let id = newLocal("t", value.type)
    settled.insert(id)
    emit(.define(id, value))
    scopes.append(["\u{0}t": .place(Place(value.type, .local(id)), isMutable: false)])
    defer { scopes.removeLast() }
    var copy = node
    copy.children[0] = SyntaxNode(.name, "\u{0}t", line: base.line, column: base.column)
    return read(try place(copy))
  }

  private func tuple(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    var wanted: [KernelType?] = Array(repeating: nil, count: node.children.count)
    if case .structure(let name)? = expected, let fields = types.structs[name]?.fields, fields.count == wanted.count {
      wanted = fields.map(\.type)
    }
    let values = try lowerAll(node.children, expected: wanted)
    let elements = zip(node.children, values).map { ($0.text.isEmpty ? nil : $0.text, $1.type) }
    return Expression(try module.tuple(elements, at: node), .make(values))
  }

  private func arrayLiteral(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    let element: KernelType
    switch expected {
    case .array(let type, let count)? where count == node.children.count: element = type
    case .vector(let scalar, let lanes)? where lanes == node.children.count: element = .scalar(scalar)
    case nil:
      element =
        firstNatural(node.children[...])
        ?? (node.children.contains(where: holdsFloat) ? .scalar(.f64) : .int)
    default:
      throw LanguageRule.typeMismatch.error(
        "\(node.children.count) elements stand where \(expected.map(spelled) ?? "another type") is needed",
        at: node
      )
    }
    let values = try lowerAll(node.children, expected: node.children.map { _ in element })
    if let expected { return Expression(expected, .make(values)) }
    return Expression(try module.array(of: element, values.count, at: node), .make(values))
  }

  private func ternary(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    guard node.children.count == 3 else { throw malformed(node) }
    let type =
      expected ?? natural(node.children[1]) ?? natural(node.children[2])
      ?? literalDefault(node.children[1], node.children[2])
    let condition = try lower(node.children[0], expected: .bool)
    let (first, a) = try collect { () throws(CompileError) in try lower(node.children[1], expected: type) }
    let (second, b) = try collect { () throws(CompileError) in try lower(node.children[2], expected: type) }
    if first.isEmpty, second.isEmpty { return .select(condition, a, b) }
    let id = newLocal("t", type)
    let place = Place(type, .local(id))
    emit(.define(id, module.zero(type)))
    emit(.branch(condition, then: first + [.assign(place, a)], else: second + [.assign(place, b)]))
    return .local(id, type)
  }

  /// `a && b` and `a || b`: the second operand runs only when it decides.
  func shortCircuit(
    _ isAnd: Bool,
    _ left: Expression,
    _ right: () throws(CompileError) -> Expression
  )
    throws(CompileError) -> Expression
  {
    let (statements, b) = try collect(right)
    if statements.isEmpty { return isAnd ? .both(left, b) : .either(left, b) }
    let id = newLocal("t", .bool)
    emit(.define(id, left))
    let value = Expression.local(id, .bool)
    emit(
      .branch(isAnd ? value : .not(value), then: statements + [.assign(Place(.bool, .local(id)), b)], else: [])
    )
    return value
  }

  private func prefix(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    guard let operand = node.children.first else { throw malformed(node) }
    switch node.text {
    case "-":
      if operand.kind == .integer { return try integerLiteral(operand, negative: true, expected: expected) }
      if operand.kind == .floating { return try floatingLiteral(operand, negative: true, expected: expected) }
      let value = try lower(operand, expected: natural(operand) ?? expected ?? literalDefault(operand))
      guard let lane = value.type.lane, lane != .bool else { throw mismatch("-", value.type, node) }
      if checking == .checked, lane.isSigned, value.type.scalar != nil {
        let stable = temporary(value)
        let zero = module.zero(value.type)
        emit(
          .check(
            .not(Expression(.bool, .overflows(.subtract, zero, stable))),
            module.site(.overflow, node, ["value"]),
            values: [stable]
          )
        )
        return Expression(value.type, .unary(.negate, stable))
      }
      return Expression(value.type, .unary(.negate, value))
    case "+": return try lower(operand, expected: expected)
    case "!":
      return .not(try lower(operand, expected: .bool))
    case ".!":
      let value = try lower(operand, expected: expected)
      guard value.type.lane == .bool else { throw mismatch(".!", value.type, node) }
      return Expression(value.type, .unary(.not, value))
    case "~":
      let value = try lower(operand, expected: natural(operand) ?? expected ?? .int)
      guard value.type.lane?.isInteger == true else { throw mismatch("~", value.type, node) }
      return Expression(value.type, .unary(.complement, value))
    default: throw LanguageRule.unsupported.error("prefix operator \(node.text) is not part of kernels", at: node)
    }
  }

  func mismatch(_ op: String, _ type: KernelType, _ node: SyntaxNode) -> CompileError {
    LanguageRule.typeMismatch.error("\(op) does not take \(spelled(type))", at: node)
  }
}
