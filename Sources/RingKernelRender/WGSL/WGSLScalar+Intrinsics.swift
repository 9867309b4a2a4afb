internal import RingKernelIR

/// Spellings of the pure intrinsics in WGSL.
extension WGSLScalar {
  /// A pure intrinsic on one scalar type; nil where there is none.
  func intrinsic(_ id: IntrinsicID, _ a: [String], _ type: ScalarType) -> String? {
    if type.isFloat { return float(id, a, type) }
    guard type.isInteger else { return nil }
    return bits(id, a, type) ?? (Self.isWide(type) ? wideInteger(id, a, type) : integer(id, a, type))
  }

  private func integer(_ id: IntrinsicID, _ a: [String], _ type: ScalarType) -> String? {
    switch id {
    case .abs: type.isSigned ? wrap("abs(\(a[0]))", type) : a[0]
    case .min, .max: "\(id.rawValue)(\(a[0]), \(a[1]))"
    case .clamp: "max(\(a[1]), min(\(a[0]), \(a[2])))"
    case .sign: type.isSigned ? "sign(\(a[0]))" : "min(\(a[0]), 1u)"
    default: nil
    }
  }

  private func wideInteger(_ id: IntrinsicID, _ a: [String], _ type: ScalarType) -> String? {
    let name = "rk_\(id.rawValue)_\(type.rawValue)"
    switch id {
    case .abs where !type.isSigned: return a[0]
    case .abs, .min, .max, .clamp, .sign:
      return joined("\(name)(\(a.map { pair($0, type) }.joined(separator: ", ")))", type)
    default: return nil
    }
  }

  private func bits(_ id: IntrinsicID, _ a: [String], _ type: ScalarType) -> String? {
    switch id {
    case .bytePermute: return "rk_byte_permute(\(a[0]), \(a[1]), \(a[2]))"
    case .funnelShiftLeft: return "rk_funnel_left(\(a[0]), \(a[1]), \(a[2]))"
    case .funnelShiftRight: return "rk_funnel_right(\(a[0]), \(a[1]), \(a[2]))"
    default: break
    }
    guard [.populationCount, .leadingZeros, .trailingZeros, .findFirstSet, .reverseBits].contains(id) else {
      return nil
    }
    let width = type.bitWidth
    if Self.isWide(type) {
      let value = pair(a[0], type)
      switch id {
      case .populationCount: return "rk_count_bits(\(value))"
      case .leadingZeros: return "rk_leading_zeros(\(value))"
      case .trailingZeros: return "rk_trailing_zeros(\(value))"
      case .findFirstSet: return "rk_ffs64(\(value))"
      default: return joined("rk_reversed(\(value))", type)
      }
    }
    let word = type.isSigned ? "bitcast<u32>(\(a[0]))" : a[0]
    let plain = width == 32 || !type.isSigned ? word : "(\(word) & \(width == 8 ? 255 : 65535)u)"
    switch id {
    case .populationCount: return "bitcast<i32>(countOneBits(\(plain)))"
    case .leadingZeros:
      let zeros = "bitcast<i32>(countLeadingZeros(\(plain)))"
      return width == 32 ? zeros : "\(zeros) - \(32 - width)i"
    case .trailingZeros: return "bitcast<i32>(min(countTrailingZeros(\(plain)), \(width)u))"
    case .findFirstSet: return "rk_ffs(\(plain))"
    default:
      let reversed = width == 32 ? "reverseBits(\(plain))" : "(reverseBits(\(plain)) >> \(32 - width)u)"
      return type.isSigned ? wrap("bitcast<i32>(\(reversed))", type) : reversed
    }
  }

  private func float(_ id: IntrinsicID, _ a: [String], _ type: ScalarType) -> String? {
    switch id {
    case .isNaN: return "rk_is_nan(\(a[0]))"
    case .isInfinite: return "(bitcast<u32>(\(a[0])) & 2147483647u) == 2139095040u"
    case .isFinite: return "rk_is_finite(\(a[0]))"
    case .isNormal:
      return type == .f16
        ? "rk_is_finite(\(a[0])) && abs(\(a[0])) >= 6.1035156e-05f" : "rk_is_normal(\(a[0]))"
    case .isSignMinus: return "bitcast<u32>(\(a[0])) >= 2147483648u"
    case .ilogb: return "rk_ilogb(\(a[0]))"
    case .nan: return "rk_float(2143289344u)"
    case .nextAfter: return type == .f16 ? "rk_next_half(\(a[0]), \(a[1]))" : "rk_next_after(\(a[0]), \(a[1]))"
    default: return number(id, a).map { wrap($0, type) }
    }
  }

  private func number(_ id: IntrinsicID, _ a: [String]) -> String? {
    let all = a.joined(separator: ", ")
    switch id {
    case .sqrt, .floor, .ceil, .trunc, .abs: return "\(id.rawValue)(\(all))"
    case .rsqrt: return "1.0f / sqrt(\(a[0]))"
    case .fract: return "\(a[0]) - floor(\(a[0]))"
    case .step: return "select(1.0f, 0.0f, \(a[1]) < \(a[0]))"
    case .reciprocal: return "1.0f / \(a[0])"
    case .fastDivide: return "\(a[0]) / \(a[1])"
    case .ldexp, .scalbn: return "rk_ldexp(\(all))"
    case .powi: return "rk_powi(\(all))"
    case .fma, .round, .min, .max, .fmod, .remainder, .copysign, .cbrt, .hypot, .clamp, .mix, .smoothstep, .sign, .sin,
      .cos,
      .tan, .asin, .acos, .atan, .atan2, .sinpi, .cospi, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .exp, .exp2,
      .exp10, .expm1, .log, .log2, .log10, .log1p, .pow, .lgamma, .tgamma, .erf, .erfc, .erfinv, .erfcinv, .fdim,
      .saturate:
      return "rk_\(id.rawValue)(\(all))"
    case .besselJ0, .besselJ1, .besselJn, .besselY0, .besselY1, .besselYn, .besselI0, .besselI1:
      return "rk_bessel_\(id.rawValue.dropFirst(6).lowercased())(\(all))"
    case .normalCDF: return "rk_normal_cdf(\(a[0]))"
    case .normalCDFInverse: return "rk_normal_quantile(\(a[0]))"
    default: return nil
    }
  }
}
