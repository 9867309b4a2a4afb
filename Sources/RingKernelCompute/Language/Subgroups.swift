// What the lanes of a subgroup do together. A plain call of a kernel's function is a subgroup of one.

/// The value of another lane; the own one if there is no such lane.
@inlinable public func subgroupShuffle<T: KernelNumber>(_ value: T, lane: Int) -> T { value }
/// The value of the lane that is this much lower; unspecified below lane 0.
@inlinable public func subgroupShuffleUp<T: KernelNumber>(_ value: T, _ distance: Int) -> T { value }
/// The value of the lane that is this much higher; unspecified past the last.
@inlinable public func subgroupShuffleDown<T: KernelNumber>(_ value: T, _ distance: Int) -> T { value }
/// The value of the lane whose number differs in these bits.
@inlinable public func subgroupShuffleXor<T: KernelNumber>(_ value: T, _ mask: Int) -> T { value }
/// The value of one lane, a constant, for all.
@inlinable public func subgroupBroadcast<T: KernelNumber>(_ value: T, lane: Int) -> T { value }
/// A bit for each lane that takes part.
@inlinable public func subgroupActiveMask() -> UInt32 { 1 }
/// A bit for each lane whose argument holds.
@inlinable public func subgroupBallot(_ condition: Bool) -> UInt32 { condition ? 1 : 0 }
/// Whether the argument holds in every lane.
@inlinable public func subgroupAll(_ condition: Bool) -> Bool { condition }
/// Whether the argument holds in some lane.
@inlinable public func subgroupAny(_ condition: Bool) -> Bool { condition }
/// A bit for each lane with the same value.
@inlinable public func subgroupMatchAny<T: KernelAtomicInteger>(_ value: T) -> UInt32 { 1 }
/// The active mask if all lanes have one value, otherwise 0.
@inlinable public func subgroupMatchAll<T: KernelAtomicInteger>(_ value: T) -> UInt32 { 1 }
/// Whether this is the lowest lane that takes part.
@inlinable public func subgroupElect() -> Bool { true }
/// The sum over the subgroup.
@inlinable public func subgroupReduceAdd<T: KernelNumber>(_ value: T) -> T { value }
/// The least value of the subgroup.
@inlinable public func subgroupReduceMin<T: KernelNumber>(_ value: T) -> T { value }
/// The largest value of the subgroup.
@inlinable public func subgroupReduceMax<T: KernelNumber>(_ value: T) -> T { value }
/// Bitwise and over the subgroup.
@inlinable public func subgroupReduceAnd<T: KernelInteger>(_ value: T) -> T { value }
/// Bitwise or over the subgroup.
@inlinable public func subgroupReduceOr<T: KernelInteger>(_ value: T) -> T { value }
/// Bitwise exclusive or over the subgroup.
@inlinable public func subgroupReduceXor<T: KernelInteger>(_ value: T) -> T { value }
/// The sum over this lane and the lower ones.
@inlinable public func subgroupInclusiveAdd<T: KernelNumber>(_ value: T) -> T { value }
/// The sum over the lower lanes.
@inlinable public func subgroupExclusiveAdd<T: KernelNumber>(_ value: T) -> T { 0 }
