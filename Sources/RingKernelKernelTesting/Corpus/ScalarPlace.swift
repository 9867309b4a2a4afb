public import RingKernelIR

/// The scalars of a value and where they lie.
public enum ScalarPlace {
  /// Calls `body` for every scalar of a value of `type` that starts at byte `offset`, in order of the layout.
  public static func all(
    of type: KernelType,
    at offset: Int,
    _ types: TypeTable,
    _ body: (ScalarType, Int) -> Void
  ) {
    switch type {
    case .void: break
    case .scalar(let scalar): body(scalar, offset)
    case .vector(let scalar, let lanes):
      for lane in 0..<lanes { body(scalar, offset + lane * scalar.byteCount) }
    case .array(let element, let count):
      let stride = types.layout(of: element)?.stride ?? 0
      for place in 0..<count { all(of: element, at: offset + place * stride, types, body) }
    case .structure(let name):
      if let raw = types.enums[name]?.raw { body(raw, offset) }
      for field in types.structs[name]?.fields ?? [] { all(of: field.type, at: offset + field.offset, types, body) }
    }
  }
}

/// Conversions of half-precision bits, also on machines whose Swift has no `Float16`.
public enum HalfBits {
  /// The nearest half, to even.
  public static func from(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    if value.isNaN { return 0x7e00 }
    let magnitude = value.magnitude
    if magnitude >= 65520 { return sign | 0x7c00 }
    // Halves below 2^-14 are multiples of 2^-24; above, ten bits follow the leading one.
    let unit =
      magnitude < 0x1p-14 ? Float(0x1p-24) : Float(sign: .plus, exponent: magnitude.exponent - 10, significand: 1)
    let steps = (magnitude / unit).rounded(.toNearestOrEven)
    if magnitude < 0x1p-14 { return sign | UInt16(steps) }
    return sign | (UInt16(magnitude.exponent + 14) << 10) &+ UInt16(steps)
  }

  /// The half's value.
  public static func value(_ bits: UInt16) -> Float {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Float(sign: .plus, exponent: exponent - 25, significand: 1) * (1024 + fraction)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}

/// A reproducible sequence of random numbers (SplitMix64).
public struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 to `end` - 1.
  public mutating func below(_ end: Int) -> Int { Int(next() % UInt64(max(end, 1))) }

  /// True once in `times`.
  public mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  /// One of these.
  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
