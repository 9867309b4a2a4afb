internal import RingKernelCore

/// The host's clock, as words: what a device's is compared with.
public struct EngineClock: Sendable {
  /// The clock's word.
  public var word: UInt64
  /// The wall clock in nanoseconds.
  public var wall: UInt64 = 1_790_000_000_000_000_000
  private let clock: LocalHybridClock

  /// Makes a clock.
  public init(word: UInt64, driftSeconds: Int) {
    self.word = word
    clock = LocalHybridClock(maximumDrift: .seconds(driftSeconds))
  }

  /// The wall clock as a word of the hybrid clock.
  public var wallWord: UInt64 { HybridUnits.floor(nanoseconds: wall) << 16 }
  /// The largest drift in units of the clock's word.
  public var drift: UInt64 { clock.limitUnits << 16 }

  /// The time of a local event; nil when the clock has given its last word.
  public mutating func tick() -> UInt64? {
    (try? clock.tick(&word, wallNanoseconds: wall))?.rawValue
  }

  /// The time at which `time` is received; nil when it is too far ahead, or the last.
  public mutating func merge(_ time: UInt64) -> UInt64? {
    (try? clock.merge(HybridTime(rawValue: time), into: &word, wallNanoseconds: wall))?.rawValue
  }
}
