// What kind of number a number is.

/// Whether x is not a number.
@inlinable public func isNaN<T: KernelFloat>(_ x: T) -> Bool { x.isNaN }
/// Whether x is infinite.
@inlinable public func isInfinite<T: KernelFloat>(_ x: T) -> Bool { x.isInfinite }
/// Whether x is neither infinite nor NaN.
@inlinable public func isFinite<T: KernelFloat>(_ x: T) -> Bool { x.isFinite }
/// Whether x is finite, not zero, not subnormal.
@inlinable public func isNormal<T: KernelFloat>(_ x: T) -> Bool { x.isNormal }
/// Whether the sign bit of x is set.
@inlinable public func isSignMinus<T: KernelFloat>(_ x: T) -> Bool { x.sign == .minus }
/// Not a number.
@inlinable public func nan<T: KernelFloat>(_: T.Type = Float.self) -> T { .nan }

/// The next number from x towards y.
@inlinable public func nextAfter<T: KernelFloat>(_ x: T, _ y: T) -> T {
  if x.isNaN || y.isNaN { return .nan }
  return x < y ? x.nextUp : y < x ? x.nextDown : y
}
