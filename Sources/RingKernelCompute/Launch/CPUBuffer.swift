public import RingKernelABI

/// Elements in memory that a launch lends to its threads: a pointer and extents, nothing to count or to lock.
@safe @frozen public struct CPUBuffer<Element> {
  @usableFromInline let base: UnsafeMutablePointer<Element>
  /// Elements along the axes.
  public let extents: Axes

  @inlinable init(_ argument: CPUArgument) {
    unsafe base = argument.base.assumingMemoryBound(to: Element.self)
    extents = argument.extents
  }
  /// Elements at a place, for shared memory.
  @inlinable init(_ base: UnsafeMutablePointer<Element>, _ extents: Axes) {
    unsafe self.base = base
    self.extents = extents
  }

  /// Number of elements of a buffer of one axis.
  @inlinable public var count: Int { extents.x }
  /// Places of a buffer of one axis.
  @inlinable public var indices: Range<Int> { 0..<extents.x }
  /// Elements along x.
  @inlinable public var width: Int { extents.x }
  /// Elements along y.
  @inlinable public var height: Int { extents.y }
  /// Elements along z.
  @inlinable public var depth: Int { extents.z }

  /// The place of a position among the elements, x fastest.
  @inlinable public func index(_ position: GridPosition) -> Int {
    (position.z &* extents.y &+ position.y) &* extents.x &+ position.x
  }

  @inlinable func pointer(
    _ x: Int,
    _ y: Int,
    _ z: Int,
    _ thread: CPUThread,
    _ site: UInt64
  ) -> UnsafeMutablePointer<
    Element
  > {
    if UInt(bitPattern: x) >= UInt(bitPattern: extents.x) {
      thread.fail(site, UInt64(bitPattern: Int64(x)), UInt64(extents.x))
      return unsafe thread.scratch(Element.self)
    }
    if UInt(bitPattern: y) >= UInt(bitPattern: extents.y) {
      thread.fail(site, UInt64(bitPattern: Int64(y)), UInt64(extents.y))
      return unsafe thread.scratch(Element.self)
    }
    if UInt(bitPattern: z) >= UInt(bitPattern: extents.z) {
      thread.fail(site, UInt64(bitPattern: Int64(z)), UInt64(extents.z))
      return unsafe thread.scratch(Element.self)
    }
    return unsafe base + ((z &* extents.y &+ y) &* extents.x &+ x)
  }

  /// Asks for the lines that the fourth block after this one reads, or so, if it reads `base + from ..< base + to` itself.
  ///
  /// Lines are not always wanted in the order in which they lie, and the processor guesses by that.
  @inlinable @inline(__always) public func fetchAhead(_ base: Int, _ from: Int, _ to: Int) {
    let first = unsafe self.base + (base &+ from)
    for offset in stride(from: 0, to: (to &- from) &* MemoryLayout<Element>.stride, by: 64) {
      unsafe prefetchForRead(first, plus: 4096 &+ offset)
    }
  }

  /// The same for a row of a field of three axes: that of some threads, or one so many planes in front of it.
  @inlinable @inline(__always) public func fetchRowAhead(_ block: CPUBlock, _ y: Int, _ z: Int, _ planes: Int) {
    let plane = block.origin.z &+ z &+ planes
    let first = (plane &* extents.y &+ block.origin.y &+ y) &* extents.x &+ block.origin.x
    fetchAhead(first, 0, block.blockSize.x)
  }

  /// An element; one that is not there fails the thread.
  @inlinable public subscript(x: Int, thread: CPUThread, site: UInt64) -> Element {
    unsafeAddress { unsafe UnsafePointer(pointer(x, 0, 0, thread, site)) }
    nonmutating unsafeMutableAddress { unsafe pointer(x, 0, 0, thread, site) }
  }
  /// An element of two axes.
  @inlinable public subscript(x: Int, y: Int, thread: CPUThread, site: UInt64) -> Element {
    unsafeAddress { unsafe UnsafePointer(pointer(x, y, 0, thread, site)) }
    nonmutating unsafeMutableAddress { unsafe pointer(x, y, 0, thread, site) }
  }
  /// An element of three axes.
  @inlinable public subscript(x: Int, y: Int, z: Int, thread: CPUThread, site: UInt64) -> Element {
    unsafeAddress { unsafe UnsafePointer(pointer(x, y, z, thread, site)) }
    nonmutating unsafeMutableAddress { unsafe pointer(x, y, z, thread, site) }
  }
  /// An element that is known to be there.
  @inlinable public subscript(proved x: Int) -> Element {
    unsafeAddress { unsafe UnsafePointer(base + x) }
    nonmutating unsafeMutableAddress { unsafe base + x }
  }
  /// An element of two axes that is known to be there.
  @inlinable public subscript(proved x: Int, y: Int) -> Element {
    unsafeAddress { unsafe UnsafePointer(base + (y &* extents.x &+ x)) }
    nonmutating unsafeMutableAddress { unsafe base + (y &* extents.x &+ x) }
  }
  /// An element of three axes that is known to be there.
  @inlinable public subscript(proved x: Int, y: Int, z: Int) -> Element {
    unsafeAddress { unsafe UnsafePointer(base + ((z &* extents.y &+ y) &* extents.x &+ x)) }
    nonmutating unsafeMutableAddress { unsafe base + ((z &* extents.y &+ y) &* extents.x &+ x) }
  }
}
