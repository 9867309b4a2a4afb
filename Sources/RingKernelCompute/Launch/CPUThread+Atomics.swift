// Atomics of printed bodies: on memory that other workers change.
extension CPUThread {
  /// Adds, wrapping; gives the old value.
  @inlinable @discardableResult
  public func atomicAdd<T: KernelAtomicNumber>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { T.wrappingAdd($0, value) }
  }
  /// Subtracts, wrapping; gives the old value.
  @inlinable @discardableResult
  public func atomicSubtract<T: KernelAtomicNumber>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { T.wrappingSubtract($0, value) }
  }
  /// Keeps the smaller value; gives the old one.
  @inlinable @discardableResult
  public func atomicMin<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { T.lesser($0, value) }
  }
  /// Keeps the larger value; gives the old one.
  @inlinable @discardableResult
  public func atomicMax<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { T.greater($0, value) }
  }
  /// Bitwise and; gives the old value.
  @inlinable @discardableResult
  public func atomicAnd<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { $0 & value }
  }
  /// Bitwise or; gives the old value.
  @inlinable @discardableResult
  public func atomicOr<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { $0 | value }
  }
  /// Bitwise exclusive or; gives the old value.
  @inlinable @discardableResult
  public func atomicXor<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { $0 ^ value }
  }
  /// Counts up to the limit, then from 0; gives the old value.
  @inlinable @discardableResult
  public func atomicIncrement<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { $0 >= value ? 0 : $0 &+ 1 }
  }
  /// Counts down to 0, then from the limit; gives the old value.
  @inlinable @discardableResult
  public func atomicDecrement<T: KernelAtomicInteger>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { $0 == 0 || $0 > value ? value : $0 &- 1 }
  }
  /// Stores a value; gives the old one.
  @inlinable @discardableResult
  public func atomicExchange<T: KernelAtomicNumber>(_ place: UnsafeMutablePointer<T>, _ value: T) -> T {
    unsafe T.exchange(at: place) { _ in value }
  }
  /// Stores `desired` if the value is `expected`; gives the old value.
  @inlinable @discardableResult
  public func atomicCompareExchange<T: KernelAtomicInteger>(
    _ place: UnsafeMutablePointer<T>,
    expected: T,
    desired: T
  ) -> T {
    unsafe T.exchange(at: place) { $0 == expected ? desired : $0 }
  }
  /// Reads, never a torn value.
  @inlinable public func atomicLoad<T: KernelAtomicNumber>(_ place: UnsafeMutablePointer<T>) -> T {
    unsafe T.exchange(at: place) { $0 }
  }
  /// Writes, never torn.
  @inlinable public func atomicStore<T: KernelAtomicNumber>(_ place: UnsafeMutablePointer<T>, _ value: T) {
    unsafe atomicExchange(place, value)
  }
}
