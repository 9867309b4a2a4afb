internal import RingKernelABI
internal import Synchronization

// Invariants. A cell's word is generation << 8 | phase. Only the caller moves free -> waiting -> suspended and
// back to free (with the next generation); only the replier that wins the step to `writing` touches header and
// payload and moves on to done or failed; timeout, cancellation and closing move suspended -> their phase.
// Every step is a compare-and-swap on (generation, phase): a late reply finds another generation or phase and is
// counted, never delivered. The continuation is stored before the step to suspended and read after leaving it.

/// Reply cells of the calls of one kernel: a cell is a ring of capacity one with the layout of a message slot.
@safe
final class CallTable: DeadlineSource, @unchecked Sendable {
  enum Phase: UInt64 {
    case free, waiting, suspended, writing, done, failed, timedOut, cancelled, closed
  }

  /// A cell in use: its place and generation.
  struct Ticket {
    let index: Int
    let generation: UInt64
    let correlation: UInt64
  }

  private static let none = UInt64(UInt32.max)
  /// Most calls that one kernel can have in flight: the index has 16 bits.
  static let maximumCells = 1 << 16

  let number: UInt16
  let payloadBytes: Int
  private let stride: Int
  let limit: Int
  // One reservation for `limit` cells; a cell is initialised, and so backed by memory, when it is first used.
  private let memory: UnsafeMutableRawPointer
  private let continuations: UnsafeMutablePointer<UnsafeContinuation<Void, Never>?>
  private let failures: UnsafeMutablePointer<RingKernelError?>
  private let nextFree: UnsafeMutablePointer<UInt32>
  // Not in the header of the cell: a replier writes that while the timekeeper looks here.
  private let deadlines: UnsafeMutablePointer<UInt64>
  private let growth = Lock(0)
  private let inUse = Atomic<Int>(0)
  // Callers change it twice a call, and repliers read the words around: a pair of lines of its own.
  private let freeList: UnsafeMutablePointer<UInt64>
  private let suspended = Atomic<Int>(0)
  private let closed = Atomic<Bool>(false)
  private let lateReplies = Atomic<UInt64>(0)
  private let timekeeper: Timekeeper

  init(number: UInt16, payloadBytes: Int, limit: Int, timekeeper: Timekeeper) {
    self.number = number
    self.payloadBytes = payloadBytes
    self.limit = limit
    stride = ABI.slotStride(payloadBytes: payloadBytes)
    unsafe memory = .allocate(byteCount: limit * stride, alignment: ABI.sideStride)
    unsafe continuations = .allocate(capacity: limit)
    unsafe failures = .allocate(capacity: limit)
    unsafe nextFree = .allocate(capacity: limit)
    unsafe freeList =
      UnsafeMutableRawPointer
      .allocate(byteCount: 2 * ABI.sideStride, alignment: ABI.sideStride).bindMemory(to: UInt64.self, capacity: 1)
    unsafe freeList.initialize(to: Self.none)
    unsafe deadlines = .allocate(capacity: limit)
    self.timekeeper = timekeeper
  }

  deinit {
    let used = inUse.load(ordering: .relaxed)
    unsafe memory.deallocate()
    unsafe continuations.deinitialize(count: used)
    unsafe continuations.deallocate()
    unsafe failures.deinitialize(count: used)
    unsafe failures.deallocate()
    unsafe nextFree.deallocate()
    unsafe freeList.deallocate()
    unsafe deadlines.deallocate()
  }

  /// Replies that found nobody waiting.
  var lateReplyCount: UInt64 { lateReplies.load(ordering: .relaxed) }

  // MARK: The caller

  /// Takes a free cell; nil when the limit is reached or the table is closed.
  func begin() -> Ticket? {
    if isClosed { return nil }
    guard let index = popFree() ?? grow() else { return nil }
    let generation = load(index) >> 8
    store(index, generation, .waiting)
    let correlation = UInt64(number) << 48 | UInt64(index) << 32 | (generation & 0xffff_ffff)
    return Ticket(index: index, generation: generation, correlation: correlation)
  }

  /// Phase of the caller's own cell.
  @inline(__always) func phase(of ticket: Ticket) -> Phase {
    Phase(rawValue: load(ticket.index) & 0xff) ?? .free
  }

  /// Header and payload of a reply, from phase `done` until `end`.
  @unsafe func slot(of ticket: Ticket) -> UnsafeRawPointer { unsafe UnsafeRawPointer(address(ticket.index)) }

  /// Why the call failed, in phase `failed`.
  func failure(of ticket: Ticket) -> RingKernelError? {
    unsafe failures[ticket.index]
  }

