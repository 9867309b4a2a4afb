public import RingKernelABI

/// A message as its subscriber gets it.
public struct Delivery<Message: RingMessage>: Sendable {
  /// The message.
  public let message: Message
  /// The topic that it was published to.
  public let topic: Topic
  /// The header that it was published with.
  public let header: MessageHeader
  /// How many messages this subscription has lost since its previous delivery.
  public let lost: UInt64
  /// Whether the message was there before the subscription.
  public let isRetained: Bool
}

/// The reading side of a subscription; ends when it is cancelled, released, or the broker is closed.
///
/// Several tasks may read at once; each message goes to one of them. Iteration also ends when the reading task is
/// cancelled, and the subscription goes on.
public final class Subscription<Message: RingMessage>: AsyncSequence, Sendable {
  private let subscriber: QueueSubscriber
  private let broker: TopicBroker

  init(_ subscriber: QueueSubscriber, of broker: TopicBroker) {
    self.subscriber = subscriber
    self.broker = broker
  }

  deinit { broker.unsubscribe(subscriber) }

  /// Identity in receipts and dead letters.
  public var id: SubscriptionID { subscriber.id }
  /// The topics.
  public var pattern: TopicPattern { subscriber.pattern }
  /// What became of the messages that matched.
  public var counters: TopicCounters { subscriber.counters }

  /// Takes the oldest queued message; nil when nothing is queued.
  public func tryReceive() -> Delivery<Message>? {
    while let taken = subscriber.take() {
      if let delivery = decode(taken) { return delivery }
    }
    return nil
  }

  /// Waits for a message; nil when the subscription has ended or the task is cancelled.
  public func receive() async -> Delivery<Message>? {
    while let taken = await subscriber.next() {
      if let delivery = decode(taken) { return delivery }
    }
    return nil
  }

  /// Ends the subscription; what is queued is dropped.
  public func cancel() { broker.unsubscribe(subscriber) }

  /// Starts reading.
  public func makeAsyncIterator() -> Iterator { Iterator(subscription: self) }

  /// Reads one message after the other.
  public struct Iterator: AsyncIteratorProtocol {
    let subscription: Subscription

    /// Waits for the next message; nil at the end.
    public mutating func next() async -> Delivery<Message>? { await subscription.receive() }
  }

  private func decode(_ taken: TopicMailbox.Taken) -> Delivery<Message>? {
    do throws(RingKernelError) {
      return Delivery(
        message: try taken.message.envelope.decode(),
        topic: taken.message.topic,
        header: taken.message.envelope.header,
        lost: taken.lost,
        isRetained: taken.message.isRetained
      )
    } catch {
      subscriber.returnUndecodable(taken, error)
      return nil
    }
  }
}

/// A subscription that forwards to a sink; ends when it is cancelled or released.
public final class TopicForwarding: Sendable {
  private let subscriber: SinkSubscriber
  private let broker: TopicBroker

  init(_ subscriber: SinkSubscriber, of broker: TopicBroker) {
    self.subscriber = subscriber
    self.broker = broker
  }

  deinit { broker.unsubscribe(subscriber) }

  /// Identity in dead letters.
  public var id: SubscriptionID { subscriber.id }
  /// The topics.
  public var pattern: TopicPattern { subscriber.pattern }
  /// What became of the messages that matched.
  public var counters: TopicCounters { subscriber.counters }

  /// Ends the subscription.
  public func cancel() { broker.unsubscribe(subscriber) }
}
