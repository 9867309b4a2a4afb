// Methods that Swift's own types have.
extension FunctionLowering {
  /// Result of a method of a value, for inference.
  func methodType(_ name: String, of type: KernelType, labels: [String]) -> KernelType? {
    guard swiftMember([.method, .change], name, labels: labels, of: type) != nil else { return nil }
    switch name {
    case "squareRoot", "rounded", "addingProduct", "truncatingRemainder", "remainder", "signum", "replacing", "clamped":
      return type
    case "isMultiple": return .bool
    case "append": return .bool
    case "sum", "wrappedSum", "min", "max": return type.lane.map { .scalar($0) }
    case "addingReportingOverflow", "subtractingReportingOverflow", "multipliedReportingOverflow",
      "dividedReportingOverflow", "remainderReportingOverflow":
      return try? module.tuple([("partialValue", type), ("overflow", .bool)], at: SyntaxNode(.tuple))
    case "quotientAndRemainder":
      return try? module.tuple([("quotient", type), ("remainder", type)], at: SyntaxNode(.tuple))
    default: return nil
    }
  }

  /// `value.method(…)`.
  func valueMethod(
    _ name: String,
    _ base: SyntaxNode,
    _ type: KernelType,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    let labels = arguments.map(\.text)
    guard swiftMember([.method, .change], name, labels: labels, of: type) != nil else {
      if swiftMember([.method, .change], name, of: type) != nil { throw noMatch(name, arguments, node) }
      throw noMethod(name, type, node)
    }
    if let change = try mutatingMethod(name, base, type, arguments, node) { return change }
    var wanted: [KernelType?] = arguments.map { _ in type }
    if name == "replacing", let lane = type.lane, let lanes = type.lanes {
      wanted = [natural(arguments.first ?? base)?.lanes == nil ? .scalar(lane) : type, .vector(.bool, lanes)]
    }
    if name == "clamped", let lane = type.lane {
      wanted = arguments.map { natural($0)?.lanes == nil ? .scalar(lane) : type }
    }
    if name == "rounded" { wanted = [] }
    let operands = try lowerAll(
      [base] + (name == "rounded" ? [] : arguments),
      expected: [type] + wanted.prefix(arguments.count)
    )
    let value = operands[0]
    if let result = try arithmeticMethod(name, operands, node) { return result }
    switch (name, type) {
    case ("squareRoot", .scalar), ("squareRoot", .vector):
      if let result = try pureIntrinsic(.sqrt, operands, node) { return result }
    case ("addingProduct", _):
      if let result = try pureIntrinsic(.fma, [operands[1], operands[2], value], node) { return result }
    case ("truncatingRemainder", _):
      if let result = try pureIntrinsic(.fmod, operands, node) { return result }
    case ("remainder", _):
      if let result = try pureIntrinsic(.remainder, operands, node) { return result }
    case ("rounded", _):
      if let result = try rounded(value, arguments, node) { return result }
    case ("clamped", .vector):
      let (low, high) = (spread(value, operands[1]).1, spread(value, operands[2]).1)
      if let top = try pureIntrinsic(.max, [value, low], node),
        let result = try pureIntrinsic(.min, [top, high], node)
      {
        return result
      }
    case ("replacing", .vector):
      return replaced(value, operands[1], operands[2])
    case ("sum", .vector(let scalar, _)), ("wrappedSum", .vector(let scalar, _)):
      return try folded(value, scalar, node) { .binary(.add, $0, $1) }
    case ("min", .vector(let scalar, _)):
      return try folded(value, scalar, node) { Expression($0.type, .intrinsic(.min, [$0, $1])) }
    case ("max", .vector(let scalar, _)):
      return try folded(value, scalar, node) { Expression($0.type, .intrinsic(.max, [$0, $1])) }
    default: break
    }
    throw noMethod(name, type, node)
  }

