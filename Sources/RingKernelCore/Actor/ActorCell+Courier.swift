package import RingKernelABI
internal import Synchronization

// A cell whose handlers run on a device: one thread of the engine, the courier, stands where a worker stands on the CPU.
// It owns what the worker owns; `Design/0006` says what it does.

extension ActorCell {
  /// What the courier may do for a cell next.
  package enum Errand: Equatable {
    /// Messages may be taken.
    case carry
    /// Nothing may be taken now: deactivated, or an outgoing message waits for room.
    case wait
    /// The lanes are empty for good: what the device still has of this actor is all that there is.
    case finish(drains: Bool)
    /// The actor is gone.
    case ended
  }

  /// Looks what is to be done; requests are not run here, they need a boundary.
  package func errand() -> Errand {
    if hasTerminated { return .ended }
    if placePending() == .stillWaiting { return .wait }
    guard let closing = unsafe own.pointee.closing else { return isActive ? .carry : .wait }
    let drains = closing.drains && isActive && !closing.deadline.hasPassed
    if drains {
      if !lanesAreEmpty(at: closing) { return .carry }
    } else {
      while setNextAside() {}
      // A claimed slot that is not published yet keeps its producer's promise: look again.
      guard lanesAreEmpty(at: closing) else { return .wait }
    }
    return .finish(drains: drains)
  }

  /// Ends the actor, of which nothing is left on the device.
  package func finish() {
    guard let closing = unsafe own.pointee.closing else { return }
    end(closing)
  }

  /// Whether the control path waits for a message boundary.
  package var waitsForBoundary: Bool { isRequested }

  /// Bytes of a slot of the inbox.
  package var inputStride: Int { lanes[0].slotBytes }

  /// Copies the most urgent message out of the inbox, header and payload as in a slot, the message's id in its first word.
  ///
  /// - Parameter slot: `inputStride` bytes, aligned to 8.
  /// - Returns: Whether there was a message; one whose deadline has passed is set aside instead.
  @unsafe package func take(into slot: UnsafeMutableRawPointer) -> Bool {
    for number in 0..<laneCount {
      let lane = unsafe lane[number]
      while let ticket = unsafe lane.take(lane.evicts ? lane.head : heads[number]) {
        let source = unsafe lane.address(of: ticket)
        let words = unsafe Int(source.assumingMemoryBound(to: SlotHeader.self).pointee.length_words)
        unsafe slot.copyMemory(from: source, byteCount: ABI.slotHeaderBytes + words * 4)
        unsafe slot.storeBytes(of: messageID(in: source), as: UInt64.self)
        inHand.wrappingAdd(1, ordering: .relaxed)
        lane.free(ticket)
        unsafe heads[number] = ticket &+ 2
        let deadline = unsafe slot.assumingMemoryBound(to: SlotHeader.self).pointee.deadline
        guard deadline != 0, Machine.monotonicNanoseconds >= deadline else { return true }
        unsafe setAsideOnDevice(slot, .deadlineExpired)
        inHand.wrappingSubtract(1, ordering: .releasing)
      }
    }
    return false
  }

  /// Tells senders that wait that there is room; after a batch was taken.
  package func roomWasMade() { freed() }

  // MARK: Results

