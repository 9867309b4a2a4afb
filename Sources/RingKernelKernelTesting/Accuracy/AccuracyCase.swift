public import RingKernelIR

/// A function of real numbers, and where its error is measured.
public struct AccuracyCase: Sendable, Hashable, CustomStringConvertible {
  /// The function.
  public let id: IntrinsicID
  /// Ranges of each argument; each is drawn from as often as the others.
  let arguments: [[Range]]

  /// Numbers between two bounds: evenly, or by their logarithm and of either sign or one.
  enum Range: Sendable, Hashable {
    case even(Double, Double)
    case log(Double, Double)
    case bothLog(Double, Double)
    /// Whole multiples of a step.
    case grid(Double, Double, step: Double)

    func draw(_ dice: inout Dice) -> Double {
      let part = Double(dice.below(1 << 24)) / Double(1 << 24)
      switch self {
      case .even(let low, let high): return low + (high - low) * part
      case .log(let low, let high): return Self.exp2(Self.log2(low) + (Self.log2(high) - Self.log2(low)) * part)
      case .bothLog(let low, let high):
        let sign = dice.below(2) == 0 ? -1.0 : 1.0
        return sign * Self.log(low, high).draw(&dice)
      case .grid(let low, let high, let step): return low + step * Double(dice.below(Int((high - low) / step) + 1))
      }
    }

    /// The same within the numbers of halves that are neither subnormal nor near the largest.
    var halves: Range {
      func near(_ x: Double) -> Double { Swift.min(Swift.max(x, -6e4), 6e4) }
      switch self {
      case .even(let low, let high): return .even(near(low), near(high))
      case .log(let low, let high): return .log(Swift.max(low, 1e-4), near(high))
      case .bothLog(let low, let high): return .bothLog(Swift.max(low, 1e-4), near(high))
      case .grid: return self
      }
    }

    /// Any way to spread the arguments will do: no library is needed for that.
    private static func log2(_ x: Double) -> Double { Double(x.exponent) + (x.significand - 1) }
    private static func exp2(_ x: Double) -> Double {
      let whole = x.rounded(.down)
      return Double(sign: .plus, exponent: Int(whole), significand: 1 + (x - whole))
    }
  }

  /// How many arguments are real numbers.
  var arity: Int { arguments.count }

  init(_ id: IntrinsicID, _ arguments: [Range]...) {
    self.id = id
    self.arguments = arguments
  }

  /// The name of the function.
  public var description: String { id.rawValue }

  /// The call on `x`, `y`, `z` and the whole number `k`.
  var call: String {
    switch id {
    case .besselJn, .besselYn: "\(id.rawValue)(k, x)"
    case .powi, .ldexp, .scalbn: "\(id.rawValue)(x, k)"
    case .sincos: "k & 1 == 0 ? sincos(x).0 : sincos(x).1"
    // Two vectors of the same three numbers: their terms cancel often enough.
    case .dot, .distance: "\(id.rawValue)(SIMD3<T>(x, y, z), SIMD3<T>(y, z, x))"
    case .cross: "cross(SIMD3<T>(x, y, z), SIMD3<T>(y, z, x)).x"
    case .length: "length(SIMD3<T>(x, y, z))"
    case .normalize: "normalize(SIMD3<T>(x, y, z)).x"
    case .isNaN, .isInfinite, .isFinite, .isNormal, .isSignMinus: "\(id.rawValue)(x) ? 1 : 0"
    case .ilogb: "T(ilogb(x))"
    default: "\(id.rawValue)(\(["x", "y", "z"].prefix(arguments.count).joined(separator: ", ")))"
    }
  }

  /// Whole operands, from the least to the largest.
  var wholes: ClosedRange<Int32> {
    switch id {
    case .powi: -20...20
    case .ldexp, .scalbn: -40...40
    case .besselJn, .besselYn: -8...8
    default: 0...8
    }
  }

