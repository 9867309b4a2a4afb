// What can fail in a lane of a vector: division of integers, the only operators that swiftc has for them, and conversion.
// The operators' forms are tried last: expressions of scalars are long, and swiftc shall not try each with vectors.
extension CPUThread {
  /// `a / b`, where 0 divides to 0 and the least integer by -1 to itself.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V, _ b: V) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = divide(a[lane], b[lane]) }
    return result
  }
  /// `a / b`, where 0 divides to 0 and the least integer by -1 to itself.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V, _ b: V.Scalar) -> V
  where V.Scalar: KernelInteger {
    divide(a, V(repeating: b))
  }
  /// `a / b`, where 0 divides to 0 and the least integer by -1 to itself.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V.Scalar, _ b: V) -> V
  where V.Scalar: KernelInteger {
    divide(V(repeating: a), b)
  }
  /// `a / b`, failing for 0.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = divide(a[lane], b[lane], site) }
    return result
  }
  /// `a / b`, failing for 0.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    divide(a, V(repeating: b), site)
  }
  /// `a / b`, failing for 0.
  @_disfavoredOverload @inlinable public func divide<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    divide(V(repeating: a), b, site)
  }
  /// `a % b`, where the remainder by 0 is the number itself.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V, _ b: V) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = remainder(a[lane], b[lane]) }
    return result
  }
  /// `a % b`, where the remainder by 0 is the number itself.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V, _ b: V.Scalar) -> V
  where V.Scalar: KernelInteger {
    remainder(a, V(repeating: b))
  }
  /// `a % b`, where the remainder by 0 is the number itself.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V.Scalar, _ b: V) -> V
  where V.Scalar: KernelInteger {
    remainder(V(repeating: a), b)
  }
  /// `a % b`, failing for 0.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V, _ b: V, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = remainder(a[lane], b[lane], site) }
    return result
  }
  /// `a % b`, failing for 0.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V, _ b: V.Scalar, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    remainder(a, V(repeating: b), site)
  }
  /// `a % b`, failing for 0.
  @_disfavoredOverload @inlinable public func remainder<V: SIMD>(_ a: V.Scalar, _ b: V, _ site: UInt64) -> V
  where V.Scalar: KernelInteger {
    remainder(V(repeating: a), b, site)
  }
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = divideExactly(a[lane], b[lane], zero, overflow) }
    return result
  }
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V,
    _ b: V.Scalar,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    divideExactly(a, V(repeating: b), zero, overflow)
  }
  /// `a / b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func divideExactly<V: SIMD>(
    _ a: V.Scalar,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    divideExactly(V(repeating: a), b, zero, overflow)
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    var result = a
    for lane in result.indices { result[lane] = remainderExactly(a[lane], b[lane], zero, overflow) }
    return result
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V,
    _ b: V.Scalar,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    remainderExactly(a, V(repeating: b), zero, overflow)
  }
  /// `a % b`, failing for 0 and on overflow.
  @_disfavoredOverload @inlinable public func remainderExactly<V: SIMD>(
    _ a: V.Scalar,
    _ b: V,
    _ zero: UInt64,
    _ overflow: UInt64
  ) -> V
  where V.Scalar: KernelInteger {
    remainderExactly(V(repeating: a), b, zero, overflow)
  }

  // MARK: Conversions

  /// A vector of other scalars, lane by lane; wraps or saturates as the scalars do.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self) }
    return result
  }
  /// A vector of other scalars, lane by lane; wraps or saturates as the scalars do.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self) }
    return result
  }
  /// A vector of other scalars, lane by lane; failing for a lane that does not fit.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; failing for a lane that does not fit.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelInteger {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) -> T
  where S.Scalar: KernelInteger, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
  /// A vector of other scalars, lane by lane; rounds to nearest even.
  @inlinable public func convertLanes<S: SIMD, T: SIMD>(_ x: S, to _: T.Type, _ site: UInt64) -> T
  where S.Scalar: KernelFloat, T.Scalar: KernelFloat {
    var result = T()
    for lane in result.indices { result[lane] = convert(x[lane], to: T.Scalar.self, site) }
    return result
  }
}
