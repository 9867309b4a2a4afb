extension FunctionLowering {
  /// Shifts: Swift's smart ones are a select, because the IR's take the count modulo the width.
  func shift(
    _ text: String,
    _ value: Expression,
    _ amount: Expression,
    _ node: SyntaxNode
  ) throws(CompileError)
    -> Expression
  {
    guard let lane = value.type.lane, lane.isInteger, let count = amount.type.lane, count.isInteger else {
      throw mismatch(text, value.type, node)
    }
    let op: BinaryOperator = text.hasSuffix("<<") ? .shiftLeft : .shiftRight
    let (x, y) = spread(value, amount.converted(to: lane))
    guard x.type == y.type else { throw mismatch(text, value.type, node) }
    let width = Int64(lane.bitWidth)
    if text.hasPrefix("&") || x.type.lanes != nil { return .binary(op, x, y) }
    if let bits = amount.constantBits, (0..<Int128(width)).contains(count.value(bits)) { return .binary(op, x, y) }
    let (stable, distance) = (temporary(value), temporary(amount))
    func shifted(_ op: BinaryOperator, by distance: Expression) -> Expression {
      // Past the width: zero, or the sign for a right shift of a signed number.
      let far =
        op == .shiftRight && lane.isSigned
        ? Expression.binary(.shiftRight, stable, .integer(width - 1, lane)) : Expression.integer(0, lane)
      let unsigned = count.isSigned ? Expression(.scalar(count.unsigned), .convert(distance)) : distance
      let near = Expression.compare(.less, unsigned, .integer(width, count.unsigned))
      return .select(near, .binary(op, stable, distance.converted(to: lane)), far)
    }
    guard count.isSigned else { return shifted(op, by: distance) }
    let back = shifted(
      op == .shiftLeft ? .shiftRight : .shiftLeft,
      by: Expression(distance.type, .unary(.negate, distance))
    )
    return .select(.compare(.greaterOrEqual, distance, .integer(0, count)), shifted(op, by: distance), back)
  }
}