  /// Every function whose results are rounded.
  public static let all: [AccuracyCase] = {
    let wide: [Range] = [.bothLog(1e-30, 1e30), .even(-10, 10)]
    let positive: [Range] = [.log(1e-30, 1e30), .even(0.5, 2)]
    let unit: [Range] = [.even(-1, 1), .bothLog(1e-20, 1)]
    let angle: [Range] = [.even(-10, 10), .even(-1e5, 1e5), .bothLog(1e-20, 1)]
    let small: [Range] = [.even(-5, 5)]
    let turns: [Range] = [.even(-10, 10), .grid(-8, 8, step: 0.25)]
    let lane: [Range] = [.bothLog(1e-9, 1e9), .even(-3, 3)]
    return [
      AccuracyCase(.mix, lane, lane, [.even(-1, 2), .bothLog(1e-3, 1e3)]),
      AccuracyCase(.smoothstep, small, [.even(5.5, 9)], [.even(-6, 10)]), AccuracyCase(.dot, lane, lane, lane),
      AccuracyCase(.cross, lane, lane, lane), AccuracyCase(.length, lane, lane, lane),
      AccuracyCase(.distance, lane, lane, lane), AccuracyCase(.normalize, lane, lane, lane),
      AccuracyCase(.sqrt, positive), AccuracyCase(.rsqrt, positive), AccuracyCase(.fma, wide, wide, wide),
      AccuracyCase(.fmod, wide, small), AccuracyCase(.remainder, wide, small), AccuracyCase(.cbrt, wide),
      AccuracyCase(.hypot, [.bothLog(1e-15, 1e15), .even(-3, 3)], [.bothLog(1e-15, 1e15), .even(-3, 3)]),
      AccuracyCase(.reciprocal, [.bothLog(1e-30, 1e30)]),
      AccuracyCase(.fastDivide, [.bothLog(1e-15, 1e15)], [.bothLog(1e-15, 1e15)]),
      AccuracyCase(.fdim, wide, wide), AccuracyCase(.sin, angle), AccuracyCase(.cos, angle), AccuracyCase(.tan, angle),
      AccuracyCase(.sincos, angle), AccuracyCase(.asin, unit), AccuracyCase(.acos, unit), AccuracyCase(.atan, wide),
      AccuracyCase(.atan2, wide, wide), AccuracyCase(.sinpi, turns), AccuracyCase(.cospi, turns),
      AccuracyCase(.sinh, [.even(-80, 80), .bothLog(1e-20, 1)]), AccuracyCase(.cosh, [.even(-80, 80)]),
      AccuracyCase(.tanh, [.even(-10, 10), .bothLog(1e-20, 1)]), AccuracyCase(.asinh, wide),
      AccuracyCase(.acosh, [.log(1, 1e30), .even(1, 2)]), AccuracyCase(.atanh, unit),
      AccuracyCase(.exp, [.even(-87, 88), .bothLog(1e-20, 1)]),
      AccuracyCase(.exp2, [.even(-125, 127), .bothLog(1e-20, 1)]),
      AccuracyCase(.exp10, [.even(-37, 38), .grid(-37, 38, step: 1)]),
      AccuracyCase(.expm1, [.even(-17, 88), .bothLog(1e-20, 1)]), AccuracyCase(.log, positive),
      AccuracyCase(.log2, positive),
      AccuracyCase(.log10, positive), AccuracyCase(.log1p, [.log(1e-20, 1e20), .even(-0.9999, 1)]),
      AccuracyCase(.pow, [.log(1e-3, 1e3), .even(0.9, 1.1), .even(0.6, 1.7)], [.even(-10, 10), .even(-120, 120)]),
      AccuracyCase(.powi, [.even(-8, 8)]),
      AccuracyCase(.lgamma, [.log(1e-10, 1e6), .even(0.5, 3), .even(-20, 0)]),
      AccuracyCase(.tgamma, [.even(0.01, 33), .even(-8, 0)]),
      AccuracyCase(.erf, [.even(-4, 4), .bothLog(1e-20, 1)]), AccuracyCase(.erfc, [.even(-4, 9)]),
      AccuracyCase(.erfinv, unit), AccuracyCase(.erfcinv, [.even(0.01, 1.99), .log(1e-20, 1)]),
      AccuracyCase(.besselJ0, [.even(0, 50)]), AccuracyCase(.besselJ1, [.even(-50, 50)]),
      AccuracyCase(.besselJn, [.even(0.1, 50)]),
      AccuracyCase(.besselY0, [.even(0.1, 50)]), AccuracyCase(.besselY1, [.even(0.1, 50)]),
      AccuracyCase(.besselYn, [.even(0.5, 50)]),
      AccuracyCase(.besselI0, [.even(-80, 80)]), AccuracyCase(.besselI1, [.even(-80, 80)]),
      AccuracyCase(.normalCDF, [.even(-12, 6)]),
      AccuracyCase(.normalCDFInverse, [.even(0.001, 0.999), .log(1e-20, 0.5)]),
      AccuracyCase(.ldexp, wide), AccuracyCase(.scalbn, wide),
    ]
  }()

  /// Functions whose results are exact: they are compared at special values only.
  public static let exact: [AccuracyCase] = {
    let one: [IntrinsicID] = [
      .abs, .floor, .ceil, .round, .trunc, .fract, .sign, .saturate, .ilogb, .isNaN, .isInfinite, .isFinite, .isNormal,
      .isSignMinus,
    ]
    let none: [Range] = []
    return one.map { AccuracyCase($0, none) }
      + [IntrinsicID.min, .max, .copysign, .step, .nextAfter].map { AccuracyCase($0, none, none) }
      + [AccuracyCase(.clamp, none, none, none)]
  }()
}
