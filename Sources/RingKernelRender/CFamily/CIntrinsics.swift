internal import RingKernelIR

/// Spellings of the pure intrinsics that the languages of the family share.
enum CIntrinsics {
  /// The pattern of an intrinsic on one scalar type; nil where the language has none.
  static func spelling(_ id: IntrinsicID, _ type: ScalarType, _ dialect: CDialect) -> CSpelling? {
    if let own = dialect.own(id, type) { return own }
    return type.isFloat ? floats(id, type, dialect) : type.isInteger ? integers(id, type, dialect) : nil
  }

  /// A function of `count` operands of one type.
  static func function(
    _ id: IntrinsicID,
    _ type: ScalarType,
    _ parameters: String,
    _ dialect: CDialect,
    result: ScalarType? = nil,
    _ body: String
  ) -> CSpelling {
    let name = "rk_\(id.rawValue)_\(type.rawValue)"
    let names = parameters.split(separator: " ").map { (String($0), type) }
    return CSpelling(
      pattern: "\(name)(\(names.indices.map { "$\($0)" }.joined(separator: ", ")))",
      carrier: result,
      helper: dialect.helper(name, result ?? type, names, body)
    )
  }

  private static func integers(_ id: IntrinsicID, _ type: ScalarType, _ dialect: CDialect) -> CSpelling? {
    let t = dialect.scalar(type)
    switch id {
    case .abs:
      guard type.isSigned else { return CSpelling(pattern: "$0") }
      let wide = dialect.scalar(dialect.wide(type))
      return function(id, type, "x", dialect, "return x < 0 ? (\(t))(0 - (\(wide))x) : x;")
    case .min: return CSpelling(pattern: "min($0, $1)", takesVectors: true)
    case .max: return CSpelling(pattern: "max($0, $1)", takesVectors: true)
    case .clamp: return CSpelling(pattern: "max(min($0, $2), $1)", takesVectors: true)
    case .sign: return function(id, type, "x", dialect, "return (x > 0) - (x < 0);")
    default: return nil
    }
  }

  private static func floats(_ id: IntrinsicID, _ type: ScalarType, _ d: CDialect) -> CSpelling? {
    let t = d.scalar(type)
    func call(_ name: String, _ operands: String, carrier: ScalarType? = nil) -> CSpelling? {
      d.math(name, type).map { CSpelling(pattern: "\($0)(\(operands))", carrier: carrier, takesVectors: true) }
    }
    let limit = type == .f64 ? "1.7976931348623157e308" : "3.4028234663852886e38f"
    let least = type == .f64 ? "2.2250738585072014e-308" : "1.1754943508222875e-38f"
    let magnitude = d.math("fabs", type) ?? "fabs"
    switch id {
    case .sqrt, .floor, .ceil, .round, .trunc, .cbrt, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh,
      .asinh, .acosh, .atanh, .exp, .exp2, .exp10, .expm1, .log, .log2, .log10, .log1p, .lgamma, .tgamma, .erf, .erfc,
      .sinpi, .cospi, .rsqrt, .erfinv, .erfcinv:
      return call(id.rawValue, "$0")
    case .abs: return call("fabs", "$0")
    case .besselJ0, .besselJ1, .besselY0, .besselY1: return call(id.rawValue.dropFirst(6).lowercased(), "$0")
    case .besselJn, .besselYn: return call(id.rawValue.dropFirst(6).lowercased(), "$0, $1")
    case .besselI0, .besselI1: return call("cyl_bessel_\(id.rawValue.dropFirst(6).lowercased())", "$0")
    case .normalCDF: return call("normcdf", "$0")
    case .normalCDFInverse: return call("normcdfinv", "$0")
    case .fmod, .remainder, .copysign, .hypot, .atan2, .pow, .fdim: return call(id.rawValue, "$0, $1")
    case .nextAfter: return call("nextafter", "$0, $1")
    case .min: return call("fmin", "$0, $1")
    case .max: return call("fmax", "$0, $1")
    case .clamp: return d.math("fmin", type).flatMap { least in call("fmax", "$1, \(least)($0, $2)") }
    case .fma: return call("fma", "$0, $1, $2")
    case .ldexp, .scalbn: return call("ldexp", "$0, $1")
    case .powi: return power(type, d)
    case .ilogb:
      guard let name = d.math("ilogb", type) else { return nil }
      let odd = "x == 0 || x != x || x - x != 0"
      return function(id, type, "x", d, result: .i32, "return \(odd) ? -2147483647 - 1 : \(name)(x);")
    case .saturate: return function(id, type, "x", d, "return x > 0 ? x < 1 ? x : 1 : 0;")
    case .fract: return function(id, type, "x", d, "return x - \(d.math("floor", type) ?? "floor")(x);")
    case .sign: return function(id, type, "x", d, "return x > 0 ? 1 : x < 0 ? -1 : 0;")
    case .mix: return CSpelling(pattern: "$0 * (1 - $2) + $1 * $2", level: .sum)
    case .step: return CSpelling(pattern: "$1 < $0 ? (\(t))0 : (\(t))1", level: .ternary)
    case .smoothstep:
      let clamped = "\(t) u = (x - low) / (high - low); u = u != u || u > 1 ? 1 : u; u = u > 0 ? u : 0;"
      return function(id, type, "low high x", d, "\(clamped) return u * u * (3 - 2 * u);")
    case .reciprocal: return CSpelling(pattern: "1 / $0", level: .product)
    case .fastDivide: return CSpelling(pattern: "$0 / $1", level: .product)
    case .isNaN: return function(id, type, "x", d, result: .bool, "return x != x;")
    case .isInfinite: return function(id, type, "x", d, result: .bool, "return \(magnitude)(x) > \(limit);")
    case .isFinite: return function(id, type, "x", d, result: .bool, "return x - x == 0;")
    case .isNormal:
      return function(id, type, "x", d, result: .bool, "return x - x == 0 && \(magnitude)(x) >= \(least);")
    case .isSignMinus:
      let bits = d.bits("x", type, type == .f64 ? .i64 : .i32)
      return function(id, type, "x", d, result: .bool, "return \(bits.text) < 0;")
    default: return nil
    }
  }

  /// A whole power; a float does not hold every 32-bit number, nor tell whether it is odd.
  private static func power(_ type: ScalarType, _ d: CDialect) -> CSpelling? {
    guard let pow = d.math("pow", type) else { return nil }
    guard type != .f64 else { return CSpelling(pattern: "\(pow)($0, (double)$1)") }
    let (magnitude, sign) = (d.math("fabs", type) ?? "fabs", d.math("copysign", type) ?? "copysign")
    let body = """
      if (n > -16777216 && n < 16777216) return \(pow)(x, (float)n); \
      float a = \(magnitude)(x), r = \(pow)(a, (float)(n - n % 256)); \
      if (r > 0 && r - r == 0) { a -= 1; a = (float)(n % 256) * (a - 0.5f * a * a); r *= 1 + a + 0.5f * a * a; } \
      return \(sign)(1.0f, x) < 0 && (n & 1) != 0 ? -r : r;
      """
    let helper = d.helper("rk_powi_f32", .f32, [("x", .f32), ("n", .i32)], body)
    return CSpelling(pattern: "rk_powi_f32($0, $1)", helper: helper)
  }
}
