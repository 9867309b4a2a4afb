// The same for vectors of floats, lane by lane, and for a number beside a vector.
extension CheckedThread {
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a + b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a - b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat {
    a - b
  }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat {
    a - b
  }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a * b }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat {
    a * b
  }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat {
    a * b
  }
  /// `a / b`.
  @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V.Scalar,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divideExactly<V: SIMD>(
    _ a: V.Scalar,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { a / b }
  /// `-a`.
  @inlinable public func negate<V: SIMD>(_ a: V, _ site: UInt64) throws(KernelFailure) -> V
  where V.Scalar: KernelFloat { -a }
}
