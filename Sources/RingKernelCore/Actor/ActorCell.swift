internal import RingKernelABI
internal import Synchronization

// Who writes what. Producers: lanes (claim and publish), the atomics named `offered…`. The one worker that holds
// the cell: `own`, state, the engine's line of the control block, telemetry, outbox. The host: the host's line of
// the control block, `requests`. `run` hands the cell from worker to worker: idle -> queued by whoever gives it
// work (compare-and-swap), queued -> running by the worker that took it from the ready queue (release/acquire
// through that queue), running -> idle by that worker, which then looks for work once more (heavy fence).

/// One replica of a kernel: its rings, control block, telemetry and resident state.
@safe
public final class ActorCell: @unchecked Sendable {
  /// Values of `run`.
  enum Run {
    static let idle: UInt32 = 0
    static let queued: UInt32 = 1
    static let running: UInt32 = 2
  }

  /// What belongs to the worker that holds the cell.
  struct Own {
    var routes: [KernelGroup?] = []
    var pending: [PendingMessage] = []
    var firstPending = 0
    var closing: Closing?
    var sampleCountdown: Int
    var lastFailure: RingKernelError?
    /// Why the state that stands in the cell is not the actor's any more: its device is gone.
    var stateLoss: RingKernelError?
  }

  /// A termination in progress.
  struct Closing {
    let drains: Bool
    let deadline: Deadline
    let tails: [UInt64]
    let completion: @Sendable () -> Void
  }

  /// Number in this runtime; the host is 0.
  public let index: UInt32
  /// Place among the replicas.
  public let replica: Int
  /// Id of the kernel; a copy for the watchdog, which may look when the group is gone.
  let kernel: String
  let program: KernelProgram
  let options: LaunchOptions
  let switchboard: Switchboard
  /// Safety: the group owns its cells and outlives their attachment to the engine.
  unowned(unsafe) let group: KernelGroup
  /// Inbox, most urgent lane first; the pointer is for the message path, which counts no references.
  let lanes: [SlotRing]
  let lane: UnsafeMutablePointer<SlotRing>
  let laneCount: Int
  let outbox: SlotRing
  let control: UnsafeMutablePointer<ControlBlock>
  let telemetry: UnsafeMutablePointer<TelemetryBlock>
  let state: UnsafeMutableRawPointer
  private let block: UnsafeMutableRawPointer
  let own: UnsafeMutablePointer<Own>
  /// The worker's own place in each lane.
  let heads: UnsafeMutablePointer<UInt64>
  let policy: OverflowPolicy
  let stampsTime: Bool
  let clock: LocalHybridClock
  /// Where the message stands while it is handled, in a cell whose lanes evict; nil in others.
  let copyInHand: UnsafeMutableRawPointer?
  /// 1 while a message stands there.
  let inHand = Atomic<UInt64>(0)
  let words: Words
  let run = Atomic<UInt32>(Run.idle)
  let spaceWaiters: WaiterList
  private let storages: [RingStorage]
  private let requests = Lock<[@Sendable (ActorCell) -> Void]>([])
  private let hasRequests = Atomic<Bool>(false)

  // Counted by producers on the overflow path; `accepted` is the distance of the tails plus `offeredAndHandled`.
  let offeredAndHandled = Atomic<UInt64>(0)
  let offeredAndDropped = Atomic<UInt64>(0)
  let offeredAndDeadLettered = Atomic<UInt64>(0)
  // Counted by the worker.
  let deadLetteredByWorker = Atomic<UInt64>(0)
  let outboxDropped = Atomic<UInt64>(0)

