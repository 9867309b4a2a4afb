/// SplitMix64: small, seeded, the same on every machine (Steele, Lea, Flood 2014; constants as published).
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.output(state)
  }

  /// A number below `bound`, which is at least 1; the bias is below 2^-32 for bounds up to 2^32.
  mutating func next(below bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

  /// True with the probability `perMille` in 1000.
  mutating func chance(perMille: UInt64) -> Bool { next(below: 1000) < perMille }

  /// The output function: a bijection that mixes all bits.
  static func output(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
