/// A launch of a kernel as bytes, the same for the interpreter and for every device.
public struct KernelLaunch: Sendable, Hashable {
  /// Blocks along x, y, z.
  public var grid: [Int]
  /// Threads of a block along x, y, z.
  public var block: [Int]
  /// Bytes of every buffer resource, in the order of the module's resources (buffers only), host layout.
  public var buffers: [[UInt8]]
  /// Elements of every buffer along its axes.
  public var extents: [[Int]]
  /// Bytes of every parameter of the entry, host layout.
  public var scalars: [[UInt8]]
  /// Lanes of a subgroup; devices use their own, the interpreter this.
  public var subgroupSize: Int

  /// Makes a launch.
  public init(
    grid: [Int] = [1, 1, 1],
    block: [Int] = [1, 1, 1],
    buffers: [[UInt8]] = [],
    extents: [[Int]] = [],
    scalars: [[UInt8]] = [],
    subgroupSize: Int = 32
  ) {
    self.grid = grid
    self.block = block
    self.buffers = buffers
    self.extents = extents
    self.scalars = scalars
    self.subgroupSize = subgroupSize
  }
}

/// What a launch left behind.
public struct KernelResult: Sendable, Hashable {
  /// Bytes of every buffer, as in the launch; unspecified in mutable ones when there is a failure.
  public var buffers: [[UInt8]]
  /// The failure of one thread, if any failed.
  public var failure: ReportedFailure?
  /// Of the interpreter: how each thread failed that did.
  ///
  /// Which of them a device reports is open.
  public var failures: [Int: ReportedFailure]

  /// Makes a result.
  public init(buffers: [[UInt8]], failure: ReportedFailure? = nil, failures: [Int: ReportedFailure] = [:]) {
    self.buffers = buffers
    self.failure = failure
    self.failures = failures
  }
}

/// A failure as a device reports it.
public struct ReportedFailure: Error, Sendable, Hashable {
  /// Where, in the module's `sites`.
  public var site: SiteID
  /// Thread in the launch, x fastest; 0 for handlers.
  public var thread: Int
  /// Values of the site: integers extended to 64 bits, floats widened to f64 as bits; 0 where there are fewer.
  public var values: [UInt64]

  /// Makes a failure.
  public init(site: SiteID, thread: Int, values: [UInt64]) {
    self.site = site
    self.thread = thread
    self.values = values
  }
}

/// Messages of one type for a handler, run in order by one thread.
public struct HandlerBatch: Sendable, Hashable {
  /// Resident state before the first message, host layout.
  public var state: [UInt8]
  /// Messages one behind the other, at the stride of their type.
  public var messages: [UInt8]
  /// How many.
  public var count: Int

  /// Makes a batch.
  public init(state: [UInt8], messages: [UInt8], count: Int) {
    self.state = state
    self.messages = messages
    self.count = count
  }
}

/// What a batch left behind.
public struct HandlerBatchResult: Sendable, Hashable {
  /// Resident state after the last message; a failed message keeps what it had changed before it failed.
  public var state: [UInt8]
  /// Replies at the stride of their type, zero where there is none.
  public var replies: [UInt8]
  /// The failure of each message; nil where it was answered.
  public var failures: [ReportedFailure?]

  /// Makes a result.
  public init(state: [UInt8], replies: [UInt8], failures: [ReportedFailure?]) {
    self.state = state
    self.replies = replies
    self.failures = failures
  }
}
