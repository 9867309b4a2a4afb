internal import RingKernelHost

/// Pseudorandom numbers from a seed: the same every time.
struct Dice: Sendable {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// A number in `0..<bound`.
  mutating func roll(_ bound: Int) -> Int {
    state &+= 1
    return Int(mix(state) % UInt64(bound))
  }
}
