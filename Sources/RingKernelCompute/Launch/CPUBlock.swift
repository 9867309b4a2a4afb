/// An argument of a launch: a buffer with its extents, or the bytes of a scalar.
@safe @frozen public struct CPUArgument {
  /// Where the first element lies.
  public var base: UnsafeMutableRawPointer
  /// Elements along the axes; 1 beyond the last one.
  public var extents: Axes

  /// Makes an argument.
  @inlinable public init(_ base: UnsafeMutableRawPointer, _ extents: Axes = Axes(1, 1, 1)) {
    unsafe self.base = base
    self.extents = extents
  }
}

/// The threads that a printed body runs in one loop: a block, or many blocks of a kernel that does not see blocks.
///
/// A launch hands out rows of such blocks: the first of them, and how many follow each other along x.
@safe @frozen public struct CPUBlock: ThreadBlock {
  /// Buffers and scalars in the order of the kernel's parameters.
  @usableFromInline let arguments: UnsafePointer<CPUArgument>
  /// The worker's record; nobody else writes it while the block runs.
  @usableFromInline let record: UnsafeMutablePointer<CPURecord>
  /// The first thread of the block in the launch.
  public let origin: Axes
  /// The block in the grid.
  public let blockIndex: Axes
  /// Threads of the block.
  public let blockSize: Axes
  /// Blocks of the grid.
  public let gridSize: Axes
  /// Threads of the launch.
  public let total: Axes
  /// Blocks of the row, from this one on.
  public let rowLength: Int

  /// Makes a block.
  @inlinable public init(
    arguments: UnsafePointer<CPUArgument>,
    record: UnsafeMutablePointer<CPURecord>,
    origin: Axes,
    blockIndex: Axes,
    blockSize: Axes,
    gridSize: Axes,
    total: Axes,
    rowLength: Int = 1
  ) {
    unsafe self.arguments = arguments
    unsafe self.record = record
    self.origin = origin
    self.blockIndex = blockIndex
    self.blockSize = blockSize
    self.gridSize = gridSize
    self.total = total
    self.rowLength = rowLength
  }

  /// A block of the row, as a row of its own.
  @inlinable public func block(_ number: Int) -> CPUBlock {
    unsafe CPUBlock(
      arguments: arguments,
      record: record,
      origin: Axes(origin.x &+ number &* blockSize.x, origin.y, origin.z),
      blockIndex: Axes(blockIndex.x &+ number, blockIndex.y, blockIndex.z),
      blockSize: blockSize,
      gridSize: gridSize,
      total: total
    )
  }

  /// A parameter that is a buffer.
  @inlinable public func buffer<T>(_ number: Int, of _: T.Type = T.self) -> CPUBuffer<T> {
    unsafe CPUBuffer(arguments[number])
  }
  /// A parameter that is a value.
  @inlinable public func value<T>(_ number: Int, of _: T.Type = T.self) -> T {
    unsafe arguments[number].base.loadUnaligned(as: T.self)
  }
  /// Whether a thread that this worker ran has failed: loops end then, for nothing that they compute counts.
  @inlinable public var hasFailed: Bool { unsafe record.pointee.failure.site != 0 }
  /// One of its threads.
  @inlinable public func thread(_ x: Int, _ y: Int, _ z: Int) -> CPUThread { CPUThread(self, x, y, z) }
  /// Threads in the block.
  @inlinable public var threadCount: Int { blockSize.x &* blockSize.y &* blockSize.z }
}
