/// A hybrid logical time in one word, so that a tick is one compare-and-swap.
///
/// Bits 63 to 16 are seconds since the Unix epoch in units of 2^-16 s, bits 15 to 0 a logical counter. Read as one
/// number the word counts 2^-32 s, and comparing two words compares physical part first, logical part second.
///
/// - SeeAlso: Kulkarni, Demirbas, Madappa, Avva, Leone: "Logical Physical Clocks", OPODIS 2014.
@frozen
public struct HybridTime: RawRepresentable, Hashable, Comparable, BitwiseCopyable, Sendable {
  /// The word as it stands in message headers and control blocks.
  public let rawValue: UInt64
  /// Takes a word as it stands in a message header or a control block.
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Joins the two parts.
  ///
  /// - Precondition: `physical` is at most `maximumPhysical`.
  @inlinable public init(physical: UInt64, logical: UInt16) {
    precondition(physical <= Self.maximumPhysical, "physical part \(physical) needs more than 48 bits")
    rawValue = physical << 16 | UInt64(logical)
  }

  /// The word of a message that nobody stamped, and of a clock that has not ticked.
  public static let unstamped = HybridTime(rawValue: 0)
  /// The last word there is, reached on 7 February 2106; a clock that stands here ticks no more.
  public static let saturated = HybridTime(rawValue: .max)
  /// Largest physical part, in units of 2^-16 s.
  public static let maximumPhysical: UInt64 = 1 << 48 - 1

  /// Seconds since the Unix epoch in units of 2^-16 s (15.26 us).
  @inlinable public var physical: UInt64 { rawValue >> 16 }
  /// Counter of times that share one physical part.
  @inlinable public var logical: UInt16 { UInt16(truncatingIfNeeded: rawValue) }

  /// Orders by physical part, then logical part.
  @inlinable public static func < (first: HybridTime, second: HybridTime) -> Bool {
    first.rawValue < second.rawValue
  }
}

extension HybridTime: CustomStringConvertible {
  /// Physical part and logical part, both decimal: `111929784074240+3`.
  public var description: String { "\(physical)+\(logical)" }
}

/// Units of 2^-16 s and the two other spans that they are converted from and to.
public enum HybridUnits {
  @usableFromInline static let nanosecondsPerSecond: UInt64 = 1_000_000_000

  /// Whole units in `nanoseconds`; `HybridTime.maximumPhysical` from the year 2106 on.
  @inlinable public static func floor(nanoseconds: UInt64) -> UInt64 {
    // Seconds and rest apart: the product of all nanoseconds and 2^16 does not fit in a word.
    let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: nanosecondsPerSecond)
    guard seconds < 1 << 32 else { return HybridTime.maximumPhysical }
    return seconds << 16 | (rest << 16) / nanosecondsPerSecond
  }

  /// The first nanosecond that lies in unit `units`, so that `floor(nanoseconds:)` leads back to `units`.
  ///
  /// - Precondition: `units` is at most `HybridTime.maximumPhysical`.
  @inlinable public static func nanoseconds(_ units: UInt64) -> UInt64 {
    let rest = (units & 0xffff) &* nanosecondsPerSecond
    return (units >> 16) * nanosecondsPerSecond + (rest + 0xffff) >> 16
  }

  /// Whole units in `duration`; at most `HybridTime.maximumPhysical`.
  ///
  /// - Precondition: `duration` is not negative.
  public static func floor(_ duration: Duration) -> UInt64 {
    precondition(duration >= .zero, "duration \(duration) is negative")
    let (seconds, attoseconds) = duration.components
    guard seconds < 1 << 32 else { return HybridTime.maximumPhysical }
    return UInt64(seconds) << 16 | UInt64(attoseconds / 15_258_789_062_500)  // 10^18 / 2^16, exact
  }
}
