/// How the counter of a `for` runs.
struct LoopCounter {
  var type: KernelType
  var start: Expression
  /// Whether the counter's value is in the loop.
  var condition: (Expression) -> Expression
  /// Changes the counter.
  var step: (Place, Expression) -> [Statement]
  /// How many values there are: unsigned, of 32 or 64 bits, the largest number where there are more.
  var rounds: Expression
  /// Whether there is a value after this one, where the step may leave the type; then the condition counts only once.
  var more: ((Expression) -> Expression)?
}

extension FunctionLowering {
  /// The counter of a range, of a `stride` or of `.indices`.
  func counterOf(_ node: SyntaxNode) throws(CompileError) -> LoopCounter {
    if node.kind == .binary, ["..<", "..."].contains(node.text), node.children.count == 2 {
      return try rangeCounter(node, node.children[0], node.children[1], isClosed: node.text == "...")
    }
    if node.kind == .member, node.text == "indices", let base = node.children.first {
      return counter(from: .int(0), below: try count(of: base, node))
    }
    if node.kind == .call, let callee = node.children.first, callee.text == "stride" {
      return try strideCounter(node, node.all(.argument))
    }
    throw LanguageRule.unsupported.error("a for loop runs over a range, a stride or .indices", at: node)
  }

  private func count(of base: SyntaxNode, _ node: SyntaxNode) throws(CompileError) -> Expression {
    if case .buffer(let id)? = memory(base), case .buffer(_, 1) = module.module.resources[id].kind {
      _ = swiftMember([.property], "indices") { $0 == .buffers }
      return Expression(.int, .extent(id, axis: 0))
    }
    let type = natural(base)
    guard let type, swiftMember([.property], "indices", of: type) != nil else {
      throw LanguageRule.unknownMember.error("this has no indices", at: node)
    }
    if types.bounded(type) != nil, let count = try boundedCount(of: try lower(base), node) {
      // The range is made once, before the first round.
      return temporary(count)
    }
    switch type {
    case .array(_, let count): return .int(count)
    case .vector(_, let lanes): return .int(lanes)
    default: throw LanguageRule.unknownMember.error("this has no indices", at: node)
    }
  }

  private func counter(from start: Expression, below end: Expression) -> LoopCounter {
    LoopCounter(
      type: start.type,
      start: start,
      condition: { .compare(.less, $0, end) },
      step: { place, value in [.assign(place, .binary(.add, value, one(value.type)))] },
      rounds: start.constantBits == 0 && (end.type.scalar?.bitWidth ?? 0) >= 32 ? end : span(start, end)
    )
  }

  private func rangeCounter(
    _ node: SyntaxNode,
    _ lower: SyntaxNode,
    _ upper: SyntaxNode,
    isClosed: Bool
  ) throws(CompileError) -> LoopCounter {
    let type = natural(lower) ?? natural(upper) ?? .int
    guard let scalar = type.scalar, scalar.isInteger else {
      throw LanguageRule.typeMismatch.error("a loop runs over integers", at: node)
    }
    let values = try lowerAll([lower, upper], expected: [type, type])
    let (start, end) = (temporary(values[0], "start"), temporary(values[1], "end"))
    if checking == .checked {
      // `a...b` needs a ≤ b as well.
      let holds = Expression.compare(.lessOrEqual, start, end)
      emit(.check(holds, module.site(.range, node, ["start", "end"]), values: [start, end]))
    }
    if !isClosed { return counter(from: start, below: end) }
    if let bits = end.constantBits, scalar.value(bits) < scalar.range.upperBound {
      return counter(
        from: start,
        below: Expression(type, .constant(UInt64(truncatingIfNeeded: scalar.value(bits) + 1)))
      )
    }
    return LoopCounter(
      type: type,
      start: start,
      condition: { .compare(.lessOrEqual, $0, end) },
      step: { place, value in [.assign(place, .binary(.add, value, one(type)))] },
      rounds: span(start, end).incremented,
      more: { .compare(.less, $0, end) }
    )
  }

