#if canImport(Glibc)
public import Glibc
#elseif canImport(Darwin)
public import Darwin
#endif

// Powers: the functions of the C library, for every width and for vectors.

/// e to the power.
@inlinable public func exp<T: KernelFloat>(_ x: T) -> T { T.apply(x, { expf($0) }, { CLibrary.exp($0) }) }
/// e to the power, lane by lane.
@inlinable public func exp<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { exp($0) } }

/// 2 to the power.
@inlinable public func exp2<T: KernelFloat>(_ x: T) -> T { T.apply(x, { exp2f($0) }, { CLibrary.exp2($0) }) }
/// 2 to the power, lane by lane.
@inlinable public func exp2<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { exp2($0) } }

/// exp(x) - 1.
@inlinable public func expm1<T: KernelFloat>(_ x: T) -> T { T.apply(x, { expm1f($0) }, { CLibrary.expm1($0) }) }
/// exp(x) - 1, lane by lane.
@inlinable public func expm1<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { expm1($0) } }

/// Natural logarithm.
@inlinable public func log<T: KernelFloat>(_ x: T) -> T { T.apply(x, { logf($0) }, { CLibrary.log($0) }) }
/// Natural logarithm, lane by lane.
@inlinable public func log<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { log($0) } }

/// Logarithm to base 2.
@inlinable public func log2<T: KernelFloat>(_ x: T) -> T { T.apply(x, { log2f($0) }, { CLibrary.log2($0) }) }
/// Logarithm to base 2, lane by lane.
@inlinable public func log2<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { log2($0) } }

/// Logarithm to base 10.
@inlinable public func log10<T: KernelFloat>(_ x: T) -> T { T.apply(x, { log10f($0) }, { CLibrary.log10($0) }) }
/// Logarithm to base 10, lane by lane.
@inlinable public func log10<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { log10($0) } }

/// log(1 + x).
@inlinable public func log1p<T: KernelFloat>(_ x: T) -> T { T.apply(x, { log1pf($0) }, { CLibrary.log1p($0) }) }
/// log(1 + x), lane by lane.
@inlinable public func log1p<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { log1p($0) } }

/// Cube root.
@inlinable public func cbrt<T: KernelFloat>(_ x: T) -> T { T.apply(x, { cbrtf($0) }, { CLibrary.cbrt($0) }) }
/// Cube root, lane by lane.
@inlinable public func cbrt<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { cbrt($0) } }

/// Error function.
@inlinable public func erf<T: KernelFloat>(_ x: T) -> T { T.apply(x, { erff($0) }, { CLibrary.erf($0) }) }
/// Error function, lane by lane.
@inlinable public func erf<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { erf($0) } }

/// 1 - erf(x).
@inlinable public func erfc<T: KernelFloat>(_ x: T) -> T { T.apply(x, { erfcf($0) }, { CLibrary.erfc($0) }) }
/// 1 - erf(x), lane by lane.
@inlinable public func erfc<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { erfc($0) } }

/// Gamma function.
@inlinable public func tgamma<T: KernelFloat>(_ x: T) -> T { T.apply(x, { tgammaf($0) }, { CLibrary.tgamma($0) }) }
/// Gamma function, lane by lane.
@inlinable public func tgamma<V: SIMD>(_ x: V) -> V where V.Scalar: KernelFloat { mapped(x) { tgamma($0) } }

/// x to the power y.
@inlinable public func pow<T: KernelFloat>(_ x: T, _ y: T) -> T {
  T.apply(x, y, { powf($0, $1) }, { CLibrary.pow($0, $1) })
}
/// x to the power y, lane by lane.
@inlinable public func pow<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat { mapped(x, y) { pow($0, $1) } }

/// Square root of x * x + y * y without overflow.
@inlinable public func hypot<T: KernelFloat>(_ x: T, _ y: T) -> T {
  T.apply(x, y, { hypotf($0, $1) }, { CLibrary.hypot($0, $1) })
}
/// Square root of x * x + y * y without overflow, lane by lane.
@inlinable public func hypot<V: SIMD>(_ x: V, _ y: V) -> V where V.Scalar: KernelFloat {
  mapped(x, y) { hypot($0, $1) }
}
