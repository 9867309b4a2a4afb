public import RingKernelABI
internal import Synchronization

/// What goes into a header besides the message.
@usableFromInline
struct MessageAttributes {
  @usableFromInline var priority = Priority.normal
  @usableFromInline var deadline: UInt64 = 0
  @usableFromInline var correlation: UInt64 = 0
  @usableFromInline var source: UInt32 = 0
  @usableFromInline var hlc: UInt64 = 0
  @usableFromInline init() {}
}

/// A claimed slot of an inbox.
@safe
@usableFromInline
struct Reservation {
  @usableFromInline let payload: UnsafeMutableRawPointer
  let ticket: UInt64
}

/// Claimed slots of an inbox, one behind the other.
@usableFromInline
struct BatchReservation {
  let lane: SlotRing
  let ticket: UInt64
}

extension ActorCell {
  /// Sends `message` into the inbox, by the overflow policy of the launch.
  @inlinable func post<Message: RingMessage>(_ message: Message, _ attributes: MessageAttributes) -> SendOutcome {
    let key = Message.layout.key
    switch reserve(key, attributes) {
    case .success(let slot):
      unsafe message.encode(to: slot.payload, payloadBytes: key.payloadBytes)
      commit(slot)
      return .accepted
    case .failure(.deadLettered):
      return overflowed(Envelope(message, header: messageHeader(attributes)))
    case .failure(let outcome):
      return outcome
    }
  }

  /// Sends a prefix of `messages[start...]` into the inbox with one claim and one publication.
  ///
  /// - Returns: How many were accepted: at most `limit`; 0 when there is no room for a batch, for the caller to go on
  ///   one by one.
  @inlinable func post<Message: RingMessage>(
    contentsOf messages: [Message],
    from start: Int,
    limit: Int,
    _ attributes: MessageAttributes
  ) -> Int {
    let key = Message.layout.key
    let count = min(messages.count - start, limit)
    guard let batch = reserveBatch(key, attributes, count) else { return 0 }
    for index in 0..<count {
      unsafe messages[start + index].encode(
        to: payload(of: batch, index, key, attributes),
        payloadBytes: key.payloadBytes
      )
    }
    commit(batch, count: count)
    return count
  }

  /// Claims `count` slots in a row.
  @usableFromInline
  func reserveBatch(_ key: MessageKey, _ attributes: MessageAttributes, _ count: Int) -> BatchReservation? {
    guard program.place(of: key.typeID) != nil else { return nil }
    let lane = unsafe lane[laneCount == 1 ? 0 : laneNumber(attributes.priority)]
    guard count > 0, count <= lane.capacity, case .slot(let ticket) = lane.claim(count: count) else { return nil }
    return BatchReservation(lane: lane, ticket: ticket)
  }

  /// Writes the header of message `index` of a batch; the place of its payload.
  @usableFromInline @unsafe
  func payload(
    of batch: BatchReservation,
    _ index: Int,
    _ key: MessageKey,
    _ attributes: MessageAttributes
  ) -> UnsafeMutableRawPointer {
    let ticket = batch.ticket &+ 2 &* UInt64(index)
    let slot = unsafe batch.lane.address(of: ticket)
    unsafe writeHeader(header(key, attributes), to: slot)
    return unsafe slot + ABI.slotHeaderBytes
  }

  /// Publishes a batch at once and wakes the actor.
  @usableFromInline func commit(_ batch: BatchReservation, count: Int) {
    batch.lane.publish(batch.ticket, count: count)
    signal()
  }

  /// Claims a slot and writes its header; a failure is the outcome of the overflow policy.
  @usableFromInline
  func reserve(_ key: MessageKey, _ attributes: MessageAttributes) -> Result<Reservation, SendOutcome> {
    guard program.place(of: key.typeID) != nil else { return .failure(.notHandled) }
    let lane = unsafe lane[laneCount == 1 ? 0 : laneNumber(attributes.priority)]
    lane.prefetchTail()
    while true {
      switch lane.claim() {
      case .slot(let ticket):
        let slot = unsafe lane.address(of: ticket)
        unsafe writeHeader(header(key, attributes), to: slot)
        return .success(unsafe Reservation(payload: slot + ABI.slotHeaderBytes, ticket: ticket))
      case .closed:
        return .failure(.terminated)
      case .full:
        switch policy {
        case .wait, .reject:
          // Whoever asks again at once must not keep the consumer from its own line.
          for _ in 0..<8 { spinHint() }
          return .failure(.full)
        case .dropOldest:
          // Nothing to evict means that the oldest is being handled or not yet published: look again.
          if let oldest = lane.evict() { dropEvicted(oldest, lane) } else { spinHint() }
        case .dropNewest:
          offeredAndHandled.wrappingAdd(1, ordering: .relaxed)
          offeredAndDropped.wrappingAdd(1, ordering: .releasing)
          return .failure(.dropped)
        case .deadLetter:
          return .failure(.deadLettered)
        }
      }
    }
  }

