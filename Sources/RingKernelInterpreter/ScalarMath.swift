internal import RingKernelIR

/// Arithmetic of the kernel language on bits; every operation is total (`Design/0005`).
enum ScalarMath {
  /// Cuts a word to the width of a type and extends it again.
  static func normal(_ word: UInt64, _ type: ScalarType) -> UInt64 {
    switch type {
    case .bool: word & 1
    case .i8: UInt64(bitPattern: Int64(Int8(truncatingIfNeeded: word)))
    case .i16: UInt64(bitPattern: Int64(Int16(truncatingIfNeeded: word)))
    case .i32: UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: word)))
    case .u8: word & 0xff
    case .u16, .f16: word & 0xffff
    case .u32, .f32: word & 0xffff_ffff
    case .i64, .u64, .f64: word
    }
  }

  static func float(_ bits: UInt64, _ type: ScalarType) -> Double {
    switch type {
    case .f16: Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits)))
    case .f32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    default: Double(bitPattern: bits)
    }
  }

  /// The bits of `value` rounded to a type.
  static func bits(_ value: Double, _ type: ScalarType) -> UInt64 {
    switch type {
    case .f16: UInt64(Float16(value).bitPattern)
    case .f32: UInt64(Float(value).bitPattern)
    default: value.bitPattern
    }
  }

  static func unary(_ op: UnaryOperator, _ a: UInt64, _ type: ScalarType) -> UInt64 {
    switch op {
    case .not: a ^ 1
    case .complement: normal(~a, type)
    case .negate: type.isFloat ? a ^ (1 << UInt64(type.bitWidth - 1)) : normal(0 &- a, type)
    }
  }

  static func binary(_ op: BinaryOperator, _ a: UInt64, _ b: UInt64, _ type: ScalarType) -> UInt64 {
    if type.isFloat { return floatBinary(op, a, b, type) }
    let width = UInt64(type.bitWidth)
    switch op {
    case .add: return normal(a &+ b, type)
    case .subtract: return normal(a &- b, type)
    case .multiply: return normal(a &* b, type)
    case .divide: return quotient(a, b, type).quotient
    case .remainder: return quotient(a, b, type).remainder
    case .bitAnd: return a & b
    case .bitOr: return a | b
    case .bitXor: return a ^ b
    case .shiftLeft: return normal(a << (b & (width - 1)), type)
    case .shiftRight:
      let count = b & (width - 1)
      return type.isSigned ? UInt64(bitPattern: Int64(bitPattern: a) >> Int64(count)) : a >> count
    }
  }

  private static func quotient(
    _ a: UInt64,
    _ b: UInt64,
    _ type: ScalarType
  ) -> (quotient: UInt64, remainder: UInt64) {
    guard b != 0 else { return (0, a) }
    guard type.isSigned else { return (a / b, a % b) }
    let (x, y) = (Int64(bitPattern: a), Int64(bitPattern: b))
    guard y != -1 else { return (normal(0 &- a, type), 0) }
    return (normal(UInt64(bitPattern: x / y), type), UInt64(bitPattern: x % y))
  }

  // Each type computes in itself: no double rounding.
  private static func floatBinary(_ op: BinaryOperator, _ a: UInt64, _ b: UInt64, _ type: ScalarType) -> UInt64 {
    func apply<F: BinaryFloatingPoint>(_ x: F, _ y: F) -> F {
      switch op {
      case .add: x + y
      case .subtract: x - y
      case .multiply: x * y
      case .divide: x / y
      default: x.truncatingRemainder(dividingBy: y)
      }
    }
    switch type {
    case .f16:
      let (x, y) = (
        Float16(bitPattern: UInt16(truncatingIfNeeded: a)), Float16(bitPattern: UInt16(truncatingIfNeeded: b))
      )
      return UInt64(apply(x, y).bitPattern)
    case .f32:
      let (x, y) = (Float(bitPattern: UInt32(truncatingIfNeeded: a)), Float(bitPattern: UInt32(truncatingIfNeeded: b)))
      return UInt64(apply(x, y).bitPattern)
    default: return apply(Double(bitPattern: a), Double(bitPattern: b)).bitPattern
    }
  }

  static func compare(_ op: Comparison, _ a: UInt64, _ b: UInt64, _ type: ScalarType) -> Bool {
    func apply<C: Comparable>(_ x: C, _ y: C) -> Bool {
      switch op {
      case .equal: x == y
      case .notEqual: x != y
      case .less: x < y
      case .lessOrEqual: x <= y
      case .greater: x > y
      case .greaterOrEqual: x >= y
      }
    }
    if type.isFloat { return apply(float(a, type), float(b, type)) }
    return type.isSigned ? apply(Int64(bitPattern: a), Int64(bitPattern: b)) : apply(a, b)
  }

  static func overflows(_ op: BinaryOperator, _ a: UInt64, _ b: UInt64, _ type: ScalarType) -> Bool {
    func exact<I: FixedWidthInteger>(_ x: I, _ y: I) -> (I, Bool) {
      switch op {
      case .add: x.addingReportingOverflow(y)
      case .subtract: x.subtractingReportingOverflow(y)
      case .multiply: x.multipliedReportingOverflow(by: y)
      case .divide: x.dividedReportingOverflow(by: y)
      case .remainder: x.remainderReportingOverflow(dividingBy: y)
      default: (0, false)
      }
    }
    if type.isSigned {
      let (value, overflow) = exact(Int64(bitPattern: a), Int64(bitPattern: b))
      // min % -1 overflows in its own width although the wide result would fit.
      if op == .remainder || op == .divide, b == .max { return a == normal(1 << UInt64(type.bitWidth - 1), type) }
      return overflow || normal(UInt64(bitPattern: value), type) != UInt64(bitPattern: value)
    }
    let (value, overflow) = exact(a, b)
    return overflow || normal(value, type) != value
  }

  static func convert(_ a: UInt64, _ from: ScalarType, _ to: ScalarType) -> UInt64 {
    if from.isFloat {
      if to.isFloat { return bits(float(a, from), to) }
      return saturated(float(a, from), to)
    }
    guard to.isFloat else { return normal(a, to) }
    // Rounded once, from the integer itself.
    func rounded<F: BinaryFloatingPoint>(_: F.Type) -> F { from.isSigned ? F(Int64(bitPattern: a)) : F(a) }
    switch to {
    case .f16: return UInt64(rounded(Float16.self).bitPattern)
    case .f32: return UInt64(rounded(Float.self).bitPattern)
    default: return rounded(Double.self).bitPattern
    }
  }

  private static func saturated(_ value: Double, _ to: ScalarType) -> UInt64 {
    guard !value.isNaN else { return 0 }
    let whole = value.rounded(.towardZero)
    if to.isSigned {
      let limit = Int64.max >> Int64(64 - to.bitWidth)
      if whole >= Double(limit) { return UInt64(bitPattern: limit) }
      if whole <= -Double(limit) - 1 { return UInt64(bitPattern: -limit - 1) }
      return UInt64(bitPattern: Int64(whole))
    }
    let limit = UInt64.max >> UInt64(64 - to.bitWidth)
    if whole <= 0 { return 0 }
    return whole >= Double(limit) ? limit : UInt64(whole)
  }

  /// Whether `T(x)` would not trap in Swift.
  static func fits(_ a: UInt64, _ from: ScalarType, _ to: ScalarType) -> Bool {
    guard !to.isFloat else { return true }
    guard from.isFloat else {
      let isNegative = from.isSigned && Int64(bitPattern: a) < 0
      if isNegative && !to.isSigned { return false }
      if !isNegative && to.isSigned && a > UInt64(Int64.max) { return false }
      return normal(a, to) == a
    }
    let value = float(a, from)
    guard value.isFinite else { return false }
    let whole = value.rounded(.towardZero)
    guard to.isSigned else {
      return whole >= 0 && whole < 0x1p64 && (to == .u64 || whole < Double(UInt64(1) << UInt64(to.bitWidth)))
    }
    let limit = Double(UInt64(1) << UInt64(to.bitWidth - 1))
    return whole >= -limit && whole < limit
  }
}
