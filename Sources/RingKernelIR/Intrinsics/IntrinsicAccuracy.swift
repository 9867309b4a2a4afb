/// How far a function of real numbers may be from the exact value, as stated for every device.
///
/// Errors are in units in the last place of the exact value: 0.5 is correct rounding, 0 exact. The CPU's are measured with
/// the C library of Debian 12 against 240-bit arithmetic (`Scripts/math-reference`) and rounded up; CUDA's are the bounds of
/// NVIDIA's CUDA C++ Programming Guide (mathematical functions appendix, no fast mathematics; where editions differ the
/// larger one), which count from the correctly rounded result. Metal's are table 8.1 of Apple's Metal Shading Language
/// Specification, versions 4 (23 October 2025) and 4.1 (4 June 2026), whose section 8.4 is one text, with fast mathematics
/// off; it allows rounding towards zero, which makes 1 of 0.5. Functions that Metal lacks are our own, measured on the host
/// with a library within 1 below them. WGSL's are measured on SwiftShader and lavapipe like the CPU's: the functions are our
/// own, but an adapter may divide with an error of 2.5. The interpreter computes `Float` in double
/// precision. Functions of halves are computed in single precision and rounded. Blends and vectors as arrows are defined by
/// their operations, one rounding each: their bounds follow from the definition and hold for every type and device; those of
/// `mix`, `dot` and `cross`, whose terms may cancel, are in units in the last place of the sum of the terms' magnitudes.
public struct IntrinsicAccuracy: Sendable, Hashable {
  /// Who computes.
  public enum Target: String, Sendable, Hashable, CaseIterable { case interpreter, cpu, cuda, msl, wgsl }

  /// An error that is allowed.
  public struct Bound: Sendable, Hashable {
    /// Units in the last place.
    public var ulps: Double
    /// Distance that is allowed as well, for functions with zeros that no library meets to the last digit.
    public var absolute: Double?
    /// Arguments for which nothing is stated.
    public var exception: ClosedRange<Double>?
  }

  /// The function.
  public let id: IntrinsicID
  private let bounds: [Key: Bound]

  private struct Key: Sendable, Hashable {
    var target: Target
    var isWide: Bool
  }

  /// What is stated for `Float16`, `Float` or `Double`; nil where nothing is.
  public func bound(_ type: ScalarType, on target: Target) -> Bound? {
    let bound = bounds[Key(target: target, isWide: type == .f64)]
    return type == .f16 ? bound.map(Self.rounded) : bound
  }

  /// How far a device may be from the interpreter: both may err, each to its side; nil where nothing is stated.
  ///
  /// What is rounded correctly, or composed of the same operations, is the same on both.
  public func difference(_ type: ScalarType, on target: Target) -> Bound? {
    guard let bound = bound(type, on: target), let right = self.bound(type, on: .interpreter) else { return nil }
    let isSame = max(bound.ulps, right.ulps) <= 0.5 || Self.isComposed(id)
    return Bound(ulps: isSame ? 0 : bound.ulps + right.ulps, absolute: bound.absolute.map { 2 * $0 })
  }

  private static func isComposed(_ id: IntrinsicID) -> Bool {
    [.mix, .smoothstep, .dot, .cross, .length, .distance, .normalize].contains(id)
  }

  /// The bound of a half that is rounded from a `Float`, 2^13 of whose last places make one of a half's.
  private static func rounded(_ bound: Bound) -> Bound {
    if bound.ulps == 0 { return bound }
    // What is near enough as a `Float` is so as a half, or has an error of less than rounding adds.
    let (added, nearer) = bound.absolute == nil ? (0.5, nil) : (1, bound.absolute.map { 2 * $0 })
    return Bound(ulps: added + bound.ulps / 8192, absolute: nearer, exception: bound.exception)
  }

