/// A floating-point number of the kernel language.
public protocol KernelFloat: KernelNumber, BinaryFloatingPoint, BitwiseCopyable {
  /// What blends and sums of products are computed in: `Float` for halves, otherwise the type itself.
  associatedtype Wide: BinaryFloatingPoint & BitwiseCopyable
  /// The number in the wide type.
  static func widened(_ x: Self) -> Wide
  /// A wide number, rounded.
  static func narrowed(_ x: Wide) -> Self
  /// Applies a function that the C library has for single and for double precision.
  static func apply(_ x: Self, _ single: (Float) -> Float, _ double: (Double) -> Double) -> Self
  /// Applies a function of two numbers.
  static func apply(
    _ x: Self,
    _ y: Self,
    _ single: (Float, Float) -> Float,
    _ double: (Double, Double) -> Double
  ) -> Self
}

extension KernelFloat {
  /// As `KernelNumber` says.
  @inlinable public static func wrappingAdd(_ a: Self, _ b: Self) -> Self { a + b }
  /// As `KernelNumber` says.
  @inlinable public static func wrappingSubtract(_ a: Self, _ b: Self) -> Self { a - b }
  /// As `KernelNumber` says.
  @inlinable public static func wrappingMultiply(_ a: Self, _ b: Self) -> Self { a * b }
  /// As `KernelNumber` says.
  @inlinable public static func lesser(_ a: Self, _ b: Self) -> Self { b < a || a.isNaN ? b : a }
  /// As `KernelNumber` says.
  @inlinable public static func greater(_ a: Self, _ b: Self) -> Self { a < b || a.isNaN ? b : a }
  /// As `KernelNumber` says.
  @inlinable public static func magnitude(_ a: Self) -> Self { a.magnitude }
}

extension Float: KernelFloat {
  /// As `KernelFloat` says.
  @inlinable public static func widened(_ x: Self) -> Self { x }
  /// As `KernelFloat` says.
  @inlinable public static func narrowed(_ x: Self) -> Self { x }
  /// As `KernelFloat` says.
  @inlinable public static func apply(_ x: Self, _ single: (Float) -> Float, _: (Double) -> Double) -> Self {
    single(x)
  }
  /// As `KernelFloat` says.
  @inlinable public static func apply(
    _ x: Self,
    _ y: Self,
    _ single: (Float, Float) -> Float,
    _: (Double, Double) -> Double
  ) -> Self { single(x, y) }
}

extension Double: KernelFloat {
  /// As `KernelFloat` says.
  @inlinable public static func widened(_ x: Self) -> Self { x }
  /// As `KernelFloat` says.
  @inlinable public static func narrowed(_ x: Self) -> Self { x }
  /// As `KernelFloat` says.
  @inlinable public static func apply(_ x: Self, _: (Float) -> Float, _ double: (Double) -> Double) -> Self {
    double(x)
  }
  /// As `KernelFloat` says.
  @inlinable public static func apply(
    _ x: Self,
    _ y: Self,
    _: (Float, Float) -> Float,
    _ double: (Double, Double) -> Double
  ) -> Self { double(x, y) }
}

#if !(os(macOS) && arch(x86_64))
extension Float16: KernelFloat {
  /// As `KernelFloat` says.
  @inlinable public static func widened(_ x: Self) -> Float { Float(x) }
  /// As `KernelFloat` says.
  @inlinable public static func narrowed(_ x: Float) -> Self { Float16(x) }
  /// As `KernelFloat` says.
  @inlinable public static func apply(_ x: Self, _ single: (Float) -> Float, _: (Double) -> Double) -> Self {
    Float16(single(Float(x)))
  }
  /// As `KernelFloat` says.
  @inlinable public static func apply(
    _ x: Self,
    _ y: Self,
    _ single: (Float, Float) -> Float,
    _: (Double, Double) -> Double
  ) -> Self { Float16(single(Float(x), Float(y))) }
}
#endif