  /// The member of a value or a type that kernels may use; `labels` nil for any.
  func swiftMember(
    _ kinds: Set<SwiftMember.Kind>,
    _ name: String,
    labels: [String]? = nil,
    of type: KernelType
  ) -> SwiftMember? {
    swiftMember(kinds, name, labels: labels) { $0.owns(type, types) }
  }

  /// The member whose owner satisfies `owns`, noted as used.
  func swiftMember(
    _ kinds: Set<SwiftMember.Kind>,
    _ name: String,
    labels: [String]? = nil,
    _ owns: (SwiftMember.Owner) -> Bool
  ) -> SwiftMember? {
    let found = SwiftMember.find(kinds, name, labels: labels, owns)
    if let found { module.members.insert(found) }
    return found
  }

  private func noMethod(_ name: String, _ type: KernelType, _ node: SyntaxNode) -> CompileError {
    LanguageRule.unknownMember.error("\(spelled(type)) has no method \(name) that kernels know", at: node)
  }

  private func folded(
    _ value: Expression,
    _ scalar: ScalarType,
    _ node: SyntaxNode,
    _ join: (Expression, Expression) -> Expression
  ) throws(CompileError) -> Expression {
    let whole = temporary(value)
    let parts = (0..<(value.type.lanes ?? 1)).map { Expression(.scalar(scalar), .extract(whole, $0)) }
    return parts.dropFirst().reduce(parts[0], join)
  }

  private func replaced(_ value: Expression, _ other: Expression, _ mask: Expression) -> Expression {
    let (v, m) = (temporary(value), temporary(mask))
    let o = temporary(other)
    let scalar = value.type.lane ?? .f32
    let parts = (0..<(value.type.lanes ?? 0)).map { lane in
      let new = o.type.lanes == nil ? o : Expression(.scalar(scalar), .extract(o, lane))
      return Expression.select(
        Expression(.bool, .extract(m, lane)),
        new,
        Expression(.scalar(scalar), .extract(v, lane))
      )
    }
    return Expression(value.type, .make(parts))
  }

  private func rounded(
    _ value: Expression,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError)
    -> Expression?
  {
    let rule = arguments.first?.children.first?.text ?? "toNearestOrAwayFromZero"
    switch rule {
    case "toNearestOrAwayFromZero": return try pureIntrinsic(.round, [value], node)
    case "down": return try pureIntrinsic(.floor, [value], node)
    case "up": return try pureIntrinsic(.ceil, [value], node)
    case "towardZero": return try pureIntrinsic(.trunc, [value], node)
    default: throw LanguageRule.unsupported.error("rounding rule .\(rule) is not part of kernels", at: node)
    }
  }