  init(
    index: UInt32,
    replica: Int,
    program: KernelProgram,
    options: LaunchOptions,
    group: KernelGroup,
    switchboard: Switchboard
  ) throws(RingKernelError) {
    self.index = index
    self.replica = replica
    kernel = group.id
    self.program = program
    self.options = options
    unsafe self.group = group
    self.switchboard = switchboard
    let defaultCapacity = switchboard.configuration.defaultQueueCapacity
    let inputStride = ABI.slotStride(payloadBytes: max(program.largestInput, options.maximumMessageBytes))
    let outputStride = ABI.slotStride(payloadBytes: max(program.largestOutput, options.maximumMessageBytes))
    var storages: [RingStorage] = []
    for _ in 0..<options.priorityLanes {
      storages.append(
        try RingStorage(capacity: options.inputQueueCapacity ?? defaultCapacity, slotStride: inputStride)
      )
    }
    storages.append(
      try RingStorage(capacity: options.outputQueueCapacity ?? defaultCapacity, slotStride: outputStride)
    )
    self.storages = storages
    lanes = storages.dropLast().map { SlotRing($0, evicts: options.overflow == .dropOldest) }
    outbox = SlotRing(storages[storages.count - 1], evicts: true)
    spaceWaiters = WaiterList(switchboard.timekeeper)

    laneCount = lanes.count
    unsafe lane = .allocate(capacity: laneCount)
    unsafe block = .allocate(byteCount: CellBlock.bytes, alignment: ABI.sideStride)
    unsafe block.initializeMemory(as: UInt8.self, repeating: 0, count: CellBlock.bytes)
    unsafe heads = (block + CellBlock.heads).bindMemory(to: UInt64.self, capacity: CellBlock.maximumLanes)
    for (number, ring) in lanes.enumerated() {
      unsafe (lane + number).initialize(to: ring)
      unsafe (heads + number).initialize(to: ring.head)
    }
    policy = options.overflow
    stampsTime = options.causalOrder
    clock = LocalHybridClock(maximumDrift: switchboard.configuration.maximumDrift)
    unsafe copyInHand =
      options.overflow == .dropOldest ? .allocate(byteCount: inputStride, alignment: ABI.cacheLine) : nil
    unsafe control = (block + CellBlock.control).bindMemory(to: ControlBlock.self, capacity: 1)
    unsafe words = Words(control)
    unsafe telemetry = (block + CellBlock.telemetry).bindMemory(to: TelemetryBlock.self, capacity: 1)
    unsafe state = .allocate(byteCount: max(program.stateBytes, 1), alignment: max(program.stateAlignment, 64))
    unsafe own = (block + CellBlock.own).bindMemory(to: Own.self, capacity: 1)
    unsafe own.initialize(
      to: Own(sampleCountdown: switchboard.configuration.telemetrySampling)
    )
    unsafe control.initialize(to: ControlBlock())
    unsafe telemetry.initialize(to: TelemetryBlock())
    unsafe telemetry.pointee.min_latency = .max
    unsafe control.pointee.input_capacity = UInt32(lanes[0].capacity)
    unsafe control.pointee.output_capacity = UInt32(outbox.capacity)
    unsafe control.pointee.input_slot_stride = UInt32(inputStride)
    unsafe control.pointee.output_slot_stride = UInt32(outputStride)
    unsafe control.pointee.input_ring = UInt64(UInt(bitPattern: storages[0].header))
    unsafe control.pointee.output_ring = UInt64(UInt(bitPattern: storages[storages.count - 1].header))
    unsafe control.pointee.actor_index = index
    unsafe control.pointee.replica = UInt32(replica)
    unsafe program.initializeState(state, replica: replica)
    LiveMemory.cells.wrappingAdd(1, ordering: .relaxed)
  }

  deinit {
    LiveMemory.cells.wrappingSubtract(1, ordering: .relaxed)
    unsafe lane.deallocate()
    unsafe copyInHand?.deallocate()
    unsafe state.deallocate()
    unsafe own.deinitialize(count: 1)
    unsafe block.deallocate()
  }

  // MARK: Waking

  /// Tells the engine that an idle cell has work; call after the work is published.
  @inline(__always) func signal() {
    AsymmetricFence.light()
    if run.load(ordering: .relaxed) == Run.idle { wake() }
  }

  private func wake() {
    let won = run.compareExchange(expected: Run.idle, desired: Run.queued, ordering: .acquiringAndReleasing).exchanged
    if won { switchboard.engine.schedule(self) }
  }

  /// Runs `body` on a worker at the next message boundary.
  func request(_ body: @escaping @Sendable (ActorCell) -> Void) {
    requests.withLock { $0.append(body) }
    hasRequests.store(true, ordering: .releasing)
    signal()
  }

  @inline(__always) var isRequested: Bool { hasRequests.load(ordering: .acquiring) }

  func takeRequests() -> [@Sendable (ActorCell) -> Void] {
    hasRequests.store(false, ordering: .relaxed)
    return requests.withLock { requests in
      defer { requests = [] }
      return requests
    }
  }

  // MARK: Words of the control block

