// Vectors as arrows. Sums begin with the first lane, and every operation is rounded: devices do the same.

/// Sum of the products of the lanes.
@inlinable public func dot<V: SIMD>(_ x: V, _ y: V) -> V.Scalar where V.Scalar: KernelFloat {
  .narrowed(sumOfProducts(x, y))
}

@inlinable func sumOfProducts<V: SIMD>(_ x: V, _ y: V) -> V.Scalar.Wide where V.Scalar: KernelFloat {
  var sum = V.Scalar.widened(x[0]) * V.Scalar.widened(y[0])
  for lane in 1..<x.scalarCount { sum += V.Scalar.widened(x[lane]) * V.Scalar.widened(y[lane]) }
  return sum
}

/// Vector product.
@inlinable public func cross<T: KernelFloat & SIMDScalar>(_ x: SIMD3<T>, _ y: SIMD3<T>) -> SIMD3<T> {
  func lane(_ p: Int, _ q: Int) -> T {
    .narrowed(T.widened(x[p]) * T.widened(y[q]) - T.widened(x[q]) * T.widened(y[p]))
  }
  return SIMD3(lane(1, 2), lane(2, 0), lane(0, 1))
}

/// Square root of the dot product with itself.
@inlinable public func length<V: SIMD>(_ x: V) -> V.Scalar where V.Scalar: KernelFloat {
  .narrowed(sumOfProducts(x, x).squareRoot())
}

/// Length of the difference.
@inlinable public func distance<V: SIMD>(_ x: V, _ y: V) -> V.Scalar where V.Scalar: KernelFloat {
  var sum = square(x, y, 0)
  for lane in 1..<x.scalarCount { sum += square(x, y, lane) }
  return .narrowed(sum.squareRoot())
}

@inlinable func square<V: SIMD>(_ x: V, _ y: V, _ lane: Int) -> V.Scalar.Wide where V.Scalar: KernelFloat {
  let difference = V.Scalar.widened(x[lane]) - V.Scalar.widened(y[lane])
  return difference * difference
}

/// The vector divided by its length.
@inlinable public func normalize<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat {
  let size = sumOfProducts(x, x).squareRoot()
  return mapped(x) { .narrowed(V.Scalar.widened($0) / size) }
}
