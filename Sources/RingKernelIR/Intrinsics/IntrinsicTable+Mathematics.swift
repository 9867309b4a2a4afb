// Functions of numbers.
extension IntrinsicTable {
  private static func one(
    _ id: IntrinsicID,
    _ category: Intrinsic.Category = .math,
    of type: Intrinsic.TypeClass = .float,
    summary: String
  ) -> Intrinsic { Intrinsic(id, category, [.generic], .generic, of: type, summary: summary) }

  private static func two(
    _ id: IntrinsicID,
    _ category: Intrinsic.Category = .math,
    of type: Intrinsic.TypeClass = .float,
    summary: String
  ) -> Intrinsic { Intrinsic(id, category, [.generic, .generic], .generic, of: type, summary: summary) }

  private static func three(
    _ id: IntrinsicID,
    of type: Intrinsic.TypeClass = .float,
    summary: String
  ) -> Intrinsic {
    Intrinsic(id, .math, [.generic, .generic, .generic], .generic, of: type, summary: summary)
  }

  static let mathematics: [Intrinsic] = [
    one(.sqrt, summary: "Square root."),
    one(.rsqrt, summary: "Reciprocal of the square root."),
    one(.abs, of: .number, summary: "Absolute value; the least integer stays."),
    one(.floor, summary: "Next whole number towards minus infinity."),
    one(.ceil, summary: "Next whole number towards infinity."),
    one(.round, summary: "Nearest whole number, halves away from zero."),
    one(.trunc, summary: "Next whole number towards zero."),
    three(.fma, summary: "x * y + z, rounded once."),
    two(.min, of: .number, summary: "The smaller value; for NaN the other."),
    two(.max, of: .number, summary: "The larger value; for NaN the other."),
    two(.fmod, summary: "Remainder of the division truncated towards zero."),
    two(.remainder, summary: "Remainder of the division rounded to nearest even."),
    two(.copysign, summary: "The magnitude of the first with the sign of the second."),
    one(.cbrt, summary: "Cube root."),
    two(.hypot, summary: "Square root of x * x + y * y without overflow."),
    three(.clamp, of: .number, summary: "max(low, min(x, high)) of x, low, high."),
    three(.mix, summary: "x * (1 - t) + y * t of x, y, t."),
    two(.step, summary: "0 below the edge, else 1, of edge, x."),
    three(.smoothstep, summary: "Hermite interpolation between two edges, of edge, edge, x."),
    one(.fract, summary: "x - floor(x)."),
    one(.sign, of: .number, summary: "-1, 0 or 1."),
    two(.dot, summary: "Sum of the products of the lanes, from the first on."),
    two(.cross, summary: "Vector product of three lanes."),
    one(.length, summary: "Square root of the dot product with itself."),
    two(.distance, summary: "Length of the difference."),
    one(.normalize, summary: "The vector divided by its length."),
  ]

  static let trigonometry: [Intrinsic] = [
    one(.sin, .trigonometry, summary: "Sine of radians."),
    one(.cos, .trigonometry, summary: "Cosine of radians."),
    one(.tan, .trigonometry, summary: "Tangent of radians."),
    one(.asin, .trigonometry, summary: "Arc sine."),
    one(.acos, .trigonometry, summary: "Arc cosine."),
    one(.atan, .trigonometry, summary: "Arc tangent."),
    two(.atan2, .trigonometry, summary: "Angle of the point, of y, x."),
    Intrinsic(.sincos, .trigonometry, [.generic], .pair, of: .float, summary: "Sine and cosine."),
    one(.sinpi, .trigonometry, summary: "Sine of x times pi."),
    one(.cospi, .trigonometry, summary: "Cosine of x times pi."),
    one(.sinh, .hyperbolic, summary: "Hyperbolic sine."),
    one(.cosh, .hyperbolic, summary: "Hyperbolic cosine."),
    one(.tanh, .hyperbolic, summary: "Hyperbolic tangent."),
    one(.asinh, .hyperbolic, summary: "Inverse hyperbolic sine."),
    one(.acosh, .hyperbolic, summary: "Inverse hyperbolic cosine."),
    one(.atanh, .hyperbolic, summary: "Inverse hyperbolic tangent."),
  ]

  static let exponentials: [Intrinsic] = [
    one(.exp, .exponential, summary: "e to the power."),
    one(.exp2, .exponential, summary: "2 to the power."),
    one(.exp10, .exponential, summary: "10 to the power."),
    one(.expm1, .exponential, summary: "exp(x) - 1."),
    one(.log, .exponential, summary: "Natural logarithm."),
    one(.log2, .exponential, summary: "Logarithm to base 2."),
    one(.log10, .exponential, summary: "Logarithm to base 10."),
    one(.log1p, .exponential, summary: "log(1 + x)."),
    two(.pow, .exponential, summary: "x to the power y."),
    Intrinsic(.powi, .exponential, [.generic, .i32], .generic, of: .float, summary: "x to a whole power."),
    Intrinsic(.ldexp, .exponential, [.generic, .i32], .generic, of: .float, summary: "x times a power of 2."),
    Intrinsic(.scalbn, .exponential, [.generic, .i32], .generic, of: .float, summary: "The same as `ldexp`."),
    Intrinsic(.ilogb, .exponential, [.generic], .i32, of: .float, summary: "The exponent of x."),
    one(.lgamma, .exponential, summary: "Logarithm of the absolute gamma function."),
    one(.tgamma, .exponential, summary: "Gamma function."),
    one(.erf, .exponential, summary: "Error function."),
    one(.erfc, .exponential, summary: "1 - erf(x)."),
    one(.erfinv, .exponential, summary: "Inverse of the error function."),
    one(.erfcinv, .exponential, summary: "Inverse of `erfc`."),
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
    one(.reciprocal, .special, summary: "1 / x."),
    two(.fastDivide, .special, summary: "x / y, perhaps less exact."),
    one(.saturate, .special, summary: "x between 0 and 1; 0 for NaN."),
    one(.besselJ0, .special, summary: "Bessel function J0."),
    one(.besselJ1, .special, summary: "Bessel function J1."),
    Intrinsic(
      .besselJn,
      .special,
      [.i32, .generic],
      .generic,
      of: .float,
      summary: "Bessel function Jn of n, x."
    ),
    one(.besselY0, .special, summary: "Bessel function Y0."),
    one(.besselY1, .special, summary: "Bessel function Y1."),
    Intrinsic(
      .besselYn,
      .special,
      [.i32, .generic],
      .generic,
      of: .float,
      summary: "Bessel function Yn of n, x."
    ),
    one(.besselI0, .special, summary: "Modified Bessel function I0."),
    one(.besselI1, .special, summary: "Modified Bessel function I1."),
    one(.normalCDF, .special, summary: "Distribution function of the standard normal."),
    one(.normalCDFInverse, .special, summary: "Quantile of the standard normal."),
  ]
}