  var isActive: Bool {
    get { unsafe atomicHalf(words.active).pointee.load(ordering: .acquiring) != 0 }
    set { unsafe atomicHalf(words.active).pointee.store(newValue ? 1 : 0, ordering: .releasing) }
  }
  var shouldTerminate: Bool {
    get { unsafe atomicHalf(words.shouldTerminate).pointee.load(ordering: .acquiring) != 0 }
    set { unsafe atomicHalf(words.shouldTerminate).pointee.store(newValue ? 1 : 0, ordering: .releasing) }
  }
  var hasTerminated: Bool {
    get { unsafe atomicHalf(words.hasTerminated).pointee.load(ordering: .acquiring) != 0 }
    set { unsafe atomicHalf(words.hasTerminated).pointee.store(newValue ? 1 : 0, ordering: .releasing) }
  }
  /// Changes with every message; the watchdog compares two looks.
  package var heartbeat: UInt32 { unsafe atomicHalf(words.heartbeat).pointee.load(ordering: .relaxed) }
  var errors: UInt32 { unsafe atomicHalf(words.errors).pointee.load(ordering: .relaxed) }
  var processed: UInt64 { unsafe atomicWord(words.processed).pointee.load(ordering: .acquiring) }

  /// Counts an error of this actor; its worker only.
  func countError(_ code: ErrorCode) {
    unsafe atomicHalf(words.errors).pointee.store(errors &+ 1, ordering: .releasing)
    unsafe atomicHalf(words.lastError).pointee.store(UInt32(code.number), ordering: .relaxed)
    unsafe telemetry.pointee.error_code = UInt32(code.number)
  }

  // MARK: Accounts

  /// What became of the messages that this replica accepted; exact while nobody sends and no handler runs.
  var account: MessageAccount {
    var account = MessageAccount()
    account.accepted =
      lanes.reduce(0) { $0 &+ $1.tailTicket >> 1 } + offeredAndHandled.load(ordering: .acquiring)
    account.delivered = processed
    account.dropped = offeredAndDropped.load(ordering: .acquiring)
    account.deadLettered =
      offeredAndDeadLettered.load(ordering: .acquiring) + deadLetteredByWorker.load(ordering: .acquiring)
    // A message is in hand before its slot is free: it is seen here or there, whenever it changes its place.
    account.queued = lanes.reduce(0) { $0 + UInt64($1.depth) }
    account.queued += inHand.load(ordering: .acquiring)
    return account
  }
}

/// Layout of the memory of a cell besides rings and state: control block and telemetry as devices see them, then
/// what only the worker writes, on lines of its own.
enum CellBlock {
  static let maximumLanes = 4
  static let control = 0
  static let telemetry = MemoryLayout<ControlBlock>.size
  static let heads = 2 * ABI.sideStride
  static let own = 3 * ABI.sideStride
  static let bytes = own + (MemoryLayout<ActorCell.Own>.size + ABI.sideStride) / ABI.sideStride * ABI.sideStride
}

/// Addresses of the words of a control block that are read and written while both sides run.
@safe
struct Words {
  let active, shouldTerminate, hasTerminated, errors, lastError, heartbeat: UnsafeMutableRawPointer
  let processed, lastActivity, hlc: UnsafeMutableRawPointer

  @unsafe init(_ block: UnsafeMutablePointer<ControlBlock>) {
    func address<Field>(_ field: KeyPath<ControlBlock, Field>) -> UnsafeMutableRawPointer {
      // Every field of an imported C struct is stored, so it has an offset.
      guard let offset = MemoryLayout<ControlBlock>.offset(of: field) else { preconditionFailure("stored field") }
      return unsafe UnsafeMutableRawPointer(block) + offset
    }
    unsafe active = address(\.active)
    unsafe shouldTerminate = address(\.should_terminate)
    unsafe hasTerminated = address(\.has_terminated)
    unsafe errors = address(\.errors)
    unsafe lastError = address(\.last_error)
    unsafe heartbeat = address(\.heartbeat)
    unsafe processed = address(\.processed)
    unsafe lastActivity = address(\.last_activity)
    unsafe hlc = address(\.hlc)
  }
}

/// Counts of what is alive, for leak tests.
public enum LiveMemory {
  static let cells = Atomic<Int>(0)
  /// Actor cells that have not been freed.
  public static var actorCells: Int { cells.load(ordering: .acquiring) }
}