  /// One row for every function whose results are rounded.
  public static let rows: [IntrinsicAccuracy] = [
    composed(.mix, 3), composed(.smoothstep, 9), composed(.dot, 4), composed(.cross, 2), composed(.length, 3),
    composed(.distance, 5), composed(.normalize, 4),
    row(.sqrt, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.rsqrt, cpu: 2, cuda: 2, msl: 0.5, wideCPU: 2, wideCUDA: 1.5),
    row(.fma, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.fmod, cpu: 0, cuda: 0, msl: 0, wideCPU: 0, wideCUDA: 0),
    row(.remainder, cpu: 0, cuda: 0, msl: 0, wideCPU: 0, wideCUDA: 0),
    row(.cbrt, cpu: 1, cuda: 1, msl: 4, wideCPU: 3, wideCUDA: 3),
    row(.hypot, cpu: 1, cuda: 3, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.reciprocal, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.fastDivide, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.fdim, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.sin, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.cos, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.tan, cpu: 1, cuda: 4, msl: 6, wideCPU: 1, wideCUDA: 2),
    row(.sincos, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.asin, cpu: 1, cuda: 4, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.acos, cpu: 1, cuda: 3, msl: 4, wideCPU: 1, wideCUDA: 2),
    row(.atan, cpu: 1, cuda: 2, msl: 5, wideCPU: 1, wideCUDA: 2),
    row(.atan2, cpu: 2, cuda: 3, msl: 6, wideCPU: 1, wideCUDA: 2),
    row(.sinpi, cpu: 1, cuda: 2, msl: 4, wideCPU: 2, wideCUDA: 2),
    row(.cospi, cpu: 1, cuda: 2, msl: 4, wideCPU: 2, wideCUDA: 2),
    row(.sinh, cpu: 2, cuda: 3, msl: 4, wideCPU: 2, wideCUDA: 2),
    row(.cosh, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 1),
    row(.tanh, cpu: 2, cuda: 2, msl: 5, wideCPU: 2, wideCUDA: 2),
    row(.asinh, cpu: 2, cuda: 3, msl: 4, wideCPU: 2, wideCUDA: 3),
    row(.acosh, cpu: 2, cuda: 4, msl: 4, wideCPU: 2, wideCUDA: 3),
    row(.atanh, cpu: 2, cuda: 3, msl: 5, wideCPU: 2, wideCUDA: 2),
    row(.exp, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 1),
    row(.exp2, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 1),
    row(.exp10, cpu: 1, cuda: 2, msl: 4, wideCPU: 1, wideCUDA: 1.5),
    row(.expm1, cpu: 1, cuda: 1, msl: 6, wideCPU: 1, wideCUDA: 1),
    row(.log, cpu: 1, cuda: 1, msl: 4, wideCPU: 1, wideCUDA: 1),
    row(.log2, cpu: 1, cuda: 1, msl: 4, wideCPU: 1, wideCUDA: 1),
    row(.log10, cpu: 2, cuda: 2, msl: 4, wideCPU: 2, wideCUDA: 2),
    row(.log1p, cpu: 1, cuda: 1, msl: 6, wideCPU: 1, wideCUDA: 1),
    row(.pow, cpu: 1, cuda: 8, msl: 16, wideCPU: 1, wideCUDA: 2),
    row(.powi, cpu: 1, cuda: 8, msl: 16, wideCPU: 1, wideCUDA: 2),
    row(.lgamma, cpu: 1, cuda: 6, msl: 16, wideCPU: 3, wideCUDA: 4),
    row(.tgamma, cpu: 5, cuda: 11, msl: 16, wideCPU: 5, wideCUDA: 10),
    row(.erf, cpu: 1, cuda: 2, msl: 8, wideCPU: 1, wideCUDA: 2),
    row(.erfc, cpu: 3, cuda: 4, msl: 16, wideCPU: 3, wideCUDA: 5),
    row(.erfinv, cpu: 1, cuda: 2, msl: 16, wideCPU: 6, wideCUDA: 5),
    row(.erfcinv, cpu: 1, cuda: 4, msl: 16, wideCPU: 6, wideCUDA: 6),
    row(
      .besselJ0,
      cpu: 1,
      cuda: 9,
      msl: 64,
      wideCPU: 10,
      wideCUDA: 7,
      near: (cuda: 3e-6, wideCPU: 1e-14, wideCUDA: 5e-12)
    ),
    row(
      .besselJ1,
      cpu: 1,
      cuda: 9,
      msl: 64,
      wideCPU: 10,
      wideCUDA: 7,
      near: (cuda: 3e-6, wideCPU: 1e-14, wideCUDA: 5e-12)
    ),
    row(
      .besselJn,
      cpu: 1,
      cuda: 22,
      msl: 64,
      wideCPU: 30,
      wideCUDA: 22,
      near: (cuda: 3e-6, wideCPU: 1e-14, wideCUDA: 5e-12)
    ),
    row(
      .besselY0,
      cpu: 1,
      cuda: 9,
      msl: 64,
      wideCPU: 10,
      wideCUDA: 7,
      near: (cuda: 3e-6, wideCPU: 1e-14, wideCUDA: 5e-12)
    ),
    row(
      .besselY1,
      cpu: 1,
      cuda: 9,
      msl: 64,
      wideCPU: 10,
      wideCUDA: 7,
      near: (cuda: 3e-6, wideCPU: 1e-14, wideCUDA: 5e-12)
    ),
    row(
      .besselYn,
      cpu: 1,
      cuda: 22,
      msl: 64,
      wideCPU: 30,
      wideCUDA: 22,
      near: (cuda: 3e-6, wideCPU: 1e-13, wideCUDA: 5e-12)
    ),
    row(.besselI0, cpu: 1, cuda: 6, msl: 16, wideCPU: 14, wideCUDA: 10),
    row(.besselI1, cpu: 1, cuda: 6, msl: 16, wideCPU: 14, wideCUDA: 10),
    row(.normalCDF, cpu: 1, cuda: 5, msl: 16, wideCPU: 3, wideCUDA: 5),
    row(.normalCDFInverse, cpu: 1, cuda: 5, msl: 16, wideCPU: 6, wideCUDA: 8),
    row(.ldexp, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
    row(.scalbn, cpu: 0.5, cuda: 0.5, msl: 0.5, wideCPU: 0.5, wideCUDA: 0.5),
  ]

  private static let wgsl: [IntrinsicID: Bound] = {
    let exact: [IntrinsicID: Double] = [
      .sqrt: 0.5, .rsqrt: 2, .fma: 0.5, .fmod: 0, .remainder: 0, .cbrt: 1.5, .hypot: 2, .reciprocal: 0.5,
      .fastDivide: 0.5, .fdim: 0.5, .sin: 3, .cos: 3, .tan: 5, .sincos: 3, .asin: 3, .acos: 2, .atan: 3, .atan2: 4,
      .sinpi: 2.5, .cospi: 2.5, .sinh: 2, .cosh: 2, .tanh: 2, .asinh: 3, .acosh: 3, .atanh: 2, .exp: 2, .exp2: 2,
      .exp10: 2, .expm1: 3, .log: 1.5, .log2: 2, .log10: 2, .log1p: 2.5, .pow: 16, .powi: 16, .tgamma: 6, .erf: 2,
      .erfc: 8, .erfinv: 4, .erfcinv: 5, .besselI0: 16, .besselI1: 16, .normalCDF: 8, .normalCDFInverse: 5,
      .ldexp: 0.5, .scalbn: 0.5,
    ]
    let near: [IntrinsicID: Double] = [
      .lgamma: 1e-6, .besselJ0: 4e-6, .besselJ1: 4e-6, .besselJn: 4e-6, .besselY0: 4e-6, .besselY1: 4e-6,
      .besselYn: 1e-5,
    ]
    return exact.mapValues { Bound(ulps: $0) }.merging(near.mapValues { Bound(ulps: 16, absolute: $0) }) { $1 }
  }()

  private static let nearMSL: [IntrinsicID: Double] = [
    .lgamma: 1e-6, .besselJ0: 4e-6, .besselJ1: 4e-6, .besselJn: 4e-6, .besselY0: 4e-6, .besselY1: 4e-6, .besselYn: 4e-6,
  ]

  private static let byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }

  /// The row of a function; nil for one that is exact or no function of reals.
  public static func row(_ id: IntrinsicID) -> IntrinsicAccuracy? { byID[id] }

  private static func row(
    _ id: IntrinsicID,
    cpu: Double,
    cuda: Double,
    msl: Double,
    wideCPU: Double,
    wideCUDA: Double,
    near: (cuda: Double, wideCPU: Double, wideCUDA: Double)? = nil
  ) -> IntrinsicAccuracy {
    var bounds = [
      Key(target: .interpreter, isWide: false): Bound(ulps: min(cpu, 1)),
      Key(target: .cpu, isWide: false): Bound(ulps: cpu),
      Key(target: .cuda, isWide: false): Bound(ulps: cuda, absolute: near?.cuda),
      Key(target: .interpreter, isWide: true): Bound(ulps: wideCPU, absolute: near?.wideCPU),
      Key(target: .cpu, isWide: true): Bound(ulps: wideCPU, absolute: near?.wideCPU),
      Key(target: .cuda, isWide: true): Bound(ulps: wideCUDA, absolute: near?.wideCUDA),
    ]
    bounds[Key(target: .msl, isWide: false)] = Bound(ulps: msl, absolute: nearMSL[id])
    bounds[Key(target: .wgsl, isWide: false)] = wgsl[id]
    if id == .lgamma {
      // NVIDIA's words: "outside interval -10.001 … -2.264; larger inside", and for double -11.0001 … -2.2637.
      bounds[Key(target: .cuda, isWide: false)]?.exception = -10.001 ... -2.264
      bounds[Key(target: .cuda, isWide: true)]?.exception = -11.0001 ... -2.2637
    }
    return IntrinsicAccuracy(id: id, bounds: bounds)
  }

  /// A function that is the same operations everywhere.
  private static func composed(_ id: IntrinsicID, _ ulps: Double) -> IntrinsicAccuracy {
    let keys = Target.allCases.flatMap { [Key(target: $0, isWide: false), Key(target: $0, isWide: true)] }
      .filter { !$0.isWide || $0.target != .msl && $0.target != .wgsl }
    return IntrinsicAccuracy(id: id, bounds: Dictionary(uniqueKeysWithValues: keys.map { ($0, Bound(ulps: ulps)) }))
  }
}