  private func arithmeticMethod(
    _ name: String,
    _ operands: [Expression],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression? {
    guard let scalar = operands[0].type.scalar, scalar.isInteger else { return nil }
    let reporting: [String: BinaryOperator] = [
      "addingReportingOverflow": .add, "subtractingReportingOverflow": .subtract,
      "multipliedReportingOverflow": .multiply, "dividedReportingOverflow": .divide,
      "remainderReportingOverflow": .remainder,
    ]
    let zero = Expression.integer(0, scalar)
    if name == "signum", operands.count == 1 {
      let value = temporary(operands[0])
      let negative = scalar.isSigned ? Expression.integer(-1, scalar) : zero
      return .select(
        .compare(.greater, value, zero),
        .integer(1, scalar),
        .select(.compare(.less, value, zero), negative, zero)
      )
    }
    guard operands.count == 2 else { return nil }
    let (a, b) = (temporary(operands[0]), temporary(operands[1]))
    if let op = reporting[name] {
      let type = try module.tuple([("partialValue", a.type), ("overflow", .bool)], at: node)
      var failed = Expression(.bool, .overflows(op, a, b))
      var value = Expression.binary(op, a, b)
      if op == .divide || op == .remainder {
        // Swift reports division by zero as overflow and gives the dividend.
        let isZero = Expression.compare(.equal, b, zero)
        failed = .either(isZero, failed)
        value = .select(isZero, a, value)
      }
      return Expression(type, .make([value, failed]))
    }
    switch name {
    case "quotientAndRemainder":
      let quotient = try arithmetic("/", a, b, node)
      let remainder = Expression.binary(.remainder, a, b)
      return Expression(
        try module.tuple([("quotient", a.type), ("remainder", a.type)], at: node),
        .make([quotient, remainder])
      )
    case "isMultiple":
      let isZero = Expression.compare(.equal, b, zero)
      return .select(
        isZero,
        .compare(.equal, a, zero),
        .compare(.equal, .binary(.remainder, a, b), zero)
      )
    default: return nil
    }
  }

  /// Methods that change their value: `replace(with:where:)`, `negate()`, `toggle()`, `formSquareRoot()`.
  private func mutatingMethod(
    _ name: String,
    _ base: SyntaxNode,
    _ type: KernelType,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression? {
    if name == "append", let shape = types.bounded(type) { return try boundedAppend(base, shape, arguments, node) }
    guard swiftMember([.change], name, of: type) != nil else { return nil }
    var pending = try place(base)
    let start = sink.count
    let value: Expression
    switch (name, type) {
    case ("replace", .vector(let scalar, let lanes)):
      let other: KernelType = natural(arguments[0])?.lanes == nil ? .scalar(scalar) : type
      let operands = try lowerAll(arguments, expected: [other, .vector(.bool, lanes)])
      protect(&pending, from: start)
      value = replaced(read(pending), operands[0], operands[1])
      pending.checks = []
    case ("toggle", .scalar(.bool)): value = .not(read(pending))
    case ("negate", .scalar(let scalar)) where scalar != .bool && !scalar.isInteger:
      value = Expression(type, .unary(.negate, read(pending)))
    case ("negate", .scalar(let scalar)) where scalar.isSigned:
      value = try arithmetic("-", .integer(0, scalar), read(pending), node)
    case ("formSquareRoot", _):
      guard let root = try pureIntrinsic(.sqrt, [read(pending)], node) else { return nil }
      value = root
    default: return nil
    }
    pending.checks = []
    try store(value, in: pending, node)
    return Expression(.void, .constant(0))
  }

  /// Neighbours of a stencil position: `p.north(pos)`, `p.at(pos, dx, dy)`; its own place: `p.index(pos)`.
  func neighbour(
    _ name: String,
    of id: ResourceID,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    guard let first = arguments.first?.children.first, let axes = position(first),
      case .buffer(_, let rank) = module.module.resources[id].kind
    else { throw LanguageRule.stencil.error("\(name) takes the position of a stencil kernel", at: node) }
    guard axes.count == rank else {
      throw LanguageRule.stencil.error("the position has \(axes.count) axes, the field \(rank)", at: node)
    }
    if name == "index", arguments.count == 1 {
      return axes.indices.reversed().dropFirst().reduce(axes[rank - 1]) { sum, axis in
        .binary(.add, .binary(.multiply, sum, Expression(.int, .extent(id, axis: axis))), axes[axis])
      }
    }
    let steps: [String: (axis: Int, by: Int64)] = [
      "west": (0, -1), "east": (0, 1), "north": (1, -1), "south": (1, 1), "down": (2, -1), "up": (2, 1),
    ]
    var offsets: [Expression] = Array(repeating: .int(0), count: rank)
    if name == "at", arguments.count == rank + 1 {
      offsets = try lowerAll(Array(arguments.dropFirst()), expected: (0..<rank).map { _ in .int })
    } else if let step = steps[name], step.axis < rank, arguments.count == 1 {
      offsets[step.axis] = .int(Int(step.by))
    } else {
      throw LanguageRule.stencil.error("a field of \(rank) axes has no neighbour \(name)", at: node)
    }
    var indices = zip(axes, offsets).map { axis, offset in
      offset.constantBits == 0 ? axis : Expression.binary(.add, axis, offset)
    }
    var checks: [Statement] = []
    let place = try bufferPlace(id, &indices, node, &checks)
    return read(PendingPlace(place: place, checks: checks, isMutable: false))
  }
}
