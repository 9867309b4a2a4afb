extension KernelFloat {
  /// The square root.
  @inlinable public func rkCPU_squareRoot<T: BodyThread>(_: T) throws(T.Failure) -> Self { squareRoot() }
  /// The square root in the place of the number.
  @inlinable public mutating func rkCPU_formSquareRoot<T: BodyThread>(_: T) throws(T.Failure) { formSquareRoot() }
  /// The nearest whole number, halves away from zero.
  @inlinable public func rkCPU_rounded<T: BodyThread>(_: T) throws(T.Failure) -> Self { rounded() }
  /// The whole number that a rule chooses.
  @inlinable public func rkCPU_rounded<T: BodyThread>(
    _: T,
    _ rule: FloatingPointRoundingRule
  ) throws(T.Failure) -> Self { rounded(rule) }
  /// The number plus a product, rounded once.
  @inlinable public func rkCPU_addingProduct<T: BodyThread>(_: T, _ a: Self, _ b: Self) throws(T.Failure) -> Self {
    addingProduct(a, b)
  }
  /// The remainder of a division truncated towards zero.
  @inlinable public func rkCPU_truncatingRemainder<T: BodyThread>(
    _: T,
    dividingBy other: Self
  ) throws(T.Failure) -> Self { truncatingRemainder(dividingBy: other) }
  /// The remainder of a division rounded to nearest even.
  @inlinable public func rkCPU_remainder<T: BodyThread>(_: T, dividingBy other: Self) throws(T.Failure) -> Self {
    remainder(dividingBy: other)
  }
  /// The other sign; there is no overflow to fail at.
  @inlinable public mutating func rkCPU_negate<T: BodyThread>(_: T, _: UInt64 = 0) throws(T.Failure) { negate() }
  /// The larger number; for NaN the other.
  @inlinable public static func rkCPU_maximum<T: BodyThread>(_: T, _ a: Self, _ b: Self) throws(T.Failure) -> Self {
    greater(a, b)
  }
  /// The smaller number; for NaN the other.
  @inlinable public static func rkCPU_minimum<T: BodyThread>(_: T, _ a: Self, _ b: Self) throws(T.Failure) -> Self {
    lesser(a, b)
  }
}
