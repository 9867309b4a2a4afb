extension KernelInteger {
  /// The quotient and what is left; by 0 they are 0 and the number, the least one by -1 stays.
  @inlinable public func rkCPU_quotientAndRemainder(
    _ thread: CPUThread,
    dividingBy other: Self
  ) -> (quotient: Self, remainder: Self) { (thread.divide(self, other), thread.remainder(self, other)) }
  /// The quotient and what is left, failing for 0.
  @inlinable public func rkCPU_quotientAndRemainder(
    _ thread: CPUThread,
    dividingBy other: Self,
    _ zero: UInt64
  ) -> (quotient: Self, remainder: Self) { (thread.divide(self, other, zero), thread.remainder(self, other)) }
  /// The quotient and what is left, failing for 0 and on overflow.
  @inlinable public func rkCPU_quotientAndRemainder(
    _ thread: CPUThread,
    dividingBy other: Self,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> (quotient: Self, remainder: Self) {
    (thread.divideExactly(self, other, zero, overflow), thread.remainder(self, other))
  }
  /// The quotient and what is left, failing for 0 and on overflow.
  @inlinable public func rkCPU_quotientAndRemainder(
    _ thread: CheckedThread,
    dividingBy other: Self,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> (quotient: Self, remainder: Self) {
    let quotient = try thread.divideExactly(self, other, zero, overflow)
    return (quotient, try thread.remainderExactly(self, other, zero, overflow))
  }

  /// The other sign; wraps.
  @inlinable public mutating func rkCPU_negate(_ thread: CPUThread) { self = thread.negate(self) }
  /// The other sign, failing on overflow.
  @inlinable public mutating func rkCPU_negate(_ thread: CPUThread, _ site: UInt64) {
    self = thread.negate(self, site)
  }
  /// The other sign, failing on overflow.
  @inlinable public mutating func rkCPU_negate(_ thread: CheckedThread, _ site: UInt64) throws(KernelFailure) {
    self = try thread.negate(self, site)
  }

  /// -1, 0 or 1.
  @inlinable public func rkCPU_signum<T: BodyThread>(_: T) throws(T.Failure) -> Self { signum() }
  /// Whether a division leaves nothing; of 0 only 0 is a multiple.
  @inlinable public func rkCPU_isMultiple<T: BodyThread>(_: T, of other: Self) throws(T.Failure) -> Bool {
    isMultiple(of: other)
  }
  /// The wrapped sum and whether it wrapped.
  @inlinable public func rkCPU_addingReportingOverflow<T: BodyThread>(
    _: T,
    _ other: Self
  ) throws(T.Failure) -> (partialValue: Self, overflow: Bool) { addingReportingOverflow(other) }
  /// The wrapped difference and whether it wrapped.
  @inlinable public func rkCPU_subtractingReportingOverflow<T: BodyThread>(
    _: T,
    _ other: Self
  ) throws(T.Failure) -> (partialValue: Self, overflow: Bool) { subtractingReportingOverflow(other) }
  /// The wrapped product and whether it wrapped.
  @inlinable public func rkCPU_multipliedReportingOverflow<T: BodyThread>(
    _: T,
    by other: Self
  ) throws(T.Failure) -> (partialValue: Self, overflow: Bool) { multipliedReportingOverflow(by: other) }
  /// The quotient and whether there is none.
  @inlinable public func rkCPU_dividedReportingOverflow<T: BodyThread>(
    _: T,
    by other: Self
  ) throws(T.Failure) -> (partialValue: Self, overflow: Bool) { dividedReportingOverflow(by: other) }
  /// The remainder and whether there is none.
  @inlinable public func rkCPU_remainderReportingOverflow<T: BodyThread>(
    _: T,
    dividingBy other: Self
  ) throws(T.Failure) -> (partialValue: Self, overflow: Bool) { remainderReportingOverflow(dividingBy: other) }
}

extension Bool {
  /// The other value.
  @inlinable public mutating func rkCPU_toggle<T: BodyThread>(_: T) throws(T.Failure) { toggle() }
}
