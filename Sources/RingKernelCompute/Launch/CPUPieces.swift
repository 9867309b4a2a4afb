/// The threads of a launch, cut into what the body runs in one call.
struct CPUPieces: Sendable {
  /// Threads of a piece.
  private let size: Axes
  /// Pieces along the axes.
  private let count: Axes
  /// Blocks of the grid.
  private let grid: Axes
  /// Threads of the launch.
  private let total: Axes
  /// Whether pieces are blocks, all of one size.
  private let areBlocks: Bool

  init(_ launch: CPULaunch, on workers: CPUWorkers) {
    let (grid, block) = (launch.grid, launch.block)
    let total = Axes(grid.x * block.x, grid.y * block.y, grid.z * block.z)
    (self.grid, self.total, areBlocks) = (grid, total, launch.usesBlocks)
    guard !launch.usesBlocks else {
      (size, count) = (block, grid)
      return
    }
    // Long rows vectorise; about 16,000 threads are worth handing to another core, if there is one.
    let most = workers.count > 1 ? 16384 : 65536
    let x = max(1, min(total.x, most))
    let y = max(1, min(total.y, most / x))
    size = Axes(x, y, 1)
    count = Axes((total.x + x - 1) / x, (total.y + y - 1) / y, total.z)
  }

  /// How many there are.
  var number: Int { count.x * count.y * count.z }

  /// Calls `body` for some of them, in order and in rows, until one fails.
  func run(
    _ numbers: Range<Int>,
    _ arguments: UnsafePointer<CPUArgument>,
    _ body: (CPUBlock) -> Void
  ) -> CPUFailure? {
    var record = CPURecord()
    return unsafe withUnsafeMutablePointer(to: &record) { record in
      defer { unsafe record.pointee.free() }
      let first = numbers.lowerBound
      var place = Axes(first % count.x, first / count.x % count.y, first / count.x / count.y)
      var rest = numbers.count
      while rest > 0 {
        let origin = Axes(place.x &* size.x, place.y &* size.y, place.z &* size.z)
        let row = areBlocks ? min(rest, count.x &- place.x) : 1
        let block = unsafe CPUBlock(
          arguments: arguments,
          record: record,
          origin: origin,
          blockIndex: place,
          // Blocks divide the grid; other pieces end where it ends.
          blockSize: Axes(
            min(size.x, total.x &- origin.x),
            min(size.y, total.y &- origin.y),
            min(size.z, total.z &- origin.z)
          ),
          gridSize: grid,
          total: total,
          rowLength: row
        )
        body(block)
        if block.hasFailed { return unsafe record.pointee.failure }
        rest &-= row
        place = after(place, row)
      }
      return nil
    }
  }

  private func after(_ place: Axes, _ row: Int) -> Axes {
    if place.x &+ row < count.x { return Axes(place.x &+ row, place.y, place.z) }
    if place.y &+ 1 < count.y { return Axes(0, place.y &+ 1, place.z) }
    return Axes(0, 0, place.z &+ 1)
  }
}
