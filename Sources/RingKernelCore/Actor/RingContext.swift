public import RingKernelABI
internal import Synchronization

/// What a handler can do besides changing its state; valid during one call of the handler.
@safe
public struct RingContext: ~Copyable {
  // Safety: made by the worker that holds the cell, for the length of one handler; never stored.
  let cellReference: Unmanaged<ActorCell>
  let header: UnsafePointer<SlotHeader>
  /// Whether the message was answered or handed on.
  @usableFromInline var isAnswered = false

  init(cell: ActorCell, header: UnsafePointer<SlotHeader>) {
    unsafe cellReference = .passUnretained(cell)
    unsafe self.header = header
  }

  /// The actor; the message path uses the reference without counting.
  var cell: ActorCell { unsafe cellReference._withUnsafeGuaranteedRef { $0 } }

  // MARK: The message

  /// Id of the message, unique in this runtime.
  public var messageID: UInt64 {
    unsafe cellReference._withUnsafeGuaranteedRef { unsafe $0.messageID(in: header) }
  }
  /// Correlation id of the call that waits for an answer; 0 when nobody waits.
  public var correlationID: UInt64 { unsafe header.pointee.correlation_id }
  /// Index of the actor that sent the message; 0 for the host.
  public var source: UInt32 { unsafe header.pointee.source }

  // MARK: This actor

  /// Place among the replicas of the kernel.
  public var replica: Int { cell.replica }
  /// Replicas of the kernel.
  public var gridSize: Int { cell.options.gridSize }
  /// Threads that run the handler together, where its actor asks for a block (`@RingKernel(block:)`); else the number
  /// that the launch names.
  public var blockSize: Int { cell.options.threads }
  /// Messages in this actor's inbox, the current one included.
  public var inboxDepth: Int { cell.lanes.reduce(0) { $0 + $1.depth } }
  /// Messages in this actor's outbox.
  public var outboxDepth: Int { cell.outbox.depth }
  /// Whether the host wants this kernel to stop.
  public var shouldTerminate: Bool { cell.shouldTerminate }
  /// Asks for termination: what is queued is still handled, then the kernel ends.
  public func requestTermination() { unsafe cell.group.requestTermination() }

  // MARK: Time

  /// Time of the message, as its sender stamped it; `.unstamped` unless the launch asked for `causalOrder`.
  public var messageTime: HybridTime { HybridTime(rawValue: unsafe header.pointee.hlc) }
  /// The actor's clock: the last time that it gave or took over.
  public var now: HybridTime { cell.time }
  /// Advances the actor's clock for a local event.
  ///
  /// - Throws: `clockSaturated`.
  @discardableResult
  public func tick() throws(RingKernelError) -> HybridTime { try cell.tick() }
  /// Advances the actor's clock behind a time that came from elsewhere.
  ///
  /// - Throws: `clockDrift` when it is too far ahead of the wall clock; the clock is unchanged then.
  @discardableResult
  public func merge(_ time: HybridTime) throws(RingKernelError) -> HybridTime { try cell.merge(time) }

  // MARK: Answers

  /// Answers the message: to the caller that waits, otherwise into the outbox.
  ///
  /// The returned value of an answering handler goes the same way. A second answer to one call is counted as late.
  @inlinable public mutating func reply<Message: RingMessage>(_ message: Message) {
    let key = Message.layout.key
    if let slot = beginReply(key) {
      unsafe message.encode(to: slot.payload, payloadBytes: key.payloadBytes)
      finishReply(slot)
    } else if correlationID == 0 {
      emit(message, flags: .reply)
    }
  }

  /// Puts `message` into the outbox, where `replies` and `receive` find it.
  ///
  /// With no reader a full outbox keeps the newest messages; with one, the overflow policy of the launch holds:
  /// under `.wait` the actor handles its next message only when this one has found room.
  @inlinable @discardableResult
  public mutating func emit<Message: RingMessage>(_ message: Message) -> SendOutcome { emit(message, flags: []) }

  @inlinable @discardableResult
  mutating func emit<Message: RingMessage>(_ message: Message, flags: MessageFlags) -> SendOutcome {
    let key = Message.layout.key
    if let slot = beginEmit(key, flags) {
      unsafe message.encode(to: slot.payload, payloadBytes: key.payloadBytes)
      finishEmit(slot)
      return .accepted
    }
    return emitOverflow(Envelope(message, header: messageHeader(flags)))
  }

