/// How a runtime is set up; every field has a default that suits a server.
public struct RuntimeConfiguration: Sendable {
  /// Slots of an inbox or outbox whose launch names no capacity.
  public var defaultQueueCapacity = 4096
  /// Longest time that `terminate` waits for handlers and queued messages.
  public var terminationTimeout = Duration.seconds(5)
  /// Whether latencies are sampled and metrics exported.
  public var enableTelemetry = true
  /// One message in this many is timed; a power of two.
  public var telemetrySampling = 64
  /// Timeout of calls that name none.
  public var defaultCallTimeout = Duration.seconds(30)
  /// Worker threads of the CPU engine; nil takes half of the processors, at least one.
  public var workerCount: Int?
  /// Processors that the workers are bound to, in order; empty leaves them to the system.
  public var workerProcessors: [Int] = []
  /// How long an idle worker polls before it sleeps.
  public var workerSpin = Duration.microseconds(50)
  /// How long a call looks for its reply before the task suspends.
  public var callSpin = Duration.microseconds(4)
  /// A handler that runs longer is reported as hung.
  public var watchdogTimeout = Duration.seconds(2)
  /// Dead letters that are kept; the oldest are forgotten first.
  public var deadLetterCapacity = 10_000
  /// Actors that the engine hosts at most.
  public var maximumActors = 65_536
  /// How actors stay on their device; nil leaves that to the device.
  ///
  /// A device that does not bear what is asked for counts as one that cannot be used.
  public var executionMode: ExecutionMode?
  /// Node id of the hybrid logical clock.
  public var nodeID: UInt32 = 1
  /// How far a merged timestamp may be ahead of the wall clock.
  public var maximumDrift = Duration.seconds(60)

  /// Makes a configuration with the defaults.
  public init() {}

  /// Checks every value.
  ///
  /// - Throws: `invalidConfiguration` naming the first value outside its range.
  public func validate() throws(RingKernelError) {
    try require("defaultQueueCapacity", defaultQueueCapacity, in: 1...RingStorage.maximumCapacity)
    try require("deadLetterCapacity", deadLetterCapacity, in: 1...(1 << 24))
    try require("maximumActors", maximumActors, in: 1...(1 << 20))
    try require("telemetrySampling", telemetrySampling, in: 1...(1 << 20))
    guard telemetrySampling & (telemetrySampling - 1) == 0 else {
      throw RingKernelError(.invalidConfiguration, "telemetrySampling is \(telemetrySampling), not a power of two.")
    }
    if let workerCount { try require("workerCount", workerCount, in: 1...1024) }
    for processor in workerProcessors { try require("workerProcessors", processor, in: 0...1023) }
    for (name, value) in [
      ("terminationTimeout", terminationTimeout), ("defaultCallTimeout", defaultCallTimeout),
      ("watchdogTimeout", watchdogTimeout), ("maximumDrift", maximumDrift),
    ] {
      guard value > .zero else {
        throw RingKernelError(.invalidConfiguration, "\(name) is \(value); it must be positive.")
      }
    }
    for (name, value) in [("workerSpin", workerSpin), ("callSpin", callSpin)] {
      guard value >= .zero, value <= .seconds(1) else {
        throw RingKernelError(.invalidConfiguration, "\(name) is \(value), outside 0...1 s.")
      }
    }
  }
}
