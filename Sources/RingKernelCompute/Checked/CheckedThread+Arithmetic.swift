// Arithmetic of checked handlers: total, and failing by an error. The printer knows no types, so there is one name for
// integers and floats.
extension CheckedThread {
  /// `a + b`, failing on overflow.
  @inlinable public func add<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T {
    try checked(a.addingReportingOverflow(b), a, b, site)
  }
  /// `a + b`.
  @inlinable public func add<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T { a + b }
  /// `a - b`, failing on overflow.
  @inlinable public func subtract<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T {
    try checked(a.subtractingReportingOverflow(b), a, b, site)
  }
  /// `a - b`.
  @inlinable public func subtract<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T { a - b }
  /// `a * b`, failing on overflow.
  @inlinable public func multiply<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T {
    try checked(a.multipliedReportingOverflow(by: b), a, b, site)
  }
  /// `a * b`.
  @inlinable public func multiply<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) throws(KernelFailure) -> T { a * b }
  /// `-a`, failing on overflow.
  @inlinable public func negate<T: KernelInteger>(_ a: T, _ site: UInt64) throws(KernelFailure) -> T {
    try subtract(0, a, site)
  }
  /// `-a`.
  @inlinable public func negate<T: KernelFloat>(_ a: T, _ site: UInt64) throws(KernelFailure) -> T { -a }
  /// `a / b`, failing for 0 and on overflow.
  @inlinable public func divideExactly<T: KernelInteger>(
    _ a: T,
    _ b: T,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> T {
    if b == 0 { throw failure(zero, UInt64(truncatingIfNeeded: a)) }
    return try checked(a.dividedReportingOverflow(by: b), a, b, overflow)
  }
  /// `a / b`.
  @inlinable public func divideExactly<T: KernelFloat>(
    _ a: T,
    _ b: T,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> T {
    a / b
  }
  /// `a % b`, failing for 0 and on overflow.
  @inlinable public func remainderExactly<T: KernelInteger>(
    _ a: T,
    _ b: T,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> T {
    if b == 0 { throw failure(zero, UInt64(truncatingIfNeeded: a)) }
    return try checked(a.remainderReportingOverflow(dividingBy: b), a, b, overflow)
  }

  @inlinable func checked<T: KernelInteger>(
    _ result: (partialValue: T, overflow: Bool),
    _ a: T,
    _ b: T,
    _ site: UInt64
  ) throws(KernelFailure) -> T {
    if result.overflow { throw failure(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return result.partialValue
  }
}
