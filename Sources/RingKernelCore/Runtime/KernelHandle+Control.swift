internal import RingKernelABI
internal import Synchronization

extension KernelHandle {
  /// Starts or resumes processing.
  ///
  /// - Throws: `illegalTransition` unless the kernel is launched or deactivated; `kernelTerminated`.
  public func activate() async throws(RingKernelError) {
    try group.transition(to: .active)
    for cell in group.cells {
      cell.isActive = true
      cell.signal()
    }
  }

  /// Stops processing at a message boundary; messages queue up meanwhile.
  ///
  /// - Throws: `illegalTransition` unless the kernel is active; `handlerHung` when a handler does not return in time.
  public func deactivate() async throws(RingKernelError) {
    try group.transition(to: .deactivated)
    for cell in group.cells { cell.isActive = false }
    // The boundary has been passed when every worker has looked.
    _ = try await group.atBoundary { _ in 0 }
  }

  /// Stops processing; the same as `deactivate`.
  public func suspend() async throws(RingKernelError) { try await deactivate() }
  /// Goes on processing; the same as `activate`.
  public func resume() async throws(RingKernelError) { try await activate() }

  /// Ends the kernel: queued messages are handled (or dead-lettered), every waiter is woken, memory is freed.
  ///
  /// - Parameter draining: Whether an active kernel handles what is queued first; otherwise it is dead-lettered.
  /// - Throws: `kernelTerminated` when it has ended already; `terminationTimedOut` when a handler does not return.
  public func terminate(draining: Bool = true) async throws(RingKernelError) {
    try group.transition(to: .terminating)
    try await group.close(drains: draining)
  }

  /// Suspends until the kernel has terminated.
  public func wait() async {
    while status != .terminated {
      _ = await group.endWaiters.wait(until: .never) { group.status == .terminated }
      if Task.isCancelled { return }
    }
  }

  /// Resolves `route` to `destination` from the next message on.
  ///
  /// - Throws: `foreignHandle` when the destination belongs to another runtime; `handlerHung`.
  public func connect(_ route: Route, to destination: some TypedKernelHandle) async throws(RingKernelError) {
    let target = destination.kernel.group
    guard target.switchboard === group.switchboard else {
      throw RingKernelError(.foreignHandle, "'\(target.id)' belongs to another runtime.", kernel: id)
    }
    try require("route", route.number, in: 0...1023)
    _ = try await group.atBoundary { cell in
      cell.setRoute(route.number, target)
      return 0
    }
  }

  /// Copies the resident state of one replica at a message boundary.
  ///
  /// - Throws: `stateTypeMismatch` for another type, `invalidConfiguration` for a replica that does not exist,
  ///   `kernelTerminated`, `handlerHung`, `deviceLost` when the state is gone with the device.
  public func readState<Kernel: KernelActor>(
    _ type: Kernel.Type = Kernel.self,
    replica: Int = 0
  ) async throws(RingKernelError) -> Kernel {
    guard ObjectIdentifier(type) == group.program.stateType else {
      throw RingKernelError(.stateTypeMismatch, "It runs '\(kernelName)', not \(type).", kernel: id)
    }
    guard group.cells.indices.contains(replica) else {
      throw RingKernelError(.invalidConfiguration, "Replica \(replica) of \(group.cells.count).", kernel: id)
    }
    // Safety: the type was checked against the program, and the worker copies between two handlers.
    let found = try await group.atBoundary(only: replica) { cell -> Swift.Result<Box<Kernel>, RingKernelError> in
      if let loss = unsafe cell.own.pointee.stateLoss { return .failure(loss) }
      return .success(unsafe Box(cell.state.assumingMemoryBound(to: Kernel.self).pointee))
    }
    guard let state = found.first else { throw terminated }
    return try state.get().value
  }

  /// Counts and latencies; cheap, no wait.
  public var metrics: KernelMetrics {
    KernelMetrics(
      account: group.account,
      errors: group.cells.reduce(0) { $0 + UInt64($1.errors) },
      lateReplies: group.lateReplies,
      outboxDepth: group.cells.reduce(0) { $0 + $1.outbox.depth },
      outboxDropped: group.cells.reduce(0) { $0 + $1.outboxDropped.load(ordering: .acquiring) },
      handlerLatency: group.switchboard.latencies.handlerLatency(of: id),
      callLatency: group.switchboard.latencies.callLatency(of: id)
    )
  }

  /// Copies the telemetry block of each replica at a message boundary.
  ///
  /// - Throws: `handlerHung` when a handler does not return in time; `kernelTerminated`.
  public func telemetry() async throws(RingKernelError) -> [Telemetry] {
    try await group.atBoundary { cell in unsafe Telemetry(cell.telemetry.pointee) }
  }
}

/// Counts and latencies of one kernel.
public struct KernelMetrics: Sendable {
  /// What became of the accepted messages.
  public let account: MessageAccount
  /// Handlers that threw, and errors that handlers reported.
  public let errors: UInt64
  /// Answers that found nobody waiting.
  public let lateReplies: UInt64
  /// Messages that wait for the host.
  public let outboxDepth: Int
  /// Outgoing messages that made room for newer ones or met a full outbox.
  public let outboxDropped: UInt64
  /// Sampled time in handlers.
  public let handlerLatency: LatencySummary?
  /// Sampled time from send to reply of calls.
  public let callLatency: LatencySummary?
}

