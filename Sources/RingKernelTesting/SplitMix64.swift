/// Random numbers that a seed determines, for property tests and simulations.
///
/// - SeeAlso: Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that `seed` determines.
  public init(seed: UInt64) { state = seed }

  /// Draws the next word of the sequence.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Draws a fresh seed and prints it, so that a failure can be repeated.
  public static func drawSeed(for test: String) -> UInt64 {
    let seed = UInt64.random(in: .min ... .max)
    print("seed of \(test): \(seed)")
    return seed
  }
}
