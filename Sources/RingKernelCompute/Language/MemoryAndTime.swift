/// The value, read through the cache for read-only data where there is one.
@inlinable public func loadReadOnly<T>(_ value: T) -> T { value }
/// Asks a CUDA device for the line of a value of a buffer that is read soon; a CPU finds it by itself.
@inlinable public func prefetchL1<T>(_ value: T) {}
/// Asks a CUDA device for the line of a value of a buffer that is read later; a CPU finds it by itself.
@inlinable public func prefetchL2<T>(_ value: T) {}

/// A counter of nanoseconds; it does not run back in a thread.
public func clock64() -> UInt64 {
  let (seconds, parts) = SuspendingClock().now.duration(to: SuspendingClock().systemEpoch).components
  return UInt64(truncatingIfNeeded: 0 &- (seconds &* 1_000_000_000 &+ parts / 1_000_000_000))
}
/// Low word of `clock64()`.
public func clock32() -> UInt32 { UInt32(truncatingIfNeeded: clock64()) }

/// Lets other threads run for about this many nanoseconds.
public func nanosleep(_ nanoseconds: UInt32) {
  let end = clock64() &+ UInt64(nanoseconds)
  while clock64() < end {}
}
