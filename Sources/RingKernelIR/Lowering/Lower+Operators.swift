// Binary operators.
extension FunctionLowering {
  func binary(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    guard node.children.count == 2 else { throw malformed(node) }
    let (left, right) = (node.children[0], node.children[1])
    switch node.text {
    case "&&", "||":
      let first = try lower(left, expected: .bool)
      return try shortCircuit(node.text == "&&", first) { () throws(CompileError) in
        try lower(right, expected: .bool)
      }
    case "<<", ">>", "&<<", "&>>":
      let type = natural(left) ?? expected ?? .int
      let amount = natural(right) ?? (isLiteral(right) ? .int : type)
      let values = try lowerAll([left, right], expected: [type, amount])
      return try shift(node.text, values[0], values[1], node)
    case "..<", "...":
      throw LanguageRule.unsupported.error("a range stands only in `for` and in patterns", at: node)
    default: break
    }
    if let comparison = Comparison(swiftOperator: node.text) { return try compare(comparison, left, right, node) }
    let wanted = operandTypes(left, right, expected: expected)
    let values = try lowerAll([left, right], expected: [wanted.0, wanted.1])
    return try arithmetic(node.text, values[0], values[1], node)
  }

  /// Types of the operands of an arithmetic operator; one may be a vector and the other its scalar.
  private func operandTypes(
    _ left: SyntaxNode,
    _ right: SyntaxNode,
    expected: KernelType?
  ) -> (KernelType, KernelType) {
    switch (natural(left), natural(right)) {
    case (let a?, let b?): return (a, b)
    case (.vector(let scalar, _)?, nil) where isLiteral(right): return (natural(left) ?? .int, .scalar(scalar))
    case (nil, .vector(let scalar, _)?) where isLiteral(left): return (.scalar(scalar), natural(right) ?? .int)
    case (let a?, nil): return (a, a)
    case (nil, let b?): return (b, b)
    case (nil, nil):
      let type = expected ?? literalDefault(left, right)
      if case .vector(let scalar, _) = type {
        return (isLiteral(left) ? .scalar(scalar) : type, isLiteral(right) ? .scalar(scalar) : type)
      }
      return (type, type)
    }
  }

  private func compare(
    _ comparison: Comparison,
    _ left: SyntaxNode,
    _ right: SyntaxNode,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let isLanewise = node.text.hasPrefix(".")
    var wanted = operandTypes(left, right, expected: nil)
    if !isLanewise, wanted.0.lanes != nil || wanted.1.lanes != nil { wanted = (wanted.0, wanted.0) }
    let values = try lowerAll([left, right], expected: [wanted.0, wanted.1])
    let (a, b) = spread(values[0], values[1])
    guard a.type == b.type else {
      throw LanguageRule.typeMismatch.error("\(spelled(a.type)) and \(spelled(b.type)) are not compared", at: node)
    }
    let isEquality = comparison == .equal || comparison == .notEqual
    switch a.type {
    case .scalar(.bool), .structure:
      guard isEquality || a.type == Self.time else { throw mismatch(node.text, a.type, node) }
      if case .structure(let name) = a.type, types.enums[name] == nil {
        return try compareFields(a, b, equal: comparison == .equal, node)
      }
      return .compare(comparison, a, b)
    case .scalar: return .compare(comparison, a, b)
    case .vector(_, let lanes):
      let mask = Expression.compare(comparison, a, b)
      if isLanewise { return mask }
      guard isEquality else { throw mismatch(node.text, a.type, node) }
      let whole = temporary(mask)
      let parts = (0..<lanes).map { Expression(.bool, .extract(whole, $0)) }
      return parts.dropFirst().reduce(parts[0]) { comparison == .equal ? .both($0, $1) : .either($0, $1) }
    default: throw mismatch(node.text, a.type, node)
    }
  }

  private func compareFields(
    _ a: Expression,
    _ b: Expression,
    equal: Bool,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    guard case .structure(let name) = a.type, module.tupleNames[name] != nil, let fields = types.structs[name]?.fields
    else { throw mismatch(node.text, a.type, node) }
    let (first, second) = (temporary(a), temporary(b))
    var all = Expression.bool(true)
    for (index, field) in fields.enumerated() {
      guard field.type.scalar != nil else { throw mismatch(node.text, a.type, node) }
      let part = Expression.compare(
        .equal,
        Expression(field.type, .extract(first, index)),
        Expression(field.type, .extract(second, index))
      )
      all = index == 0 ? part : .both(all, part)
    }
    return equal ? all : .not(all)
  }

  /// Spreads a scalar over the lanes of the other operand.
  func spread(_ a: Expression, _ b: Expression) -> (Expression, Expression) {
    if let lanes = a.type.lanes, let scalar = b.type.scalar, scalar == a.type.lane {
      return (a, Expression(.vector(scalar, lanes), .splat(b)))
    }
    if let lanes = b.type.lanes, let scalar = a.type.scalar, scalar == b.type.lane {
      return (Expression(.vector(scalar, lanes), .splat(a)), b)
    }
    return (a, b)
  }

