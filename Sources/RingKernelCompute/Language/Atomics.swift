// Atomics as kernels spell them. In a launch the compiler puts the device's operations in their place; a plain call of
// a kernel's function has one thread, and the place is exclusive to it.

@inlinable func replace<T>(_ place: inout T, _ body: (T) -> T) -> T {
  let old = place
  place = body(old)
  return old
}

/// Adds, wrapping; gives the old value.
@inlinable @discardableResult public func atomicAdd<T: KernelAtomicNumber>(_ place: inout T, _ value: T) -> T {
  replace(&place) { T.wrappingAdd($0, value) }
}
/// Subtracts, wrapping; gives the old value.
@inlinable @discardableResult public func atomicSubtract<T: KernelAtomicNumber>(_ place: inout T, _ value: T) -> T {
  replace(&place) { T.wrappingSubtract($0, value) }
}
/// Keeps the smaller value; gives the old one.
@inlinable @discardableResult public func atomicMin<T: KernelAtomicInteger>(_ place: inout T, _ value: T) -> T {
  replace(&place) { T.lesser($0, value) }
}
/// Keeps the larger value; gives the old one.
@inlinable @discardableResult public func atomicMax<T: KernelAtomicInteger>(_ place: inout T, _ value: T) -> T {
  replace(&place) { T.greater($0, value) }
}
/// Bitwise and; gives the old value.
@inlinable @discardableResult public func atomicAnd<T: KernelAtomicInteger>(_ place: inout T, _ value: T) -> T {
  replace(&place) { $0 & value }
}
/// Bitwise or; gives the old value.
@inlinable @discardableResult public func atomicOr<T: KernelAtomicInteger>(_ place: inout T, _ value: T) -> T {
  replace(&place) { $0 | value }
}
/// Bitwise exclusive or; gives the old value.
@inlinable @discardableResult public func atomicXor<T: KernelAtomicInteger>(_ place: inout T, _ value: T) -> T {
  replace(&place) { $0 ^ value }
}
/// Counts up to the limit, then from 0; gives the old value.
@inlinable @discardableResult public func atomicIncrement(_ place: inout UInt32, _ limit: UInt32) -> UInt32 {
  replace(&place) { $0 >= limit ? 0 : $0 &+ 1 }
}
/// Counts down to 0, then from the limit; gives the old value.
@inlinable @discardableResult public func atomicDecrement(_ place: inout UInt32, _ limit: UInt32) -> UInt32 {
  replace(&place) { $0 == 0 || $0 > limit ? limit : $0 &- 1 }
}
/// Counts up to the limit, then from 0; gives the old value.
@inlinable @discardableResult public func atomicIncrement(_ place: inout Int32, _ limit: Int32) -> Int32 {
  replace(&place) { $0 >= limit ? 0 : $0 &+ 1 }
}
/// Counts down to 0, then from the limit; gives the old value.
@inlinable @discardableResult public func atomicDecrement(_ place: inout Int32, _ limit: Int32) -> Int32 {
  replace(&place) { $0 == 0 || $0 > limit ? limit : $0 &- 1 }
}
/// Stores a value; gives the old one.
@inlinable @discardableResult public func atomicExchange<T: KernelAtomicNumber>(_ place: inout T, _ value: T) -> T {
  replace(&place) { _ in value }
}
/// Stores `desired` if the value is `expected`; gives the old value.
@inlinable @discardableResult
public func atomicCompareExchange<T: KernelAtomicInteger>(_ place: inout T, expected: T, desired: T) -> T {
  replace(&place) { $0 == expected ? desired : $0 }
}
/// Reads, never a torn value.
@inlinable public func atomicLoad<T: KernelAtomicNumber>(_ place: inout T) -> T { place }
/// Writes, never torn.
@inlinable public func atomicStore<T: KernelAtomicNumber>(_ place: inout T, _ value: T) { place = value }
