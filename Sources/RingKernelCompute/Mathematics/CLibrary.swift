#if canImport(Glibc)
public import Glibc
#elseif canImport(Darwin)
public import Darwin
#endif

/// The C library's functions of doubles, whose names the generic ones of this module have as well.
@usableFromInline enum CLibrary {
  @inlinable static func sin(_ x: Double) -> Double { Glibc.sin(x) }
  @inlinable static func cos(_ x: Double) -> Double { Glibc.cos(x) }
  @inlinable static func tan(_ x: Double) -> Double { Glibc.tan(x) }
  @inlinable static func asin(_ x: Double) -> Double { Glibc.asin(x) }
  @inlinable static func acos(_ x: Double) -> Double { Glibc.acos(x) }
  @inlinable static func atan(_ x: Double) -> Double { Glibc.atan(x) }
  @inlinable static func sinh(_ x: Double) -> Double { Glibc.sinh(x) }
  @inlinable static func cosh(_ x: Double) -> Double { Glibc.cosh(x) }
  @inlinable static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
  @inlinable static func asinh(_ x: Double) -> Double { Glibc.asinh(x) }
  @inlinable static func acosh(_ x: Double) -> Double { Glibc.acosh(x) }
  @inlinable static func atanh(_ x: Double) -> Double { Glibc.atanh(x) }
  @inlinable static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  @inlinable static func exp2(_ x: Double) -> Double { Glibc.exp2(x) }
  @inlinable static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }
  @inlinable static func log(_ x: Double) -> Double { Glibc.log(x) }
  @inlinable static func log2(_ x: Double) -> Double { Glibc.log2(x) }
  @inlinable static func log10(_ x: Double) -> Double { Glibc.log10(x) }
  @inlinable static func log1p(_ x: Double) -> Double { Glibc.log1p(x) }
  @inlinable static func cbrt(_ x: Double) -> Double { Glibc.cbrt(x) }
  @inlinable static func erf(_ x: Double) -> Double { Glibc.erf(x) }
  @inlinable static func erfc(_ x: Double) -> Double { Glibc.erfc(x) }
  @inlinable static func tgamma(_ x: Double) -> Double { Glibc.tgamma(x) }
  @inlinable static func atan2(_ x: Double, _ y: Double) -> Double { Glibc.atan2(x, y) }
  @inlinable static func pow(_ x: Double, _ y: Double) -> Double { Glibc.pow(x, y) }
  @inlinable static func hypot(_ x: Double, _ y: Double) -> Double { Glibc.hypot(x, y) }
}
