/// The values of a `stride`, counted before the first one.
///
/// Swift's own iterators compute the value behind the last one, and distances as `Int`: both may overflow, which traps.
@frozen public struct CountedStride<T: KernelInteger>: Sequence, IteratorProtocol, Sendable {
  @usableFromInline var value: T
  @usableFromInline let step: T
  /// Values behind the next one; there may be 2^64 in all.
  @usableFromInline var left: UInt64
  @usableFromInline var isOver: Bool

  /// `stride(from:to:by:)` or `stride(from:through:by:)` with a step other than 0.
  @inlinable init(from a: T, _ b: T, by step: Int, isClosed: Bool) {
    let isRising = step > 0
    let span = isRising ? Self.span(a, b) : Self.span(b, a)
    value = a
    // Where it leaves the type only its lower bits are wanted: the sum is in range for all values that there are.
    self.step = T(truncatingIfNeeded: step)
    isOver = isClosed ? (isRising ? a > b : a < b) : (isRising ? a >= b : a <= b)
    left = isOver ? 0 : (isClosed ? span : span &- 1) / UInt64(step.magnitude)
  }

  /// No values.
  @inlinable init() { (value, step, left, isOver) = (0, 0, 0, true) }

  /// The next value.
  @inlinable public mutating func next() -> T? {
    if isOver { return nil }
    let result = value
    isOver = left == 0
    left &-= 1
    value = value &+ step
    return result
  }

  /// How far `b` is behind `a`.
  @inlinable static func span(_ a: T, _ b: T) -> UInt64 {
    UInt64(truncatingIfNeeded: b) &- UInt64(truncatingIfNeeded: a)
  }
}
