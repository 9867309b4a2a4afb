/// A range in a `case`: Swift's own traps where its ends are the wrong way round, this one has no values then.
@frozen public struct PatternRange<Bound: Comparable> {
  @usableFromInline let low: Bound
  @usableFromInline let high: Bound
  @usableFromInline let isClosed: Bool

  /// `low..<high`.
  @inlinable public init(_ low: Bound, below high: Bound) { (self.low, self.high, isClosed) = (low, high, false) }
  /// `low...high`.
  @inlinable public init(_ low: Bound, through high: Bound) { (self.low, self.high, isClosed) = (low, high, true) }

  /// Whether a value is in the range.
  @inlinable public static func ~= (range: PatternRange, value: Bound) -> Bool {
    range.low <= value && (range.isClosed ? value <= range.high : value < range.high)
  }
}
