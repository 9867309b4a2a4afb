// The same for vectors, lane by lane, and for a number beside a vector.
extension CPUThread {
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V) -> V where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V.Scalar) -> V where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V.Scalar, _ b: V) -> V where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V where V.Scalar: KernelFloat { a + b }
  /// `a + b`.
  @inlinable public func add<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { a + b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V) -> V where V.Scalar: KernelFloat { a - b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V.Scalar) -> V where V.Scalar: KernelFloat { a - b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V.Scalar, _ b: V) -> V where V.Scalar: KernelFloat { a - b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { a - b }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a - b
  }
  /// `a - b`.
  @inlinable public func subtract<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a - b
  }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V) -> V where V.Scalar: KernelFloat { a * b }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V.Scalar) -> V where V.Scalar: KernelFloat { a * b }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V.Scalar, _ b: V) -> V where V.Scalar: KernelFloat { a * b }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { a * b }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a * b
  }
  /// `a * b`.
  @inlinable public func multiply<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a * b
  }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V, _ b: V) -> V where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V, _ b: V.Scalar) -> V where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V.Scalar, _ b: V) -> V where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { a / b }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a / b
  }
  /// `a / b`.
  @inlinable public func divide<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V where V.Scalar: KernelFloat {
    a / b
  }
  /// `-a`.
  @inlinable public func negate<V: SIMD>(_ a: V) -> V where V.Scalar: KernelFloat { -a }
  /// `-a`.
  @inlinable public func negate<V: SIMD>(_ a: V, _ site: UInt64) -> V where V.Scalar: KernelFloat { -a }
}