  /// Suspends until a reply, a timeout, a cancellation or the end of the kernel; returns the phase that ended it.
  func suspend(_ ticket: Ticket, until deadline: Deadline) async -> Phase {
    unsafe atomicWord(deadlines + ticket.index).pointee.store(deadline.nanoseconds, ordering: .relaxed)
    await withTaskCancellationHandler {
      unsafe await withUnsafeContinuation { continuation in
        unsafe continuations[ticket.index] = continuation
        suspended.wrappingAdd(1, ordering: .relaxed)
        if step(ticket.index, ticket.generation, from: .waiting, to: .suspended) != nil {
          suspended.wrappingSubtract(1, ordering: .relaxed)
          unsafe continuation.resume()
          return
        }
        if closed.load(ordering: .sequentiallyConsistent) {
          abandon(ticket.index, ticket.generation, .closed)
        } else if Task.isCancelled {
          abandon(ticket.index, ticket.generation, .cancelled)
        } else {
          timekeeper.arm(self, deadline.nanoseconds)
        }
      }
    } onCancel: {
      abandon(ticket.index, ticket.generation, .cancelled)
    }
    var backoff = Backoff(.spinThenYield)
    while phase(of: ticket) == .writing { backoff.pause() }
    return phase(of: ticket)
  }

  /// Gives up a call that does not sleep; returns the phase that the caller must still read if it lost the race.
  func giveUp(_ ticket: Ticket) -> Phase {
    _ = step(ticket.index, ticket.generation, from: .waiting, to: .timedOut)  // a lost race shows in the phase
    var backoff = Backoff(.spinThenYield)
    while phase(of: ticket) == .writing { backoff.pause() }
    return phase(of: ticket)
  }

  /// Gives the cell back; replies to this call are late from now on.
  func end(_ ticket: Ticket) {
    if phase(of: ticket) == .failed { unsafe failures[ticket.index] = nil }
    store(ticket.index, (ticket.generation &+ 1) & 0xffff_ffff, .free)
    pushFree(ticket.index)
  }

  // MARK: The replier

  /// Brings the cell of a call near for writing, while its message is being handled.
  @inline(__always) func prefetch(_ correlation: UInt64) {
    let index = Int(correlation >> 32 & 0xffff)
    guard index < limit else { return }
    unsafe prefetchForWrite(address(index))
    if stride > ABI.cacheLine { unsafe prefetchForWrite(address(index) + ABI.cacheLine) }
  }

  /// Wins the right to write the reply of `correlation`.
  ///
  /// - Returns: The slot to write header and payload to, and whether the caller sleeps; nil for a late reply.
  @unsafe func beginReply(_ correlation: UInt64) -> (slot: UnsafeMutableRawPointer, wasAsleep: Bool)? {
    let index = Int(correlation >> 32 & 0xffff)
    let generation = correlation & 0xffff_ffff
    if index < inUse.load(ordering: .acquiring) {
      if step(index, generation, from: .waiting, to: .writing) == nil { return unsafe (address(index), false) }
      if step(index, generation, from: .suspended, to: .writing) == nil { return unsafe (address(index), true) }
    }
    lateReplies.wrappingAdd(1, ordering: .relaxed)
    return nil
  }

  /// Publishes a reply that `beginReply` allowed, and wakes the caller if it sleeps.
  func finishReply(_ correlation: UInt64, wasAsleep: Bool, failure: RingKernelError? = nil) {
    let index = Int(correlation >> 32 & 0xffff)
    let generation = correlation & 0xffff_ffff
    if let failure { unsafe failures[index] = failure }
    let continuation = unsafe wasAsleep ? takeContinuation(index) : nil
    store(index, generation, failure == nil ? .done : .failed)
    unsafe continuation?.resume()
  }

  // MARK: Deadlines and closing

  /// Whether new calls are refused.
  var isClosed: Bool { closed.load(ordering: .acquiring) }

  /// Takes calls again, for another kernel; generations keep replies to the old one's calls apart.
  func reopen() { closed.store(false, ordering: .sequentiallyConsistent) }

  /// Ends every waiting call with `closed` and refuses new ones.
  func close() {
    closed.store(true, ordering: .sequentiallyConsistent)
    forEachSuspended { index, generation in abandon(index, generation, .closed) }
  }

