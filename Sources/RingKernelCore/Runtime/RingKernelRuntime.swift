internal import RingKernelABI
internal import Synchronization

/// Launches kernels on one engine, finds them again, and shuts everything down.
///
/// The actor is for control only: no message passes through it.
public actor RingKernelRuntime {
  /// What every part of this runtime shares.
  public nonisolated let switchboard: Switchboard
  private var kernels: [String: KernelGroup] = [:]
  /// Replicas of `kernels`, and the kernels that had terminated at the last look for such: counted, so that a launch
  /// among ten thousand kernels looks at none of them.
  private var liveActors = 0
  private var seenEnds = 0
  /// Terminated kernels with cells that may still be run.
  private var stuck: [KernelGroup] = []
  private var programs: [String: KernelProgram] = [:]
  private var freeIndices: [UInt32] = []
  private var nextIndex: UInt32 = 1
  private var isShutDown = false

  /// Runs on `engine`; applications use `RingKernelRuntime(backend:configuration:)` instead.
  package init(
    engine: any EngineDriver,
    configuration: RuntimeConfiguration,
    events: EventHub,
    latencies: any LatencySink
  ) {
    switchboard = Switchboard(configuration: configuration, engine: engine, events: events, latencies: latencies)
  }

  /// The backend in use.
  public nonisolated var backend: BackendKind { switchboard.engine.backend }
  /// How actors stay resident.
  public nonisolated var executionMode: ExecutionMode { switchboard.engine.executionMode }
  /// Name of the device.
  public nonisolated var deviceName: String { switchboard.engine.deviceName }
  /// How the device's clock stands to the host's; nil where the device has none of its own, or before it was measured.
  public nonisolated var deviceClock: DeviceClock? { switchboard.engine.deviceClock }
  /// Blocks of a CUDA device that reach each other's inboxes in shared memory; 1 where there are no clusters, and less
  /// once a program was launched that the device does not hold in larger ones.
  public nonisolated var clusterSize: Int { switchboard.engine.clusterSize }
  /// Through which memory the host's messages come to the device: `pinned`, `coherent`, `bar`; nil where that is no choice.
  public nonisolated var inboundMemory: String? { switchboard.engine.inboundMemory }
  /// Undeliverable messages.
  public nonisolated var deadLetters: DeadLetters { switchboard.deadLetters }
  /// The host's hybrid logical clock.
  public nonisolated var clock: HybridClock { switchboard.clock }
  /// Publish and subscribe between host and kernels.
  public nonisolated var topics: TopicBroker { switchboard.topics }
  /// What happens from now on, on the control path.
  public nonisolated var events: AsyncStream<RuntimeEvent> { switchboard.events.stream() }

  // MARK: Launching

  /// Makes `Kernel` known for launches by name.
  ///
  /// - Throws: `typeIDCollision`, or `duplicateKernelID` when another type has the name.
  public func register<Kernel: KernelActor>(_ kernel: Kernel.Type) throws(RingKernelError) {
    let program = try KernelProgram(kernel) { _ in Kernel() }
    if let other = programs[program.name], other.stateType != program.stateType {
      throw RingKernelError(.duplicateKernelID, "Another type is registered as '\(program.name)'.")
    }
    programs[program.name] = program
  }

  /// Names that can be launched.
  public var registeredKernels: [String] { programs.keys.sorted() }

  /// Launches a kernel.
  ///
  /// - Parameters:
  ///   - kernel: The type.
  ///   - id: Unique among the live kernels; nil takes the kernel's name.
  ///   - options: Replicas, queues, policies.
  ///   - makeState: Initial state of each replica, by its number; called on a thread with a large stack.
  /// - Throws: `duplicateKernelID`, `invalidConfiguration`, `typeIDCollision`, `kernelNotFound` for a route or a neighbour,
  ///   `runtimeShutDown`.
  public func launch<Kernel: KernelActor>(
    _ kernel: Kernel.Type,
    id: String? = nil,
    options: LaunchOptions = LaunchOptions(),
    initialState makeState: @escaping @Sendable (Int) -> Kernel = { _ in Kernel() }
  ) async throws(RingKernelError) -> Kernel.Handle {
    let program = try KernelProgram(kernel, makeState: makeState)
    return Kernel.Handle(try await launch(program, id ?? program.name, options))
  }

  /// Launches a registered kernel by name.
  ///
  /// - Throws: `kernelNotRegistered`, and as the typed launch.
  public func launch(
    _ name: String,
    id: String? = nil,
    options: LaunchOptions = LaunchOptions()
  ) async throws(RingKernelError) -> KernelHandle {
    guard let program = programs[name] else {
      let known = programs.isEmpty ? "none is" : "registered: \(programs.keys.sorted().joined(separator: ", "))"
      throw RingKernelError(.kernelNotRegistered, "'\(name)'; \(known).")
    }
    return try await launch(program, id ?? name, options)
  }

  private func launch(
    _ program: KernelProgram,
    _ id: String,
    _ options: LaunchOptions
  ) async throws(RingKernelError) -> KernelHandle {
    guard !isShutDown else { throw RingKernelError(.runtimeShutDown, "'\(id)' cannot be launched.") }
    try options.validate()
    let options = try options.fitted(to: program)
    guard !id.isEmpty, id.utf8.count <= 255 else {
      throw RingKernelError(.invalidConfiguration, "An id has 1 to 255 bytes; '\(id.prefix(32))' has \(id.utf8.count).")
    }
    forgetTerminated()
    guard kernels[id] == nil else { throw RingKernelError(.duplicateKernelID, "'\(id)' is live.", kernel: id) }
    var routes: [KernelGroup] = []
    for route in options.routes {
      guard let group = kernels[route] else {
        throw RingKernelError(.kernelNotFound, "Route to '\(route)'.", kernel: id)
      }
      routes.append(group)
    }
    if let near = options.near, kernels[near] == nil {
      throw RingKernelError(.kernelNotFound, "To sit near '\(near)'.", kernel: id)
    }
    guard liveActors + options.gridSize <= switchboard.configuration.maximumActors else {
      throw RingKernelError(
        .invalidConfiguration,
        "\(options.gridSize) more replicas exceed maximumActors (\(switchboard.configuration.maximumActors))."
      )
    }
    let group = try KernelGroup(id: id, program: program, options: options, switchboard: switchboard)
    let indices = (0..<options.gridSize).map { _ in takeIndex() }
    do throws(RingKernelError) {
      group.setCells(try Self.makeCells(group, indices))
      for cell in group.cells {
        for (number, target) in routes.enumerated() { cell.setRoute(number, target) }
        try switchboard.engine.attach(cell)
      }
    } catch {
      for cell in group.cells { switchboard.engine.detach(cell) }
      group.calls.close()
      freeIndices += indices
      throw error
    }
    kernels[id] = group
    liveActors += group.cells.count
    try group.transition(to: .launched)
    switchboard.events.publish(.launched(kernel: id, replicas: options.gridSize))
    let handle = KernelHandle(group)
    if options.autoActivate { try await handle.activate() }
    return handle
  }

  /// Makes the cells on a thread of its own: initial states may be larger than the stack of a task's thread.
  private static func makeCells(
    _ group: KernelGroup,
    _ indices: [UInt32]
  ) throws(RingKernelError) -> [ActorCell] {
    let made = Lock<Result<[ActorCell], RingKernelError>>(.success([]))
    do {
      let thread = try OwnedThread(name: "rk-launch") {
        let result: Result<[ActorCell], RingKernelError>
        do throws(RingKernelError) {
          var cells: [ActorCell] = []
          for (replica, index) in indices.enumerated() {
            cells.append(
              try ActorCell(
                index: index,
                replica: replica,
                program: group.program,
                options: group.options,
                group: group,
                switchboard: group.switchboard
              )
            )
          }
          result = .success(cells)
        } catch { result = .failure(error) }
        made.withLock { $0 = result }
      }
      thread.join()
    } catch {
      throw RingKernelError(.threadRefused, "The launch thread: errno \(error.errno).", kernel: group.id)
    }
    return try made.withLock { $0 }.get()
  }

  private func takeIndex() -> UInt32 {
    if let index = freeIndices.popLast() { return index }
    defer { nextIndex += 1 }
    return nextIndex
  }

  // MARK: Finding and ending

  /// Ids of the live kernels.
  public var liveKernels: [String] {
    forgetTerminated()
    return kernels.keys.sorted()
  }

  /// The live kernel with this id.
  ///
  /// - Throws: `kernelNotFound`.
  public func kernel(_ id: String) throws(RingKernelError) -> KernelHandle {
    forgetTerminated()
    guard let group = kernels[id] else { throw RingKernelError(.kernelNotFound, "'\(id)'.", kernel: id) }
    return KernelHandle(group)
  }

  /// Replays a dead letter to the replica that it was for, without its deadline and without its caller.
  ///
  /// - Throws: `deadLetterUnknown`, `kernelNotFound`, and what `send` throws; the letter is kept then.
  public func replay(_ number: UInt64) async throws(RingKernelError) {
    guard let letter = deadLetters.remove(number) else {
      throw RingKernelError(.deadLetterUnknown, "Number \(number).")
    }
    do throws(RingKernelError) {
      guard !letter.wasOutgoing else {
        throw RingKernelError(.messageNotHandled, "Letter \(number) was on its way out of '\(letter.kernel)'.")
      }
      var envelope = letter.envelope
      envelope.header.correlation_id = 0
      envelope.header.deadline = 0
      let options = SendOptions(priority: Priority(rawValue: envelope.header.priority) ?? .normal)
      try await kernel(letter.kernel).sendEnvelope(envelope, options, flags: .replayed, replica: letter.replica)
    } catch {
      deadLetters.restore(letter)
      throw error
    }
  }

  /// Terminates every kernel, latest first, and stops every thread of this runtime.
  ///
  /// - Parameter draining: Whether active kernels handle what is queued first.
  /// - Returns: What became of the messages of each kernel, and which kernels did not stop in time.
  @discardableResult
  public func shutdown(draining: Bool = true) async -> ShutdownReport {
    guard !isShutDown else { return ShutdownReport() }
    isShutDown = true
    var report = ShutdownReport()
    for group in kernels.values.sorted(by: { $0.cells[0].index > $1.cells[0].index }) {
      do throws(RingKernelError) {
        if group.status != .terminated { try await KernelHandle(group).terminate(draining: draining) }
      } catch {
        if error.code == .terminationTimedOut { report.stuckKernels.append(group.id) }
        await KernelHandle(group).wait()
      }
      report.accounts[group.id] = group.account
      if !group.account.isBalanced { report.unbalancedKernels.append(group.id) }
    }
    switchboard.topics.close()
    switchboard.timekeeper.stop()
    // A worker inside a handler that never returns cannot be joined: leave it to the end of the process.
    if report.stuckKernels.isEmpty { switchboard.engine.shutdown() } else { stuck += kernels.values }
    kernels = [:]
    liveActors = 0
    switchboard.events.finish()
    return report
  }

  private func forgetTerminated() {
    let ends = switchboard.endedKernels.load(ordering: .acquiring)
    guard ends != seenEnds || !stuck.isEmpty else { return }
    seenEnds = ends
    for (id, group) in kernels where group.status == .terminated {
      kernels[id] = nil
      liveActors -= group.cells.count
      switchboard.latencies.forget(kernel: id)
      stuck.append(group)
    }
    // An index is free when its cell has ended: a handler that outlived its termination still runs under it.
    stuck.removeAll { group in
      guard group.cells.allSatisfy(\.hasTerminated) else { return false }
      freeIndices += group.cells.map(\.index)
      return true
    }
  }
}

/// What a shutdown found.
public struct ShutdownReport: Sendable {
  /// What became of the messages, by kernel id.
  public var accounts: [String: MessageAccount] = [:]
  /// Kernels whose handler did not return in time.
  public var stuckKernels: [String] = []
  /// Kernels whose account does not balance; always empty, or there is a bug.
  public var unbalancedKernels: [String] = []
  /// Makes an empty report.
  public init() {}
}
