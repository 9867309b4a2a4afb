// Choices and blends of numbers.

/// Absolute value; the least integer stays.
@inlinable public func abs<T: KernelNumber>(_ x: T) -> T { T.magnitude(x) }
/// Absolute value; the least integer stays, lane by lane.
@inlinable public func abs<V: SIMD>(_ x: V) -> V where V.Scalar: KernelNumber { mapped(x) { abs($0) } }

/// The smaller value; for NaN the other.
@inlinable public func min<T: KernelNumber>(_ x: T, _ y: T) -> T { T.lesser(x, y) }
/// The smaller value; for NaN the other, lane by lane.
@inlinable public func min<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelNumber { mapped(x, y) { min($0, $1) } }

/// The larger value; for NaN the other.
@inlinable public func max<T: KernelNumber>(_ x: T, _ y: T) -> T { T.greater(x, y) }
/// The larger value; for NaN the other, lane by lane.
@inlinable public func max<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelNumber { mapped(x, y) { max($0, $1) } }

/// Keeps a value between two others: max(low, min(x, high)).
@inlinable public func clamp<T: KernelNumber>(_ x: T, _ low: T, _ high: T) -> T { T.greater(low, T.lesser(x, high)) }
/// Keeps a value between two others, lane by lane.
@inlinable public func clamp<V: SIMD>(_ x: V, _ low: V, _ high: V) -> V where V.Scalar: KernelNumber {
  mapped(x, low, high) { clamp($0, $1, $2) }
}

/// -1, 0 or 1.
@inlinable public func sign<T: KernelNumber>(_ x: T) -> T { T.wrappingSubtract(x > 0 ? 1 : 0, x < 0 ? 1 : 0) }
/// -1, 0 or 1, lane by lane.
@inlinable public func sign<V: SIMD>(_ x: V) -> V where V.Scalar: KernelNumber { mapped(x) { sign($0) } }

/// x * (1 - t) + y * t.
@inlinable public func mix<T: KernelFloat>(_ x: T, _ y: T, _ t: T) -> T {
  let part = T.widened(t)
  return T.narrowed(T.widened(x) * (1 - part) + T.widened(y) * part)
}
/// x * (1 - t) + y * t, lane by lane.
@inlinable public func mix<V: SIMD>(_ x: V, _ y: V, _ t: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y, t) { mix($0, $1, $2) }
}

/// 0 below the edge, else 1, of edge, x.
@inlinable public func step<T: KernelFloat>(_ x: T, _ y: T) -> T { y < x ? 0 : 1 }
/// 0 below the edge, else 1, of edge, x, lane by lane.
@inlinable public func step<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat { mapped(x, y) { step($0, $1) } }

/// x between 0 and 1; 0 for NaN.
@inlinable public func saturate<T: KernelFloat>(_ x: T) -> T { T.lesser(T.greater(x, 0), 1) }
/// x between 0 and 1; 0 for NaN, lane by lane.
@inlinable public func saturate<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { saturate($0) } }

/// x - y if positive, else 0.
@inlinable public func fdim<T: KernelFloat>(_ x: T, _ y: T) -> T { x.isNaN || y.isNaN ? .nan : x > y ? x - y : 0 }
/// x - y if positive, else 0, lane by lane.
@inlinable public func fdim<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat { mapped(x, y) { fdim($0, $1) } }

/// Hermite interpolation between two edges.
@inlinable public func smoothstep<T: KernelFloat>(_ low: T, _ high: T, _ x: T) -> T {
  let part = (T.widened(x) - T.widened(low)) / (T.widened(high) - T.widened(low))
  let t: T.Wide = part.isNaN || part > 1 ? 1 : part > 0 ? part : 0
  return T.narrowed(t * t * (3 - 2 * t))
}
/// Hermite interpolation between two edges, lane by lane.
@inlinable public func smoothstep<V: SIMD>(_ low: V, _ high: V, _ x: V) -> V where V.Scalar: KernelFloat {
  mapped(low, high, x) { smoothstep($0, $1, $2) }
}
