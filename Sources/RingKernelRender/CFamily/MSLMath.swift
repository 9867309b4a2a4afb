internal import RingKernelIR

/// Functions of single-precision numbers that Metal lacks.
enum MSLMath {
  static func spelling(_ id: IntrinsicID) -> CSpelling? {
    switch id {
    case .remainder:
      return function(
        id,
        "x y",
        """
        if (y == 0 || x - x != 0 || y != y) return as_type<float>(0x7fc00000u); float a = fabs(x), b = fabs(y); \
        if (b < 1.7e38f) a = precise::fmod(a, b + b); \
        if (b < 2.4e-38f) { if (a + a > b) { a -= b; if (a + a >= b) a -= b; } } \
        else { float half_b = 0.5f * b; if (a > half_b) { a -= b; if (a >= half_b) a -= b; } } \
        return copysign(1.0f, x) < 0 ? -a : a;
        """
      )
    case .hypot:
      return function(
        id,
        "x y",
        """
        float a = fmax(fabs(x), fabs(y)), b = fmin(fabs(x), fabs(y)); if (a > 3.4028234e38f) return a; \
        if (x != x || y != y) return x + y; if (a == 0) return a; b /= a; return a * precise::sqrt(1 + b * b);
        """
      )
    case .cbrt:
      return function(
        id,
        "x",
        """
        float a = fabs(x); if (!(a > 0 && a <= 3.4028234e38f)) return x; float scale = 1; \
        if (a < 1.2e-38f) { a *= 16777216.0f; scale = 0.00390625f; } \
        float r = precise::exp2(precise::log2(a) / 3); r -= (r - a / (r * r)) / 3; r -= (r - a / (r * r)) / 3; \
        return copysign(r * scale, x);
        """
      )
    case .expm1:
      // Kahan: the error of exp(x) - 1 near 0 is that of log of the same number.
      return function(
        id,
        "x",
        """
        float u = precise::exp(x); if (u == 1) return x; if (u - 1 == -1 || u > 3.4028234e38f) return u - 1; \
        return (u - 1) * (x / precise::log(u));
        """
      )
    case .log1p:
      return function(
        id,
        "x",
        """
        float u = 1 + x; if (u == 1) return x; if (u <= 0 || u > 3.4028234e38f) return precise::log(u); \
        return precise::log(u) * (x / (u - 1));
        """
      )
    default: return special(id)
    }
  }

  /// Functions that need others.
  private static func special(_ id: IntrinsicID) -> CSpelling? {
    let log1p = [spelling(.log1p)?.helper].compactMap(\.self)
    let (gamma, error, bessel) = (log1p + [MSLGamma.upper], MSLErrorFunctions.self, MSLBessel.self)
    let inverse = log1p + [error.erfc, error.root]
    let (j, y) = ([bessel.wave, bessel.j0, bessel.j1], [bessel.wave, bessel.j0, bessel.j1, bessel.y0, bessel.y1])
    switch id {
    case .lgamma: return CSpelling(MSLGamma.lgamma, gamma)
    case .tgamma: return CSpelling(MSLGamma.tgamma, gamma + [MSLGamma.product])
    case .erf: return CSpelling(error.erf, [error.erfc])
    case .erfc: return CSpelling(error.erfc)
    case .erfinv: return CSpelling(error.erfinv, inverse)
    case .erfcinv: return CSpelling(error.erfcinv, inverse + [error.erfinv])
    case .normalCDF: return CSpelling(error.normal, [error.erfc])
    case .normalCDFInverse: return CSpelling(error.quantile, inverse + [error.erfinv, error.erfcinv])
    case .besselI0: return CSpelling(bessel.modified, operands: "0, $0")
    case .besselI1: return CSpelling(bessel.modified, operands: "1, $0")
    case .besselJ0: return CSpelling(bessel.j0, [bessel.wave])
    case .besselJ1: return CSpelling(bessel.j1, [bessel.wave])
    case .besselY0: return CSpelling(bessel.y0, j)
    case .besselY1: return CSpelling(bessel.y1, j)
    case .besselJn: return CSpelling(bessel.jn, j, operands: "$0, $1")
    case .besselYn: return CSpelling(bessel.yn, y, operands: "$0, $1")
    default: return nil
    }
  }

  private static func function(_ id: IntrinsicID, _ parameters: String, _ body: String) -> CSpelling {
    CIntrinsics.function(id, .f32, parameters, .msl, body)
  }
}
