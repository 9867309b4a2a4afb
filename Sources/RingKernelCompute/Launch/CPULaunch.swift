internal import Synchronization

/// A launch on the CPU: which threads there are, and how the printed body is called for them.
public struct CPULaunch: Sendable {
  /// Blocks of the grid.
  public var grid: Axes
  /// Threads of a block.
  public var block: Axes
  /// Whether the kernel sees its blocks; otherwise rows of threads are cut into pieces of a size that suits the CPU.
  public var usesBlocks: Bool

  /// Makes a launch.
  public init(grid: Axes, block: Axes, usesBlocks: Bool = true) {
    self.grid = grid
    self.block = block
    self.usesBlocks = usesBlocks
  }

  /// The size of the pieces, and how many there are along each axis.
  var pieces: (size: Axes, count: Axes) {
    guard !usesBlocks else { return (block, grid) }
    let total = Axes(grid.x * block.x, grid.y * block.y, grid.z * block.z)
    // Long rows vectorise; about 16,000 threads are worth handing to another core.
    let x = max(1, min(total.x, 16384))
    let y = max(1, min(total.y, 16384 / x))
    let size = Axes(x, y, 1)
    return (size, Axes((total.x + x - 1) / x, (total.y + y - 1) / y, total.z))
  }

  /// Calls `body` for every piece until one fails.
  ///
  /// - Parameters:
  ///   - arguments: Buffers and scalars in the order of the kernel's parameters.
  ///   - workers: Who runs the pieces.
  ///   - body: The printed body.
  /// - Returns: What failed, if anything.
  public func run(
    _ arguments: [CPUArgument],
    on workers: CPUWorkers = .shared,
    _ body: @escaping @Sendable (CPUBlock) -> Void
  ) -> CPUFailure? {
    let count = pieces.count
    let found = FirstFailure()
    unsafe arguments.withUnsafeBufferPointer { arguments in
      guard let base = arguments.baseAddress else { return }
      // Workers use the arguments only while this call waits for them.
      nonisolated(unsafe) let pointer = unsafe base
      let total = count.x * count.y * count.z
      // Small blocks are handed out many at a time: a few portions per worker even out what they cost.
      let portion = max(1, total / (workers.count * 8))
      workers.run((total + portion - 1) / portion) { number in
        guard !found.isThere else { return }
        unsafe withUnsafeTemporaryAllocation(of: CPUFailure.self, capacity: 1) { room in
          guard let failure = room.baseAddress else { return }
          unsafe CPUFailure.clear(failure)
          for piece in number * portion..<min(total, (number + 1) * portion) where unsafe failure.pointee.site == 0 {
            body(unsafe self.piece(piece, pointer, failure))
          }
          if unsafe failure.pointee.site != 0 { found.report(unsafe failure.pointee) }
        }
      }
    }
    return found.failure
  }

  private func piece(
    _ number: Int,
    _ arguments: UnsafePointer<CPUArgument>,
    _ failure: UnsafeMutablePointer<CPUFailure>
  ) -> CPUBlock {
    let total = Axes(grid.x * block.x, grid.y * block.y, grid.z * block.z)
    let (size, count) = pieces
    let place = Axes(number % count.x, number / count.x % count.y, number / count.x / count.y)
    let origin = Axes(place.x * size.x, place.y * size.y, place.z * size.z)
    return unsafe CPUBlock(
      arguments: arguments,
      failure: failure,
      origin: origin,
      blockIndex: place,
      // Blocks divide the grid; other pieces end where it ends.
      blockSize: Axes(
        min(size.x, total.x - origin.x),
        min(size.y, total.y - origin.y),
        min(size.z, total.z - origin.z)
      ),
      gridSize: grid,
      total: total
    )
  }
}

/// The first failure that a worker reports.
private final class FirstFailure: Sendable {
  private let hasOne = Atomic<Bool>(false)
  private let one = Mutex<CPUFailure?>(nil)

  var isThere: Bool { hasOne.load(ordering: .relaxed) }
  var failure: CPUFailure? { one.withLock { $0 } }

  func report(_ failure: CPUFailure) {
    one.withLock { $0 = $0 ?? failure }
    hasOne.store(true, ordering: .relaxed)
  }
}
