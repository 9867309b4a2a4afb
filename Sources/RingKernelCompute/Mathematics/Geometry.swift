// Vectors as arrows.

/// Sum of the products of the lanes.
@inlinable public func dot<V: SIMD>(_ x: V, _ y: V) -> V.Scalar where V.Scalar: KernelFloat {
  var sum: V.Scalar = x[0] * y[0]
  for lane in 1..<x.scalarCount { sum += x[lane] * y[lane] }
  return sum
}

/// Vector product.
@inlinable public func cross<T: KernelFloat & SIMDScalar>(_ x: SIMD3<T>, _ y: SIMD3<T>) -> SIMD3<T> {
  SIMD3(x.y * y.z - x.z * y.y, x.z * y.x - x.x * y.z, x.x * y.y - x.y * y.x)
}

/// Square root of the dot product with itself.
@inlinable public func length<V: SIMD>(_ x: V) -> V.Scalar where V.Scalar: KernelFloat { dot(x, x).squareRoot() }

/// Length of the difference.
@inlinable public func distance<V: SIMD>(_ x: V, _ y: V) -> V.Scalar where V.Scalar: KernelFloat {
  length(mapped(x, y) { $0 - $1 })
}

/// The vector divided by its length.
@inlinable public func normalize<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat {
  let size = length(x)
  return mapped(x) { $0 / size }
}