  /// Publishes a reserved slot and wakes the actor.
  @usableFromInline @inline(__always)
  func commit(_ slot: Reservation) {
    let word = unsafe slot.payload - ABI.slotHeaderBytes
    unsafe atomicWord(word).pointee.store(slot.ticket &+ 1, ordering: .releasing)
    signal()
  }

  /// Accepts a message that meets a full inbox under the dead-letter policy.
  @usableFromInline func overflowed(_ envelope: Envelope) -> SendOutcome {
    offeredAndHandled.wrappingAdd(1, ordering: .relaxed)
    offeredAndDeadLettered.wrappingAdd(1, ordering: .releasing)
    deadLetter(envelope, .queueFull)
    return .deadLettered
  }

  /// Sends a message that was copied out of a ring, by the overflow policy.
  func post(_ envelope: Envelope, _ attributes: MessageAttributes, flags: MessageFlags = []) -> SendOutcome {
    guard let row = program.row(for: envelope.header.type_id) else { return .notHandled }
    guard row.message.payloadBytes == envelope.payload.count else { return .tooLarge }
    switch reserve(row.message.key, attributes) {
    case .success(let slot):
      let start = unsafe slot.payload - ABI.slotHeaderBytes
      var header = messageHeader(attributes)
      header.type_id = row.typeID
      header.length_words = envelope.header.length_words
      header.flags = flags.rawValue
      unsafe Envelope(header: header, payload: envelope.payload).write(to: start)
      commit(slot)
      return .accepted
    case .failure(.deadLettered):
      var header = messageHeader(attributes)
      header.type_id = row.typeID
      header.message_id = envelope.header.message_id
      header.length_words = envelope.header.length_words
      return overflowed(Envelope(header: header, payload: envelope.payload))
    case .failure(let outcome):
      return outcome
    }
  }

  /// Puts a message into the dead letters and fails the call that waits for it.
  func deadLetter(_ envelope: Envelope, _ reason: DeadLetterReason, outgoing: Bool = false) {
    switchboard.deadLetters.add(
      envelope,
      reason,
      kernel: unsafe group.id,
      replica: replica,
      wasOutgoing: outgoing
    )
    guard !outgoing else { return }
    switchboard.fail(envelope.header.correlation_id, unsafe reason.error(kernel: group.id))
  }

  private func dropEvicted(_ ticket: UInt64, _ lane: SlotRing) {
    let slot = unsafe lane.address(of: ticket)
    let correlation = unsafe slot.assumingMemoryBound(to: SlotHeader.self).pointee.correlation_id
    lane.free(ticket)
    offeredAndDropped.wrappingAdd(1, ordering: .releasing)
    switchboard.fail(
      correlation,
      RingKernelError(.queueFull, "The message was dropped for a newer one.", kernel: unsafe group.id)
    )
  }

  @usableFromInline
  func header(_ key: MessageKey, _ attributes: MessageAttributes) -> SlotHeader {
    var header = SlotHeader()
    header.type_id = key.typeID
    header.correlation_id = attributes.correlation
    header.hlc = attributes.hlc
    header.deadline = attributes.deadline
    header.source = attributes.source
    header.length_words = UInt16(key.payloadBytes / 4)
    header.priority = attributes.priority.rawValue
    return header
  }

  /// Header of a message to this actor that has no slot; type, id and length are the caller's.
  @usableFromInline
  func messageHeader(_ attributes: MessageAttributes) -> MessageHeader {
    var header = MessageHeader()
    header.correlation_id = attributes.correlation
    header.hlc = attributes.hlc
    header.deadline = attributes.deadline
    header.source = attributes.source
    header.destination = index
    header.priority = attributes.priority.rawValue
    return header
  }

  /// Id of the message in a slot of this actor's rings: the actor's index, then which ring, then the position.
  @unsafe func messageID(in slot: UnsafeRawPointer, outgoing: Bool = false) -> UInt64 {
    let sequence = unsafe atomicWord(UnsafeMutableRawPointer(mutating: slot)).pointee.load(ordering: .relaxed)
    return UInt64(index) << 40 | (outgoing ? 1 << 39 : 0) | (sequence >> 1 & 0x7f_ffff_ffff)
  }

  /// Lane 0 is the most urgent.
  func laneNumber(_ priority: Priority) -> Int {
    laneCount - 1 - Int(priority.rawValue) * laneCount / 4
  }
}

extension SendOutcome: Error {}

extension DeadLetterReason {
  /// What the caller of a dead-lettered message gets.
  func error(kernel: String) -> RingKernelError {
    switch self {
    case .handlerFailed(let error): error
    case .deadlineExpired: RingKernelError(.deadlineExpired, "The message waited too long.", kernel: kernel)
    case .queueFull: RingKernelError(.queueFull, "The message met a full queue.", kernel: kernel)
    case .kernelTerminated: RingKernelError(.kernelTerminated, "The message was still queued.", kernel: kernel)
    case .unexpectedType: RingKernelError(.replyTypeMismatch, "A reader asked for another type.", kernel: kernel)
    }
  }
}
