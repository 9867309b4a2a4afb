internal import RingKernelABI
internal import Synchronization

/// The replicas of one launch, with what they share.
@safe
public final class KernelGroup: @unchecked Sendable {
  // Safety: `cellList` and `ports` are written once, before the group is shared.
  /// Id in its runtime.
  public let id: String
  let program: KernelProgram
  let options: LaunchOptions
  let switchboard: Switchboard
  let calls: CallTable
  let outboxWaiters: WaiterList
  let endWaiters: WaiterList
  // Tables of calls are used again: this kernel's late replies are those between its launch and its end.
  private let lateRepliesBefore: UInt64
  private let lateRepliesAtEnd = Atomic<UInt64>(.max)
  /// Readers of the outboxes; with none, a full outbox keeps the newest messages.
  let readers = Atomic<Int>(0)
  private let turn = Atomic<UInt64>(0)
  private let lifecycle = Lock(KernelStatus.created)
  private let cellList: UnsafeMutablePointer<[ActorCell]>
  private var ports: UnsafeMutablePointer<Unmanaged<ActorCell>>
  private var portCount = 0

  init(id: String, program: KernelProgram, options: LaunchOptions, switchboard: Switchboard) throws(RingKernelError) {
    self.id = id
    self.program = program
    self.options = options
    self.switchboard = switchboard
    calls = try switchboard.makeCallTable(
      payloadBytes: max(program.largestOutput, options.maximumMessageBytes, 64),
      limit: options.maximumConcurrentCalls
    )
    lateRepliesBefore = calls.lateReplyCount
    outboxWaiters = WaiterList(switchboard.timekeeper)
    endWaiters = WaiterList(switchboard.timekeeper)
    unsafe cellList = .allocate(capacity: 1)
    unsafe cellList.initialize(to: [])
    unsafe ports = .allocate(capacity: 1)
  }

  deinit {
    unsafe cellList.deinitialize(count: 1)
    unsafe cellList.deallocate()
    unsafe ports.deallocate()
  }

  /// The replicas; set once, before the group is shown to anybody.
  var cells: [ActorCell] { unsafe cellList.pointee }
  func setCells(_ cells: [ActorCell]) {
    unsafe cellList.pointee = cells
    unsafe ports.deallocate()
    unsafe ports = .allocate(capacity: max(cells.count, 1))
    for (place, cell) in cells.enumerated() { unsafe (ports + place).initialize(to: Unmanaged.passUnretained(cell)) }
    portCount = cells.count
  }

  /// Calls `body` with the replica for `key`, or the next one; no reference count is touched.
  @inlinable @inline(__always)
  func withCell<Result>(for key: UInt64?, _ body: (ActorCell) -> Result) -> Result {
    // Safety: the group owns the cells and is alive during the call.
    unsafe port(for: key)._withUnsafeGuaranteedRef(body)
  }

  /// A key that no other batch has had.
  @usableFromInline func nextKey() -> UInt64 { turn.wrappingAdd(1, ordering: .relaxed).newValue }

  @usableFromInline func port(for key: UInt64?) -> Unmanaged<ActorCell> {
    if portCount == 1 { return unsafe ports[0] }
    let place = key.map(mix) ?? turn.wrappingAdd(1, ordering: .relaxed).newValue
    return unsafe ports[Int(place % UInt64(portCount))]
  }

  /// Replicas; costs nothing, unlike `cells.count`.
  var cellCount: Int { portCount }

  /// The replica with this number, nil when there is none.
  func port(of replica: Int) -> Unmanaged<ActorCell>? {
    guard replica >= 0, replica < portCount else { return nil }
    return unsafe ports[replica]
  }

  /// The replica for `key`, or the next one.
  func cell(for key: UInt64?) -> ActorCell { unsafe port(for: key).takeUnretainedValue() }

  /// Where the kernel is in its life.
  public var status: KernelStatus { lifecycle.withLock { $0 } }

  /// Moves to `next`.
  ///
  /// - Throws: `illegalTransition`, or `kernelTerminated` when there is no way back.
  func transition(to next: KernelStatus) throws(RingKernelError) {
    let (previous, isLegal) = lifecycle.withLock { status -> (KernelStatus, Bool) in
      let previous = status
      let isLegal = status.successors.contains(next)
      if isLegal { status = next }
      return (previous, isLegal)
    }
    guard isLegal else {
      let isGone = previous == .terminated || previous == .terminating
      throw RingKernelError(
        isGone ? .kernelTerminated : .illegalTransition,
        "From '\(previous.rawValue)' to '\(next.rawValue)'.",
        kernel: id
      )
    }
    if next == .terminated { switchboard.endedKernels.wrappingAdd(1, ordering: .releasing) }
    switchboard.events.publish(.transitioned(kernel: id, to: next))
  }

  /// Answers that found nobody waiting.
  var lateReplies: UInt64 {
    min(lateRepliesAtEnd.load(ordering: .acquiring), calls.lateReplyCount) &- lateRepliesBefore
  }
  /// Stops counting: the table may soon be another kernel's.
  func endLateReplies() { lateRepliesAtEnd.store(calls.lateReplyCount, ordering: .releasing) }

  /// What became of the messages of all replicas.
  var account: MessageAccount { cells.reduce(into: MessageAccount()) { $0 += $1.account } }
}

/// Spreads keys evenly: the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
public func mix(_ key: UInt64) -> UInt64 {
  var value = key &+ 0x9e37_79b9_7f4a_7c15
  value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
  value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
  return value ^ (value >> 31)
}
