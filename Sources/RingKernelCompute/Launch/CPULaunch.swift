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

  /// Calls `body` for every piece, one after the other, until one fails.
  ///
  /// - Parameters:
  ///   - arguments: Buffers and scalars in the order of the kernel's parameters.
  ///   - body: The printed body.
  /// - Returns: What failed, if anything.
  public func run(_ arguments: [CPUArgument], _ body: (CPUBlock) -> Void) -> CPUFailure? {
    let total = Axes(grid.x * block.x, grid.y * block.y, grid.z * block.z)
    let (size, count) = pieces
    var failure = CPUFailure()
    unsafe arguments.withUnsafeBufferPointer { arguments in
      guard let base = arguments.baseAddress else { return }
      unsafe withUnsafeMutablePointer(to: &failure) { failure in
        for number in 0..<(count.x * count.y * count.z) {
          let place = Axes(number % count.x, number / count.x % count.y, number / count.x / count.y)
          let origin = Axes(place.x * size.x, place.y * size.y, place.z * size.z)
          let actual =
            usesBlocks
            ? size
            : Axes(min(size.x, total.x - origin.x), min(size.y, total.y - origin.y), min(size.z, total.z - origin.z))
          let piece = unsafe CPUBlock(
            arguments: base,
            failure: failure,
            origin: origin,
            blockIndex: place,
            blockSize: actual,
            gridSize: grid,
            total: total
          )
          body(piece)
          if piece.hasFailed { return }
        }
      }
    }
    return failure.site == 0 ? nil : failure
  }
}
