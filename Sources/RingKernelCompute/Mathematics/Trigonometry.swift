#if canImport(Glibc)
public import Glibc
#elseif canImport(Darwin)
public import Darwin
#endif

// Angles: the functions of the C library, for every width and for vectors.

/// Sine of radians.
@inlinable public func sin<T: KernelFloat>(_ x: T) -> T { T.apply(x, { sinf($0) }, { CLibrary.sin($0) }) }
/// Sine of radians, lane by lane.
@inlinable public func sin<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { sin($0) } }

/// Cosine of radians.
@inlinable public func cos<T: KernelFloat>(_ x: T) -> T { T.apply(x, { cosf($0) }, { CLibrary.cos($0) }) }
/// Cosine of radians, lane by lane.
@inlinable public func cos<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { cos($0) } }

/// Tangent of radians.
@inlinable public func tan<T: KernelFloat>(_ x: T) -> T { T.apply(x, { tanf($0) }, { CLibrary.tan($0) }) }
/// Tangent of radians, lane by lane.
@inlinable public func tan<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { tan($0) } }

/// Arc sine.
@inlinable public func asin<T: KernelFloat>(_ x: T) -> T { T.apply(x, { asinf($0) }, { CLibrary.asin($0) }) }
/// Arc sine, lane by lane.
@inlinable public func asin<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { asin($0) } }

/// Arc cosine.
@inlinable public func acos<T: KernelFloat>(_ x: T) -> T { T.apply(x, { acosf($0) }, { CLibrary.acos($0) }) }
/// Arc cosine, lane by lane.
@inlinable public func acos<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { acos($0) } }

/// Arc tangent.
@inlinable public func atan<T: KernelFloat>(_ x: T) -> T { T.apply(x, { atanf($0) }, { CLibrary.atan($0) }) }
/// Arc tangent, lane by lane.
@inlinable public func atan<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { atan($0) } }

/// Hyperbolic sine.
@inlinable public func sinh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { sinhf($0) }, { CLibrary.sinh($0) }) }
/// Hyperbolic sine, lane by lane.
@inlinable public func sinh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { sinh($0) } }

/// Hyperbolic cosine.
@inlinable public func cosh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { coshf($0) }, { CLibrary.cosh($0) }) }
/// Hyperbolic cosine, lane by lane.
@inlinable public func cosh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { cosh($0) } }

/// Hyperbolic tangent.
@inlinable public func tanh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { tanhf($0) }, { CLibrary.tanh($0) }) }
/// Hyperbolic tangent, lane by lane.
@inlinable public func tanh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { tanh($0) } }

/// Inverse hyperbolic sine.
@inlinable public func asinh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { asinhf($0) }, { CLibrary.asinh($0) }) }
/// Inverse hyperbolic sine, lane by lane.
@inlinable public func asinh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { asinh($0) } }

/// Inverse hyperbolic cosine.
@inlinable public func acosh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { acoshf($0) }, { CLibrary.acosh($0) }) }
/// Inverse hyperbolic cosine, lane by lane.
@inlinable public func acosh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { acosh($0) } }

/// Inverse hyperbolic tangent.
@inlinable public func atanh<T: KernelFloat>(_ x: T) -> T { T.apply(x, { atanhf($0) }, { CLibrary.atanh($0) }) }
/// Inverse hyperbolic tangent, lane by lane.
@inlinable public func atanh<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { atanh($0) } }

/// Angle of the point, of y, x.
@inlinable public func atan2<T: KernelFloat>(_ x: T, _ y: T) -> T {
  T.apply(x, y, { atan2f($0, $1) }, { CLibrary.atan2($0, $1) })
}
/// Angle of the point, of y, x, lane by lane.
@inlinable public func atan2<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y) { atan2($0, $1) }
}
