internal import RingKernelABI
internal import Synchronization

/// The host's end of one launched kernel: send, call, receive, steer, observe.
///
/// Copies name the same kernel. Everything may be called from any task; the message path takes no lock.
public struct KernelHandle: TypedKernelHandle {
  @usableFromInline let group: KernelGroup

  init(_ group: KernelGroup) { self.group = group }
  /// Wraps another handle of the same kernel.
  public init(_ kernel: KernelHandle) { group = kernel.group }
  /// Itself.
  public var kernel: KernelHandle { self }

  /// Id in its runtime.
  public var id: String { group.id }
  /// Name of the kernel's type.
  public var kernelName: String { group.program.name }
  /// Replicas.
  public var gridSize: Int { group.cells.count }
  /// Where the kernel is in its life.
  public var status: KernelStatus { group.status }
  /// Whether it processes messages.
  public var isActive: Bool { status == .active }
  /// How its engine stays resident.
  public var executionMode: ExecutionMode { group.switchboard.engine.executionMode }
  /// Where it lives.
  public var backend: BackendKind { group.switchboard.engine.backend }
}

// MARK: - Sending

extension KernelHandle {
  /// Offers `message` once, without waiting.
  ///
  /// - Returns: `accepted`, or why not; under `.wait` and `.reject` a full inbox gives `full`.
  @inlinable @discardableResult
  public func trySend<Message: RingMessage>(_ message: Message, options: SendOptions = SendOptions()) -> SendOutcome {
    group.withCell(for: options.key) { $0.post(message, attributes(options, correlation: 0)) }
  }

  /// Sends `message`, waiting for room as the overflow policy of the launch says.
  ///
  /// Returning means accepted: the message will be handled, dead-lettered or counted as dropped.
  ///
  /// - Throws: `queueFull` under `.reject`, `sendTimedOut` under `.wait`, `kernelTerminated`, `messageNotHandled`,
  ///   `callCancelled` when the task was cancelled while it waited.
  @inlinable
  public func send<Message: RingMessage>(
    _ message: Message,
    options: SendOptions = SendOptions()
  ) async throws(RingKernelError) {
    let outcome = group.withCell(for: options.key) { $0.post(message, attributes(options, correlation: 0)) }
    if outcome != .accepted { try await sendAgain(message, options, outcome, correlation: 0) }
  }

  /// Sends all of `messages` in order to one replica, up to 64 with one claim and one publication.
  ///
  /// - Throws: As `send`; the messages before the failing one were accepted.
  @inlinable
  public func send<Message: RingMessage>(
    contentsOf messages: [Message],
    options: SendOptions = SendOptions()
  ) async throws(RingKernelError) {
    var options = options
    // Without a key the whole batch goes to whoever is next.
    options.key = options.key ?? group.nextKey()
    var sent = 0
    while sent < messages.count {
      let accepted = group.withCell(for: options.key) {
        $0.post(contentsOf: messages, from: sent, limit: 64, attributes(options, correlation: 0))
      }
      sent += accepted
      if accepted == 0 {
        try await send(messages[sent], options: options)
        sent += 1
      }
    }
  }

