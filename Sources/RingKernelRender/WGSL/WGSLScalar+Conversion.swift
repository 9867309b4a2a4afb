internal import RingKernelIR

extension WGSLScalar {
  static func comparison(_ op: Comparison) -> String {
    switch op {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  func compare(_ op: Comparison, _ a: String, _ b: String, _ type: ScalarType) -> String {
    // With NaN it holds; the operator of WGSL may not.
    if type.isFloat, op == .notEqual { return "!(\(a) == \(b))" }
    guard Self.isWide(type), !isWideNative else { return "\(a) \(Self.comparison(op)) \(b)" }
    let less = "rk_less_\(type.rawValue)"
    switch op {
    case .equal: return "all(\(a) == \(b))"
    case .notEqual: return "any(\(a) != \(b))"
    case .less: return "\(less)(\(a), \(b))"
    case .greater: return "\(less)(\(b), \(a))"
    case .lessOrEqual: return "!\(less)(\(b), \(a))"
    case .greaterOrEqual: return "!\(less)(\(a), \(b))"
    }
  }

  func convert(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    if from == to { return a }
    if from == .bool {
      return to.isFloat ? "select(0.0f, 1.0f, \(a))" : convert("select(0u, 1u, \(a))", .u32, to)
    }
    if to == .bool { return "(\(convert(a, from, .u32)) & 1u) == 1u" }
    if from.isFloat {
      if to.isFloat { return to == .f16 ? "rk_half(\(a))" : a }
      return saturated(a, to)
    }
    if to.isFloat {
      if from == .u32 { return wrap("rk_f32_u32(\(a))", to) }
      let value = Self.isWide(from) ? "rk_f32_\(from.rawValue)(\(pair(a, from)))" : "f32(\(a))"
      return wrap(value, to)
    }
    return integer(a, from, to)
  }

  private func saturated(_ a: String, _ to: ScalarType) -> String {
    switch to {
    case .i32, .u32: return "rk_\(to.rawValue)_f32(\(a))"
    case .i8, .i16:
      let limit = 1 << (to.bitWidth - 1)
      return "clamp(rk_i32_f32(\(a)), -\(limit)i, \(limit - 1)i)"
    case .u8, .u16: return "min(rk_u32_f32(\(a)), \(1 << to.bitWidth - 1)u)"
    default: return joined("rk_\(to.rawValue)_f32(\(a))", to)
    }
  }

  private func integer(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    switch (Self.isWide(from), Self.isWide(to)) {
    case (true, true): return isWideNative ? "\(to.rawValue)(\(a))" : a
    case (true, false):
      let word = to.isSigned && !isWideNative ? "bitcast<i32>(\(low(a)))" : isWideNative ? "\(name(to))(\(a))" : low(a)
      return wrap(word, to)
    case (false, true):
      // By way of the wide type of the same sign: naga extends by the sign of the result.
      if isWideNative {
        let wide = from.isSigned ? "i64(\(a))" : "u64(\(a))"
        return from.isSigned == to.isSigned ? wide : "\(to.rawValue)(\(wide))"
      }
      return from.isSigned ? "rk_extended(\(a))" : "vec2<u32>(\(a), 0u)"
    case (false, false):
      let holder = from.isSigned == to.isSigned ? a : "bitcast<\(name(to))>(\(a))"
      let keeps =
        from.isSigned == to.isSigned ? from.bitWidth <= to.bitWidth : !from.isSigned && from.bitWidth < to.bitWidth
      return keeps ? holder : wrap(holder, to)
    }
  }

  /// The same bits as another type of the same size.
  func bitcast(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    if from == to { return a }
    switch (from, to) {
    case (.f16, _): return convert("rk_half_bits(\(a))", .u16, to)
    case (_, .f16): return "rk_half_value(\(convert(a, from, .u16)))"
    case (.f32, _), (_, .f32): return "bitcast<\(name(to))>(\(a))"
    default: return integer(a, from, to)
    }
  }

  func overflows(_ op: BinaryOperator, _ a: String, _ b: String, _ type: ScalarType) -> String {
    if op == .divide || op == .remainder {
      guard type.isSigned else { return "false" }
      let least = constant(UInt64(bitPattern: Int64(-1) << Int64(type.bitWidth - 1)), type)
      let minusOne = constant(.max, type)
      return "(\(compare(.equal, a, least, type))) && (\(compare(.equal, b, minusOne, type)))"
    }
    if Self.isNarrow(type) {
      let exact = "\(a) \(Self.mark(op) ?? "") \(b)"
      return "rk_leaves_\(type.rawValue)(\(exact))"
    }
    let word = op == .add ? "add" : op == .subtract ? "sub" : "mul"
    let (x, y) = Self.isWide(type) ? (pair(a, type), pair(b, type)) : (a, b)
    return "rk_\(word)_overflows_\(type.rawValue)(\(x), \(y))"
  }

  /// Whether `a` can be converted as `T(x)` demands.
  func fits(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    if to.isFloat { return "true" }
    if from.isFloat {
      let high = Float(sign: .plus, exponent: to.isSigned ? to.bitWidth - 1 : to.bitWidth, significand: 1)
      return "rk_within_f32(\(a), \(to.isSigned ? "-\(high)" : "0.0")f, \(high)f)"
    }
    if from == .bool { return "true" }
    let (own, other) = (Self.limits(from), Self.limits(to))
    let above = own.low < other.low
    let below = own.high > other.high
    let high = constant(other.high, from)
    if !above && !below { return "true" }
    if !from.isSigned { return compare(.lessOrEqual, a, high, from) }
    let low = constant(UInt64(bitPattern: other.low), from)
    let limit = below ? high : constant(own.high, from)
    if Self.isWide(from) { return "rk_within_i64(\(pair(a, from)), \(pair(low, from)), \(pair(limit, from)))" }
    return "rk_within_i32(\(a), \(low), \(limit))"
  }

  private static func limits(_ type: ScalarType) -> (low: Int64, high: UInt64) {
    let low: Int64 = type.isSigned ? -1 << Int64(type.bitWidth - 1) : 0
    return (low, type.isSigned ? UInt64(bitPattern: ~low) : UInt64.max >> UInt64(64 - type.bitWidth))
  }

  /// A value extended to 64 bits by its own type, as a pair of words.
  func word(_ a: String, _ type: ScalarType) -> String {
    switch type {
    case .bool: "vec2<u32>(select(0u, 1u, \(a)), 0u)"
    case .f16, .f32, .f64: "rk_double_bits(\(a))"
    case .i64, .u64: pair(a, type)
    case .u8, .u16, .u32: "vec2<u32>(\(a), 0u)"
    case .i8, .i16, .i32: "rk_extended(\(a))"
    }
  }
}
