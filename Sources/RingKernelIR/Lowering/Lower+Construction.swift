// Calls whose callee is a type: conversions, vectors, arrays, structs.
extension FunctionLowering {
  /// The value that a call of a type makes; nil when the callee is no type.
  func construction(
    _ callee: SyntaxNode,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression? {
    if let type = typeNamed(callee) { return try construct(type, arguments, node) }
    if let lanes = Self.laneCount(callee) {
      let lane =
        expected?.lane ?? firstNatural(arguments[...])?.lane
        ?? (arguments.contains(where: holdsFloat) ? .f64 : .i64)
      return try construct(.vector(lane, lanes), arguments, node)
    }
    if (callee.kind == .name ? callee.text : callee.children.first?.text) == "BoundedArray", let expected,
      let shape = types.bounded(expected)
    {
      return try boundedArray(expected, shape, arguments, node)
    }
    if callee.kind == .typeName || (callee.kind == .name && callee.text == "InlineArray") {
      if callee.text == "InlineArray" || callee.children.first?.text == "InlineArray", let expected {
        return try construct(expected, arguments, node)
      }
      if callee.kind == .typeName { _ = try type(callee) }
    }
    return nil
  }

  /// `T(…)`.
  func construct(_ type: KernelType, _ arguments: [SyntaxNode], _ node: SyntaxNode) throws(CompileError) -> Expression {
    let labels = arguments.map(\.text)
    switch type {
    case .scalar(let scalar):
      guard arguments.count == 1 else { throw noMatch(spelled(type), arguments, node) }
      return try conversion(labels[0], arguments[0], to: scalar, node)
    case .vector(let scalar, let lanes): return try vector(scalar, lanes, arguments, node)
    case .array(let element, let count):
      if labels == ["repeating"] { return Expression(type, .splat(try lower(arguments[0], expected: element))) }
      guard arguments.count == 1, let literal = arguments[0].children.first, literal.kind == .array else {
        throw LanguageRule.noSuchCall.error("an InlineArray is made with repeating: or a literal of \(count)", at: node)
      }
      return try lower(literal, expected: type)
    case .structure(let name):
      if let shape = types.bounded(type) { return try boundedArray(type, shape, arguments, node) }
      return try structure(name, arguments, node)
    case .void: return module.zero(.void)
    }
  }

  private func vector(
    _ scalar: ScalarType,
    _ lanes: Int,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let type = KernelType.vector(scalar, lanes)
    let labels = arguments.map(\.text)
    if arguments.isEmpty { return module.zero(type) }
    if labels == ["repeating"] { return Expression(type, .splat(try lower(arguments[0], expected: .scalar(scalar)))) }
    if arguments.count == lanes, labels.allSatisfy({ $0.isEmpty || ["x", "y", "z", "w"].contains($0) }) {
      return Expression(type, .make(try lowerAll(arguments, expected: arguments.map { _ in .scalar(scalar) })))
    }
    if arguments.count == 2, labels == ["", ""] || labels == ["lowHalf", "highHalf"] {
      let halves = try lowerAll(
        arguments,
        expected: labels[0].isEmpty
          ? [.vector(scalar, lanes - 1), .scalar(scalar)] : [.vector(scalar, 2), .vector(scalar, 2)]
      )
      let parts = halves.flatMap { half in
        let whole = temporary(half)
        guard let count = half.type.lanes else { return [whole] }
        return (0..<count).map { Expression(.scalar(scalar), .extract(whole, $0)) }
      }
      guard parts.count == lanes else { throw noMatch(spelled(type), arguments, node) }
      return Expression(type, .make(parts))
    }
    guard arguments.count == 1, ["", "truncatingIfNeeded", "clamping"].contains(labels[0]) else {
      throw noMatch(spelled(type), arguments, node)
    }
    let value = try lower(arguments[0])
    guard value.type.lanes == lanes, let from = value.type.lane, from != .bool, scalar != .bool else {
      throw noMatch(spelled(type), arguments, node)
    }
    if labels[0].isEmpty, needsCheck(from, scalar), checking != .unchecked {
      let whole = temporary(value)
      for lane in 0..<lanes {
        let part = Expression(.scalar(from), .extract(whole, lane))
        emit(.check(Expression(.bool, .fits(part, scalar)), module.site(.conversion, node, ["value"]), values: [part]))
      }
      return whole.converted(to: scalar)
    }
    if labels[0] == "clamping", from.isInteger, scalar.isInteger {
      let whole = temporary(value)
      let parts = (0..<lanes).map { clamped(Expression(.scalar(from), .extract(whole, $0)), from, to: scalar) }
      return Expression(type, .make(parts))
    }
    return value.converted(to: scalar)
  }

  /// Whether some value of one type does not fit the other.
  func needsCheck(_ from: ScalarType, _ to: ScalarType) -> Bool {
    guard to.isInteger else { return false }
    if from.isFloat { return true }
    return from.range.lowerBound < to.range.lowerBound || from.range.upperBound > to.range.upperBound
  }

  /// Conversions between scalars, by label.
  private func conversion(
    _ label: String,
    _ argument: SyntaxNode,
    to scalar: ScalarType,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    guard let source = argument.children.first else { throw malformed(argument) }
    let type = KernelType.scalar(scalar)
    if label.isEmpty, isLiteral(source), scalar != .bool, scalar.isFloat || !holdsFloat(source) {
      return try lower(source, expected: type)
    }
    if label == "bitPattern" {
      let wanted: KernelType? = scalar.isFloat ? .scalar(scalar.unsigned) : nil
      let value = try lower(source, expected: natural(source) == nil ? wanted : nil)
      guard let from = value.type.scalar, from != .bool, from.byteCount == scalar.byteCount else {
        throw noMatch(spelled(type), [argument], node)
      }
      return from == scalar ? value : Expression(type, .bitcast(value))
    }
    let value = try lower(source, expected: natural(source) == nil ? literalDefault(source) : nil)
    guard let from = value.type.scalar, (from == .bool) == (scalar == .bool) else {
      throw LanguageRule.typeMismatch.error("\(spelled(value.type)) is not converted to \(spelled(type))", at: node)
    }
    switch label {
    case "":
      guard needsCheck(from, scalar), checking != .unchecked else { return value.converted(to: scalar) }
      let stable = temporary(value)
      let fits = Expression(.bool, .fits(stable, scalar))
      emit(.check(fits, module.site(.conversion, node, ["value"]), values: [stable]))
      return stable.converted(to: scalar)
    case "truncatingIfNeeded":
      guard from.isInteger, scalar.isInteger else { throw noMatch(spelled(type), [argument], node) }
      return value.converted(to: scalar)
    case "clamping":
      guard from.isInteger, scalar.isInteger else { throw noMatch(spelled(type), [argument], node) }
      return clamped(temporary(value), from, to: scalar)
    case "exactly":
      throw LanguageRule.optionalResult.error(
        "\(spelled(type))(exactly:) is optional; write \(spelled(type))(x)",
        at: node,
        fix: argument.withoutLabel
      )
    default: throw noMatch(spelled(type), [argument], node)
    }
  }

  private func clamped(_ value: Expression, _ from: ScalarType, to scalar: ScalarType) -> Expression {
    var result = value.converted(to: scalar)
    let (source, target) = (from.range, scalar.range)
    if source.upperBound > target.upperBound {
      let limit = Expression(value.type, .constant(UInt64(truncatingIfNeeded: target.upperBound)))
      let top = Expression(.scalar(scalar), .constant(UInt64(truncatingIfNeeded: target.upperBound)))
      result = .select(.compare(.greater, value, limit), top, result)
    }
    if source.lowerBound < target.lowerBound {
      let limit = Expression(value.type, .constant(UInt64(truncatingIfNeeded: target.lowerBound)))
      let bottom = Expression(.scalar(scalar), .constant(UInt64(truncatingIfNeeded: target.lowerBound)))
      result = .select(.compare(.less, value, limit), bottom, result)
    }
    return result
  }

  /// A struct by a written initialiser, or memberwise with default values.
  private func structure(
    _ name: String,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError)
    -> Expression
  {
    let type = KernelType.structure(name)
    if type == Self.time, arguments.map(\.text) == ["rawValue"] {
      return Expression(type, try lower(arguments[0], expected: .scalar(.u64)).node)
    }
    if types.enums[name] != nil {
      throw LanguageRule.optionalResult.error("\(name)(rawValue:) is optional; switch over the raw value", at: node)
    }
    if let initializers = methodCandidates("init", of: type, isStatic: false) {
      guard var found = overload("init", in: initializers, arguments, expected: nil) else {
        throw noMatch(name, arguments, node)
      }
      // An initialiser is a function that changes a zeroed value and gives nothing.
      found.node.children.append(SyntaxNode(.attribute, "mutating"))
      found.result = .void
      let id = newLocal("made", type)
      emit(.define(id, module.zero(type)))
      _ = try invoke(found, on: (Place(type, .local(id)), isMutable: true), owner: name, node)
      return .local(id, type)
    }
    guard let fields = types.structs[name]?.fields else { throw noMatch(name, arguments, node) }
    let defaults = module.structures[name]?.all(.field) ?? []
    var nodes: [SyntaxNode] = []
    var next = 0
    for field in fields {
      if next < arguments.count, arguments[next].text == field.name {
        nodes.append(arguments[next])
        next += 1
      } else if let value = defaults.first(where: { $0.text == field.name })?.initialValue {
        nodes.append(value)
      } else {
        throw noMatch(name, arguments, node)
      }
    }
    guard next == arguments.count else { throw noMatch(name, arguments, node) }
    return Expression(type, .make(try lowerAll(nodes, expected: fields.map(\.type))))
  }
}

extension SyntaxNode {
  /// The value after a field's type, if there is one.
  var initialValue: SyntaxNode? {
    guard kind == .field, let last = children.last else { return nil }
    let types: Set<SyntaxKind> = [.type, .tupleType, .attribute]
    return types.contains(last.kind) ? nil : last
  }
}
