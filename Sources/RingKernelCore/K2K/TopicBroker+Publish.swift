public import RingKernelABI
internal import Synchronization

extension TopicBroker {
  /// Publishes `message` and waits where a full queue's policy says so.
  ///
  /// Cancelling the task ends the waiting, not what has been queued: the queues that were still full drop the message.
  ///
  /// - Parameters:
  ///   - message: Encoded once, whatever the number of subscriptions.
  ///   - topic: Where to.
  ///   - retain: Whether the message replaces the retained one of the topic, for later subscriptions.
  ///   - header: Completed with type and length.
  /// - Returns: What became of the message.
  /// - Throws: `RingKernelError` with `.topicLimit` when one more topic would be retained than allowed, and nobody has
  ///   the message; `.runtimeShutDown` when the broker is closed.
  @discardableResult
  public func publish<Message: RingMessage>(
    _ message: Message,
    to topic: Topic,
    retain: Bool = false,
    header: MessageHeader = MessageHeader()
  ) async throws(RingKernelError) -> PublishReceipt {
    let ticket = PublishTicket()
    let stored = TopicMessage(message, topic: topic, header: header)
    var (receipt, waits) = settle(try offer(stored, retain: retain, ticket: ticket), of: stored)
    guard !waits.isEmpty else { return receipt }
    let (accepted, dropped) = await awaitRoom(waits, ticket: ticket)
    receipt.accepted += accepted
    receipt.dropped += dropped
    return receipt
  }

  /// Publishes `message` without waiting: full queues with the policy `.wait` drop it.
  ///
  /// - Parameters:
  ///   - message: Encoded once, whatever the number of subscriptions.
  ///   - topic: Where to.
  ///   - retain: Whether the message replaces the retained one of the topic, for later subscriptions.
  ///   - header: Completed with type and length.
  /// - Returns: What became of the message.
  /// - Throws: As `publish`.
  @discardableResult
  public func tryPublish<Message: RingMessage>(
    _ message: Message,
    to topic: Topic,
    retain: Bool = false,
    header: MessageHeader = MessageHeader()
  ) throws(RingKernelError) -> PublishReceipt {
    let stored = TopicMessage(message, topic: topic, header: header)
    return settle(try offer(stored, retain: retain, ticket: nil), of: stored).receipt
  }

  private func offer(
    _ message: TopicMessage,
    retain: Bool,
    ticket: PublishTicket?
  ) throws(RingKernelError) -> [TopicOffer] {
    try state.withLock { state throws(RingKernelError) in
      guard !state.isClosed else { throw RingKernelError(.runtimeShutDown, "The topic broker is closed.") }
      if retain {
        let isNew = state.retained[message.topic] == nil
        guard !isNew || state.retained.count < limits.maximumRetainedTopics else {
          throw RingKernelError(
            .topicLimit,
            "'\(message.topic)' would be retained topic \(state.retained.count + 1); the limit is \(limits.maximumRetainedTopics)."
          )
        }
        state.retained[message.topic] = message.retained
      }
      state.published += 1
      return state.offer(message, ticket: ticket)
    }
  }

  /// Performs what the offers led to, outside the lock: readers first, then sinks and dead letters.
  private func settle(
    _ offers: [TopicOffer],
    of message: TopicMessage
  ) -> (receipt: PublishReceipt, waits: [(QueueSubscriber, Duration?)]) {
    var receipt = PublishReceipt()
    var waits: [(QueueSubscriber, Duration?)] = []
    for case .decided(_, let action?) in offers { action.perform() }
    for offer in offers {
      receipt.matched += 1
      switch offer {
      case .decided(let outcome, _): receipt.count(outcome)
      case .call(let subscriber): receipt.count(subscriber.call(message))
      case .waits(let subscriber, let limit): waits.append((subscriber, limit))
      case .rejected(let id):
        receipt.count(.rejected)
        receipt.rejectedBy.append(id)
      case .deadLetter(let subscriber):
        subscriber.deadLetter(message, .queueFull)
        receipt.count(.deadLettered)
      }
    }
    return (receipt, waits)
  }

  private func awaitRoom(
    _ waits: [(subscriber: QueueSubscriber, limit: Duration?)],
    ticket: PublishTicket
  ) async -> (accepted: Int, dropped: Int) {
    await withTaskCancellationHandler {
      await withTaskGroup(of: Void.self) { group in
        for (subscriber, limit) in waits {
          guard let limit else { continue }
          group.addTask {
            // A sleep that is cut short needs no expiry: either all queues have decided, or the handler below ran.
            do { try await Task.sleep(for: limit) } catch { return }
            subscriber.expire(ticket)
          }
        }
        let outcome = await ticket.settled(waits.count)
        group.cancelAll()
        return outcome
      }
    } onCancel: {
      for (subscriber, _) in waits { subscriber.expire(ticket) }
    }
  }
}

extension PublishReceipt {
  mutating func count(_ outcome: TopicMailbox.Outcome) {
    switch outcome {
    case .accepted: accepted += 1
    case .displacedOldest:
      accepted += 1
      displaced += 1
    case .dropped, .rejected: dropped += 1
    case .deadLettered: deadLettered += 1
    case .waits: break  // counted when it is over
    }
  }
}
