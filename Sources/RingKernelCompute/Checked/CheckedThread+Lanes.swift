// What can fail in a lane of a vector: division of integers, the only operators that swiftc has for them, and conversion.
// The operators' forms are tried last: expressions of scalars are long, and swiftc shall not try each with vectors.
extension CheckedThread {
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = try divideExactly(a[lane], b[lane], zero, overflow) }
    return result
  }
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V.Scalar,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    try divideExactly(a, V(repeating: b), zero, overflow)
  }
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V.Scalar,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    try divideExactly(V(repeating: a), b, zero, overflow)
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = try remainderExactly(a[lane], b[lane], zero, overflow) }
    return result
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V,
    _ b: V.Scalar,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    try remainderExactly(a, V(repeating: b), zero, overflow)
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V.Scalar,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) throws(KernelFailure) -> V
  where V.Scalar: KernelInteger {
    try remainderExactly(V(repeating: a), b, zero, overflow)
  }

  // MARK: Conversions

  /// A vector of other scalars, lane by lane; failing for a lane that does not fit.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) throws(KernelFailure) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = try convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; failing for a lane that does not fit.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) throws(KernelFailure) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = try convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) throws(KernelFailure) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = try convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) throws(KernelFailure) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = try convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
}