  /// Ends every call that waits now with an error; new ones are taken.
  func failEveryCall(_ error: RingKernelError) {
    for index in 0..<inUse.load(ordering: .acquiring) {
      let value = load(index)
      let phase = Phase(rawValue: value & 0xff)
      guard phase == .waiting || phase == .suspended else { continue }
      let correlation = UInt64(number) << 48 | UInt64(index) << 32 | (value >> 8 & 0xffff_ffff)
      guard let reply = unsafe beginReply(correlation) else { continue }
      unsafe finishReply(correlation, wasAsleep: reply.wasAsleep, failure: error)
    }
  }

  override func expire(now: UInt64) -> UInt64 {
    guard suspended.load(ordering: .acquiring) != 0 else { return .max }
    var next = UInt64.max
    forEachSuspended { index, generation in
      let deadline = unsafe atomicWord(deadlines + index).pointee.load(ordering: .relaxed)
      if deadline <= now { abandon(index, generation, .timedOut) } else { next = min(next, deadline) }
    }
    return next
  }

  private func forEachSuspended(_ body: (Int, UInt64) -> Void) {
    for index in 0..<inUse.load(ordering: .acquiring) {
      let value = load(index)
      if value & 0xff == Phase.suspended.rawValue { body(index, value >> 8) }
    }
  }

  private func abandon(_ index: Int, _ generation: UInt64, _ phase: Phase) {
    // The step to `writing` reserves the cell, so that the continuation is taken before the caller can go on.
    guard step(index, generation, from: .suspended, to: .writing) == nil else { return }
    let continuation = unsafe takeContinuation(index)
    store(index, generation, phase)
    unsafe continuation?.resume()
  }

  private func takeContinuation(_ index: Int) -> UnsafeContinuation<Void, Never>? {
    suspended.wrappingSubtract(1, ordering: .relaxed)
    defer { unsafe continuations[index] = nil }
    return unsafe continuations[index]
  }

  // MARK: Cells

  @inline(__always) private func address(_ index: Int) -> UnsafeMutableRawPointer {
    unsafe memory + index &* stride
  }
  @inline(__always) private func load(_ index: Int) -> UInt64 {
    unsafe atomicWord(address(index)).pointee.load(ordering: .acquiring)
  }
  @inline(__always) private func store(_ index: Int, _ generation: UInt64, _ phase: Phase) {
    unsafe atomicWord(address(index)).pointee.store(generation << 8 | phase.rawValue, ordering: .releasing)
  }
  /// Steps from one phase to another; the word that was there, if the step failed.
  @inline(__always) private func step(_ index: Int, _ generation: UInt64, from: Phase, to: Phase) -> UInt64? {
    let (won, seen) = unsafe atomicWord(address(index)).pointee.compareExchange(
      expected: generation << 8 | from.rawValue,
      desired: generation << 8 | to.rawValue,
      ordering: .sequentiallyConsistent
    )
    return won ? nil : seen
  }

  private func popFree() -> Int? {
    var head = unsafe atomicWord(freeList).pointee.load(ordering: .acquiring)
    while head & 0xffff_ffff != Self.none {
      let index = Int(head & 0xffff_ffff)
      // The upper half counts pushes, so that a cell that came back meanwhile is noticed.
      let next = unsafe atomicHalf(nextFree + index).pointee.load(ordering: .relaxed)
      let (won, seen) = unsafe atomicWord(freeList).pointee.weakCompareExchange(
        expected: head,
        desired: head & ~0xffff_ffff | UInt64(next),
        ordering: .acquiringAndReleasing
      )
      if won { return index }
      head = seen
    }
    return nil
  }

  private func pushFree(_ index: Int) {
    var head = unsafe atomicWord(freeList).pointee.load(ordering: .relaxed)
    while true {
      unsafe atomicHalf(nextFree + index).pointee.store(UInt32(truncatingIfNeeded: head), ordering: .relaxed)
      let desired = ((head >> 32) &+ 1) << 32 | UInt64(index)
      let (won, seen) = unsafe atomicWord(freeList).pointee.weakCompareExchange(
        expected: head,
        desired: desired,
        ordering: .acquiringAndReleasing
      )
      if won { return }
      head = seen
    }
  }

  /// Brings one more cell into use.
  private func grow() -> Int? {
    growth.withLock { count in
      guard count < limit else { return nil }
      let index = count
      unsafe address(index).initializeMemory(as: UInt8.self, repeating: 0, count: stride)
      unsafe (continuations + index).initialize(to: nil)
      unsafe (failures + index).initialize(to: nil)
      unsafe (nextFree + index).initialize(to: 0)
      unsafe (deadlines + index).initialize(to: .max)
      count += 1
      inUse.store(count, ordering: .releasing)
      return index
    }
  }
}
