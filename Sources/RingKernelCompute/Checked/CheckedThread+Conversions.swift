// Conversions, indices and ranges of checked handlers.
extension CheckedThread {
  /// `T(x)` of an integer, failing when it does not fit.
  @inlinable public func convert<S: KernelInteger, T: KernelInteger>(
    _ x: S,
    to _: T.Type,
    _ site: UInt64
  ) throws(KernelFailure) -> T {
    guard let result = T(exactly: x) else { throw failure(site, UInt64(truncatingIfNeeded: x)) }
    return result
  }
  /// `T(x)` of a float, failing when it does not fit.
  @inlinable public func convert<S: KernelFloat, T: KernelInteger>(
    _ x: S,
    to _: T.Type,
    _ site: UInt64
  ) throws(KernelFailure) -> T {
    guard let result = T(exactly: x.rounded(.towardZero)) else { throw failure(site, Double(x).bitPattern) }
    return result
  }
  /// `T(x)` of an integer; rounds to nearest even.
  @inlinable public func convert<S: KernelInteger, T: KernelFloat>(
    _ x: S,
    to _: T.Type,
    _ site: UInt64
  ) throws(KernelFailure) -> T { T(x) }
  /// `T(x)` of a float; rounds to nearest even.
  @inlinable public func convert<S: KernelFloat, T: KernelFloat>(
    _ x: S,
    to _: T.Type,
    _ site: UInt64
  ) throws(KernelFailure) -> T { T(x) }

  /// Which index of an array is meant, failing for one that is not there.
  @inlinable public func index<let n: Int, T>(
    _ place: Int,
    in _: () throws -> InlineArray<n, T>,
    _ site: UInt64
  ) throws(KernelFailure) -> Int { try index(place, n, site) }
  /// Which lane of a vector is meant, failing for one that is not there.
  @inlinable public func index<V: SIMD>(
    _ place: Int,
    in _: () throws -> V,
    _ site: UInt64
  ) throws(KernelFailure) -> Int { try index(place, V.scalarCount, site) }
  @inlinable func index(_ place: Int, _ count: Int, _ site: UInt64) throws(KernelFailure) -> Int {
    if UInt(bitPattern: place) < UInt(bitPattern: count) { return place }
    throw failure(site, UInt64(bitPattern: Int64(place)), UInt64(bitPattern: Int64(count)))
  }

  /// `a..<b`, failing when b is smaller.
  @inlinable public func range<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> Range<T> {
    if b < a { throw failure(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return a..<b
  }
  /// `a...b`, failing when b is smaller.
  @inlinable public func closedRange<T: KernelInteger>(
    _ a: T,
    _ b: T,
    _ site: UInt64
  ) throws(KernelFailure) -> ClosedRange<T> {
    if b < a { throw failure(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return a...b
  }
  /// `stride(from:to:by:)`; a step of 0 fails.
  @inlinable public func stride<T: KernelInteger>(
    from a: T,
    to b: T,
    by step: Int,
    _ site: UInt64
  ) throws(KernelFailure) -> CountedStride<T> {
    guard step != 0 else { throw failure(site) }
    return CountedStride(from: a, b, by: step, isClosed: false)
  }
  /// `stride(from:through:by:)`; a step of 0 fails.
  @inlinable public func stride<T: KernelInteger>(
    from a: T,
    through b: T,
    by step: Int,
    _ site: UInt64
  ) throws(KernelFailure) -> CountedStride<T> {
    guard step != 0 else { throw failure(site) }
    return CountedStride(from: a, b, by: step, isClosed: true)
  }
}
