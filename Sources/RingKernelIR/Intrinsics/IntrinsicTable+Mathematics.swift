// Functions of numbers. `ulp` is for f32, on any device.
extension IntrinsicTable {
  private static func one(
    _ id: IntrinsicID,
    _ category: Intrinsic.Category = .math,
    of type: Intrinsic.TypeClass = .float,
    ulp: Double? = nil,
    summary: String
  ) -> Intrinsic { Intrinsic(id, category, [.generic], .generic, of: type, ulp: ulp, summary: summary) }

  private static func two(
    _ id: IntrinsicID,
    _ category: Intrinsic.Category = .math,
    of type: Intrinsic.TypeClass = .float,
    ulp: Double? = nil,
    summary: String
  ) -> Intrinsic { Intrinsic(id, category, [.generic, .generic], .generic, of: type, ulp: ulp, summary: summary) }

  private static func three(
    _ id: IntrinsicID,
    of type: Intrinsic.TypeClass = .float,
    ulp: Double? = nil,
    summary: String
  ) -> Intrinsic {
    Intrinsic(id, .math, [.generic, .generic, .generic], .generic, of: type, ulp: ulp, summary: summary)
  }

  static let mathematics: [Intrinsic] = [
    one(.sqrt, ulp: 1, summary: "Square root."),
    one(.rsqrt, ulp: 3, summary: "Reciprocal of the square root."),
    one(.abs, of: .number, summary: "Absolute value; the least integer stays."),
    one(.floor, summary: "Next whole number towards minus infinity."),
    one(.ceil, summary: "Next whole number towards infinity."),
    one(.round, summary: "Nearest whole number, halves away from zero."),
    one(.trunc, summary: "Next whole number towards zero."),
    three(.fma, summary: "x * y + z, rounded once."),
    two(.min, of: .number, summary: "The smaller value; for NaN the other."),
    two(.max, of: .number, summary: "The larger value; for NaN the other."),
    two(.fmod, ulp: 1, summary: "Remainder of the division truncated towards zero."),
    two(.remainder, ulp: 1, summary: "Remainder of the division rounded to nearest even."),
    two(.copysign, summary: "The magnitude of the first with the sign of the second."),
    one(.cbrt, ulp: 4, summary: "Cube root."),
    two(.hypot, ulp: 4, summary: "Square root of x * x + y * y without overflow."),
    three(.clamp, of: .number, summary: "max(low, min(x, high)) of x, low, high."),
    three(.mix, ulp: 4, summary: "x * (1 - t) + y * t of x, y, t."),
    two(.step, summary: "0 below the edge, else 1, of edge, x."),
    three(.smoothstep, ulp: 8, summary: "Hermite interpolation between two edges, of edge, edge, x."),
    one(.fract, summary: "x - floor(x)."),
    one(.sign, of: .number, summary: "-1, 0 or 1."),
    two(.dot, ulp: 8, summary: "Sum of the products of the lanes."),
    two(.cross, ulp: 8, summary: "Vector product of three lanes."),
    one(.length, ulp: 8, summary: "Square root of the dot product with itself."),
    two(.distance, ulp: 8, summary: "Length of the difference."),
    one(.normalize, ulp: 8, summary: "The vector divided by its length."),
  ]

  static let trigonometry: [Intrinsic] = [
    one(.sin, .trigonometry, ulp: 4, summary: "Sine of radians."),
    one(.cos, .trigonometry, ulp: 4, summary: "Cosine of radians."),
    one(.tan, .trigonometry, ulp: 6, summary: "Tangent of radians."),
    one(.asin, .trigonometry, ulp: 6, summary: "Arc sine."),
    one(.acos, .trigonometry, ulp: 6, summary: "Arc cosine."),
    one(.atan, .trigonometry, ulp: 6, summary: "Arc tangent."),
    two(.atan2, .trigonometry, ulp: 8, summary: "Angle of the point, of y, x."),
    Intrinsic(.sincos, .trigonometry, [.generic], .pair, of: .float, ulp: 4, summary: "Sine and cosine."),
    one(.sinpi, .trigonometry, ulp: 6, summary: "Sine of x times pi."),
    one(.cospi, .trigonometry, ulp: 6, summary: "Cosine of x times pi."),
    one(.sinh, .hyperbolic, ulp: 8, summary: "Hyperbolic sine."),
    one(.cosh, .hyperbolic, ulp: 8, summary: "Hyperbolic cosine."),
    one(.tanh, .hyperbolic, ulp: 8, summary: "Hyperbolic tangent."),
    one(.asinh, .hyperbolic, ulp: 8, summary: "Inverse hyperbolic sine."),
    one(.acosh, .hyperbolic, ulp: 8, summary: "Inverse hyperbolic cosine."),
    one(.atanh, .hyperbolic, ulp: 8, summary: "Inverse hyperbolic tangent."),
  ]

