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

  /// Calls `body` for every row of pieces until one fails.
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
    unsafe arguments.withUnsafeBufferPointer { arguments in
      guard let base = arguments.baseAddress else { return nil }
      return unsafe run(base, on: workers, body)
    }
  }

  /// The same for arguments at a place, which are there until the call returns.
  ///
  /// - Returns: As above.
  public func run(
    _ arguments: UnsafePointer<CPUArgument>,
    on workers: CPUWorkers,
    _ body: @escaping @Sendable (CPUBlock) -> Void
  ) -> CPUFailure? {
    let pieces = CPUPieces(self, on: workers)
    let total = pieces.number
    // Small blocks are handed out many at a time. Who is through takes portions of others, and waits for the last one.
    let portion = max(1, total / (workers.count * 32))
    let portions = (total + portion - 1) / portion
    guard portions > 1, workers.count > 1 else { return unsafe pieces.run(0..<total, arguments, body) }
    let found = FirstFailure()
    // Workers use the arguments only while this call waits for them.
    nonisolated(unsafe) let pointer = unsafe arguments
    workers.run(portions) { number in
      guard !found.isThere else { return }
      let part = number * portion..<min(total, (number + 1) * portion)
      if let failure = unsafe pieces.run(part, pointer, body) { found.report(failure) }
    }
    return found.failure
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
