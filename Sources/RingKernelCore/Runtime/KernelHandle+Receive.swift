internal import RingKernelABI
internal import Synchronization

extension KernelHandle {
  /// Takes the next message of type `Reply` from the outboxes, without waiting; nil when they are empty.
  ///
  /// A message of another type is dead-lettered with reason `unexpectedType`.
  public func tryReceive<Reply: RingMessage>(_ type: Reply.Type = Reply.self) throws(RingKernelError) -> Reply? {
    attachReader()
    return try group.takeOutgoing(type)
  }

  /// Takes the next message of type `Reply` from the outboxes, in the order of each replica.
  ///
  /// - Parameters:
  ///   - type: The type to receive; a message of another type is dead-lettered with reason `unexpectedType`.
  ///   - timeout: How long to wait for one.
  /// - Throws: `receiveTimedOut`, `callCancelled`, or `kernelTerminated` when nothing is left and nothing will come.
  public func receive<Reply: RingMessage>(
    _ type: Reply.Type = Reply.self,
    timeout: Duration
  ) async throws(RingKernelError) -> Reply {
    attachReader()
    let deadline = Deadline(after: timeout)
    switch try await group.nextOutgoing(type, until: deadline) {
    case .message(let message): return message
    case .ended(.timedOut): throw RingKernelError(.receiveTimedOut, "Nothing in \(timeout).", kernel: id)
    case .ended(.cancelled): throw RingKernelError(.callCancelled, "The task was cancelled.", kernel: id)
    case .ended: throw terminated
    }
  }

  /// The messages of type `Reply` that the kernel emits or replies to plain sends, until it terminates.
  ///
  /// Several readers share the messages. While there is a reader, a full outbox holds the kernel back or follows
  /// its overflow policy; without one it keeps the newest messages.
  public func replies<Reply: RingMessage>(of type: Reply.Type = Reply.self) -> Replies<Reply> {
    Replies(group: group)
  }

  /// A reader that has shown up once counts as one from then on: it will come back.
  private func attachReader() {
    if group.readers.load(ordering: .relaxed) == 0 {
      _ = group.readers.compareExchange(expected: 0, desired: 1, ordering: .acquiringAndReleasing)
    }
  }
}

/// Messages that a kernel sends to the host, as an asynchronous sequence.
public struct Replies<Reply: RingMessage>: AsyncSequence, Sendable {
  @usableFromInline let group: KernelGroup
  /// The sequence counts as a reader from its making, so that nothing is dropped before the first `next`.
  private let lease: ReaderLease

  init(group: KernelGroup) {
    self.group = group
    lease = ReaderLease(group)
  }

  /// Starts reading.
  public func makeAsyncIterator() -> Iterator { Iterator(group, lease) }

  /// Reads until the kernel has terminated and nothing is left.
  public struct Iterator: AsyncIteratorProtocol {
    private let lease: ReaderLease
    @usableFromInline let group: KernelGroup

    fileprivate init(_ group: KernelGroup, _ lease: ReaderLease) {
      self.group = group
      self.lease = lease
    }

    /// The next message; nil when the kernel has terminated or the task was cancelled.
    @inlinable
    public mutating func next() async throws(RingKernelError) -> Reply? {
      if let message = try group.takeOutgoing(Reply.self) { return message }
      if case .message(let message) = try await group.nextOutgoing(Reply.self, until: .never) { return message }
      return nil
    }
  }
}

/// Counts as a reader of a kernel for as long as it lives.
private final class ReaderLease: Sendable {
  private let group: KernelGroup
  init(_ group: KernelGroup) {
    self.group = group
    group.readers.wrappingAdd(1, ordering: .acquiringAndReleasing)
  }
  deinit { group.readers.wrappingSubtract(1, ordering: .acquiringAndReleasing) }
}

/// A message that was taken out of an outbox and stands in its slot until it is released.
@safe
@usableFromInline
struct TakenMessage {
  // Safety: the group that it was taken from owns the cell.
  @usableFromInline let payload: UnsafeRawPointer
  @usableFromInline let count: Int
  let cell: Unmanaged<ActorCell>
  let ticket: UInt64

  /// Gives the slot back.
  @usableFromInline func release() { unsafe cell._withUnsafeGuaranteedRef { $0.outbox.free(ticket) } }
}

extension KernelGroup {
  @usableFromInline
  enum Incoming<Message> {
    case message(Message)
    case ended(Wake)
  }

  /// Takes one message out of any replica's outbox.
  @inlinable @inline(__always)
  func takeOutgoing<Message: RingMessage>(_ type: Message.Type) throws(RingKernelError) -> Message? {
    guard let taken = takeOutgoing(Message.layout.key.typeID) else { return nil }
    defer { taken.release() }
    do throws(MessageError) {
      return unsafe try Message.decode(from: taken.payload, count: taken.count)
    } catch { throw RingKernelError(error) }
  }

  /// Takes one message of a type out of any replica's outbox; others go to the dead letters.
  @usableFromInline
  func takeOutgoing(_ typeID: UInt64) -> TakenMessage? {
    for place in 0..<cellCount {
      guard let port = unsafe port(of: place) else { return nil }
      let taken = unsafe port._withUnsafeGuaranteedRef { cell in takeOutgoing(typeID, from: cell) }
      if let taken { return taken }
    }
    return nil
  }

  private func takeOutgoing(_ typeID: UInt64, from cell: ActorCell) -> TakenMessage? {
    while let ticket = cell.outbox.take(cell.outbox.head) {
      let slot = unsafe cell.outbox.address(of: ticket)
      let header = unsafe slot.assumingMemoryBound(to: SlotHeader.self)
      guard unsafe header.pointee.type_id == typeID else {
        let envelope = unsafe Envelope(copying: slot, id: cell.messageID(in: slot, outgoing: true), destination: 0)
        cell.outbox.free(ticket)
        cell.deadLetter(envelope, .unexpectedType, outgoing: true)
        continue
      }
      if options.causalOrder { unsafe KernelHandle(self).takeOver(header.pointee.hlc) }
      return unsafe TakenMessage(
        payload: UnsafeRawPointer(slot) + ABI.slotHeaderBytes,
        count: Int(header.pointee.length_words) * 4,
        cell: .passUnretained(cell),
        ticket: ticket
      )
    }
    return nil
  }

  /// Waits for a message.
  @usableFromInline
  func nextOutgoing<Message: RingMessage>(
    _ type: Message.Type,
    until deadline: Deadline
  ) async throws(RingKernelError) -> Incoming<Message> {
    var backoff = Backoff(.spin)
    for _ in 0..<Int(Backoff.spinPolls) {
      if let message = try takeOutgoing(type) { return .message(message) }
      backoff.pause()
    }
    while true {
      let wake = await outboxWaiters.wait(until: deadline) {
        cells.contains { $0.outbox.isPublished($0.outbox.head) }
      }
      if let message = try takeOutgoing(type) { return .message(message) }
      if wake != .signalled { return .ended(wake) }
    }
  }
}