/// The telemetry block of one replica; refreshed with every sampled message.
public struct Telemetry: Sendable, Equatable {
  /// Messages handled.
  public let processed: UInt64
  /// Messages dropped by the overflow policy.
  public let dropped: UInt64
  /// Time of the last sample, monotonic nanoseconds.
  public let lastTimestamp: UInt64
  /// Messages timed.
  public let samples: UInt64
  /// Sum, largest and smallest time in a handler over the samples, nanoseconds; the smallest is nil before the first.
  public let totalNanoseconds: UInt64
  /// Largest time in a handler over the samples, nanoseconds.
  public let maximumNanoseconds: UInt64
  /// Smallest time in a handler; nil before the first sample.
  public let minimumNanoseconds: UInt64?
  /// Messages in the inbox at the last sample.
  public let queueDepth: UInt32
  /// Number of the last error code; 0 for none.
  public let errorCode: UInt32

  init(_ block: TelemetryBlock) {
    processed = block.processed
    dropped = block.dropped
    lastTimestamp = block.last_timestamp
    samples = block.samples
    totalNanoseconds = block.total_latency
    maximumNanoseconds = block.max_latency
    minimumNanoseconds = block.min_latency == .max ? nil : block.min_latency
    queueDepth = block.queue_depth
    errorCode = block.error_code
  }
}

/// Carries a large value by reference.
private final class Box<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

extension ActorCell {
  /// Sets a route; runs on the worker that holds the cell.
  func setRoute(_ number: Int, _ target: KernelGroup) {
    guard !hasTerminated else { return }
    while unsafe own.pointee.routes.count <= number { unsafe own.pointee.routes.append(nil) }
    unsafe own.pointee.routes[number] = target
  }
}

extension KernelGroup {
  /// Runs `body` on the workers at the next message boundary of each replica, and collects the results in order.
  func atBoundary<Value: Sendable>(
    only replica: Int? = nil,
    _ body: @escaping @Sendable (ActorCell) -> Value
  ) async throws(RingKernelError) -> [Value] {
    let chosen = replica.map { [cells[$0]] } ?? cells
    let gathering = Gathering<Value>(count: chosen.count, timekeeper: switchboard.timekeeper)
    for (place, cell) in chosen.enumerated() {
      cell.request { cell in gathering.put(body(cell), at: place) }
    }
    let deadline = Deadline(after: switchboard.configuration.terminationTimeout)
    while true {
      if let values = gathering.values { return values }
      if status == .terminated {
        throw RingKernelError(.kernelTerminated, "It ended meanwhile.", kernel: id)
      }
      let wake = await gathering.waiters.wait(until: deadline) { gathering.isComplete }
      if let values = gathering.values { return values }
      switch wake {
      case .timedOut:
        throw RingKernelError(
          .handlerHung,
          "No message boundary within \(switchboard.configuration.terminationTimeout).",
          kernel: id
        )
      case .cancelled: throw RingKernelError(.callCancelled, "The task was cancelled.", kernel: id)
      case .signalled, .closed: continue
      }
    }
  }

  /// A handler asked for the end.
  func requestTermination() {
    guard (try? transition(to: .terminating)) != nil else { return }
    Task { try? await close(drains: true) }
  }

  /// Ends every replica; the state is `terminating` already.
  func close(drains: Bool) async throws(RingKernelError) {
    let timeout = switchboard.configuration.terminationTimeout
    let deadline = Deadline(after: timeout)
    let gathering = Gathering<Int>(count: cells.count, timekeeper: switchboard.timekeeper)
    for cell in cells {
      cell.shouldTerminate = true
      cell.request { cell in
        let replica = cell.replica
        // The group stays alive until its last cell has ended, even when that takes longer than anybody waits.
        cell.beginClosing(drains: drains, deadline: deadline) { [self] in
          withExtendedLifetime(self) { gathering.put(0, at: replica) }
        }
      }
    }
    // Half a second beyond the drain deadline: dead-lettering the rest takes time too.
    let patience = Deadline(nanoseconds: timeout.clampedNanoseconds.addingSaturating(500_000_000))
    while !gathering.isComplete {
      let wake = await gathering.waiters.wait(until: patience) { gathering.isComplete }
      if wake == .timedOut || (wake == .cancelled && patience.hasPassed) { break }
      if wake == .cancelled { await Task.yield() }
    }
    let isComplete = gathering.isComplete
    endLateReplies()
    calls.close()
    outboxWaiters.close()
    switchboard.events.publish(.accounted(kernel: id, account))
    try transition(to: .terminated)
    endWaiters.close()
    // Requests that came after the last turn: no worker runs these cells any more.
    for cell in cells where cell.hasTerminated { for request in cell.takeRequests() { request(cell) } }
    guard isComplete else {
      throw RingKernelError(.terminationTimedOut, "A handler still runs after \(timeout).", kernel: id)
    }
  }
}

/// Collects one value per replica and wakes whoever waits for all of them.
private final class Gathering<Value: Sendable>: Sendable {
  let waiters: WaiterList
  private let places: Lock<(values: [Value?], missing: Int)>

  init(count: Int, timekeeper: Timekeeper) {
    waiters = WaiterList(timekeeper)
    places = Lock((Array(repeating: nil, count: count), count))
  }

  var isComplete: Bool { places.withLock { $0.missing == 0 } }

  /// All values, once the last has come.
  var values: [Value]? {
    places.withLock { $0.missing == 0 ? $0.values.compactMap { $0 } : nil }
  }

  func put(_ value: Value, at place: Int) {
    let isComplete = places.withLock { places in
      if places.values[place] == nil { places.missing -= 1 }
      places.values[place] = value
      return places.missing == 0
    }
    AsymmetricFence.light()
    if isComplete { waiters.wake(.max) }
  }
}
