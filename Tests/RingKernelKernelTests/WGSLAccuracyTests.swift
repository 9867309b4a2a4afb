import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import Testing

/// Functions of floats in WGSL against the interpreter, which computes in double precision.
@Suite(.serialized) struct WGSLAccuracyTests {
  /// A function and where its operands lie.
  struct Case: CustomStringConvertible, Sendable {
    var id: IntrinsicID
    var x: ClosedRange<Double>
    var y: ClosedRange<Double> = 0...0
    /// Whether magnitudes are spread over exponents.
    var isSpread: Bool
    /// What counts as no error, where functions cross zero.
    var absolute: Double
    var description: String { "\(id.rawValue) of \(x)" }

    init(
      _ id: IntrinsicID,
      _ x: ClosedRange<Double>,
      _ y: ClosedRange<Double> = 0...0,
      isSpread: Bool = false,
      absolute: Double = 0
    ) {
      (self.id, self.x, self.y, self.isSpread, self.absolute) = (id, x, y, isSpread, absolute)
    }
  }

  static let cases = [
    Case(.sqrt, 1e-30...1e30, isSpread: true), Case(.rsqrt, 1e-30...1e30, isSpread: true),
    Case(.cbrt, -1e30...1e30, isSpread: true), Case(.hypot, -1e18...1e18, -1e18...1e18, isSpread: true),
    Case(.fmod, -1e20...1e20, 1e-10...1e10, isSpread: true), Case(.fmod, -1000...1000, 0.01...10),
    Case(.remainder, -1e20...1e20, 1e-10...1e10, isSpread: true), Case(.remainder, -1000...1000, 0.01...10),
    Case(.sin, -10...10), Case(.sin, -10000...10000), Case(.sin, 1e4...1e38, isSpread: true), Case(.cos, -10...10),
    Case(.cos, -10000...10000), Case(.cos, 1e4...1e38, isSpread: true), Case(.tan, -10...10),
    Case(.tan, -10000...10000),
    Case(.sin, 1e-20...1e-3, isSpread: true), Case(.tan, 1e-20...1e-3, isSpread: true),
    Case(.asin, -1...1), Case(.acos, -1...1), Case(.atan, -1e10...1e10, isSpread: true), Case(.atan, -3...3),
    Case(.atan2, -3...3, -3...3), Case(.atan2, -1e15...1e15, -1e15...1e15, isSpread: true),
    Case(.sinpi, -10...10, absolute: 1e-15), Case(.cospi, -10...10, absolute: 1e-15),
    Case(.sinpi, -1e6...1e6, absolute: 1e-15), Case(.sinh, -88...88), Case(.cosh, -88...88),
    Case(.tanh, -12...12), Case(.asinh, -1e10...1e10, isSpread: true), Case(.acosh, 1...1e10, isSpread: true),
    Case(.acosh, 1...3), Case(.atanh, -1...1), Case(.exp, -87...88.7), Case(.exp, -1...1), Case(.exp2, -126...127.9),
    Case(.exp10, -37...38.5), Case(.expm1, -17...88), Case(.expm1, 1e-10...0.5, isSpread: true),
    Case(.log, 1e-38...1e38, isSpread: true), Case(.log, 0.5...2), Case(.log2, 1e-38...1e38, isSpread: true),
    Case(.log2, 0.5...2), Case(.log10, 1e-38...1e38, isSpread: true), Case(.log10, 0.5...2),
    Case(.log1p, 1e-10...1e10, isSpread: true), Case(.log1p, -0.9...1), Case(.pow, 0.01...10, -10...10),
    Case(.pow, 1e-10...1e10, -3...3, isSpread: true), Case(.pow, 0.9...1.1, -500...500),
    Case(.tgamma, 0.01...34), Case(.tgamma, -5...0), Case(.lgamma, 3...1e10, isSpread: true), Case(.erf, -4...4),
    Case(.erfc, -4...9), Case(.erfinv, -1...1), Case(.erfcinv, 1e-30...1, isSpread: true), Case(.erfcinv, 1...2),
    Case(.normalCDF, -12...6), Case(.normalCDFInverse, 1e-30...0.5, isSpread: true), Case(.besselI0, -80...80),
    Case(.besselI1, -80...80), Case(.besselJ0, -30...30, absolute: 2e-6), Case(.besselJ1, -30...30, absolute: 2e-6),
    Case(.besselY0, 0.01...30, absolute: 4e-6), Case(.besselY1, 0.01...30, absolute: 4e-6),
    Case(.smoothstep, -3...3, 4...9), Case(.mix, -3...3, 4...9),
  ]

