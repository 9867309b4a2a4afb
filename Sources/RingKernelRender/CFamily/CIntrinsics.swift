internal import RingKernelIR

/// Spellings of the intrinsics in CUDA C++.
enum CIntrinsics {
  struct Helper {
    let name: String
    let text: String
  }
  struct Spelling {
    var pattern: String
    var helper: Helper?
  }

  /// The pattern of a pure intrinsic on one scalar type, `$0` for the first operand; nil where there is none.
  static func spelling(_ id: IntrinsicID, _ type: ScalarType) -> Spelling? {
    let t = type.rawValue
    if type.isInteger {
      if let bits = bits(id, type) { return bits }
      switch id {
      case .abs:
        return Spelling(
          pattern: type.isSigned ? "($0 < 0 ? (\(t))(0 - (\(type.bitWidth == 64 ? "u64" : "u32"))$0) : $0)" : "$0"
        )
      case .min: return Spelling(pattern: "($1 < $0 ? $1 : $0)")
      case .max: return Spelling(pattern: "($0 < $1 ? $1 : $0)")
      case .clamp:
        return helper(
          "clamp",
          t,
          "\(t) x, \(t) low, \(t) high",
          "\(t) r = high < x ? high : x; return r < low ? low : r;",
          3
        )
      case .sign: return Spelling(pattern: "(\(t))(($0 > 0) - ($0 < 0))")
      default: return nil
      }
    }
    guard type.isFloat else { return nil }
    let f = type == .f64 ? "" : "f"
    switch id {
    case .sqrt, .floor, .ceil, .round, .trunc, .cbrt, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh,
      .asinh,
      .acosh, .atanh, .exp, .exp2, .exp10, .expm1, .log, .log2, .log10, .log1p, .lgamma, .tgamma, .erf, .erfc, .sinpi,
      .cospi, .rsqrt, .erfinv, .erfcinv:
      return Spelling(pattern: "\(id.rawValue)\(f)($0)")
    case .besselJ0, .besselJ1, .besselY0, .besselY1:
      return Spelling(pattern: "\(id.rawValue.dropFirst(6).lowercased())\(f)($0)")
    case .besselJn, .besselYn: return Spelling(pattern: "\(id.rawValue.dropFirst(6).lowercased())\(f)($0, $1)")
    case .besselI0, .besselI1: return Spelling(pattern: "cyl_bessel_\(id.rawValue.dropFirst(6).lowercased())\(f)($0)")
    case .normalCDF: return Spelling(pattern: "normcdf\(f)($0)")
    case .normalCDFInverse: return Spelling(pattern: "normcdfinv\(f)($0)")
    case .fmod, .remainder, .copysign, .hypot, .atan2, .pow, .fdim:
      return Spelling(pattern: "\(id.rawValue)\(f)($0, $1)")
    case .nextAfter: return Spelling(pattern: "nextafter\(f)($0, $1)")
    case .abs: return Spelling(pattern: "fabs\(f)($0)")
    case .fma: return Spelling(pattern: "fma\(f)($0, $1, $2)")
    case .ldexp, .scalbn: return Spelling(pattern: "scalbn\(f)($0, $1)")
    case .ilogb:
      return helper(
        "ilogb",
        "i32",
        "\(t) x",
        "return x == 0 || x != x || x - x != 0 ? -2147483647 - 1 : ilogb\(f)(x);",
        1,
        of: t
      )
    case .powi: return Spelling(pattern: "pow\(f)($0, (\(t))$1)")
    case .min: return helper("min", t, "\(t) x, \(t) y", "return x != x || y < x ? y : x;", 2)
    case .max: return helper("max", t, "\(t) x, \(t) y", "return x != x || y > x ? y : x;", 2)
    case .clamp:
      return helper(
        "clamp",
        t,
        "\(t) x, \(t) low, \(t) high",
        "\(t) r = x != x || high < x ? high : x; return low != low || r > low ? r : low;",
        3
      )
    case .saturate: return Spelling(pattern: "($0 > 0 ? ($0 < 1 ? $0 : (\(t))1) : (\(t))0)")
    case .fract: return Spelling(pattern: "($0 - floor\(f)($0))")
    case .sign: return Spelling(pattern: "($0 > 0 ? (\(t))1 : $0 < 0 ? (\(t))-1 : (\(t))0)")
    case .mix: return Spelling(pattern: "($0 * (1 - $2) + $1 * $2)")
    case .step: return Spelling(pattern: "($1 < $0 ? (\(t))0 : (\(t))1)")
    case .smoothstep:
      let body =
        "\(t) u = (x - low) / (high - low); u = u != u || u > 1 ? 1 : u; u = u > 0 ? u : 0; return u * u * (3 - 2 * u);"
      return helper("smoothstep", t, "\(t) low, \(t) high, \(t) x", body, 3)
    case .reciprocal: return Spelling(pattern: "(1 / $0)")
    case .fastDivide: return Spelling(pattern: "($0 / $1)")
    case .isNaN: return Spelling(pattern: "($0 != $0)")
    case .isInfinite:
      return Spelling(pattern: "(fabs\(f)($0) > \(type == .f64 ? "1.7976931348623157e308" : "3.4028234663852886e38f"))")
    case .isFinite: return Spelling(pattern: "($0 - $0 == 0)")
    case .isNormal:
      return Spelling(
        pattern:
          "($0 - $0 == 0 && fabs\(f)($0) >= \(type == .f64 ? "2.2250738585072014e-308" : "1.1754943508222875e-38f"))"
      )
    case .isSignMinus: return Spelling(pattern: "(rk_bits<\(type == .f64 ? "i64" : "i32")>($0) < 0)")
    default: return nil
    }
  }

