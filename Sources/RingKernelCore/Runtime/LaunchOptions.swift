/// How a kernel is launched; the defaults suit a kernel with small messages.
public struct LaunchOptions: Sendable {
  /// Replicas: each has its own state, inbox and outbox; messages are routed by key or round-robin.
  ///
  /// `1...65_536`.
  public var gridSize = 1
  /// Threads that cooperate on one message, `1...1024`; handlers read the number as `context.blockSize`.
  ///
  /// Nil takes the actor's own, `@RingKernel(block: 64)`; another number than that is refused. One thread runs the
  /// handlers of an actor that asks for no block: then the number is what the launch says, 256 for nil.
  public var blockSize: Int?
  /// Slots of each replica's inbox, per priority lane, rounded up to a power of two; nil takes the runtime's default.
  public var inputQueueCapacity: Int?
  /// Slots of each replica's outbox; nil takes the runtime's default.
  public var outputQueueCapacity: Int?
  /// What happens to a message that meets a full inbox, and, once somebody reads it, a full outbox.
  public var overflow = OverflowPolicy.wait(.seconds(5))
  /// Whether `launch` activates the kernel.
  public var autoActivate = true
  /// Inbox rings by priority, 1, 2 or 4: messages of a higher lane overtake those of a lower.
  public var priorityLanes = 1
  /// Longest time a message may wait in the inbox; later it is dead-lettered.
  ///
  /// Nil for no limit.
  public var deadline: Duration?
  /// Whether messages carry hybrid-logical-clock stamps that the receiver merges; costs a clock tick a message.
  public var causalOrder = false
  /// Ids of the kernels behind `Route(0)`, `Route(1)`, …; they must be live at launch.
  public var routes: [String] = []
  /// Id of a live kernel to sit with, for kernels that send each other much: replica *n* is placed beside replica *n* of
  /// that one, counted round.
  ///
  /// On a CUDA device both are served by the same block: their messages need neither atomics nor fences, but the two never
  /// run at the same time. A hint without effect on the CPU and in WebGPU, and where the neighbour ends meanwhile; an id
  /// that is not live at launch is refused everywhere.
  public var near: String?
  /// How near the two sit.
  public var nearness = Nearness.block
  /// Messages that one scheduling turn handles at most, `1...65_536`.
  public var batch = 64
  /// Payload bytes that a slot holds at least; raise it for message types that `handlers` and `emits` do not name.
  public var maximumMessageBytes = 0
  /// Calls that may be in flight at once, `1...65_536`.
  public var maximumConcurrentCalls = 4096

  /// Makes options with the defaults.
  public init() {}

  /// How near a kernel sits to another one.
  public enum Nearness: Sendable, Hashable, CaseIterable {
    /// On the same block of a CUDA device: one thread serves both.
    case block
    /// On another block of its cluster, with compute capability 9.0: both run at the same time, and their messages go
    /// through shared memory.
    ///
    /// Where the device has no clusters, on another block.
    case cluster
  }

  /// Checks every value.
  ///
  /// - Throws: `invalidConfiguration` naming the first value outside its range.
  func validate() throws(RingKernelError) {
    try require("gridSize", gridSize, in: 1...65_536)
    if let blockSize { try require("blockSize", blockSize, in: 1...1024) }
    try require("batch", batch, in: 1...65_536)
    try require("maximumMessageBytes", maximumMessageBytes, in: 0...65_536)
    try require("maximumConcurrentCalls", maximumConcurrentCalls, in: 1...CallTable.maximumCells)
    if let inputQueueCapacity {
      try require("inputQueueCapacity", inputQueueCapacity, in: 1...RingStorage.maximumCapacity)
    }
    if let outputQueueCapacity {
      try require("outputQueueCapacity", outputQueueCapacity, in: 1...RingStorage.maximumCapacity)
    }
    guard [1, 2, 4].contains(priorityLanes) else {
      throw RingKernelError(.invalidConfiguration, "priorityLanes is \(priorityLanes); it is 1, 2 or 4.")
    }
    if let deadline, deadline <= .zero {
      throw RingKernelError(.invalidConfiguration, "deadline is \(deadline); it must be positive.")
    }
    if case .wait(let limit?) = overflow, limit < .zero {
      throw RingKernelError(.invalidConfiguration, "overflow waits \(limit); it must not be negative.")
    }
  }
}

extension LaunchOptions {
  /// Threads that handlers read as `context.blockSize`.
  package var threads: Int { blockSize ?? 256 }

  /// The same with the block of a program.
  ///
  /// - Throws: `invalidConfiguration` for another block than the program's.
  func fitted(to program: KernelProgram) throws(RingKernelError) -> LaunchOptions {
    guard let own = program.threadsPerMessage else { return self }
    try require("threadsPerMessage", own, in: 1...1024)
    guard blockSize == nil || blockSize == own else {
      throw RingKernelError(
        .invalidConfiguration,
        "blockSize is \(threads); the handlers of '\(program.name)' are written for \(own) threads. Leave it out."
      )
    }
    var fitted = self
    fitted.blockSize = own
    return fitted
  }
}

/// Throws unless `value` is in `range`.
func require(_ name: String, _ value: Int, in range: ClosedRange<Int>) throws(RingKernelError) {
  guard range.contains(value) else {
    throw RingKernelError(
      .invalidConfiguration,
      "\(name) is \(value), outside \(range.lowerBound)...\(range.upperBound)."
    )
  }
}

/// How urgent a message is; acts where a kernel was launched with `priorityLanes`.
public enum Priority: UInt8, Sendable, CaseIterable {
  case low, normal, high, critical
}

/// Options of one message.
public struct SendOptions: Sendable {
  /// Lane of the inbox.
  public var priority = Priority.normal
  /// Longest time in the inbox; nil takes the launch's `deadline`.
  public var deadline: Duration?
  /// Chooses the replica: equal keys meet the same one.
  ///
  /// Nil goes round.
  public var key: UInt64?
  /// Makes options with the defaults.
  public init(priority: Priority = .normal, deadline: Duration? = nil, key: UInt64? = nil) {
    self.priority = priority
    self.deadline = deadline
    self.key = key
  }
}

/// Number of a route that was resolved at launch.
public struct Route: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// Place in `LaunchOptions.routes`.
  public let number: Int
  /// Names the route at `number`.
  public init(_ number: Int) { self.number = number }
  /// Names the route at `value`.
  public init(integerLiteral value: Int) { number = value }
}

/// What became of a message that was offered.
public enum SendOutcome: Sendable, Equatable {
  /// It is in the inbox.
  case accepted
  /// The inbox is full and the policy is to wait or to reject: it was not accepted.
  case full
  /// It was accepted and dropped by the overflow policy.
  case dropped
  /// It was accepted and went to the dead letters by the overflow policy.
  case deadLettered
  /// The kernel has terminated or is terminating: it was not accepted.
  case terminated
  /// The kernel has no handler for it: it was not accepted.
  case notHandled
  /// It does not fit in a slot: it was not accepted.
  case tooLarge
}
