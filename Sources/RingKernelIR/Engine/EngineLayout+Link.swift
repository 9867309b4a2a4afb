extension EngineLayout {
  /// The form in which words cross the link between the host and a resident program (`Design/0007`, "Words of the link").
  ///
  /// A word is written with a sequence, as 64 bits at once: the word in the low half, the sequence in the high one. Who
  /// sees the sequence of a position has the word of that position, whatever else is under way.
  public enum Link {
    /// Words of a message that stand in the line at the start of its slot: the header and 16 bytes of payload.
    public static let lineWords = 16

    /// The sequence of the words at a position: never 0, which memory begins with, and another one in each lap of a ring,
    /// also when the count of positions comes round.
    @inlinable
    public static func sequence(_ position: UInt32) -> UInt32 { position | 1 }

    /// Words from one slot to the next for messages of up to so many words: the line, and what follows it, in whole
    /// lines.
    public static func stride(_ words: Int) -> Int { (2 * lineWords + max(0, words - lineWords) + 31) / 32 * 32 }
  }
}