  /// Counts messages that the device has handled, `accepted` of them from other actors on the device.
  ///
  /// - Parameters:
  ///   - handled: Answered or consumed.
  ///   - fromHost: Messages that `take` gave, whatever became of them.
  ///   - accepted: Messages that came over the device's own rings.
  ///   - clock: The actor's clock; 0 leaves it.
  package func count(handled: UInt64, fromHost: UInt64, accepted: UInt64, clock: UInt64) {
    offeredAndHandled.wrappingAdd(accepted, ordering: .relaxed)
    let processed = unsafe atomicWord(words.processed)
    unsafe processed.pointee.store(processed.pointee.load(ordering: .relaxed) &+ handled, ordering: .releasing)
    inHand.wrappingSubtract(fromHost, ordering: .releasing)
    let beat = unsafe atomicHalf(words.heartbeat)
    unsafe beat.pointee.store(beat.pointee.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    if clock != 0 { unsafe atomicWord(words.hlc).pointee.store(clock, ordering: .relaxed) }
    unsafe atomicWord(words.lastActivity).pointee.store(Machine.monotonicNanoseconds, ordering: .relaxed)
  }

  /// Hands an answer to the caller that waits, or to the outbox.
  ///
  /// - Parameter slot: Header and payload as the device wrote them; the header's correlation names the call.
  @unsafe package func answer(_ slot: UnsafeRawPointer) {
    let header = unsafe slot.loadUnaligned(as: SlotHeader.self)
    let correlation = header.correlation_id
    guard correlation != 0 else {
      unsafe emit(slot, flags: .reply)
      return
    }
    let bytes = Int(header.length_words) * 4
    switchboard.withCallTable(of: correlation) { table -> Void? in
      guard bytes <= table.payloadBytes else {
        let key = MessageKey(typeID: header.type_id, fingerprint: 0, payloadBytes: bytes)
        switchboard.fail(correlation, answerTooLarge(key, table.payloadBytes))
        return nil
      }
      guard let reply = unsafe table.beginReply(correlation) else { return nil }
      var answer = header
      answer.flags = MessageFlags.reply.rawValue
      unsafe writeHeader(answer, to: reply.slot)
      unsafe (reply.slot + ABI.slotHeaderBytes).copyMemory(from: slot + ABI.slotHeaderBytes, byteCount: bytes)
      return unsafe table.finishReply(correlation, wasAsleep: reply.wasAsleep)
    }
  }

  /// Puts a message of the device into the outbox, by the rules of `RingContext.emit`.
  @unsafe package func emit(_ slot: UnsafeRawPointer, flags: MessageFlags = []) {
    var header = unsafe slot.loadUnaligned(as: SlotHeader.self)
    header.flags = flags.rawValue
    header.correlation_id = 0
    let bytes = Int(header.length_words) * 4
    if unsafe own.pointee.pending.isEmpty, ABI.slotHeaderBytes + bytes <= outbox.slotBytes, let ticket = claimOutbox() {
      let target = unsafe outbox.address(of: ticket)
      unsafe writeHeader(header, to: target)
      unsafe (target + ABI.slotHeaderBytes).copyMemory(from: slot + ABI.slotHeaderBytes, byteCount: bytes)
      publishOutbox(ticket)
      return
    }
    var envelope = unsafe Envelope(copying: slot, id: 0, destination: 0)
    envelope.header.flags = flags.rawValue
    envelope.header.correlation_id = 0
    _ = emitOverflow(envelope)
  }

  /// A handler failed on the device: counted, dead-lettered, and the caller gets the error.
  @unsafe package func fail(_ slot: UnsafeRawPointer, _ failure: RingKernelError) {
    countError(failure.code)
    unsafe setAsideOnDevice(slot, .handlerFailed(failure))
    unsafe switchboard.events.publish(.handlerFailed(kernel: group.id, replica: replica, failure))
  }

  /// Tells the caller that its message was handled without an answer.
  package func leaveUnanswered(_ correlation: UInt64, typeID: UInt64) {
    let name = program.row(for: typeID)?.message.name ?? MessageRegistry.name(of: typeID)
    switchboard.fail(
      correlation,
      RingKernelError(.noReply, "The handler of \(name) sent no reply.", kernel: unsafe group.id)
    )
  }

  /// What the overflow policy of this actor makes of a message that another one sent and that found no room here.
  @unsafe package func refuse(_ slot: UnsafeRawPointer, _ reason: DeadLetterReason?) {
    offeredAndHandled.wrappingAdd(1, ordering: .relaxed)
    guard let reason else {
      offeredAndDropped.wrappingAdd(1, ordering: .releasing)
      let correlation = unsafe slot.loadUnaligned(as: SlotHeader.self).correlation_id
      let error = RingKernelError(.queueFull, "It dropped the message.", kernel: unsafe group.id)
      switchboard.fail(correlation, error)
      return
    }
    offeredAndDeadLettered.wrappingAdd(1, ordering: .releasing)
    deadLetter(unsafe envelope(slot), reason)
  }

  /// Sets a message aside that the device gave back: it was accepted before.
  @unsafe package func setAsideOnDevice(_ slot: UnsafeRawPointer, _ reason: DeadLetterReason) {
    let count = deadLetteredByWorker.load(ordering: .relaxed)
    deadLetteredByWorker.store(count &+ 1, ordering: .releasing)
    deadLetter(unsafe envelope(slot), reason)
  }

  /// Gives up a message that this actor sent and that never found room.
  @unsafe package func giveUpSend(_ slot: UnsafeRawPointer) {
    let envelope = unsafe envelope(slot)
    deadLetter(envelope, .kernelTerminated, outgoing: true)
    let error = RingKernelError(.sendTimedOut, "A message on its way found no room.", kernel: unsafe group.id)
    switchboard.fail(envelope.header.correlation_id, error)
  }

  /// A message as the device keeps it: its id stands in the first word.
  @unsafe private func envelope(_ slot: UnsafeRawPointer) -> Envelope {
    unsafe Envelope(copying: slot, id: slot.loadUnaligned(as: UInt64.self), destination: index)
  }

  /// A handler asked for the end of its kernel.
  package func askForTermination() { unsafe group.requestTermination() }

  /// Takes the time from an epoch's submission to its results as that of one handler, where it is this one's turn.
  package func sampleOnDevice(since start: UInt64) {
    if nextIsSampled() { sample(since: start) }
  }

  // MARK: What an engine needs to know

  /// The state block, at its layout in Swift; the device's copy is the truth while the actor lives there.
  @unsafe package var stateBytes: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: state, count: program.stateBytes)
  }

  /// Cells behind each route; empty where a route is not connected.
  package var routeTargets: [[ActorCell]] { unsafe own.pointee.routes.map { $0?.cells ?? [] } }

  /// The kernel's id, for errors.
  package var kernelID: String { kernel }

  /// What the launch asked for.
  package var launchOptions: LaunchOptions { options }

  /// Type ids of the messages that this actor handles.
  package var handledTypes: [UInt64] { program.rows.map(\.typeID) }

  /// The actor's type as the kernel compiler sees it; nil for one that runs on the CPU only.
  package var deviceType: (any DeviceActor.Type)? { program.deviceType }

  /// How far a time may be ahead of the wall clock, in units of the clock's word.
  package var driftUnits: UInt64 { clock.limitUnits }

  /// Slots of the inbox.
  package var inboxCapacity: Int { lanes.reduce(0) { $0 + $1.capacity } }

  /// Whether the kernel is active; what waits for room is asked by `mayCarry`.
  package var isHandling: Bool { isActive }

  /// Whether messages may be taken for the device now.
  package var mayCarry: Bool { unsafe own.pointee.pending.isEmpty && !hasTerminated && !isEndingUndrained }

  private var isEndingUndrained: Bool {
    guard let closing = unsafe own.pointee.closing else { return false }
    return !closing.drains || closing.deadline.hasPassed
  }

  /// Whether no message waits in the inbox.
  package var inboxIsIdle: Bool { !hasWork }

  /// Whether the host wants this kernel to stop.
  package var isAskedToEnd: Bool { shouldTerminate }

  /// Says that the actor's state is gone with its device: nobody reads what stands in the cell as the state then, and
  /// calls whose messages the device had taken, or handed on, will not be answered.
  package func loseState(_ error: RingKernelError) {
    // The group of a cell that has ended may be gone.
    guard !hasTerminated else { return }
    unsafe own.pointee.stateLoss = error
    unsafe group.calls.failEveryCall(error)
  }

  /// Reports an error of the control path.
  package func reportOnDevice(_ error: RingKernelError) { report(error) }
}
