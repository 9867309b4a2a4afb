/// A hybrid logical clock with one writer: plain loads and stores on a word that the caller owns.
///
/// For an actor whose word stands in its control block. The caller passes the word and the wall clock that it has
/// read for the whole batch. Nobody else may write the word; whoever else reads it needs the owner to publish it
/// with an atomic store of its own.
@frozen
public struct LocalHybridClock: BitwiseCopyable, Sendable {
  /// How far a remote time may be ahead of the wall clock, in units of 2^-16 s.
  public let limitUnits: UInt64

  /// Makes a clock.
  ///
  /// - Precondition: `maximumDrift` is not negative.
  public init(maximumDrift: Duration = .seconds(60)) { limitUnits = HybridUnits.floor(maximumDrift) }

  /// Gives the time of a local event or a send.
  ///
  /// - Parameters:
  ///   - word: The clock; advanced.
  ///   - wallNanoseconds: The wall clock.
  /// - Throws: `ClockError.saturated` when the last word has been given.
  @inlinable @inline(__always)
  public func tick(_ word: inout UInt64, wallNanoseconds: UInt64) throws(ClockError) -> HybridTime {
    let next = try HybridTime(rawValue: word).next(wallUnits: HybridUnits.floor(nanoseconds: wallNanoseconds))
    word = next.rawValue
    return next
  }

  /// Takes over the time of a received message and gives the time of its reception.
  ///
  /// - Parameters:
  ///   - remote: The time that the message carries.
  ///   - word: The clock; advanced, or unchanged when the merge is refused.
  ///   - wallNanoseconds: The wall clock.
  /// - Throws: `ClockError.drift` when `remote` is more than the limit ahead of the wall clock,
  ///   `ClockError.saturated` when there is no later word.
  @inlinable @inline(__always) @discardableResult
  public func merge(
    _ remote: HybridTime,
    into word: inout UInt64,
    wallNanoseconds: UInt64
  ) throws(ClockError) -> HybridTime {
    let next = try HybridTime(rawValue: word)
      .next(after: remote, wallUnits: HybridUnits.floor(nanoseconds: wallNanoseconds), limitUnits: limitUnits)
    word = next.rawValue
    return next
  }
}