  static func module(_ id: IntrinsicID) -> KernelModule {
    let (float, word) = (KernelType.scalar(.f32), KernelType.scalar(.i32))
    let i = Expression(word, .read(Place(word, .local(0))))
    func element(_ resource: Int) -> Place { Place(float, .resource(resource, index: i)) }
    func operand(_ resource: Int) -> Expression { Expression(float, .read(element(resource))) }
    var operands = [operand(0)]
    let count = IntrinsicTable.row(id)?.parameters.count ?? 1
    if count == 2 { operands = [operand(0), operand(1)] }
    // Edges are ordered: x, y, then a quarter of x.
    if count == 3 {
      operands.append(contentsOf: [operand(1), Expression(float, .binary(.multiply, operand(0), quarter))])
    }
    let value = Expression(float, .intrinsic(id, operands))
    let body: [Statement] = [
      .define(0, Expression(word, .builtin(.globalThreadIndex, axis: 0))), .assign(element(2), value),
    ]
    return KernelModule(
      name: "accuracy",
      resources: ["a", "b", "out"].map {
        Resource($0, float, .buffer(isMutable: $0 == "out", rank: 1))
      },
      functions: [KernelFunction(name: "accuracy", locals: [.init("i", word)], body: body)]
    )
  }

  private static let quarter = Expression(.scalar(.f32), .constant(UInt64(Float(0.25).bitPattern)))

  static func numbers(_ range: ClosedRange<Double>, _ isSpread: Bool, _ count: Int, _ dice: inout Dice) -> [Float] {
    (0..<count).map { _ in
      let part = Double(dice.below(1 << 30)) / Double(1 << 30)
      guard isSpread else { return Float(range.lowerBound + (range.upperBound - range.lowerBound) * part) }
      let least = range.lowerBound > 0 ? range.lowerBound : 1 / range.upperBound
      var exponent = part
      var result = 1.0
      // least * (most / least) ^ part, without the C library.
      var ratio = range.upperBound / least
      for _ in 0..<60 {
        ratio = ratio.squareRoot()
        exponent *= 2
        if exponent >= 1 {
          result *= ratio
          exponent -= 1
        }
      }
      return Float(least * result * (range.lowerBound < 0 && dice.oneIn(2) ? -1 : 1))
    }
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: SoftwareVulkan.swiftshader.absence == nil), arguments: cases)
  func `a function is as exact as the table says`(test: Case) throws {
    let module = Self.module(test.id)
    let count = 16384
    var dice = Dice(seed: 7)
    let x = Self.numbers(test.x, test.isSpread, count, &dice)
    let y = Self.numbers(test.y, test.isSpread && test.y != 0...0, count, &dice)
    let bytes = [x, y].map { list in
      list.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) } }
    }
    let launch = KernelLaunch(
      grid: [count / 64, 1, 1],
      block: [64, 1, 1],
      buffers: bytes + [[UInt8](repeating: 0, count: 4 * count)],
      extents: [[count], [count], [count]]
    )
    let right = Self.floats(try Interpreter(module).run(launch).buffers[2])
    let allowed = try #require(IntrinsicTable.row(test.id)).ulp ?? 0
    for driver in SoftwareVulkan.allCases where driver.absence == nil {
      let found = Self.floats(try WGSLExecutor(driver).run(module, launch).buffers[2])
      var worst = (error: 0.0, place: 0)
      for place in right.indices where !Self.agree(right[place], found[place], test.absolute) {
        let unit = Double(max(right[place].magnitude, 0x1p-126).ulp)
        let error = (Double(right[place]) - Double(found[place])).magnitude / unit
        if !(error <= worst.error) { worst = (error, place) }
      }
      let (a, b) = (x[worst.place], y[worst.place])
      let values = "\(found[worst.place]) instead of \(right[worst.place])"
      #expect(worst.error <= allowed, "\(driver): \(worst.error) ulp at \(a), \(b): \(values)")
    }
  }

  /// Equal, both no number, both flushed or about to be, or nearer than what counts as no error.
  private static func agree(_ one: Float, _ other: Float, _ absolute: Double) -> Bool {
    if one == other || (one.isNaN && other.isNaN) { return true }
    if one.magnitude < 0x1p-125 && other.magnitude < 0x1p-125 { return true }
    return (Double(one) - Double(other)).magnitude <= absolute
  }

  private static func floats(_ bytes: [UInt8]) -> [Float] {
    stride(from: 0, to: bytes.count, by: 4).map { at in
      Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32($1 * 8) })
    }
  }
}
