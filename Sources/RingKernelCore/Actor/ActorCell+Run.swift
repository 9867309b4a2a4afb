internal import RingKernelABI
internal import RingKernelCompute
internal import Synchronization

extension ActorCell {
  /// What a scheduling turn did.
  package enum Turn {
    /// Nothing was there to do.
    case quiet
    /// This many messages were handled or other work was done; more may wait.
    case busy(Int)
    /// An outgoing message waits for room elsewhere.
    case heldBack
    /// The actor is gone; the cell must not be run again.
    case ended
  }

  /// Handles a batch of messages; called by one worker at a time.
  package func runTurn() -> Turn {
    runRequests()
    if hasTerminated { return .ended }
    switch placePending() {
    case .stillWaiting: return .heldBack
    // No handler in this turn: a worker may count as searching while it only waits for room.
    case .placed: return .busy(0)
    case .nothing: break
    }
    if unsafe own.pointee.closing != nil { return closeTurn() }
    guard isActive else { return .quiet }
    let handled = handleBatch()
    if handled > 0 { freed() }
    return handled > 0 ? .busy(handled) : .quiet
  }

  /// Does what the control path asks for; at a message boundary.
  package func runRequests() {
    if isRequested { for request in takeRequests() { request(self) } }
  }

  enum Placement { case nothing, placed, stillWaiting }

  /// Tries to place what waits for room elsewhere; a replica that is ending gives up at its deadline.
  func placePending() -> Placement {
    guard unsafe !own.pointee.pending.isEmpty else { return .nothing }
    if flushPending() { return .placed }
    guard let closing = unsafe own.pointee.closing, closing.deadline.hasPassed else { return .stillWaiting }
    _ = flushPending(giveUp: true)
    return .placed
  }

  /// Whether a look at the rings finds something to do; used before the cell is given up as idle.
  package var hasWork: Bool {
    if unsafe isRequested || !own.pointee.pending.isEmpty { return true }
    if unsafe own.pointee.closing != nil { return true }
    guard isActive else { return false }
    for (number, lane) in lanes.enumerated() where nextTicket(number, lane) != nil { return true }
    return false
  }

  /// Looks at the rings `polls` times; true as soon as there is a message or a request.
  package func findsMessage(polls: Int) -> Bool {
    guard isActive else { return false }
    for _ in 0..<polls {
      for number in 0..<laneCount {
        let lane = unsafe lane[number]
        if unsafe lane.isPublished(lane.evicts ? lane.head : heads[number]) { return true }
      }
      if isRequested { return true }
      spinHint()
    }
    return false
  }

  private func nextTicket(_ number: Int, _ lane: SlotRing) -> UInt64? {
    let head = unsafe lane.evicts ? lane.head : heads[number]
    return lane.isPublished(head) ? head : nil
  }

  private func handleBatch() -> Int {
    let limit = options.batch
    var handled = 0
    while handled < limit {
      // After a few messages in a row there is a backlog, whose lines other cores hold: ask for them early.
      guard handleNext(isBacklogged: handled > 4) else { break }
      handled += 1
      if unsafe isRequested || !own.pointee.pending.isEmpty { break }
    }
    return handled
  }

  /// Handles the most urgent message; false when there is none.
  @inline(__always) private func handleNext(isBacklogged: Bool) -> Bool {
    for number in 0..<laneCount {
      let lane = unsafe lane[number]
      let head = unsafe lane.evicts ? lane.head : heads[number]
      guard let ticket = lane.take(head) else { continue }
      let slot = unsafe lane.address(of: ticket)
      if isBacklogged { lane.prefetchPublished(ticket &+ 16) }
      if let copy = unsafe copyInHand {
        // Senders that make room wait for this slot if it is the oldest: not for as long as a handler takes.
        unsafe copy.copyMemory(from: slot, byteCount: lane.slotBytes)
        inHand.store(1, ordering: .relaxed)
        lane.free(ticket)
        unsafe handle(copy)
        inHand.store(0, ordering: .releasing)
      } else {
        unsafe handle(slot)
        lane.free(ticket)
      }
      unsafe heads[number] = ticket &+ 2
      return true
    }
    return false
  }

