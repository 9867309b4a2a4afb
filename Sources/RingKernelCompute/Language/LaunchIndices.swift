/// Three numbers, one for each axis of a launch.
@frozen public struct Axes: Sendable, Hashable {
  /// Along x, the axis of neighbouring threads.
  public var x: Int
  /// Along y.
  public var y: Int
  /// Along z.
  public var z: Int

  /// Makes the three.
  @inlinable public init(_ x: Int, _ y: Int = 0, _ z: Int = 0) {
    self.x = x
    self.y = y
    self.z = z
  }
}

/// Where the running thread stands in its launch.
///
/// Kernels that are launched do not read this: their bodies carry the indices in loop variables or registers. It is
/// for calling a kernel's function as plain Swift, in a debugger or a test; there all indices are 0 unless
/// `LaunchIndices.$current.withValue(…)` says otherwise.
public struct LaunchIndices: Sendable, Hashable {
  /// The thread in its block.
  public var thread = Axes(0)
  /// The block in the grid.
  public var block = Axes(0)
  /// Threads of a block.
  public var blockSize = Axes(1, 1, 1)
  /// Blocks of the grid.
  public var gridSize = Axes(1, 1, 1)

  /// The only thread of a launch of one.
  public init() {}

  /// The indices that plain calls see.
  @TaskLocal public static var current = LaunchIndices()
}

/// The thread in the launch.
public var globalThreadIndex: Axes {
  let now = LaunchIndices.current
  return Axes(
    now.block.x * now.blockSize.x + now.thread.x,
    now.block.y * now.blockSize.y + now.thread.y,
    now.block.z * now.blockSize.z + now.thread.z
  )
}

/// The thread in its block.
public var threadIndex: Axes { LaunchIndices.current.thread }
/// The block in the grid.
public var blockIndex: Axes { LaunchIndices.current.block }
/// Threads of a block.
public var blockSize: Axes { LaunchIndices.current.blockSize }
/// Blocks of the grid.
public var gridSize: Axes { LaunchIndices.current.gridSize }

/// The thread in its block as one number, x fastest.
public var linearThreadIndex: Int {
  let now = LaunchIndices.current
  return (now.thread.z * now.blockSize.y + now.thread.y) * now.blockSize.x + now.thread.x
}

/// The thread in its subgroup; a plain call is a subgroup of its own.
public var laneIndex: Int { 0 }
/// The subgroup in its block.
public var subgroupIndex: Int { linearThreadIndex }
/// Threads of a subgroup.
public var subgroupSize: Int { 1 }