  private static func helper(
    _ name: String,
    _ result: String,
    _ parameters: String,
    _ body: String,
    _ count: Int,
    of type: String? = nil
  ) -> Spelling {
    let full = "rk_\(name)_\(type ?? result)"
    let arguments = (0..<count).map { "$\($0)" }.joined(separator: ", ")
    return Spelling(
      pattern: "\(full)(\(arguments))",
      helper: Helper(name: full, text: "static __device__ \(result) \(full)(\(parameters)) { \(body) }")
    )
  }

  private static func bits(_ id: IntrinsicID, _ type: ScalarType) -> Spelling? {
    let t = type.rawValue
    let width = type.bitWidth
    let u = "u\(width)"
    let isWide = width == 64
    switch id {
    case .populationCount: return Spelling(pattern: isWide ? "__popcll((u64)$0)" : "__popc((u32)(\(u))$0)")
    case .leadingZeros:
      return Spelling(pattern: isWide ? "__clzll((i64)$0)" : "(__clz((i32)(u32)(\(u))$0) - \(32 - width))")
    case .trailingZeros:
      return Spelling(
        pattern: "($0 == 0 ? \(width) : \(isWide ? "__ffsll((i64)$0)" : "__ffs((i32)(u32)(\(u))$0)") - 1)"
      )
    case .findFirstSet: return Spelling(pattern: isWide ? "__ffsll((i64)$0)" : "__ffs((i32)(u32)(\(u))$0)")
    case .reverseBits:
      return Spelling(pattern: isWide ? "(\(t))__brevll((u64)$0)" : "(\(t))(__brev((u32)(\(u))$0) >> \(32 - width))")
    case .bytePermute: return Spelling(pattern: "__byte_perm($0, $1, $2 & 0x7777u)")
    case .funnelShiftLeft: return Spelling(pattern: "__funnelshift_l($0, $1, $2)")
    case .funnelShiftRight: return Spelling(pattern: "__funnelshift_r($0, $1, $2)")
    default: return nil
    }
  }
}
