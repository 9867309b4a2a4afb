public import Synchronization

// Safety: `Atomic<T>` has the size and alignment of `T` and no other state, so a naturally aligned integer
// in shared memory may be viewed as one, provided that every concurrent access goes through such a view.

/// Atomic view of one aligned 64-bit word of shared memory.
@inlinable @inline(__always)
public func atomicWord(_ address: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt64>> {
  unsafe address.assumingMemoryBound(to: Atomic<UInt64>.self)
}

/// Atomic view of one aligned 32-bit word of shared memory.
@inlinable @inline(__always)
public func atomicHalf(_ address: UnsafeMutableRawPointer) -> UnsafeMutablePointer<Atomic<UInt32>> {
  unsafe address.assumingMemoryBound(to: Atomic<UInt32>.self)
}
