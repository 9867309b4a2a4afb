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
  @inlinable public static func wrappingAdd(_ a: Self, _ b: Self) -> Self { a &+ b }
  @inlinable public static func wrappingSubtract(_ a: Self, _ b: Self) -> Self { a &- b }
  @inlinable public static func wrappingMultiply(_ a: Self, _ b: Self) -> Self { a &* b }
  @inlinable public static func lesser(_ a: Self, _ b: Self) -> Self { b < a ? b : a }
  @inlinable public static func greater(_ a: Self, _ b: Self) -> Self { a < b ? b : a }
  @inlinable public static func magnitude(_ a: Self) -> Self { a < 0 ? 0 &- a : a }
}

/// An integer that atomics work on.
public protocol KernelAtomicInteger: KernelInteger {}

extension Int: KernelAtomicInteger {}
extension UInt: KernelAtomicInteger {}
extension Int32: KernelAtomicInteger {}
extension UInt32: KernelAtomicInteger {}
extension Int64: KernelAtomicInteger {}
extension UInt64: KernelAtomicInteger {}
extension Int8: KernelInteger {}
extension UInt8: KernelInteger {}
extension Int16: KernelInteger {}
extension UInt16: KernelInteger {}