  /// Runs the handler of one message, which stays in its slot meanwhile.
  @unsafe private func handle(_ slot: UnsafeMutableRawPointer) {
    let header = unsafe UnsafePointer(slot.assumingMemoryBound(to: SlotHeader.self))
    let correlation = unsafe header.pointee.correlation_id
    // The caller spins on its cell: bring it near while the handler works.
    if correlation != 0 { switchboard.withCallTable(of: correlation) { $0.prefetch(correlation) } }
    let beat = unsafe atomicHalf(words.heartbeat)
    unsafe beat.pointee.store(beat.pointee.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    if unsafe header.pointee.deadline != 0 && Machine.monotonicNanoseconds >= header.pointee.deadline {
      unsafe setAside(slot, .deadlineExpired)
      return
    }
    guard let place = unsafe program.place(of: header.pointee.type_id) else {
      unsafe setAside(slot, .unexpectedType)
      return
    }
    let isSampled = nextIsSampled()
    let start = isSampled ? Machine.monotonicNanoseconds : 0
    if stampsTime { unsafe takeOver(header.pointee.hlc) }
    var context = unsafe RingContext(cell: self, header: header)
    do {
      unsafe try program.body(at: place)(
        state,
        slot + ABI.slotHeaderBytes,
        Int(header.pointee.length_words) * 4,
        &context
      )
    } catch {
      unsafe failed(slot, error)
      return
    }
    if !context.isAnswered, correlation != 0 {
      unsafe switchboard.fail(
        header.pointee.correlation_id,
        RingKernelError(.noReply, "The handler of \(program.rows[place].message.name) sent no reply.", kernel: group.id)
      )
    }
    let processed = unsafe atomicWord(words.processed)
    unsafe processed.pointee.store(processed.pointee.load(ordering: .relaxed) &+ 1, ordering: .releasing)
    if isSampled { sample(since: start) }
  }

  /// A handler threw, or its message did not decode: counted, dead-lettered, and the actor goes on.
  @unsafe private func failed(_ slot: UnsafeMutableRawPointer, _ error: any Error) {
    let id = unsafe group.id
    let failure: RingKernelError
    if let error = error as? RingKernelError {
      failure = RingKernelError(error.code, error.detail, kernel: id)
    } else if let error = error as? KernelFailure {
      failure = RingKernelError(error, code: .handlerFailed, kernel: id)
    } else if let error = error as? MessageError {
      let decoding = RingKernelError(error)
      failure = RingKernelError(decoding.code, decoding.detail, kernel: id)
    } else {
      failure = RingKernelError(.handlerFailed, "\(error)", kernel: id)
    }
    countError(failure.code)
    unsafe setAside(slot, .handlerFailed(failure))
    switchboard.events.publish(.handlerFailed(kernel: id, replica: replica, failure))
  }

  /// Moves a message from its slot to the dead letters.
  @unsafe func setAside(_ slot: UnsafeMutableRawPointer, _ reason: DeadLetterReason) {
    let count = deadLetteredByWorker.load(ordering: .relaxed)
    deadLetteredByWorker.store(count &+ 1, ordering: .releasing)
    deadLetter(unsafe Envelope(copying: slot, id: messageID(in: slot), destination: index), reason)
  }

  /// Slots were freed: senders that wait for room go on.
  @inline(__always) func freed() {
    AsymmetricFence.light()
    if spaceWaiters.isOccupied { spaceWaiters.wake(options.batch) }
  }

  func nextIsSampled() -> Bool {
    guard switchboard.configuration.enableTelemetry else { return false }
    unsafe own.pointee.sampleCountdown -= 1
    guard unsafe own.pointee.sampleCountdown == 0 else { return false }
    unsafe own.pointee.sampleCountdown = switchboard.configuration.telemetrySampling
    return true
  }

  func sample(since start: UInt64) {
    let now = Machine.monotonicNanoseconds
    let elapsed = now - start
    let block = unsafe telemetry
    unsafe block.pointee.processed = processed
    unsafe block.pointee.dropped = offeredAndDropped.load(ordering: .relaxed)
    unsafe block.pointee.last_timestamp = now
    unsafe block.pointee.total_latency &+= elapsed
    unsafe block.pointee.max_latency = max(block.pointee.max_latency, elapsed)
    unsafe block.pointee.min_latency = min(block.pointee.min_latency, elapsed)
    unsafe block.pointee.queue_depth = UInt32(lanes.reduce(0) { $0 + $1.depth })
    unsafe block.pointee.samples &+= 1
    unsafe atomicWord(words.lastActivity).pointee.store(now, ordering: .relaxed)
    unsafe switchboard.latencies.handled(kernel: group.id, nanoseconds: elapsed)
  }
}

// MARK: - Termination

extension ActorCell {
  /// Starts the end of this replica; runs on a worker, as a request.
  func beginClosing(drains: Bool, deadline: Deadline, completion: @escaping @Sendable () -> Void) {
    guard unsafe own.pointee.closing == nil else { return }
    let tails = lanes.map { $0.close() }
    unsafe own.pointee.closing = Closing(drains: drains, deadline: deadline, tails: tails, completion: completion)
    spaceWaiters.close()
  }