  /// Sends a message that stands as bytes: checked against its type before it is accepted.
  ///
  /// - Throws: The `RK5xxx` error of the first thing that is wrong, or as `send`.
  public func send(bytes: [UInt8], options: SendOptions = SendOptions()) async throws(RingKernelError) {
    guard bytes.count >= ABI.headerBytes else {
      throw RingKernelError(.truncated(needed: ABI.headerBytes, available: bytes.count))
    }
    let header = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(as: MessageHeader.self) }
    guard let row = group.program.row(for: header.type_id) else {
      throw notHandled(MessageRegistry.name(of: header.type_id))
    }
    do throws(MessageError) { try row.check(bytes) } catch { throw RingKernelError(error) }
    let envelope = Envelope(header: header, payload: Array(bytes[ABI.headerBytes...]))
    try await sendEnvelope(envelope, options, flags: [])
  }

  func sendEnvelope(
    _ envelope: Envelope,
    _ options: SendOptions,
    flags: MessageFlags,
    replica: Int? = nil
  ) async throws(RingKernelError) {
    let cell = replica.map { group.cells[$0 % group.cells.count] } ?? group.cell(for: options.key)
    let attributes = attributes(options, correlation: 0)
    var outcome = cell.post(envelope, attributes, flags: flags)
    let deadline = waitDeadline
    while outcome == .full {
      try await waitForRoom(cell, options.priority, until: deadline)
      outcome = cell.post(envelope, attributes, flags: flags)
    }
    try check(outcome, MessageRegistry.name(of: envelope.header.type_id))
  }

  /// The slow path of a send: waits, or turns the outcome into an error.
  @usableFromInline
  func sendAgain<Message: RingMessage>(
    _ message: Message,
    _ options: SendOptions,
    _ outcome: SendOutcome,
    correlation: UInt64,
    until limit: Deadline = .never
  ) async throws(RingKernelError) {
    var outcome = outcome
    let cell = group.cell(for: options.key)
    let deadline = min(waitDeadline, limit)
    while outcome == .full {
      try await waitForRoom(cell, options.priority, until: deadline)
      outcome = cell.post(message, attributes(options, correlation: correlation))
    }
    try check(outcome, Message.layout.name)
  }

  private var waitDeadline: Deadline {
    guard case .wait(let limit) = group.options.overflow else { return Deadline(nanoseconds: 0) }
    return Deadline(after: limit)
  }

  private func waitForRoom(
    _ cell: ActorCell,
    _ priority: Priority,
    until deadline: Deadline
  ) async throws(RingKernelError) {
    let lane = cell.lanes[cell.laneNumber(priority)]
    let capacity = lane.capacity
    guard case .wait = group.options.overflow else {
      throw RingKernelError(.queueFull, "The inbox holds \(capacity) messages.", kernel: id)
    }
    // Looked at here, too: a sender that always finds the room taken again is never asleep when its time is up.
    let wake: Wake =
      deadline.hasPassed
      ? .timedOut
      : await cell.spaceWaiters.wait(until: deadline) { lane.depth < capacity || lane.isClosed }
    switch wake {
    case .signalled: return
    case .timedOut:
      throw RingKernelError(.sendTimedOut, "The inbox stayed full (\(capacity) messages).", kernel: id)
    case .cancelled: throw RingKernelError(.callCancelled, "The task was cancelled before the send.", kernel: id)
    case .closed: throw terminated
    }
  }

  private func check(_ outcome: SendOutcome, _ name: String) throws(RingKernelError) {
    switch outcome {
    case .accepted, .dropped, .deadLettered: return
    case .full: throw RingKernelError(.queueFull, "The inbox is full.", kernel: id)
    case .terminated: throw terminated
    case .notHandled: throw notHandled(name)
    case .tooLarge: throw RingKernelError(.messageTooLarge, "\(name) does not fit in a slot.", kernel: id)
    }
  }

  var terminated: RingKernelError {
    RingKernelError(.kernelTerminated, "Its state is '\(status.rawValue)'.", kernel: id)
  }
  func notHandled(_ name: String) -> RingKernelError {
    RingKernelError(.messageNotHandled, "\(name); it handles \(group.program.handledNames).", kernel: id)
  }

  /// Takes over the stamp of a message that came from the kernel.
  func takeOver(_ stamp: UInt64) {
    // A stamp too far ahead is left aside: the host's clock stays near the wall clock.
    if stamp != 0 { _ = try? group.switchboard.clock.merge(HybridTime(rawValue: stamp)) }
  }

  @usableFromInline func attributes(_ options: SendOptions, correlation: UInt64) -> MessageAttributes {
    var attributes = MessageAttributes()
    attributes.priority = options.priority
    attributes.correlation = correlation
    if group.options.causalOrder {
      // A clock that has given its last word (in 2106) leaves messages unstamped.
      attributes.hlc = (try? group.switchboard.clock.tick())?.rawValue ?? 0
    }
    if options.deadline != nil || group.options.deadline != nil {
      attributes.deadline = Deadline.stamp(options.deadline ?? group.options.deadline)
    }
    return attributes
  }
}

extension KernelProgram.Row {
  /// Checks bytes at rest against this row's message.
  func check(_ bytes: [UInt8]) throws(MessageError) {
    try MessageBytes.validate(bytes, message)
    try decodes(bytes)
  }
}
