internal import RingKernelABI

/// A point on the monotonic clock; 0 in a header stands for "none".
public struct Deadline: Sendable, Comparable {
  /// Monotonic nanoseconds; `UInt64.max` never passes.
  public let nanoseconds: UInt64

  /// A deadline `nanoseconds` from now; `UInt64.max` for none.
  public init(nanoseconds interval: UInt64) {
    nanoseconds = interval == .max ? .max : Machine.monotonicNanoseconds.addingSaturating(interval)
  }
  /// A deadline `duration` from now; nil for none.
  ///
  /// Negative durations have passed already.
  public init(after duration: Duration?) {
    self.init(nanoseconds: duration.map(\.clampedNanoseconds) ?? .max)
  }
  /// Never passes.
  public static let never = Deadline(absolute: .max)
  init(absolute: UInt64) { nanoseconds = absolute }

  /// Whether the deadline has been reached.
  public var hasPassed: Bool { nanoseconds != .max && Machine.monotonicNanoseconds >= nanoseconds }
  /// Nanoseconds left, 0 when it has passed.
  public var remaining: UInt64 {
    guard nanoseconds != .max else { return .max }
    let now = Machine.monotonicNanoseconds
    return now >= nanoseconds ? 0 : nanoseconds - now
  }
  /// Whether `left` passes before `right`.
  public static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }
}

extension UInt64 {
  /// Sum that stays at the largest value instead of wrapping.
  func addingSaturating(_ other: UInt64) -> UInt64 {
    let sum = addingReportingOverflow(other)
    return sum.overflow ? .max : sum.partialValue
  }
}

extension Duration {
  /// Whole nanoseconds; 0 for negative durations, `UInt64.max` beyond its range.
  public var clampedNanoseconds: UInt64 {
    // Not by way of `components` alone: that traps for durations beyond `Int64.max` seconds.
    guard self > .zero else { return 0 }
    guard self < .seconds(Int64.max) else { return .max }
    let (seconds, attoseconds) = components
    let whole = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    return whole.overflow ? .max : whole.partialValue.addingSaturating(UInt64(attoseconds / 1_000_000_000))
  }
}

extension Deadline {
  /// The header form of "this long from now": monotonic nanoseconds, 0 for none.
  static func stamp(_ interval: Duration?) -> UInt64 { interval == nil ? 0 : Deadline(after: interval).nanoseconds }
}
