// What threads do together. A plain call of a kernel's function is a block, and a subgroup, of one thread.

/// Waits for every thread of the block; memory of the block is seen by all.
@inlinable public func barrier() {}
/// A barrier that counts the threads whose argument holds.
@inlinable public func barrierCount(_ condition: Bool) -> Int32 { condition ? 1 : 0 }
/// A barrier that tells whether the argument holds for every thread.
@inlinable public func barrierAll(_ condition: Bool) -> Bool { condition }
/// A barrier that tells whether the argument holds for some thread.
@inlinable public func barrierAny(_ condition: Bool) -> Bool { condition }
/// Waits for every thread of the grid, which must be resident.
@inlinable public func gridBarrier() {}
/// Waits for every lane of the subgroup.
@inlinable public func subgroupBarrier() {}
/// Orders memory accesses of this thread for its block.
@inlinable public func threadFenceBlock() {}
/// Orders memory accesses of this thread for its device.
@inlinable public func threadFence() {}
/// Orders memory accesses of this thread for the device and the host.
@inlinable public func threadFenceSystem() {}

/// The sum over the block, for every thread; floats are added in a fixed order.
@inlinable public func blockReduceAdd<T: KernelNumber>(_ value: T) -> T { value }
/// The least value of the block, for every thread.
@inlinable public func blockReduceMin<T: KernelNumber>(_ value: T) -> T { value }
/// The largest value of the block, for every thread.
@inlinable public func blockReduceMax<T: KernelNumber>(_ value: T) -> T { value }
/// Bitwise and over the block, for every thread.
@inlinable public func blockReduceAnd<T: KernelInteger>(_ value: T) -> T { value }
/// Bitwise or over the block, for every thread.
@inlinable public func blockReduceOr<T: KernelInteger>(_ value: T) -> T { value }
/// The same as `blockReduceAdd`.
@inlinable public func reduceAndBroadcast<T: KernelNumber>(_ value: T) -> T { value }
/// Adds the sum over the block to a place, once a block.
@inlinable public func gridReduceAdd<T: KernelAtomicNumber>(_ place: inout T, _ value: T) { atomicAdd(&place, value) }
/// Lowers a place to the least value of the block.
@inlinable public func gridReduceMin<T: KernelAtomicInteger>(_ place: inout T, _ value: T) { atomicMin(&place, value) }
/// Raises a place to the largest value of the block.
@inlinable public func gridReduceMax<T: KernelAtomicInteger>(_ place: inout T, _ value: T) { atomicMax(&place, value) }