  // MARK: Other kernels

  /// Sends `message` to the kernel behind `route`.
  ///
  /// - Parameters:
  ///   - message: A type that the destination handles.
  ///   - route: Place in `LaunchOptions.routes`.
  ///   - key: Chooses the replica: equal keys meet the same one; nil goes round.
  ///   - replica: Names the replica instead.
  ///   - forwardingCall: Hands the call that this message belongs to on: the destination's answer goes to the caller.
  /// - Returns: `accepted`, or what the destination's overflow policy made of it. A destination that waits for room
  ///   holds this actor back until there is some.
  /// - Throws: `routeUnknown`, `messageNotHandled`, `queueFull` under `.reject`, `kernelTerminated`.
  @inlinable @discardableResult
  public mutating func send<Message: RingMessage>(
    _ message: Message,
    to route: Route,
    key: UInt64? = nil,
    replica: Int? = nil,
    forwardingCall: Bool = false
  ) throws(RingKernelError) -> SendOutcome {
    let target = unsafe try destination(route, key, replica)
    // Safety: the routes hold the group, which owns the cell. Its count is left alone: the destination's worker and
    // every sender would fight for that cache line.
    let attributes = unsafe target._withUnsafeGuaranteedRef { outgoingAttributes($0, forwardingCall: forwardingCall) }
    let isHeldBack = isHeldBack
    let outcome = unsafe isHeldBack ? .full : target._withUnsafeGuaranteedRef { $0.post(message, attributes) }
    let final =
      outcome == .accepted
      ? outcome : unsafe try sendOverflow(outcome, Envelope(message), target.takeUnretainedValue(), attributes)
    // Only now: a send that throws has handed nothing on.
    if forwardingCall { isAnswered = true }
    return final
  }

  /// Replicas of the kernel behind `route`.
  ///
  /// - Throws: `routeUnknown`.
  public func gridSize(of route: Route) throws(RingKernelError) -> Int {
    unsafe try destination(route, nil, 0).takeUnretainedValue().group.cells.count
  }

  // MARK: Errors

  /// Reports an error without failing the message: counted and published as an event.
  public func report(_ error: RingKernelError) { cell.report(error) }

  /// Makes the error that fails the current message when it is thrown.
  public func failure(_ detail: String) -> RingKernelError {
    RingKernelError(.handlerFailed, detail, kernel: unsafe cell.group.id)
  }
}

/// A slot that an answer or emission is written to.
@safe
@usableFromInline
struct OutgoingSlot {
  @usableFromInline let payload: UnsafeMutableRawPointer
  let ticket: UInt64
  let wasAsleep: Bool
}

extension RingContext {
  @usableFromInline mutating func beginReply(_ key: MessageKey) -> OutgoingSlot? {
    isAnswered = true
    let correlation = correlationID
    guard correlation != 0 else { return nil }
    return unsafe cellReference._withUnsafeGuaranteedRef { cell in
      cell.switchboard.withCallTable(of: correlation) { table in
        guard key.payloadBytes <= table.payloadBytes else {
          cell.switchboard.fail(correlation, cell.answerTooLarge(key, table.payloadBytes))
          return nil
        }
        guard let reply = unsafe table.beginReply(correlation) else { return nil }
        var header = cell.outgoingHeader(key, .reply)
        header.correlation_id = correlation
        unsafe writeHeader(header, to: reply.slot)
        return unsafe OutgoingSlot(
          payload: reply.slot + ABI.slotHeaderBytes,
          ticket: correlation,
          wasAsleep: reply.wasAsleep
        )
      }
    }
  }

  @usableFromInline func finishReply(_ slot: OutgoingSlot) {
    unsafe cellReference._withUnsafeGuaranteedRef { cell in
      cell.switchboard.withCallTable(of: slot.ticket) { $0.finishReply(slot.ticket, wasAsleep: slot.wasAsleep) }
    }
  }

