internal import RingKernelABI

extension KernelHandle {
  /// Sends `message` and returns its answer.
  ///
  /// The caller looks for the answer for a moment (`callSpin`) before its task suspends. Answers are matched by
  /// correlation id: whoever else calls, each gets its own. Cancellation and timeout free the caller; the answer,
  /// when it comes, is counted as late.
  ///
  /// - Parameters:
  ///   - message: A type that the kernel handles.
  ///   - reply: The type of the answer.
  ///   - timeout: Nil takes the runtime's `defaultCallTimeout`.
  ///   - options: Priority, deadline, key.
  /// - Throws: `callTimedOut`, `callCancelled`, `handlerFailed` and what the handler threw, `noReply`,
  ///   `replyTypeMismatch`, `messageNotHandled`, `kernelTerminated`, `tooManyCalls`, and what `send` throws.
  @inlinable
  public func call<Message: RingMessage, Reply: RingMessage>(
    _ message: Message,
    as reply: Reply.Type = Reply.self,
    timeout: Duration? = nil,
    options: SendOptions = SendOptions()
  ) async throws(RingKernelError) -> Reply {
    let call = try beginCall(Message.layout.key, Reply.layout.key)
    let outcome = group.withCell(for: options.key) {
      $0.post(message, attributes(options, correlation: call.correlation))
    }
    var timeout = timeout
    if outcome != .accepted { timeout = try await callAgain(message, options, outcome, call, timeout) }
    if !awaitBriefly(call) { await awaitSuspended(call, timeout) }
    return try finishCall(call, reply)
  }

  /// Sends `message` and spins until its answer is there; for threads that you own.
  ///
  /// - Throws: As `call`; a full inbox is retried until the timeout.
  @available(*, noasync, message: "spins: use call(_:as:timeout:) in tasks")
  @inlinable
  public func callBlocking<Message: RingMessage, Reply: RingMessage>(
    _ message: Message,
    as reply: Reply.Type = Reply.self,
    timeout: Duration? = nil,
    options: SendOptions = SendOptions()
  ) throws(RingKernelError) -> Reply {
    let call = try beginCall(Message.layout.key, Reply.layout.key)
    let outcome = group.withCell(for: options.key) {
      $0.post(message, attributes(options, correlation: call.correlation))
    }
    if outcome != .accepted { try postBlocking(message, options, outcome, call, timeout) }
    awaitBlocking(call, timeout)
    return try finishCall(call, reply)
  }
}

/// A call in flight.
@usableFromInline
struct PendingCall {
  let ticket: CallTable.Ticket
  let start: UInt64
  @usableFromInline var correlation: UInt64 { ticket.correlation }
}

/// The payload of an answer in the cell of its call.
@safe
@usableFromInline
struct ReceivedAnswer {
  // Safety: valid until the call is ended, which `finishCall` does behind its last use.
  @usableFromInline let payload: UnsafeRawPointer
  @usableFromInline let count: Int
}

extension KernelHandle {
  @usableFromInline
  func beginCall(_ message: MessageKey, _ reply: MessageKey) throws(RingKernelError) -> PendingCall {
    guard let place = group.program.place(of: message.typeID) else {
      throw notHandled(MessageRegistry.name(of: message.typeID))
    }
    let declared = group.program.replyTypeID(at: place)
    guard declared == 0 || declared == reply.typeID else { throw mismatch(message, declared, reply) }
    guard let ticket = group.calls.begin() else {
      if group.calls.isClosed { throw terminated }
      throw RingKernelError(.tooManyCalls, "\(group.calls.limit) calls are in flight.", kernel: id)
    }
    let isSampled = group.switchboard.configuration.enableTelemetry && ticket.generation & 63 == 0
    return PendingCall(ticket: ticket, start: isSampled ? Machine.monotonicNanoseconds : 0)
  }

  /// The slow path of a call's send; returns what is left of the timeout.
  @usableFromInline
  func callAgain<Message: RingMessage>(
    _ message: Message,
    _ options: SendOptions,
    _ outcome: SendOutcome,
    _ call: PendingCall,
    _ timeout: Duration?
  ) async throws(RingKernelError) -> Duration {
    let deadline = Deadline(after: timeout ?? group.switchboard.configuration.defaultCallTimeout)
    do throws(RingKernelError) {
      try await sendAgain(message, options, outcome, correlation: call.correlation, until: deadline)
    } catch {
      abandon(call)
      guard error.code == .sendTimedOut, deadline.hasPassed else { throw error }
      throw RingKernelError(.callTimedOut, "The inbox stayed full.", kernel: id)
    }
    if outcome == .dropped || outcome == .deadLettered {
      abandon(call)
      throw RingKernelError(
        .queueFull,
        "The message was \(outcome == .dropped ? "dropped" : "dead-lettered").",
        kernel: id
      )
    }
    return .nanoseconds(Int64(clamping: deadline.remaining))
  }

