extension HandlerContext {
  /// A hybrid logical clock as words, with the rules of the host's `LocalHybridClock`.
  ///
  /// Bits 63 to 16 of a word are seconds in units of 2^-16 s, bits 15 to 0 a counter.
  public struct Clock: Sendable, Hashable {
    /// The last time that was given or taken over.
    public var word: UInt64
    /// The wall clock as a word, its counter 0.
    public var wall: UInt64
    /// How far a time may be ahead of the wall clock, as a word.
    public var drift: UInt64
    /// Whether messages that leave the actor are stamped.
    public var stamps: Bool

    /// Makes a clock.
    public init(word: UInt64 = 0, wall: UInt64 = 0, drift: UInt64 = 60 << 32, stamps: Bool = false) {
      self.word = word
      self.wall = wall
      self.drift = drift
      self.stamps = stamps
    }

    /// `max(word + 1, wall)`; 0, and no change, behind the last word.
    public mutating func tick() -> UInt64 {
      guard word != .max else { return 0 }
      word = max(word + 1, wall)
      return word
    }

    /// `max(word + 1, time + 1, wall)`; 0, and no change, when `time` is too far ahead or there is no later word.
    public mutating func merge(_ time: UInt64) -> UInt64 {
      guard time >> 16 <= wall >> 16 + drift >> 16, max(word, time) != .max else { return 0 }
      word = max(max(word, time) + 1, wall)
      return word
    }

    /// The stamp of a message that leaves; 0 where none is asked for.
    mutating func stamp() -> UInt64 { stamps ? tick() : 0 }
  }
}
