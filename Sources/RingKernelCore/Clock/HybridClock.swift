// Invariants
// - `word` only increases. Its only writer is the compare-and-swap in `advance`, whose new value is above the value
//   that it replaces; so every tick and merge returns a word that no other one returned.
// - Orderings are relaxed, because the clock publishes nothing but itself. When a tick happens before another one
//   (a message carries the order from thread to thread), coherence of the single word makes the later one see it.
// - The wall clock is an argument of `max`, never the result alone: a jump backwards changes nothing, a jump forwards
//   is taken over and kept.

internal import Synchronization

/// A hybrid logical clock that any number of threads may tick.
///
/// Times of one clock are distinct and increase in real time, whatever the wall clock does. A time that is merged is
/// earlier than every time given afterwards, so that the order of times reflects what could have caused what.
public final class HybridClock: Sendable {
  /// Identity of the clock in exchanged timestamps.
  public let node: UInt32
  /// How far a remote time may be ahead of the wall clock.
  public let maximumDrift: Duration
  private let limitUnits: UInt64
  private let wallClock: any WallClock
  private let word: Atomic<UInt64>

  /// Makes a clock.
  ///
  /// - Parameters:
  ///   - node: Identity of the clock, distinct among clocks that exchange timestamps.
  ///   - maximumDrift: How far a remote time may be ahead of the wall clock, in steps of 2^-16 s.
  ///   - start: No time at or before this one is given again: the last time of a clock that is being restored.
  ///   - wallClock: Read once per tick or merge.
  /// - Precondition: `maximumDrift` is not negative.
  public init(
    node: UInt32,
    maximumDrift: Duration = .seconds(60),
    after start: HybridTime = .unstamped,
    wallClock: any WallClock = CoarseWallClock()
  ) {
    self.node = node
    self.maximumDrift = maximumDrift
    self.wallClock = wallClock
    limitUnits = HybridUnits.floor(maximumDrift)
    word = Atomic(start.rawValue)
  }

  /// The last time that was given or merged; `.unstamped` before the first.
  ///
  /// Reads the word, not the wall clock: a time that has been read would otherwise be later than a tick that follows
  /// a jump of the wall clock.
  public var now: HybridTime { HybridTime(rawValue: word.load(ordering: .relaxed)) }

  /// Gives the time of a local event or a send.
  ///
  /// - Throws: `RingKernelError` with `.clockSaturated` when the last word has been given.
  public func tick() throws(RingKernelError) -> HybridTime {
    let wallUnits = HybridUnits.floor(nanoseconds: wallClock.nanoseconds)
    return try advance { time throws(ClockError) in try time.next(wallUnits: wallUnits) }
  }

  /// Takes over the time of a received message and gives the time of its reception.
  ///
  /// - Throws: `RingKernelError` with `.clockDrift` when `remote` is more than `maximumDrift` ahead of the wall
  ///   clock, `.clockSaturated` when there is no later word. The clock is then unchanged.
  @discardableResult
  public func merge(_ remote: HybridTime) throws(RingKernelError) -> HybridTime {
    let wallUnits = HybridUnits.floor(nanoseconds: wallClock.nanoseconds)
    return try advance { time throws(ClockError) in
      try time.next(after: remote, wallUnits: wallUnits, limitUnits: limitUnits)
    }
  }

  /// Takes over an exchanged timestamp, rounded up to a word so that the result is later in either form.
  ///
  /// - Throws: As `merge(_:)` of a word.
  @discardableResult
  public func merge(_ remote: HybridTimestamp) throws(RingKernelError) -> HybridTime {
    try merge(HybridTime(notBefore: remote))
  }

  /// The exchanged form of a time that this clock gave.
  public func timestamp(of time: HybridTime) -> HybridTimestamp { HybridTimestamp(time, node: node) }

  @inline(__always)
  private func advance(
    _ step: (HybridTime) throws(ClockError) -> HybridTime
  ) throws(RingKernelError) -> HybridTime {
    var seen = word.load(ordering: .relaxed)
    while true {
      let next: HybridTime
      do throws(ClockError) { next = try step(HybridTime(rawValue: seen)) } catch { throw RingKernelError(error) }
      let (exchanged, found) = word.weakCompareExchange(
        expected: seen,
        desired: next.rawValue,
        successOrdering: .relaxed,
        failureOrdering: .relaxed
      )
      if exchanged { return next }
      seen = found
    }
  }
}