  /// `a op b` for values of one type, with the checks of the mode.
  func arithmetic(
    _ text: String,
    _ left: Expression,
    _ right: Expression,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let (a, b) = spread(left, right)
    guard a.type == b.type else {
      throw LanguageRule.typeMismatch.error(
        "\(text) joins \(spelled(a.type)) and \(spelled(b.type)); convert one of them by name",
        at: node
      )
    }
    guard let lane = a.type.lane, let op = BinaryOperator(swiftOperator: text) else {
      if BinaryOperator(swiftOperator: text) == nil {
        throw LanguageRule.unsupported.error("operator \(text) is not part of kernels", at: node)
      }
      throw mismatch(text, a.type, node)
    }
    switch op {
    case .bitAnd, .bitOr, .bitXor:
      if lane == .bool, text.hasPrefix("."), let lanes = a.type.lanes { return maskOperation(op, a, b, lanes) }
      guard lane.isInteger, !text.hasPrefix(".") else { throw mismatch(text, a.type, node) }
      return .binary(op, a, b)
    case .remainder where lane.isFloat: throw mismatch(text, a.type, node)
    default: break
    }
    guard lane != .bool, !(text.hasPrefix("&") && lane.isFloat) else { throw mismatch(text, a.type, node) }
    guard lane.isInteger, checking != .unchecked else { return .binary(op, a, b) }
    let wraps = text.hasPrefix("&")
    switch op {
    case .divide, .remainder:
      return try checkedDivision(op, a, b, lane, node)
    default:
      guard checking == .checked, !wraps, a.type.scalar != nil else { return .binary(op, a, b) }
      let (x, y) = (temporary(a), temporary(b))
      let site = module.site(.overflow, node, ["left", "right"])
      emit(.check(.not(Expression(.bool, .overflows(op, x, y))), site, values: [x, y]))
      return .binary(op, x, y)
    }
  }

  private func maskOperation(_ op: BinaryOperator, _ a: Expression, _ b: Expression, _ lanes: Int) -> Expression {
    let (x, y) = (temporary(a), temporary(b))
    let parts = (0..<lanes).map { lane in
      let (p, q) = (Expression(.bool, .extract(x, lane)), Expression(.bool, .extract(y, lane)))
      return switch op {
      case .bitAnd: Expression.both(p, q)
      case .bitOr: Expression.either(p, q)
      default: Expression.compare(.notEqual, p, q)
      }
    }
    return Expression(a.type, .make(parts))
  }

  private func checkedDivision(
    _ op: BinaryOperator,
    _ a: Expression,
    _ b: Expression,
    _ lane: ScalarType,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let isConstant = b.constantBits.map { $0 != 0 && lane.value($0) != -1 } ?? false
    if isConstant { return .binary(op, a, b) }
    let (x, y) = (temporary(a), temporary(b))
    let zero = Expression(.scalar(lane), .constant(0))
    func check(_ x: Expression, _ y: Expression) {
      emit(.check(.compare(.notEqual, y, zero), module.site(.divisionByZero, node, ["dividend"]), values: [x]))
      guard lane.isSigned, checking == .checked else { return }
      let overflow = module.site(.overflow, node, ["left", "right"])
      emit(.check(.not(Expression(.bool, .overflows(op, x, y))), overflow, values: [x, y]))
    }
    guard let lanes = a.type.lanes else {
      check(x, y)
      return .binary(op, x, y)
    }
    let scalar = KernelType.scalar(lane)
    for index in 0..<lanes { check(Expression(scalar, .extract(x, index)), Expression(scalar, .extract(y, index))) }
    return .binary(op, x, y)
  }
}

extension Comparison {
  /// The comparisons by Swift's operators, lanewise ones included.
  static let spellings: [String: Comparison] = [
    "==": .equal, ".==": .equal, "!=": .notEqual, ".!=": .notEqual, "<": .less, ".<": .less, "<=": .lessOrEqual,
    ".<=": .lessOrEqual, ">": .greater, ".>": .greater, ">=": .greaterOrEqual, ".>=": .greaterOrEqual,
  ]

  /// The comparison of a Swift operator.
  init?(swiftOperator text: String) {
    guard let comparison = Self.spellings[text] else { return nil }
    self = comparison
  }
}

extension BinaryOperator {
  /// The operators by Swift's spelling; wrapping ones mean the same, since the IR wraps.
  static let spellings: [String: BinaryOperator] = [
    "+": .add, "&+": .add, "-": .subtract, "&-": .subtract, "*": .multiply, "&*": .multiply, "/": .divide,
    "%": .remainder, "&": .bitAnd, ".&": .bitAnd, "|": .bitOr, ".|": .bitOr, "^": .bitXor, ".^": .bitXor,
  ]

  /// The operator of Swift's spelling.
  init?(swiftOperator text: String) {
    guard let op = Self.spellings[text] else { return nil }
    self = op
  }
}
