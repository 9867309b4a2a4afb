internal import RingKernelIR

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Functions of real numbers in double precision; smaller types are rounded from here.
enum MathFunctions {
  static func one(_ id: IntrinsicID, _ x: Double) -> Double? {
    switch id {
    case .sqrt: x.squareRoot()
    case .rsqrt: 1 / x.squareRoot()
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrAwayFromZero)
    case .trunc: x.rounded(.towardZero)
    case .cbrt: cbrt(x)
    case .fract: x - x.rounded(.down)
    case .sin: sin(x)
    case .cos: cos(x)
    case .tan: tan(x)
    case .asin: asin(x)
    case .acos: acos(x)
    case .atan: atan(x)
    case .sinpi: SpecialFunctions.sinpi(x)
    case .cospi: SpecialFunctions.cospi(x)
    case .sinh: sinh(x)
    case .cosh: cosh(x)
    case .tanh: tanh(x)
    case .asinh: asinh(x)
    case .acosh: acosh(x)
    case .atanh: atanh(x)
    case .exp: exp(x)
    case .exp2: exp2(x)
    case .exp10: pow(10, x)
    case .expm1: expm1(x)
    case .log: log(x)
    case .log2: log2(x)
    case .log10: log10(x)
    case .log1p: log1p(x)
    case .lgamma: logGamma(x)
    case .tgamma: tgamma(x)
    case .erf: erf(x)
    case .erfc: erfc(x)
    case .erfinv: SpecialFunctions.erfInverse(x)
    case .erfcinv: SpecialFunctions.erfcInverse(x)
    case .reciprocal: 1 / x
    case .saturate: x > 0 ? Swift.min(x, 1) : 0
    case .besselJ0: j0(x)
    case .besselJ1: j1(x)
    case .besselY0: y0(x)
    case .besselY1: y1(x)
    case .besselI0: SpecialFunctions.besselI(0, x)
    case .besselI1: SpecialFunctions.besselI(1, x)
    case .normalCDF: SpecialFunctions.normalCDF(x)
    case .normalCDFInverse: SpecialFunctions.normalQuantile(x)
    default: nil
    }
  }

  static func two(_ id: IntrinsicID, _ x: Double, _ y: Double) -> Double? {
    switch id {
    case .fmod: x.truncatingRemainder(dividingBy: y)
    case .remainder: x.remainder(dividingBy: y)
    case .hypot: hypot(x, y)
    case .atan2: atan2(x, y)
    case .pow: pow(x, y)
    case .fastDivide: x / y
    case .step: y < x ? 0 : 1
    case .fdim: x > y ? x - y : (x.isNaN || y.isNaN ? .nan : 0)
    default: nil
    }
  }

  static func whole(_ id: IntrinsicID, _ x: Double, _ n: Int32) -> Double? {
    switch id {
    case .powi: pow(x, Double(n))
    case .ldexp, .scalbn: scalbn(x, n)
    case .besselJn: jn(n, x)
    case .besselYn: yn(n, x)
    default: nil
    }
  }

  private static func logGamma(_ x: Double) -> Double {
    // The reentrant form: the plain one writes a global.
    var sign: Int32 = 0
    return unsafe lgamma_r(x, &sign)
  }
}

/// Functions that the C library lacks.
enum SpecialFunctions {
  /// Sine of x times pi: the distance to whole numbers is exact, and so are the zeros there.
  static func sinpi(_ x: Double) -> Double {
    let r = x.remainder(dividingBy: 2)
    let near = r > 0.5 ? 1 - r : r < -0.5 ? -1 - r : r
    return near.magnitude <= 0.25
      ? sin(.pi * near) : Double(signOf: near, magnitudeOf: cos(.pi * (0.5 - near.magnitude)))
  }

  /// Cosine of x times pi, with exact zeros.
  static func cospi(_ x: Double) -> Double {
    let r = x.remainder(dividingBy: 2).magnitude
    if r <= 0.25 { return cos(.pi * r) }
    return r < 0.75 ? sin(.pi * (0.5 - r)) : -cos(.pi * (1 - r))
  }

