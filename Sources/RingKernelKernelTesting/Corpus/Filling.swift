public import RingKernelIR

/// How the numbers of a buffer are made.
public enum Filling: Sendable, Hashable {
  /// Zeros.
  case zero
  /// 0, 1, 2, …
  case ramp
  /// This number everywhere.
  case const(Double)
  /// Small numbers of either sign; floats with few digits.
  case noise(UInt64)
  /// Any bits; floats are finite and neither huge nor tiny.
  case wild(UInt64)
  /// 0 and 1.
  case bits(UInt64)
  /// Floats between 0 and 1, not 0.
  case unit(UInt64)
  /// Small whole numbers.
  case whole(UInt64)
  /// Smallest, largest, -1, 0, 1 and their neighbours.
  case extreme(UInt64)
  /// Floats: NaN, infinities, zeros, limits of conversions; else as `extreme`.
  case special(UInt64)

  /// Reads `noise 3`, say; nil for anything unknown.
  public init?(_ words: [Substring]) {
    let seed = words.dropFirst().first.flatMap { UInt64($0) } ?? 0
    switch words.first {
    case "zero": self = .zero
    case "ramp": self = .ramp
    case "const": self = .const(words.dropFirst().first.flatMap { Double($0) } ?? 0)
    case "noise": self = .noise(seed)
    case "wild": self = .wild(seed)
    case "bits": self = .bits(seed)
    case "unit": self = .unit(seed)
    case "whole": self = .whole(seed)
    case "extreme": self = .extreme(seed)
    case "special": self = .special(seed)
    default: return nil
    }
  }

  private var seed: UInt64 {
    switch self {
    case .zero, .ramp, .const: 0
    case .noise(let seed), .wild(let seed), .bits(let seed), .unit(let seed), .whole(let seed): seed
    case .extreme(let seed), .special(let seed): seed
    }
  }

  /// Bytes of `count` elements at the type's stride; padding is zero.
  public func bytes(_ type: KernelType, count: Int, types: TypeTable) -> [UInt8] {
    guard let stride = types.layout(of: type)?.stride else { return [] }
    var random = Dice(seed: seed &* 0x9e37_79b9_7f4a_7c15 &+ 1)
    var bytes = [UInt8](repeating: 0, count: stride * count)
    var number = 0
    for element in 0..<count {
      ScalarPlace.all(of: type, at: element * stride, types) { scalar, offset in
        let value = bits(of: scalar, number: number, &random)
        for byte in 0..<scalar.byteCount { bytes[offset + byte] = UInt8(truncatingIfNeeded: value >> (byte * 8)) }
        number += 1
      }
    }
    return bytes
  }

  private func bits(of scalar: ScalarType, number: Int, _ random: inout Dice) -> UInt64 {
    if scalar == .bool { return self == .zero ? 0 : self == .ramp ? UInt64(number & 1) : random.next() & 1 }
    if scalar.isFloat { return pattern(of: scalar, float(number, &random)) }
    let lowest: Int64 = scalar.isSigned ? -1 << Int64(scalar.bitWidth - 1) : 0
    let highest = scalar.isSigned ? UInt64(bitPattern: ~lowest) : UInt64.max >> UInt64(64 - scalar.bitWidth)
    switch self {
    case .zero: return 0
    case .ramp: return UInt64(number)
    case .const(let value): return UInt64(bitPattern: Int64(value))
    case .noise, .whole, .unit: return UInt64(bitPattern: Int64(random.below(201)) - (scalar.isSigned ? 100 : 0))
    case .wild: return random.next()
    case .bits: return random.next() & 1
    case .extreme, .special:
      let edges = [
        0, 1, UInt64.max, UInt64(bitPattern: lowest), highest, highest &- 1, 2, UInt64(bitPattern: lowest &+ 1),
      ]
      return edges[random.below(edges.count)]
    }
  }

  private func float(_ number: Int, _ random: inout Dice) -> Double {
    switch self {
    case .zero: return 0
    case .ramp: return Double(number)
    case .const(let value): return value
    case .noise: return Double(random.below(129) - 64) / 16
    case .whole: return Double(random.below(33) - 16)
    case .bits: return Double(random.next() & 1)
    case .unit: return Double(random.below(4095) + 1) / 4096
    case .wild: return (Double(random.below(1 << 24)) / 8_388_608 - 1) * [1e-3, 1, 1e3, 1e9][random.below(4)]
    case .extreme, .special:
      let odd: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 0.5, -2.5, 127, 128, -129, 255.9, 2_147_483_520, 2_147_483_648,
        -2_147_483_648, -2_147_483_904, 4_294_967_040, 4_294_967_296, 9.223e18, 1e19, -1e19, 1.9e19, 3.4e38,
      ]
      return odd[random.below(odd.count)]
    }
  }

  private func pattern(of scalar: ScalarType, _ value: Double) -> UInt64 {
    switch scalar {
    case .f32: UInt64(Float(value).bitPattern)
    case .f64: value.bitPattern
    default: UInt64(HalfBits.from(Float(value)))
    }
  }
}
