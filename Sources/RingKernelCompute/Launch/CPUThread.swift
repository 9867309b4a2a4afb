/// A thread of a block, as a printed body sees it.
@safe @frozen public struct CPUThread {
  /// The block that it belongs to.
  public let block: CPUBlock
  /// The thread in its block.
  public let threadIndex: Axes

  /// Makes a thread.
  @inlinable public init(_ block: CPUBlock, _ x: Int, _ y: Int, _ z: Int) {
    self.block = block
    threadIndex = Axes(x, y, z)
  }

  /// The thread in the launch.
  @inlinable public var globalThreadIndex: Axes {
    Axes(
      block.origin.x &+ threadIndex.x,
      block.origin.y &+ threadIndex.y,
      block.origin.z &+ threadIndex.z
    )
  }
  /// The thread in the launch, as the position of a stencil kernel.
  @inlinable public var position: GridPosition {
    let place = globalThreadIndex
    return GridPosition(x: place.x, y: place.y, z: place.z)
  }
  /// The block in the grid.
  @inlinable public var blockIndex: Axes { block.blockIndex }
  /// Threads of a block.
  @inlinable public var blockSize: Axes { block.blockSize }
  /// Blocks of the grid.
  @inlinable public var gridSize: Axes { block.gridSize }
  /// The thread in its block as one number, x fastest.
  @inlinable public var linearThreadIndex: Int {
    (threadIndex.z &* blockSize.y &+ threadIndex.y) &* blockSize.x &+ threadIndex.x
  }
  /// Always 0: on the CPU a subgroup is one thread.
  @inlinable public var laneIndex: Int { 0 }
  /// The subgroup in its block.
  @inlinable public var subgroupIndex: Int { linearThreadIndex }
  /// Always 1.
  @inlinable public var subgroupSize: Int { 1 }
  /// Whether a thread of this worker has failed.
  @inlinable public var hasFailed: Bool { block.hasFailed }

  /// Records a failure, unless there is one.
  @inline(never) @usableFromInline func fail(_ site: UInt64, _ first: UInt64 = 0, _ second: UInt64 = 0) {
    guard !hasFailed else { return }
    let place = globalThreadIndex
    var failure = CPUFailure()
    failure.site = site
    failure.thread = (place.z * block.total.y + place.y) * block.total.x + place.x
    failure.first = first
    failure.second = second
    unsafe block.record.pointee.fail(failure)
  }

  /// Where an element lies whose index is out of range, once the failure is recorded: memory that nobody reads.
  @inlinable func scratch<T>(_: T.Type) -> UnsafeMutablePointer<T> {
    precondition(MemoryLayout<T>.size <= CPURecord.scratchSize)
    return unsafe block.record.pointee.scratch.unsafelyUnwrapped.assumingMemoryBound(to: T.self)
  }

  /// Which index of a value with elements is meant: one that is in range.
  @inlinable public func index<let n: Int, T>(_ place: Int, in _: () -> InlineArray<n, T>, _ site: UInt64) -> Int {
    checked(place, n, site)
  }
  /// Which lane of a vector is meant: one that is in range.
  @inlinable public func index<V: SIMD>(_ place: Int, in _: () -> V, _ site: UInt64) -> Int {
    checked(place, V.scalarCount, site)
  }
  @inlinable func checked(_ place: Int, _ count: Int, _ site: UInt64) -> Int {
    if UInt(bitPattern: place) < UInt(bitPattern: count) { return place }
    fail(site, UInt64(bitPattern: Int64(place)), UInt64(bitPattern: Int64(count)))
    return 0
  }

  /// Puts the result of a call aside, and nothing where there is none.
  @inlinable public func ignore<T>(_: T) {}
}
