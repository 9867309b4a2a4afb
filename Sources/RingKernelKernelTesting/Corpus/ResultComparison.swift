public import RingKernelIR

/// Compares what two executors left behind.
public struct ResultComparison: Sendable {
  /// Allowed error of floats in units in the last place.
  public var ulps: Double
  /// Allowed absolute error of floats.
  public var absolute: Double

  /// Whether threads run side by side: then which of several failures comes first is open, its code as well.
  public var anyFailure: Bool

  /// Whether a subnormal float may be a zero on the other side.
  public var flushes: Bool

  /// Makes a comparison; exact without arguments.
  public init(
    ulps: Double = 0,
    absolute: Double = 0,
    anyFailure: Bool = false,
    flushes: Bool = false
  ) {
    self.ulps = ulps
    self.absolute = absolute
    self.anyFailure = anyFailure
    self.flushes = flushes
  }

  /// The first difference, in words; nil when there is none.
  ///
  /// Integers are compared bit by bit, NaN is NaN, padding does not count. When both failed, buffers are unspecified; the
  /// failure must be one that the interpreter saw in the same thread, at the same site, with the same values.
  ///
  /// - Parameters:
  ///   - expected: The interpreter's result.
  ///   - actual: The other's.
  ///   - module: What ran.
  public func difference(_ expected: KernelResult, _ actual: KernelResult, _ module: KernelModule) -> String? {
    switch (expected.failure, actual.failure) {
    case (nil, nil): break
    case (let one?, let other?):
      let codes = [one, other].map { module.sites.indices.contains($0.site) ? module.sites[$0.site].code : nil }
      // Which of several failing threads is told is nobody's promise; what one thread tells is.
      let own = expected.failures[other.thread] ?? one
      guard own == other else { return "failed with \(other) instead of \(own)" }
      return anyFailure || codes[0] == codes[1] ? nil : "failed with \(other) instead of \(one)"
    case (let one?, nil): return "did not fail, expected is \(one)"
    case (nil, let other?): return "failed with \(other)"
    }
    let buffers = module.resources.filter { if case .buffer = $0.kind { true } else { false } }
    guard expected.buffers.count == actual.buffers.count, buffers.count == actual.buffers.count else {
      return "\(actual.buffers.count) buffers instead of \(expected.buffers.count)"
    }
    for (place, buffer) in buffers.enumerated() {
      if let words = difference(expected.buffers[place], actual.buffers[place], buffer.element, module.types) {
        return "\(buffer.name)\(words)"
      }
    }
    return nil
  }

  /// The first difference of two buffers: `[3]+4: 5 instead of 6`.
  public func difference(_ expected: [UInt8], _ actual: [UInt8], _ type: KernelType, _ types: TypeTable) -> String? {
    guard expected.count == actual.count, let stride = types.layout(of: type)?.stride, stride > 0 else {
      return ": \(actual.count) bytes instead of \(expected.count)"
    }
    var found: String?
    for element in 0..<(expected.count / stride) where found == nil {
      ScalarPlace.all(of: type, at: element * stride, types) { scalar, offset in
        let (one, other) = (Self.bits(expected, offset, scalar), Self.bits(actual, offset, scalar))
        if found == nil, !agree(one, other, scalar) {
          found =
            "[\(element)]+\(offset - element * stride): \(Self.text(other, scalar)) instead of \(Self.text(one, scalar))"
        }
      }
    }
    return found
  }

  private static func bits(_ bytes: [UInt8], _ offset: Int, _ scalar: ScalarType) -> UInt64 {
    (0..<scalar.byteCount).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8) }
  }

  private static func value(_ bits: UInt64, _ scalar: ScalarType) -> Double {
    switch scalar {
    case .f64: Double(bitPattern: bits)
    case .f32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    default: Double(HalfBits.value(UInt16(truncatingIfNeeded: bits)))
    }
  }

  private static func text(_ bits: UInt64, _ scalar: ScalarType) -> String {
    if scalar.isFloat { return "\(value(bits, scalar))" }
    let shift = UInt64(64 - scalar.byteCount * 8)
    return scalar.isSigned ? "\(Int64(bitPattern: bits << shift) >> Int64(shift))" : "\(bits)"
  }

  private func agree(_ one: UInt64, _ other: UInt64, _ scalar: ScalarType) -> Bool {
    if one == other { return true }
    guard scalar.isFloat else { return false }
    let (a, b) = (Self.value(one, scalar), Self.value(other, scalar))
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN }
    let smallest = scalar == .f64 ? Double.leastNormalMagnitude : scalar == .f32 ? 0x1p-126 : 0x1p-14
    if flushes, a.magnitude < smallest, b.magnitude < smallest, a == 0 || b == 0 { return true }
    if a == b { return true }
    let digits = scalar == .f64 ? 52 : scalar == .f32 ? 23 : 10
    let unit = Double(sign: .plus, exponent: max(a.magnitude, smallest).exponent - digits, significand: 1)
    let distance = (a - b).magnitude
    return distance <= ulps * unit || distance <= absolute
  }
}