  /// Distribution of the standard normal; the error of x / √2 would grow with the square of x in the tail.
  static func normalCDF(_ x: Double) -> Double {
    guard x.isFinite else { return x.isNaN ? .nan : x > 0 ? 1 : 0 }
    let root = 2.0.squareRoot()
    let t = -x / root
    // What the quotient lacks; the root of two itself lacks about -9.667e-17.
    let rest = ((-x).addingProduct(-t, root) + t * 9.667293313452913e-17) / root
    return (erfc(t) - rest * 2 / Double.pi.squareRoot() * exp(-t * t)) / 2
  }

  /// Inverse of `erfc`; around 1 the distance to 1 is exact.
  static func erfcInverse(_ x: Double) -> Double {
    guard x >= 0, x <= 2 else { return .nan }
    if x > 0, x < 1e-290 { return farErfcInverse(log(x)) }
    return x > 0.5 && x < 1.5 ? erfInverse(1 - x) : -normalQuantile(x / 2) / 2.0.squareRoot()
  }

  /// Where `erfc` is a subnormal: by its logarithm and its series far out.
  private static func farErfcInverse(_ logarithm: Double) -> Double {
    var y = (-logarithm).squareRoot()
    for _ in 0..<6 {
      let v = 1 / (2 * y * y)
      let series = 1 - v * (1 - v * (3 - v * (15 - v * (105 - v * (945 - v * 10395)))))
      y += (log(series / (y * Double.pi.squareRoot())) - y * y - logarithm) / (2 * y + 1 / y)
    }
    return y
  }

  /// Quantile of the standard normal: a rational guess, then Newton's method to the last digits.
  static func normalQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    // Around the median the quantile would cancel.
    if p > 0.25, p < 0.75 { return 2.0.squareRoot() * erfInverse(2 * p - 1) }
    // A guess from the tail that is good enough for Newton; the upper half by symmetry, which loses no digits there.
    if p > 0.5 { return p == 1 ? .infinity : -lowerQuantile(1 - p) }
    if p < 1e-290 { return -2.0.squareRoot() * farErfcInverse(log(p) + log(2)) }
    return lowerQuantile(p)
  }

  private static func lowerQuantile(_ p: Double) -> Double {
    let t = (-2 * log(p)).squareRoot()
    let c = 2.515517 + t * (0.802853 + t * 0.010328)
    let d = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var x = -(t - c / d)  // Abramowitz and Stegun 26.2.23: absolute error below 4.5e-4
    for _ in 0..<4 {
      let error = erfc(-x / 2.0.squareRoot()) / 2 - p
      let slope = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
      guard slope > 0 else { break }
      let step = error / slope
      x -= step / (1 + x * step / 2)  // Halley
    }
    return x
  }

  static func erfInverse(_ x: Double) -> Double {
    guard x.magnitude < 1 else { return x.magnitude == 1 ? x * .infinity : .nan }
    guard x.magnitude > 0.5 else {
      // Near 0 the quantile would cancel: Newton on erf itself.
      var y = x * Double.pi.squareRoot() / 2
      for _ in 0..<6 { y -= (erf(y) - x) / (2 / Double.pi.squareRoot() * exp(-y * y)) }
      return y
    }
    let tail = -lowerQuantile((1 - x.magnitude) / 2) / 2.0.squareRoot()
    return x < 0 ? -tail : tail
  }

  /// Modified Bessel function of the first kind, order 0 or 1: the power series, past 40 the asymptotic one.
  static func besselI(_ order: Int, _ x: Double) -> Double {
    let a = x.magnitude
    guard a.isFinite else { return order == 1 ? x : a }
    var sum = 0.0
    if a < 40 {
      var term = order == 0 ? 1 : a / 2
      var k = 1.0
      while term > sum * 1e-18 {
        sum += term
        term *= a * a / 4 / (k * (k + Double(order)))
        k += 1
      }
    } else {
      var term = 1.0
      let mu = Double(4 * order * order)
      for k in 1..<30 {
        sum += term
        let odd = Double(2 * k - 1)
        let next = -term * (mu - odd * odd) / (Double(k) * 8 * a)
        if next.magnitude > term.magnitude { break }
        term = next
      }
      // In halves: the exponential is past the largest number where the quotient is not.
      sum *= exp(a / 2) / ((2 * .pi).squareRoot() * a.squareRoot()) * exp(a / 2)
    }
    return order == 1 ? Double(signOf: x, magnitudeOf: sum) : sum
  }
}
