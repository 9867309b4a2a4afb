extension SIMD {
  /// The vector with other lanes where the mask says so.
  @inlinable public func rkCPU_replacing<T: BodyThread>(
    _: T,
    with other: Self,
    where mask: SIMDMask<MaskStorage>
  ) throws(T.Failure) -> Self { replacing(with: other, where: mask) }
  /// The vector with another number where the mask says so.
  @inlinable public func rkCPU_replacing<T: BodyThread>(
    _: T,
    with other: Scalar,
    where mask: SIMDMask<MaskStorage>
  ) throws(T.Failure) -> Self { replacing(with: other, where: mask) }
  /// Other lanes where the mask says so.
  @inlinable public mutating func rkCPU_replace<T: BodyThread>(
    _: T,
    with other: Self,
    where mask: SIMDMask<MaskStorage>
  ) throws(T.Failure) { replace(with: other, where: mask) }
  /// Another number where the mask says so.
  @inlinable public mutating func rkCPU_replace<T: BodyThread>(
    _: T,
    with other: Scalar,
    where mask: SIMDMask<MaskStorage>
  ) throws(T.Failure) { replace(with: other, where: mask) }
}

extension SIMD where Scalar: KernelNumber {
  /// Every lane between two others: the larger of it and the lower one, then the smaller of that and the upper one.
  @inlinable public func rkCPU_clamped<T: BodyThread>(
    _: T,
    lowerBound low: Self,
    upperBound high: Self
  ) throws(T.Failure) -> Self { RingKernelCompute.min(RingKernelCompute.max(self, low), high) }
  /// The smallest lane; NaN counts only where there is nothing else.
  @inlinable public func rkCPU_min<T: BodyThread>(_: T) throws(T.Failure) -> Scalar {
    indices.dropFirst().reduce(self[0]) { Scalar.lesser($0, self[$1]) }
  }
  /// The largest lane; NaN counts only where there is nothing else.
  @inlinable public func rkCPU_max<T: BodyThread>(_: T) throws(T.Failure) -> Scalar {
    indices.dropFirst().reduce(self[0]) { Scalar.greater($0, self[$1]) }
  }
}

extension SIMD where Scalar: KernelInteger {
  /// The sum of the lanes; wraps.
  @inlinable public func rkCPU_wrappedSum<T: BodyThread>(_: T) throws(T.Failure) -> Scalar { wrappedSum() }
}

extension SIMD where Scalar: KernelFloat {
  /// The sum of the lanes, from the first to the last.
  @inlinable public func rkCPU_sum<T: BodyThread>(_: T) throws(T.Failure) -> Scalar {
    indices.dropFirst().reduce(self[0]) { $0 + self[$1] }
  }
  /// The square roots.
  @inlinable public func rkCPU_squareRoot<T: BodyThread>(_: T) throws(T.Failure) -> Self { squareRoot() }
  /// The square roots in the place of the lanes.
  @inlinable public mutating func rkCPU_formSquareRoot<T: BodyThread>(_: T) throws(T.Failure) { formSquareRoot() }
  /// The whole numbers that a rule chooses.
  @inlinable public func rkCPU_rounded<T: BodyThread>(
    _: T,
    _ rule: FloatingPointRoundingRule
  ) throws(T.Failure) -> Self { rounded(rule) }
  /// The lanes plus products, rounded once.
  @inlinable public func rkCPU_addingProduct<T: BodyThread>(_: T, _ a: Self, _ b: Self) throws(T.Failure) -> Self {
    addingProduct(a, b)
  }
  /// The lanes plus products, rounded once.
  @inlinable public func rkCPU_addingProduct<T: BodyThread>(_: T, _ a: Scalar, _ b: Self) throws(T.Failure) -> Self {
    addingProduct(a, b)
  }
  /// The lanes plus products, rounded once.
  @inlinable public func rkCPU_addingProduct<T: BodyThread>(_: T, _ a: Self, _ b: Scalar) throws(T.Failure) -> Self {
    addingProduct(a, b)
  }
}
