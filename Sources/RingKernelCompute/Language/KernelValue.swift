/// A number of the kernel language: arithmetic that never traps.
public protocol KernelNumber: Comparable, ExpressibleByIntegerLiteral, BitwiseCopyable, Sendable {
  /// `a + b`; integers wrap.
  static func wrappingAdd(_ a: Self, _ b: Self) -> Self
  /// `a - b`; integers wrap.
  static func wrappingSubtract(_ a: Self, _ b: Self) -> Self
  /// `a * b`; integers wrap.
  static func wrappingMultiply(_ a: Self, _ b: Self) -> Self
  /// The smaller one; for NaN the other.
  static func lesser(_ a: Self, _ b: Self) -> Self
  /// The larger one; for NaN the other.
  static func greater(_ a: Self, _ b: Self) -> Self
  /// The absolute value; the least integer stays.
  static func magnitude(_ a: Self) -> Self
}

/// An integer of the kernel language.
public protocol KernelInteger: KernelNumber, FixedWidthInteger, BitwiseCopyable
where Magnitude: KernelInteger, Magnitude: UnsignedInteger {}

extension KernelInteger {
  /// As `KernelNumber` says.
  @inlinable public static func wrappingAdd(_ a: Self, _ b: Self) -> Self { a &+ b }
  /// As `KernelNumber` says.
  @inlinable public static func wrappingSubtract(_ a: Self, _ b: Self) -> Self { a &- b }
  /// As `KernelNumber` says.
  @inlinable public static func wrappingMultiply(_ a: Self, _ b: Self) -> Self { a &* b }
  /// As `KernelNumber` says.
  @inlinable public static func lesser(_ a: Self, _ b: Self) -> Self { b < a ? b : a }
  /// As `KernelNumber` says.
  @inlinable public static func greater(_ a: Self, _ b: Self) -> Self { a < b ? b : a }
  /// As `KernelNumber` says.
  @inlinable public static func magnitude(_ a: Self) -> Self { a < 0 ? 0 &- a : a }
}

extension Int8: KernelInteger {}
extension UInt8: KernelInteger {}
extension Int16: KernelInteger {}
extension UInt16: KernelInteger {}
