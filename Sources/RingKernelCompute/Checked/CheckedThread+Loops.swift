// Loops of handlers end: a message must not hold a worker, or a device (Design/0005).
extension CheckedThread {
  /// A range, failing if it is longer than a loop may be, and the thread as the loop's body sees it.
  @inlinable public func limited<T: KernelInteger>(
    _ range: Range<T>,
    _ site: UInt64
  ) throws(KernelFailure) -> (Range<T>, CheckedThread) {
    (range, try within(Self.span(range.lowerBound, range.upperBound), site))
  }
  /// A range, failing if it is longer than a loop may be, and the thread as the loop's body sees it.
  @inlinable public func limited<T: KernelInteger>(
    _ range: ClosedRange<T>,
    _ site: UInt64
  ) throws(KernelFailure) -> (ClosedRange<T>, CheckedThread) {
    let span = Self.span(range.lowerBound, range.upperBound)
    return (range, try within(Self.incremented(span, T.bitWidth < 64), site))
  }
  /// `stride(from:to:by:)`, failing for a step of 0 or if it is longer than a loop may be, and the thread as the loop's
  /// body sees it.
  @inlinable public func limited<T: KernelInteger>(
    from a: T,
    to b: T,
    by step: Int,
    _ range: UInt64,
    _ site: UInt64
  ) throws(KernelFailure) -> (CountedStride<T>, CheckedThread) {
    try limited(try stride(from: a, to: b, by: step, range), site)
  }
  /// `stride(from:through:by:)`, failing for a step of 0 or if it is longer than a loop may be, and the thread as the
  /// loop's body sees it.
  @inlinable public func limited<T: KernelInteger>(
    from a: T,
    through b: T,
    by step: Int,
    _ range: UInt64,
    _ site: UInt64
  ) throws(KernelFailure) -> (CountedStride<T>, CheckedThread) {
    try limited(try stride(from: a, through: b, by: step, range), site)
  }
  @inlinable func limited<T: KernelInteger>(
    _ values: CountedStride<T>,
    _ site: UInt64
  ) throws(KernelFailure) -> (CountedStride<T>, CheckedThread) {
    let rounds = values.isOver ? 0 : Self.incremented(values.left, T.isSigned && T.bitWidth < 64)
    return (values, try within(rounds, site))
  }

  /// A loop without a range begins a round: counts it, fails if it is one too many, and gives the thread as the round
  /// sees it.
  @inlinable public func counting(_ round: inout UInt32, _ site: UInt64) throws(KernelFailure) -> CheckedThread {
    guard round < rounds else { throw failure(site, UInt64(rounds) + 1, UInt64(rounds)) }
    round &+= 1
    return sharing(round)
  }

  @inlinable func within(_ count: UInt64, _ site: UInt64) throws(KernelFailure) -> CheckedThread {
    guard count <= UInt64(rounds) else { throw failure(site, count, UInt64(rounds)) }
    return sharing(UInt32(truncatingIfNeeded: count))
  }

  /// The thread in a loop of so many rounds: each leaves its part to the loops inside.
  @inlinable func sharing(_ count: UInt32) -> CheckedThread {
    var inner = self
    inner.rounds = count == 0 ? 0 : rounds / count
    return inner
  }

  @inlinable static func span<T: KernelInteger>(_ a: T, _ b: T) -> UInt64 { CountedStride.span(a, b) }

  /// One more, or the same where failures of numbers of that size have no larger one.
  @inlinable static func incremented(_ count: UInt64, _ isShort: Bool) -> UInt64 {
    count == (isShort ? UInt64(UInt32.max) : .max) ? count : count &+ 1
  }
}
