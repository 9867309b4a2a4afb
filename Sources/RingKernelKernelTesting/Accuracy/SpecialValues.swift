public import RingKernelIR

/// Arguments at which functions have poles, edges, zeros with a sign, or nothing to give.
public struct SpecialValues: Sendable {
  /// `Float16`, `Float` or `Double`.
  public let type: ScalarType

  /// Makes the arguments of one type.
  public init(_ type: ScalarType) { self.type = type }

  /// Arguments of a function as bits: x, y, z, then whole numbers.
  public func arguments(of test: AccuracyCase) -> (reals: [[UInt64]], wholes: [Int32]) {
    let (more, wholes) = (Self.edges[test.id] ?? [], Self.wholes(of: test.id))
    let (all, few) = (values + more.map(bits), self.few + more.map(bits))
    var rows: [(UInt64, UInt64, UInt64, Int32)] = []
    switch (test.arity, wholes) {
    case (2, _):
      for x in all { for y in all { rows.append((x, y, 0, 0)) } }
    case (3, _):
      for x in few { for y in few { for z in few { rows.append((x, y, z, 0)) } } }
    case (_, let wholes?):
      for x in all { for k in wholes { rows.append((x, 0, 0, k)) } }
    default: rows = all.map { ($0, 0, 0, 0) }
    }
    return ([rows.map(\.0), rows.map(\.1), rows.map(\.2)], rows.map(\.3))
  }

  /// Both signs of zeros, subnormals, the least and the largest numbers, what lies beside one, whole numbers and halves.
  private var values: [UInt64] {
    let (infinity, largest) = (bits(.infinity), bits(.infinity) - 1)
    let normal: UInt64 = 1 << UInt64(digits)
    let one = bits(1)
    let positive =
      [0, 1, normal / 2, normal - 1, normal, normal + 1, one - 1, one, one + 1, largest, infinity]
      + [0.25, 0.5, 0.75, 1.5, 2, 2.5, 3, 7, 100, 1e10].map(bits)
    return positive + positive.map { $0 | sign } + [bits(.nan)]
  }

  private var few: [UInt64] {
    let positive = [0, 1, 1 << UInt64(digits), bits(0.5), bits(1), bits(3), bits(.infinity) - 1, bits(.infinity)]
    return positive + positive.map { $0 | sign } + [bits(.nan)]
  }

  private var digits: Int { type == .f16 ? 10 : type == .f32 ? 23 : 52 }
  private var sign: UInt64 { 1 << UInt64(type.bitWidth - 1) }

  private func bits(_ value: Double) -> UInt64 { type.bits(value) }

  /// Where one function overflows, underflows or has an argument that is hard to reduce.
  private static let edges: [IntrinsicID: [Double]] = {
    let angles = [3.141592653589793, 1.5707963267948966, 0.7853981633974483, 1e5, 3e7, 1e22, 1e30]
    let exponents = [
      -87.5, -88, -100, -103.5, -104, -110, 88, 88.5, 88.72283, 88.73, 89, 708, 709.7, 710, -708, -745, -750,
    ]
    let bessel = [2.404825557695773, 3.8317059702075125, 0.8935769662791675, 20, 39, 41, 80, 88, 91, 700, 712, 715]
    var rows: [IntrinsicID: [Double]] = [
      .exp: exponents, .expm1: exponents, .sinh: exponents, .cosh: exponents, .tanh: exponents + [9, 11, 19, 23],
      .exp2: [127, 127.99, 128, -126, -149, -149.5, -150, -151, 1023.5, 1024, -1022, -1074, -1075, -1076],
      .exp10: [38, 38.53, 38.54, -37.9, -38, -44, -45, -45.5, -46, 308, 308.3, -307, -323, -324, -325],
      .log1p: [-0.999_999_9, 1e-8, -1e-8],
      .lgamma: [-0.5, -1.5, -2.5, -20.5, -40.5, 35, 36, 4e36, 1e305], .normalCDF: [-14, -15, -38, -40, 6, 9],
      .tgamma: [-0.5, -20.5, -33.5, -40.5, -42.5, 34.5, 35.04, 35.05, 170.5, 171.7, -170.5, -180.5, -200.5],
      .erf: [4, 6], .erfc: [4, 9, 10, 10.1, 11, 26, 27, 28, -4, -6], .erfcinv: [1.999_999_9, 1e-30, 1e-300],
      .normalCDFInverse: [0.999_999_9, 1e-30, 1e-300], .hypot: [1e19, 1e20, 1e154, 1e155, 1e-30, 1e-170],
      .pow: [1.0 / 3, -8, 16_777_215, 16_777_216, 9.007199254740991e15, 9.007199254740993e15, 1e-10],
      .asinh: [1e19, 2e38, 1e155, 1e308], .acosh: [1e19, 2e38, 1e155, 1e308],
      .fmod: [1e-30, 0.1, 5.3], .remainder: [1e-30, 0.1, 5.3, 1.7e38, 8.9e307],
      .sinpi: [8_388_607.5, 16_777_217, 0.125, 1e-5], .cospi: [8_388_607.5, 16_777_217, 0.125, 1e-5],
      .round: [0.49999997, 8_388_607.5, 4_503_599_627_370_495.5, 0.49999999999999994], .fract: [-1e-10, -1e-20],
    ]
    // Squares that overflow, and that are zeros.
    for id in [IntrinsicID.dot, .cross, .length, .distance, .normalize] { rows[id] = [1e20, 1e-25, 1e200, 1e-200] }
    for id in [IntrinsicID.sin, .cos, .tan, .sincos] { rows[id] = angles + angles.map { -$0 } }
    for id in [IntrinsicID.besselJ0, .besselJ1, .besselY0, .besselY1, .besselI0, .besselI1] { rows[id] = bessel }
    return rows
  }()

  private static func wholes(of id: IntrinsicID) -> [Int32]? {
    switch id {
    case .powi: [0, 1, -1, 2, -2, 3, -3, 127, 128, -149, 16_777_217, -16_777_217, 1_300_000_001, .max, .min, .min + 1]
    case .ldexp, .scalbn:
      [0, 1, -1, 23, -24, 127, 128, -126, -127, -149, -150, 276, 277, -276, -277, 1023, 1024, -1074, -1075, 2097]
        + [2098, -2098, -2099, 5000, -5000, .max, .min]
    case .besselJn, .besselYn: [0, 1, 2, 3, 8, -1, -2, -3]
    case .sincos: [0, 1]
    default: nil
    }
  }
}