  /// One turn of a replica that is ending: every message claimed before the close is handled or set aside.
  private func closeTurn() -> Turn {
    guard let closing = unsafe own.pointee.closing else { return .quiet }
    if closing.drains, isActive, !closing.deadline.hasPassed {
      let handled = handleBatch()
      if handled > 0 { return .busy(handled) }
    } else {
      while setNextAside() {}
    }
    // A claimed slot that is not published yet keeps its producer's promise: look again.
    guard lanesAreEmpty(at: closing) else { return .busy(0) }
    if unsafe !own.pointee.pending.isEmpty { return .heldBack }
    end(closing)
    return .ended
  }

  /// Whether every message claimed before the close is gone from the lanes.
  func lanesAreEmpty(at closing: Closing) -> Bool {
    lanes.enumerated().allSatisfy { number, lane in
      unsafe (lane.evicts ? lane.head : heads[number]) == closing.tails[number]
    }
  }

  /// The last step of a replica that has nothing left.
  func end(_ closing: Closing) {
    // What the cell holds of others would keep them, and in a circle this cell, alive.
    unsafe own.pointee.closing = nil
    unsafe own.pointee.routes = []
    switchboard.engine.detach(self)
    // From here on the index may belong to another cell.
    hasTerminated = true
    closing.completion()
  }

  func setNextAside() -> Bool {
    for number in 0..<laneCount {
      let lane = unsafe lane[number]
      let head = unsafe lane.evicts ? lane.head : heads[number]
      guard let ticket = lane.take(head) else { continue }
      unsafe setAside(lane.address(of: ticket), .kernelTerminated)
      lane.free(ticket)
      unsafe heads[number] = ticket &+ 2
      return true
    }
    return false
  }
}

// MARK: - Scheduling

extension ActorCell {
  /// The worker that took the cell from the ready queue holds it now.
  package func hold() { run.store(Run.running, ordering: .relaxed) }

  /// The worker gives the cell back to the ready queue.
  package func requeue() { run.store(Run.queued, ordering: .releasing) }

  /// First half of giving the cell up: senders wake it from now on.
  ///
  /// A heavy fence must follow, then `reclaim`.
  package func release() { run.store(Run.idle, ordering: .sequentiallyConsistent) }

  /// Second half: takes the cell back when work arrived meanwhile; false leaves it idle or to its waker.
  package func reclaim() -> Bool {
    guard hasWorkUnheld else { return false }
    return run.compareExchange(
      expected: Run.idle,
      desired: Run.running,
      ordering: .acquiringAndReleasing
    ).exchanged
  }

  /// Like `hasWork`, but reads nothing that belongs to the worker: another one may hold the cell by now.
  private var hasWorkUnheld: Bool {
    if isRequested { return true }
    guard isActive else { return false }
    return lanes.contains { $0.isPublished($0.head) }
  }
}
