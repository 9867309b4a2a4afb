// Rounding, signs and roots.

/// Square root.
@inlinable public func sqrt<T: KernelFloat>(_ x: T) -> T { x.squareRoot() }
/// Square root, lane by lane.
@inlinable public func sqrt<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { sqrt($0) } }

/// Reciprocal of the square root.
@inlinable public func rsqrt<T: KernelFloat>(_ x: T) -> T { T.narrowed(1 / T.widened(x).squareRoot()) }
/// Reciprocal of the square root, lane by lane.
@inlinable public func rsqrt<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { rsqrt($0) } }

/// Next whole number towards minus infinity.
@inlinable public func floor<T: KernelFloat>(_ x: T) -> T { x.rounded(.down) }
/// Next whole number towards minus infinity, lane by lane.
@inlinable public func floor<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { floor($0) } }

/// Next whole number towards infinity.
@inlinable public func ceil<T: KernelFloat>(_ x: T) -> T { x.rounded(.up) }
/// Next whole number towards infinity, lane by lane.
@inlinable public func ceil<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { ceil($0) } }

/// Nearest whole number, halves away from zero.
@inlinable public func round<T: KernelFloat>(_ x: T) -> T { x.rounded(.toNearestOrAwayFromZero) }
/// Nearest whole number, halves away from zero, lane by lane.
@inlinable public func round<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { round($0) } }

/// Next whole number towards zero.
@inlinable public func trunc<T: KernelFloat>(_ x: T) -> T { x.rounded(.towardZero) }
/// Next whole number towards zero, lane by lane.
@inlinable public func trunc<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { trunc($0) } }

/// x - floor(x).
@inlinable public func fract<T: KernelFloat>(_ x: T) -> T { x - x.rounded(.down) }
/// x - floor(x), lane by lane.
@inlinable public func fract<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { fract($0) } }

/// Remainder of the division truncated towards zero.
@inlinable public func fmod<T: KernelFloat>(_ x: T, _ y: T) -> T { x.truncatingRemainder(dividingBy: y) }
/// Remainder of the division truncated towards zero, lane by lane.
@inlinable public func fmod<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat { mapped(x, y) { fmod($0, $1) } }

/// Remainder of the division rounded to nearest even.
@inlinable public func remainder<T: KernelFloat>(_ x: T, _ y: T) -> T { x.remainder(dividingBy: y) }
/// Remainder of the division rounded to nearest even, lane by lane.
@inlinable public func remainder<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y) { remainder($0, $1) }
}

/// The magnitude of the first with the sign of the second.
@inlinable public func copysign<T: KernelFloat>(_ x: T, _ y: T) -> T { T(signOf: y, magnitudeOf: x) }
/// The magnitude of the first with the sign of the second, lane by lane.
@inlinable public func copysign<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y) { copysign($0, $1) }
}

/// 1 / x.
@inlinable public func reciprocal<T: KernelFloat>(_ x: T) -> T { 1 / x }
/// 1 / x, lane by lane.
@inlinable public func reciprocal<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { reciprocal($0) } }

/// x / y, perhaps less exact.
@inlinable public func fastDivide<T: KernelFloat>(_ x: T, _ y: T) -> T { x / y }
/// x / y, perhaps less exact, lane by lane.
@inlinable public func fastDivide<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y) { fastDivide($0, $1) }
}

/// x * y + z, rounded once.
@inlinable public func fma<T: KernelFloat>(_ x: T, _ y: T, _ z: T) -> T { z.addingProduct(x, y) }
/// x * y + z, rounded once, lane by lane.
@inlinable public func fma<V: SIMD>(_ x: V, _ y: V, _ z: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y, z) { fma($0, $1, $2) }
}
