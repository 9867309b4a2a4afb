internal import RingKernelABI
internal import Synchronization

/// A message of this actor that waits for room elsewhere; while there is one, the actor handles nothing new.
struct PendingMessage {
  enum Target {
    case outbox
    case inbox(ActorCell, MessageAttributes)
  }
  let envelope: Envelope
  let target: Target
  let deadline: Deadline
}

extension ActorCell {
  /// Claims a slot of the outbox; with no reader the oldest message makes room.
  func claimOutbox() -> UInt64? {
    outbox.prefetchTail()
    while true {
      switch outbox.claim() {
      case .slot(let ticket): return ticket
      case .closed: return nil
      case .full:
        let hasReader = unsafe group.readers.load(ordering: .acquiring) != 0
        guard !hasReader || policy == .dropOldest else { return nil }
        if let oldest = outbox.evict() {
          outbox.free(oldest)
          outboxDropped.wrappingAdd(1, ordering: .relaxed)
        }
      }
    }
  }

  /// Publishes a claimed slot and wakes a reader.
  @inline(__always) func publishOutbox(_ ticket: UInt64) {
    outbox.publish(ticket)
    AsymmetricFence.light()
    if unsafe group.outboxWaiters.isOccupied { unsafe group.outboxWaiters.wake(1) }
  }

  /// What the overflow policy makes of a message that found no room in the outbox.
  func emitOverflow(_ envelope: Envelope) -> SendOutcome {
    guard ABI.slotHeaderBytes + envelope.payload.count <= outbox.slotBytes else {
      deadLetter(envelope, .queueFull, outgoing: true)
      report(
        RingKernelError(
          .messageTooLarge,
          "\(MessageRegistry.name(of: envelope.header.type_id)) has \(envelope.payload.count) bytes.",
          kernel: unsafe group.id
        )
      )
      return .tooLarge
    }
    // Behind an earlier message that waits there may be room in the outbox: only its turn has not come.
    if unsafe !own.pointee.pending.isEmpty { return holdBack(envelope, .outbox, limit: nil) }
    switch policy {
    case .wait(let limit):
      return holdBack(envelope, .outbox, limit: limit)
    case .deadLetter:
      deadLetter(envelope, .queueFull, outgoing: true)
      return .deadLettered
    case .reject, .dropNewest, .dropOldest:
      outboxDropped.wrappingAdd(1, ordering: .relaxed)
      return policy == .reject ? .full : .dropped
    }
  }

  /// Keeps a message until its target has room.
  func holdBack(_ envelope: Envelope, _ target: PendingMessage.Target, limit: Duration?) -> SendOutcome {
    unsafe own.pointee.pending.append(
      PendingMessage(envelope: envelope, target: target, deadline: Deadline(after: limit))
    )
    return .accepted
  }

  /// Tries to place what waits; true when nothing waits any more.
  func flushPending(giveUp: Bool = false) -> Bool {
    while unsafe own.pointee.firstPending < own.pointee.pending.count {
      let message = unsafe own.pointee.pending[own.pointee.firstPending]
      if !place(message) {
        guard giveUp || message.deadline.hasPassed else { return false }
        deadLetter(message.envelope, giveUp ? .kernelTerminated : .queueFull, outgoing: true)
        if case .inbox(_, let attributes) = message.target {
          switchboard.fail(
            attributes.correlation,
            RingKernelError(.sendTimedOut, "A message on its way found no room.", kernel: unsafe group.id)
          )
        }
      }
      unsafe own.pointee.firstPending += 1
    }
    unsafe own.pointee.pending.removeAll(keepingCapacity: true)
    unsafe own.pointee.firstPending = 0
    return true
  }

  private func place(_ message: PendingMessage) -> Bool {
    switch message.target {
    case .outbox:
      guard let ticket = claimOutbox() else {
        if outbox.isClosed { return true }
        if case .wait = policy { return false }
        if policy == .deadLetter {
          deadLetter(message.envelope, .queueFull, outgoing: true)
        } else {
          outboxDropped.wrappingAdd(1, ordering: .relaxed)
        }
        return true
      }
      unsafe message.envelope.write(to: outbox.address(of: ticket))
      publishOutbox(ticket)
      return true
    case .inbox(let cell, let attributes):
      switch cell.post(message.envelope, attributes) {
      case .accepted, .deadLettered: return true
      case .dropped:
        let error = RingKernelError(.queueFull, "The destination dropped the message.", kernel: unsafe group.id)
        switchboard.fail(attributes.correlation, error)
        return true
      case .full: return false
      case .terminated, .notHandled, .tooLarge:
        deadLetter(message.envelope, .kernelTerminated, outgoing: true)
        switchboard.fail(attributes.correlation, DeadLetterReason.kernelTerminated.error(kernel: unsafe group.id))
        return true
      }
    }
  }

  /// Counts and publishes an error.
  func report(_ error: RingKernelError) {
    countError(error.code)
    switchboard.events.publish(.errorReported(kernel: unsafe group.id, replica: replica, error))
  }

  /// Header of a message that leaves this actor for the host.
  func outgoingHeader(_ key: MessageKey, _ flags: MessageFlags) -> SlotHeader {
    var attributes = MessageAttributes()
    attributes.source = index
    attributes.hlc = stamp()
    var header = header(key, attributes)
    header.flags = flags.rawValue
    return header
  }

  /// What a caller gets whose cell cannot hold the answer.
  func answerTooLarge(_ key: MessageKey, _ room: Int) -> RingKernelError {
    RingKernelError(
      .messageTooLarge,
      "\(MessageRegistry.name(of: key.typeID)) has \(key.payloadBytes) bytes, the caller's cell \(room).",
      kernel: unsafe group.id
    )
  }
}
