// Arithmetic of printed bodies: total, and checked where a site is given. The printer knows no types, so there is one
// name for integers, floats and vectors.
extension CPUThread {
  /// `a + b`.
  @inlinable public func add<T: KernelNumber>(_ a: T, _ b: T) -> T { T.wrappingAdd(a, b) }
  /// `a - b`.
  @inlinable public func subtract<T: KernelNumber>(_ a: T, _ b: T) -> T { T.wrappingSubtract(a, b) }
  /// `a * b`.
  @inlinable public func multiply<T: KernelNumber>(_ a: T, _ b: T) -> T { T.wrappingMultiply(a, b) }
  /// `-a`.
  @inlinable public func negate<T: KernelInteger>(_ a: T) -> T { 0 &- a }
  /// `-a`.
  @inlinable public func negate<T: KernelFloat>(_ a: T) -> T { -a }

  /// `a + b`, failing on overflow.
  @inlinable public func add<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> T {
    checked(a.addingReportingOverflow(b), a, b, site)
  }
  /// `a - b`, failing on overflow.
  @inlinable public func subtract<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> T {
    checked(a.subtractingReportingOverflow(b), a, b, site)
  }
  /// `a * b`, failing on overflow.
  @inlinable public func multiply<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> T {
    checked(a.multipliedReportingOverflow(by: b), a, b, site)
  }
  /// `-a`, failing on overflow.
  @inlinable public func negate<T: KernelInteger>(_ a: T, _ site: UInt64) -> T { subtract(0, a, site) }
  /// `a + b`.
  @inlinable public func add<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) -> T { a + b }
  /// `a - b`.
  @inlinable public func subtract<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) -> T { a - b }
  /// `a * b`.
  @inlinable public func multiply<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) -> T { a * b }
  /// `-a`.
  @inlinable public func negate<T: KernelFloat>(_ a: T, _ site: UInt64) -> T { -a }

  @inlinable func checked<T: KernelInteger>(
    _ result: (partialValue: T, overflow: Bool),
    _ a: T,
    _ b: T,
    _ site: UInt64
  ) -> T {
    if result.overflow { fail(site, UInt64(truncatingIfNeeded: a), UInt64(truncatingIfNeeded: b)) }
    return result.partialValue
  }

  /// `a / b`, where 0 divides to 0 and the least integer by -1 to itself.
  @inlinable public func divide<T: KernelInteger>(_ a: T, _ b: T) -> T {
    b == 0 ? 0 : T.isSigned && b == 0 &- 1 ? 0 &- a : a / b
  }
  /// `a % b`, where the remainder by 0 is the number itself.
  @inlinable public func remainder<T: KernelInteger>(_ a: T, _ b: T) -> T {
    b == 0 ? a : T.isSigned && b == 0 &- 1 ? 0 : a % b
  }
  /// `a / b`.
  @inlinable public func divide<T: KernelFloat>(_ a: T, _ b: T) -> T { a / b }
  /// `a / b`, failing for 0.
  @inlinable public func divide<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> T {
    if b == 0 { fail(site, UInt64(truncatingIfNeeded: a)) }
    return divide(a, b)
  }
  /// `a % b`, failing for 0.
  @inlinable public func remainder<T: KernelInteger>(_ a: T, _ b: T, _ site: UInt64) -> T {
    if b == 0 { fail(site, UInt64(truncatingIfNeeded: a)) }
    return remainder(a, b)
  }
  /// `a / b`.
  @inlinable public func divide<T: KernelFloat>(_ a: T, _ b: T, _ site: UInt64) -> T { a / b }
  /// `a / b`, failing for 0 and on overflow.
  @inlinable public func divideExactly<T: KernelInteger>(_ a: T, _ b: T, _ zero: UInt64, _ overflow: UInt64) -> T {
    if T.isSigned, b == 0 &- 1, a == T.min { fail(overflow, UInt64(truncatingIfNeeded: a), UInt64.max) }
    return divide(a, b, zero)
  }
  /// `a % b`, failing for 0 and on overflow.
  @inlinable public func remainderExactly<T: KernelInteger>(_ a: T, _ b: T, _ zero: UInt64, _ overflow: UInt64) -> T {
    if T.isSigned, b == 0 &- 1, a == T.min { fail(overflow, UInt64(truncatingIfNeeded: a), UInt64.max) }
    return remainder(a, b, zero)
  }
  /// `a / b`.
  @inlinable public func divideExactly<T: KernelFloat>(_ a: T, _ b: T, _ zero: UInt64, _ overflow: UInt64) -> T {
    a / b
  }
}
