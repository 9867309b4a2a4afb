/// Folds constants and what facts decide.
enum Folding {
  /// The same value, simpler; `facts` hold where it is computed.
  static func fold(_ e: Expression, _ facts: Facts) -> Expression {
    switch e.node {
    case .and(let a, let b): return both(fold(a, facts), b, facts)
    case .or(let a, let b): return either(fold(a, facts), b, facts)
    case .select(let c, let a, let b):
      let condition = fold(c, facts)
      if let bits = condition.constantBits { return fold(bits == 1 ? a : b, facts) }
      var (yes, no) = (facts, facts)
      yes.assume(condition)
      no.assume(condition, false)
      return .select(condition, fold(a, yes), fold(b, no))
    default: return simplified(e.mapChildren { fold($0, facts) }, facts)
    }
  }

  private static func both(_ a: Expression, _ b: Expression, _ facts: Facts) -> Expression {
    if a.constantBits == 0 { return a }
    var inner = facts
    inner.assume(a)
    let second = fold(b, inner)
    if a.constantBits == 1 { return second }
    return second.constantBits == 1 ? a : .both(a, second)
  }

  private static func either(_ a: Expression, _ b: Expression, _ facts: Facts) -> Expression {
    if a.constantBits == 1 { return a }
    var inner = facts
    inner.assume(a, false)
    let second = fold(b, inner)
    if a.constantBits == 0 { return second }
    return second.constantBits == 0 ? a : .either(a, second)
  }

  private static func simplified(_ e: Expression, _ facts: Facts) -> Expression {
    switch e.node {
    case .unary(.not, let a):
      if let bits = a.constantBits { return .bool(bits == 0) }
      if case .unary(.not, let inner) = a.node { return inner }
      if case .compare(let op, let x, let y) = a.node, x.type.scalar?.isFloat == false {
        return .compare(op.negated, x, y)
      }
    case .compare(let op, let a, let b):
      guard let scalar = a.type.scalar, scalar.isInteger else { break }
      return decided(op, a, b, facts).map { .bool($0) } ?? e
    case .overflows(let op, let a, let b):
      guard let scalar = a.type.scalar, scalar.isInteger else { break }
      if facts.isExact(Expression(a.type, .binary(op, a, b)), op, a, b, scalar) { return .bool(false) }
    case .fits(let a, let scalar):
      guard a.type.scalar?.isInteger == true, scalar.isInteger else { break }
      if facts.interval(a).isInside(Interval(scalar.range)) { return .bool(true) }
    case .convert(let a):
      guard let to = e.type.scalar, let from = a.type.scalar, from.isInteger else { break }
      // What is exact has no rounding; compilers would fold it after us, and merge the constant with its neighbours.
      if to == .f32, let bits = a.constantBits, let small = Int32(exactly: from.value(bits)), abs(small) <= 1 << 24 {
        return Expression(e.type, .constant(UInt64(Float(small).bitPattern)))
      }
      guard to.isInteger else { break }
      if from == to { return a }
      if let bits = a.constantBits { return Expression(e.type, .constant(to.canonical(bits))) }
    case .binary(let op, let a, let b): return arithmetic(e, op, a, b)
    case .extract(let a, let index):
      switch a.node {
      case .make(let parts) where parts.indices.contains(index): return parts[index]
      case .splat(let inner): return inner
      default: break
      }
    default: break
    }
    return e
  }

  private static func decided(_ op: Comparison, _ a: Expression, _ b: Expression, _ facts: Facts) -> Bool? {
    let (less, notGreater) = (facts.proves(a, atMost: b, plus: -1), facts.proves(a, atMost: b, plus: 0))
    let (greater, notLess) = (facts.proves(b, atMost: a, plus: -1), facts.proves(b, atMost: a, plus: 0))
    return switch op {
    case .less: less ? true : notLess ? false : nil
    case .lessOrEqual: notGreater ? true : greater ? false : nil
    case .greater: greater ? true : notGreater ? false : nil
    case .greaterOrEqual: notLess ? true : less ? false : nil
    case .equal: less || greater ? false : notLess && notGreater ? true : nil
    case .notEqual: less || greater ? true : notLess && notGreater ? false : nil
    }
  }

  /// Integers only: folding floats would need the rounding of the device.
  private static func arithmetic(_ e: Expression, _ op: BinaryOperator, _ a: Expression, _ b: Expression) -> Expression
  {
    guard let scalar = a.type.scalar, scalar.isInteger else { return e }
    if let y = b.constantBits {
      switch (op, y) {
      case (.add, 0), (.subtract, 0), (.shiftLeft, 0), (.shiftRight, 0), (.bitOr, 0), (.bitXor, 0), (.multiply, 1),
        (.divide, 1):
        return a
      default: break
      }
    }
    if let x = a.constantBits {
      if (op == .add && x == 0) || (op == .multiply && x == 1) { return b }
    }
    guard let x = a.constantBits, let y = b.constantBits else { return e }
    let bits: UInt64
    switch op {
    case .add: bits = x &+ y
    case .subtract: bits = x &- y
    case .multiply: bits = x &* y
    case .bitAnd: bits = x & y
    case .bitOr: bits = x | y
    case .bitXor: bits = x ^ y
    case .divide, .remainder:
      let (n, d) = (scalar.value(x), scalar.value(y))
      guard d != 0 else { return e }
      bits = UInt64(truncatingIfNeeded: op == .divide ? n / d : n % d)
    case .shiftLeft: bits = x << (y % UInt64(scalar.bitWidth))
    case .shiftRight: bits = UInt64(truncatingIfNeeded: scalar.value(x) >> (y % UInt64(scalar.bitWidth)))
    }
    return Expression(e.type, .constant(scalar.canonical(bits)))
  }
}
