extension ThreadBlock {
  /// Memory for the threads of one block: zero at its start; the body gives it back.
  @inlinable public func shared<T: BitwiseCopyable>(_ columns: Int, _ rows: Int = 1, of _: T.Type) -> CPUBuffer<T> {
    let count = columns &* rows
    let place = unsafe take(count &* MemoryLayout<T>.stride)
    return unsafe CPUBuffer(place.bindMemory(to: T.self, capacity: count), Axes(columns, rows, 1))
  }

  /// Gives memory back that `shared` or `locals` gave, what came last first.
  @inlinable public func free<T>(_ memory: CPUBuffer<T>) {
    unsafe giveBack(UnsafeMutableRawPointer(memory.base))
  }
}

extension CPUBlock {
  /// Zeroed bytes of the worker's memory.
  @inlinable public func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    unsafe record.pointee.memory.take(byteCount)
  }

  /// Gives the bytes back that were taken last.
  @inlinable public func giveBack(_ place: UnsafeMutableRawPointer) {
    unsafe record.pointee.memory.giveBack(place)
  }

  /// Room for a local of every thread that lives across a barrier; `of` is never called, it gives the type.
  @inlinable public func locals<T: BitwiseCopyable>(_ count: Int, of _: () -> T) -> CPUBuffer<T> {
    shared(max(count, 1), of: T.self)
  }

  @inlinable func inside(_ origin: Int, _ size: Int, _ extent: Int, _ halo: Int) -> Range<Int> {
    let start = max(0, halo &- origin)
    return start..<max(start, min(size, extent &- halo &- origin))
  }

  /// The threads of a row whose positions are at least `halo` away from the borders along x.
  @inlinable public func interiorX(_ extent: Int, _ halo: Int) -> Range<Int> {
    inside(origin.x, blockSize.x, extent, halo)
  }
  /// The threads of a row up to a multiple of 16, and the others: most of those store to whole cache lines.
  ///
  /// A short row is not cut: its ends, which run in smaller steps, would cost more than that saves.
  @inlinable public func part(_ number: Int, of row: Range<Int>) -> Range<Int> {
    let first = row.lowerBound &+ (0 &- origin.x &- row.lowerBound) & 15
    let split = row.count < 512 ? row.lowerBound : min(first, row.upperBound)
    return number == 0 ? row.lowerBound..<split : split..<row.upperBound
  }
  /// The rows of the block that are at least `halo` away from the borders along y.
  @inlinable public func interiorY(_ extent: Int, _ halo: Int) -> Range<Int> {
    inside(origin.y, blockSize.y, extent, halo)
  }
  /// The planes of the block that are at least `halo` away from the borders along z.
  @inlinable public func interiorZ(_ extent: Int, _ halo: Int) -> Range<Int> {
    inside(origin.z, blockSize.z, extent, halo)
  }

  /// Fails when a field of a stencil is not as large as the first one.
  @inlinable public func requireEqual<A, B>(_ first: CPUBuffer<A>, _ other: CPUBuffer<B>, _ site: UInt64) -> Bool {
    if first.extents == other.extents { return true }
    thread(0, 0, 0).fail(site, UInt64(first.extents.x), UInt64(other.extents.x))
    return false
  }
}