  @usableFromInline func beginEmit(_ key: MessageKey, _ flags: MessageFlags) -> OutgoingSlot? {
    unsafe cellReference._withUnsafeGuaranteedRef { cell in
      guard unsafe cell.own.pointee.pending.isEmpty else { return nil }
      guard ABI.slotHeaderBytes + key.payloadBytes <= cell.outbox.slotBytes else { return nil }
      guard let ticket = cell.claimOutbox() else { return nil }
      let slot = unsafe cell.outbox.address(of: ticket)
      unsafe writeHeader(cell.outgoingHeader(key, flags), to: slot)
      return unsafe OutgoingSlot(payload: slot + ABI.slotHeaderBytes, ticket: ticket, wasAsleep: false)
    }
  }

  @usableFromInline func finishEmit(_ slot: OutgoingSlot) {
    unsafe cellReference._withUnsafeGuaranteedRef { $0.publishOutbox(slot.ticket) }
  }

  @usableFromInline func emitOverflow(_ envelope: Envelope) -> SendOutcome { cell.emitOverflow(envelope) }

  @usableFromInline func messageHeader(_ flags: MessageFlags) -> MessageHeader {
    var header = MessageHeader()
    header.message_id = messageID
    header.hlc = cell.stamp()
    header.source = cell.index
    header.flags = flags.rawValue
    header.priority = Priority.normal.rawValue
    return header
  }

  /// Whether earlier sends of this actor still wait for room: later ones queue up behind them.
  @usableFromInline var isHeldBack: Bool { unsafe !cell.own.pointee.pending.isEmpty }

  @usableFromInline
  func destination(
    _ route: Route,
    _ key: UInt64?,
    _ replica: Int?
  ) throws(RingKernelError) -> Unmanaged<ActorCell> {
    let count = unsafe cell.own.pointee.routes.count
    guard route.number >= 0, route.number < count, let target = unsafe cell.own.pointee.routes[route.number] else {
      throw RingKernelError(
        .routeUnknown,
        "Route \(route.number) of \(count).",
        kernel: unsafe cell.group.id
      )
    }
    guard let replica else { return unsafe target.port(for: key) }
    guard let port = unsafe target.port(of: replica) else {
      let cells = target.cells.count
      throw RingKernelError(
        .routeUnknown,
        "Replica \(replica) of \(cells).",
        kernel: unsafe cell.group.id
      )
    }
    return unsafe port
  }

  @usableFromInline
  func outgoingAttributes(_ target: ActorCell, forwardingCall: Bool) -> MessageAttributes {
    var attributes = MessageAttributes()
    attributes.source = cell.index
    attributes.priority = Priority(rawValue: unsafe header.pointee.priority) ?? .normal
    attributes.deadline = Deadline.stamp(target.options.deadline)
    attributes.hlc = cell.stamp()
    if forwardingCall { attributes.correlation = correlationID }
    return attributes
  }

  @usableFromInline
  mutating func sendOverflow(
    _ outcome: SendOutcome,
    _ envelope: Envelope,
    _ target: ActorCell,
    _ attributes: MessageAttributes
  ) throws(RingKernelError) -> SendOutcome {
    let kernel = unsafe target.group.id
    switch outcome {
    case .full:
      guard case .wait(let limit) = target.options.overflow else {
        if isHeldBack { return unsafe cell.holdBack(envelope, .inbox(target, attributes), limit: nil) }
        throw RingKernelError(.queueFull, "Its inbox holds \(target.lanes[0].capacity) messages.", kernel: kernel)
      }
      return unsafe cell.holdBack(envelope, .inbox(target, attributes), limit: limit)
    case .notHandled:
      throw RingKernelError(
        .messageNotHandled,
        "\(MessageRegistry.name(of: envelope.header.type_id)); it handles \(target.program.handledNames).",
        kernel: kernel
      )
    case .terminated:
      throw RingKernelError(.kernelTerminated, "It takes no messages.", kernel: kernel)
    case .tooLarge:
      throw RingKernelError(.messageTooLarge, "\(envelope.payload.count) bytes.", kernel: kernel)
    case .dropped:
      cell.switchboard.fail(
        attributes.correlation,
        RingKernelError(.queueFull, "It dropped the message.", kernel: kernel)
      )
      return .dropped
    case .accepted, .deadLettered:
      return outcome
    }
  }
}