  private func strideCounter(_ node: SyntaxNode, _ arguments: [SyntaxNode]) throws(CompileError) -> LoopCounter {
    let labels = arguments.map(\.text)
    guard labels == ["from", "to", "by"] || labels == ["from", "through", "by"] else {
      throw LanguageRule.noSuchCall.error("stride takes from:to:by: or from:through:by:", at: node)
    }
    let isClosed = labels[1] == "through"
    let type = natural(arguments[0]) ?? natural(arguments[1]) ?? .int
    guard let scalar = type.scalar, scalar.isInteger else {
      throw LanguageRule.unsupported.error("stride runs over integers; compute floats from the counter", at: node)
    }
    // Steps are `Int`s whatever the counter, as in Swift.
    let values = try lowerAll(arguments, expected: [type, type, .int])
    let (start, end, by) = (temporary(values[0], "start"), temporary(values[1], "end"), temporary(values[2], "by"))
    if by.constantBits == 0 { throw LanguageRule.unsupported.error("a stride of 0 never ends", at: node) }
    let (stepRange, endRange) = (range(of: by), range(of: end))
    let isRising = stepRange.lower > 0
    if !isRising, by.constantBits == nil, checking != .unchecked {
      emit(.check(.compare(.notEqual, by, .int(0)), module.site(.range, node, ["by"]), values: [by]))
    }
    func whichever(_ whenUp: Expression, _ whenDown: Expression) -> Expression {
      if isRising { return whenUp }
      guard let bits = by.constantBits else { return .select(.compare(.greater, by, .int(0)), whenUp, whenDown) }
      return ScalarType.i64.value(bits) > 0 ? whenUp : whenDown
    }
    let rising: Comparison = isClosed ? .lessOrEqual : .less
    let falling: Comparison = isClosed ? .greaterOrEqual : .greater
    let unsigned = scalar.unsigned
    // How far the end is, compared with the step as unsigned numbers: exact where the signed difference overflows. A step
    // may be longer than all of the counter's type.
    let longest = max(stepRange.upper, -stepRange.lower)
    let wide = longest <= unsigned.range.upperBound ? unsigned : .u64
    let steps = by.converted(to: .u64)
    let magnitude = whichever(steps, Expression(steps.type, .unary(.negate, steps))).converted(to: wide)
    func bits(_ value: Expression) -> Expression { value.converted(to: unsigned) }
    // Where the step cannot leave the type, the plain condition is enough.
    let isSafe = isRising && endRange.upper + stepRange.upper <= scalar.range.upperBound
    return LoopCounter(
      type: type,
      start: start,
      condition: { whichever(.compare(rising, $0, end), .compare(falling, $0, end)) },
      step: { place, value in [.assign(place, .binary(.add, value, by.converted(to: scalar)))] },
      rounds: .select(
        whichever(.compare(rising, start, end), .compare(falling, start, end)),
        strides(whichever(span(start, end), span(end, start)), magnitude, scalar, isClosed),
        .integer(0, scalar.isSigned && scalar.bitWidth <= 32 ? .u32 : .u64)
      ),
      more: isSafe
        ? nil
        : { value in
          let left = whichever(.binary(.subtract, bits(end), bits(value)), .binary(.subtract, bits(value), bits(end)))
          return .compare(isClosed ? .greaterOrEqual : .greater, left.converted(to: wide), magnitude)
        }
    )
  }
}

/// How far `end` is behind `start`, as an unsigned number of at least 32 bits.
private func span(_ start: Expression, _ end: Expression) -> Expression {
  guard let scalar = start.type.scalar else { return end }
  let unsigned = scalar.unsigned
  let distance = Expression.binary(.subtract, end.converted(to: unsigned), start.converted(to: unsigned))
  return scalar.bitWidth < 32 ? distance.converted(to: .u32) : distance
}

/// How many steps of a size lead over a span.
private func strides(_ span: Expression, _ size: Expression, _ scalar: ScalarType, _ isClosed: Bool) -> Expression {
  let counts: ScalarType = scalar.isSigned && scalar.bitWidth <= 32 ? .u32 : .u64
  let wide = size.type == .scalar(.u64) ? .u64 : counts
  let distance = span.converted(to: wide)
  let last = isClosed ? distance : .binary(.subtract, distance, .integer(1, wide))
  return Expression.binary(.divide, last, size.converted(to: wide)).converted(to: counts).incremented
}

extension Expression {
  /// One more, or the same where there is no such number.
  fileprivate var incremented: Expression {
    guard let scalar = type.scalar else { return self }
    let isLast = Expression.compare(.equal, self, .integer(-1, scalar))
    return .select(isLast, self, .binary(.add, self, .integer(1, scalar)))
  }
}

/// The 1 of an integer type.
private func one(_ type: KernelType) -> Expression { .integer(1, type.scalar ?? .i64) }