  static let exponentials: [Intrinsic] = [
    one(.exp, .exponential, ulp: 4, summary: "e to the power."),
    one(.exp2, .exponential, ulp: 4, summary: "2 to the power."),
    one(.exp10, .exponential, ulp: 6, summary: "10 to the power."),
    one(.expm1, .exponential, ulp: 6, summary: "exp(x) - 1."),
    one(.log, .exponential, ulp: 4, summary: "Natural logarithm."),
    one(.log2, .exponential, ulp: 4, summary: "Logarithm to base 2."),
    one(.log10, .exponential, ulp: 4, summary: "Logarithm to base 10."),
    one(.log1p, .exponential, ulp: 6, summary: "log(1 + x)."),
    two(.pow, .exponential, ulp: 16, summary: "x to the power y."),
    Intrinsic(.powi, .exponential, [.generic, .i32], .generic, of: .float, ulp: 16, summary: "x to a whole power."),
    Intrinsic(.ldexp, .exponential, [.generic, .i32], .generic, of: .float, summary: "x times a power of 2."),
    Intrinsic(.scalbn, .exponential, [.generic, .i32], .generic, of: .float, summary: "The same as `ldexp`."),
    Intrinsic(.ilogb, .exponential, [.generic], .i32, of: .float, summary: "The exponent of x."),
    one(.lgamma, .exponential, ulp: 16, summary: "Logarithm of the absolute gamma function."),
    one(.tgamma, .exponential, ulp: 16, summary: "Gamma function."),
    one(.erf, .exponential, ulp: 8, summary: "Error function."),
    one(.erfc, .exponential, ulp: 16, summary: "1 - erf(x)."),
    one(.erfinv, .exponential, ulp: 16, summary: "Inverse of the error function."),
    one(.erfcinv, .exponential, ulp: 16, summary: "Inverse of `erfc`."),
  ]

  static let classification: [Intrinsic] = [
    predicate(.isNaN, summary: "Whether x is not a number."), predicate(.isInfinite, summary: "Whether x is infinite."),
    predicate(.isFinite, summary: "Whether x is neither infinite nor NaN."),
    predicate(.isNormal, summary: "Whether x is finite, not zero, not subnormal."),
    predicate(.isSignMinus, summary: "Whether the sign bit of x is set."),
    two(.nextAfter, .classification, summary: "The next number from x towards y."),
    two(.fdim, .classification, summary: "x - y if positive, else 0."),
    Intrinsic(.nan, .classification, [], .generic, of: .float, summary: "Not a number."),
  ]

  private static func predicate(_ id: IntrinsicID, summary: String) -> Intrinsic {
    Intrinsic(id, .classification, [.generic], .bool, of: .float, summary: summary)
  }

  static let special: [Intrinsic] = [
    one(.reciprocal, .special, ulp: 1, summary: "1 / x."),
    two(.fastDivide, .special, ulp: 4, summary: "x / y, perhaps less exact."),
    one(.saturate, .special, summary: "x between 0 and 1; 0 for NaN."),
    one(.besselJ0, .special, ulp: 64, summary: "Bessel function J0."),
    one(.besselJ1, .special, ulp: 64, summary: "Bessel function J1."),
    Intrinsic(
      .besselJn,
      .special,
      [.i32, .generic],
      .generic,
      of: .float,
      ulp: 64,
      summary: "Bessel function Jn of n, x."
    ),
    one(.besselY0, .special, ulp: 64, summary: "Bessel function Y0."),
    one(.besselY1, .special, ulp: 64, summary: "Bessel function Y1."),
    Intrinsic(
      .besselYn,
      .special,
      [.i32, .generic],
      .generic,
      of: .float,
      ulp: 64,
      summary: "Bessel function Yn of n, x."
    ),
    one(.besselI0, .special, ulp: 16, summary: "Modified Bessel function I0."),
    one(.besselI1, .special, ulp: 16, summary: "Modified Bessel function I1."),
    one(.normalCDF, .special, ulp: 16, summary: "Distribution function of the standard normal."),
    one(.normalCDFInverse, .special, ulp: 16, summary: "Quantile of the standard normal."),
  ]
}