  @usableFromInline
  func postBlocking<Message: RingMessage>(
    _ message: Message,
    _ options: SendOptions,
    _ first: SendOutcome,
    _ call: PendingCall,
    _ timeout: Duration?
  ) throws(RingKernelError) {
    var outcome = first
    let deadline = Deadline(after: timeout ?? group.switchboard.configuration.defaultCallTimeout)
    var backoff = Backoff(.spinThenYield)
    while outcome == .full, group.options.overflow != .reject, !deadline.hasPassed {
      backoff.pause()
      outcome = group.withCell(for: options.key) {
        $0.post(message, attributes(options, correlation: call.correlation))
      }
    }
    guard outcome != .accepted else { return }
    abandon(call)
    switch outcome {
    case .terminated: throw terminated
    default: throw RingKernelError(.queueFull, "The message was not accepted: \(outcome).", kernel: id)
    }
  }

  /// Looks for the answer for `callSpin`; true when the call has ended.
  @usableFromInline func awaitBriefly(_ call: PendingCall) -> Bool {
    let calls = group.calls
    // A clock read every 64 polls: about a microsecond apart.
    var deadline: UInt64 = 0
    while true {
      for _ in 0..<64 {
        let phase = calls.phase(of: call.ticket)
        if phase == .done || phase == .failed { return true }
        spinHint()
      }
      let now = Machine.monotonicNanoseconds
      if deadline == 0 {
        deadline = now &+ group.switchboard.configuration.callSpin.clampedNanoseconds
      } else if now >= deadline {
        return false
      }
    }
  }

  @usableFromInline func awaitSuspended(_ call: PendingCall, _ timeout: Duration?) async {
    let deadline = Deadline(after: timeout ?? group.switchboard.configuration.defaultCallTimeout)
    _ = await group.calls.suspend(call.ticket, until: deadline)
  }

  @usableFromInline func awaitBlocking(_ call: PendingCall, _ timeout: Duration?) {
    let calls = group.calls
    let deadline = Deadline(after: timeout ?? group.switchboard.configuration.defaultCallTimeout)
    var polls = 0
    while true {
      let phase = calls.phase(of: call.ticket)
      if phase == .done || phase == .failed { return }
      spinHint()
      polls &+= 1
      if polls & 0xfff == 0, deadline.hasPassed || calls.isClosed {
        _ = calls.giveUp(call.ticket)
        return
      }
      if polls & 0xffff == 0 { Machine.yieldThread() }
    }
  }

  /// Reads the answer, or why there is none, and frees the cell.
  @inlinable @inline(__always)
  func finishCall<Reply: RingMessage>(_ call: PendingCall, _ reply: Reply.Type) throws(RingKernelError) -> Reply {
    defer { endCall(call) }
    let answer = try answer(to: call, Reply.layout.key.typeID)
    do throws(MessageError) {
      return unsafe try Reply.decode(from: answer.payload, count: answer.count)
    } catch { throw RingKernelError(error) }
  }

  @usableFromInline func endCall(_ call: PendingCall) { group.calls.end(call.ticket) }

  /// The payload of the answer, which stands in the call's cell until the cell is freed.
  @usableFromInline
  func answer(to call: PendingCall, _ typeID: UInt64) throws(RingKernelError) -> ReceivedAnswer {
    guard group.calls.phase(of: call.ticket) == .done else { throw failure(of: call) }
    if call.start != 0 {
      group.switchboard.latencies.called(kernel: id, nanoseconds: Machine.monotonicNanoseconds - call.start)
    }
    let slot = unsafe group.calls.slot(of: call.ticket)
    let header = unsafe slot.assumingMemoryBound(to: SlotHeader.self)
    guard unsafe header.pointee.type_id == typeID else {
      let names = unsafe [header.pointee.type_id, typeID].map(MessageRegistry.name)
      throw RingKernelError(.replyTypeMismatch, "The answer is \(names[0]), not \(names[1]).", kernel: id)
    }
    unsafe takeOver(header.pointee.hlc)
    return unsafe ReceivedAnswer(payload: slot + ABI.slotHeaderBytes, count: Int(header.pointee.length_words) * 4)
  }

  private func failure(of call: PendingCall) -> RingKernelError {
    switch group.calls.phase(of: call.ticket) {
    case .failed:
      return group.calls.failure(of: call.ticket)
        ?? RingKernelError(.handlerFailed, "No reason was given.", kernel: id)
    case .cancelled:
      return RingKernelError(.callCancelled, "The task was cancelled.", kernel: id)
    case .closed:
      return terminated
    default:
      return group.calls.isClosed ? terminated : RingKernelError(.callTimedOut, "No answer in time.", kernel: id)
    }
  }

  private func abandon(_ call: PendingCall) {
    _ = group.calls.giveUp(call.ticket)
    group.calls.end(call.ticket)
  }

  private func mismatch(_ message: MessageKey, _ declared: UInt64, _ reply: MessageKey) -> RingKernelError {
    let names = [message.typeID, declared, reply.typeID].map(MessageRegistry.name)
    return RingKernelError(
      .replyTypeMismatch,
      "\(names[0]) is answered by \(names[1]), not by \(names[2]).",
      kernel: id
    )
  }
}
