// Conversions and ranges of printed bodies: total, and checked where a site is given.
extension CPUThread {
  /// `T(x)` of an integer; wraps.
  @inlinable public func convert<S: KernelInteger, T: KernelInteger>(_ x: S, to _: T.Type) -> T {
    T(truncatingIfNeeded: x)
  }
  /// `T(x)` of a float; saturates, NaN gives 0.
  @inlinable public func convert<S: KernelFloat, T: KernelInteger>(_ x: S, to _: T.Type) -> T {
    if let value = T(exactly: x.rounded(.towardZero)) { return value }
    return x.isNaN ? 0 : x < 0 ? T.min : T.max
  }
  /// `T(x)` of an integer; rounds to nearest even.
  @inlinable public func convert<S: KernelInteger, T: KernelFloat>(_ x: S, to _: T.Type) -> T { T(x) }
  /// `T(x)` of a float; rounds to nearest even.
  @inlinable public func convert<S: KernelFloat, T: KernelFloat>(_ x: S, to _: T.Type) -> T { T(x) }

  /// `T(x)` of an integer, failing when it does not fit.
  @inlinable public func convert<S: KernelInteger, T: KernelInteger>(_ x: S, to _: T.Type, _ site: UInt64) -> T {
    let result = T(truncatingIfNeeded: x)
    if S(truncatingIfNeeded: result) != x || (result < 0) != (x < 0) { fail(site, UInt64(truncatingIfNeeded: x)) }
    return result
  }
  /// `T(x)` of a float, failing when it does not fit.
  @inlinable public func convert<S: KernelFloat, T: KernelInteger>(_ x: S, to _: T.Type, _ site: UInt64) -> T {
    if let value = T(exactly: x.rounded(.towardZero)) { return value }
    fail(site, Double(x).bitPattern)
    return 0
  }
  /// `T(x)` of an integer; rounds to nearest even.
  @inlinable public func convert<S: KernelInteger, T: KernelFloat>(_ x: S, to _: T.Type, _ site: UInt64) -> T { T(x) }
  /// `T(x)` of a float; rounds to nearest even.
  @inlinable public func convert<S: KernelFloat, T: KernelFloat>(_ x: S, to _: T.Type, _ site: UInt64) -> T { T(x) }

  /// `a..<b`; empty when b is smaller.
  @inlinable public func range<T: KernelInteger>(_ a: T, _ b: T) -> Range<T> { a..<(b < a ? a : b) }
  /// `a..<b`, failing when b is smaller.
  @inlinable public func range<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> Range<T> {
    if b < a { fail(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return range(a, b)
  }
  /// `a...b`; empty when b is smaller.
  @inlinable public func closedRange<T: KernelInteger>(_ a: T, _ b: T) -> StrideThrough<T> {
    Swift.stride(from: a, through: b, by: 1)
  }
  /// `a...b`, failing when b is smaller.
  @inlinable public func closedRange<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> StrideThrough<T> {
    if b < a { fail(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return closedRange(a, b)
  }
  /// `stride(from:to:by:)`; a step of 0 fails, or, without a site, is empty.
  @inlinable public func stride<T: KernelInteger>(
    from a: T,
    to b: T,
    by step: Int,
    _ site: UInt64 = 0
  ) -> CountedStride<T> {
    guard step != 0 else { return none(site) }
    return CountedStride(from: a, b, by: step, isClosed: false)
  }
  /// `stride(from:through:by:)`; a step of 0 fails, or, without a site, is empty.
  @inlinable public func stride<T: KernelInteger>(
    from a: T,
    through b: T,
    by step: Int,
    _ site: UInt64 = 0
  ) -> CountedStride<T> {
    guard step != 0 else { return none(site) }
    return CountedStride(from: a, b, by: step, isClosed: true)
  }
  @inlinable func none<T: KernelInteger>(_ site: UInt64) -> CountedStride<T> {
    if site != 0 { fail(site) }
    return CountedStride()
  }
}
