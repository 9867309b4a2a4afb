#if canImport(Glibc)
public import Glibc
#elseif canImport(Darwin)
public import Darwin
#endif

// Functions that the C library has for doubles only, or not at all: every width goes through `Double`.

/// A function of doubles for any width.
@inlinable func wide<T: KernelFloat>(_ x: T, _ body: (Double) -> Double) -> T { T(body(Double(x))) }

/// 10 to the power.
@inlinable public func exp10<T: KernelFloat>(_ x: T) -> T { wide(x) { CLibrary.pow(10, $0) } }
/// Sine of x times pi.
@inlinable public func sinpi<T: KernelFloat>(_ x: T) -> T {
  wide(x) { value in
    // Near whole numbers the distance to them is exact, and so is the zero there.
    let r = value.remainder(dividingBy: 2)
    let near = r > 0.5 ? 1 - r : r < -0.5 ? -1 - r : r
    guard near.magnitude > 0.25 else { return CLibrary.sin(.pi * near) }
    return Double(signOf: near, magnitudeOf: CLibrary.cos(.pi * (0.5 - near.magnitude)))
  }
}
/// Cosine of x times pi.
@inlinable public func cospi<T: KernelFloat>(_ x: T) -> T {
  wide(x) { value in
    let r = value.remainder(dividingBy: 2).magnitude
    if r <= 0.25 { return CLibrary.cos(.pi * r) }
    return r < 0.75 ? CLibrary.sin(.pi * (0.5 - r)) : -CLibrary.cos(.pi * (1 - r))
  }
}
/// Sine and cosine.
@inlinable public func sincos<T: KernelFloat>(_ x: T) -> (T, T) { (sin(x), cos(x)) }
/// x to a whole power.
@inlinable public func powi<T: KernelFloat>(_ x: T, _ n: Int32) -> T { wide(x) { CLibrary.pow($0, Double(n)) } }
/// x times a power of 2.
@inlinable public func ldexp<T: KernelFloat>(_ x: T, _ n: Int32) -> T { wide(x) { scalbn($0, n) } }
/// The same as `ldexp`.
@inlinable public func scalbn<T: KernelFloat>(_ x: T, _ n: Int32) -> T {
  // A power past the least subnormal is made in two steps: `sign:exponent:` alone would give infinity or zero.
  let bound = max(min(Int(n), 2200), -2200)
  var result = Double(x)
  for part in [bound / 3, bound / 3, bound - 2 * (bound / 3)] {
    result *= Double(sign: .plus, exponent: part, significand: 1)
  }
  return T(result)
}
/// The exponent of x.
@inlinable public func ilogb<T: KernelFloat>(_ x: T) -> Int32 {
  x.isFinite && x != 0 ? Int32(x.exponent) : .min
}
/// Logarithm of the absolute gamma function.
@inlinable public func lgamma<T: KernelFloat>(_ x: T) -> T {
  wide(x) { value in
    var sign: Int32 = 0
    return unsafe lgamma_r(value, &sign)
  }
}

/// Bessel function J0.
@inlinable public func besselJ0<T: KernelFloat>(_ x: T) -> T { wide(x) { j0($0) } }
/// Bessel function J1.
@inlinable public func besselJ1<T: KernelFloat>(_ x: T) -> T { wide(x) { j1($0) } }
/// Bessel function Jn.
@inlinable public func besselJn<T: KernelFloat>(_ n: Int32, _ x: T) -> T { wide(x) { jn(n, $0) } }
/// Bessel function Y0.
@inlinable public func besselY0<T: KernelFloat>(_ x: T) -> T { wide(x) { y0($0) } }
/// Bessel function Y1.
@inlinable public func besselY1<T: KernelFloat>(_ x: T) -> T { wide(x) { y1($0) } }
/// Bessel function Yn.
@inlinable public func besselYn<T: KernelFloat>(_ n: Int32, _ x: T) -> T { wide(x) { yn(n, $0) } }
/// Modified Bessel function I0.
@inlinable public func besselI0<T: KernelFloat>(_ x: T) -> T { wide(x) { SpecialSeries.besselI(0, $0) } }
/// Modified Bessel function I1.
@inlinable public func besselI1<T: KernelFloat>(_ x: T) -> T { wide(x) { SpecialSeries.besselI(1, $0) } }

/// Inverse of the error function.
@inlinable public func erfinv<T: KernelFloat>(_ x: T) -> T {
  wide(x) { SpecialSeries.quantile(center: $0 / 2, tail: (1 - $0.magnitude) / 2) / 2.0.squareRoot() }
}
/// Inverse of `erfc`.
@inlinable public func erfcinv<T: KernelFloat>(_ x: T) -> T {
  wide(x) {
    // Half of the least subnormal is none: the tail is twice the probability.
    SpecialSeries.quantile(center: (1 - $0) / 2, tail: min($0, 2 - $0), excess: 0.693_147_180_559_945_3)
      / 2.0.squareRoot()
  }
}
/// Distribution function of the standard normal.
@inlinable public func normalCDF<T: KernelFloat>(_ x: T) -> T {
  wide(x) { value in
    guard value.isFinite else { return value.isNaN ? .nan : value > 0 ? 1 : 0 }
    // The error of x / √2 would grow with the square of x in the tail; the root of two itself lacks about -9.667e-17.
    let root = 2.0.squareRoot()
    let t = -value / root
    let rest = ((-value).addingProduct(-t, root) + t * 9.667293313452913e-17) / root
    return (CLibrary.erfc(t) - rest * 2 / Double.pi.squareRoot() * CLibrary.exp(-t * t)) / 2
  }
}
/// Quantile of the standard normal.
@inlinable public func normalCDFInverse<T: KernelFloat>(_ x: T) -> T {
  wide(x) { SpecialSeries.quantile(center: $0 - 0.5, tail: min($0, 1 - $0)) }
}
