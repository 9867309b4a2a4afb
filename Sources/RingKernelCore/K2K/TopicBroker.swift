internal import RingKernelABI

/// Publish and subscribe by topic on the host.
///
/// Every subscription has its own bounded queue or sink, so that a slow one loses its own messages and no others. The
/// exception is the policy `.wait`, which delays the publisher up to its limit; the other subscriptions have the
/// message by then.
///
/// A subscription gets the messages of one publisher in their order, and those of several in one order that all
/// queues share. Sinks run on the publisher's thread after all queues have the message, so the messages of several
/// publishers may reach a sink in another order.
public final class TopicBroker: Sendable {
  /// Bounds of what a broker holds.
  public struct Limits: Sendable, Equatable {
    /// Most live subscriptions.
    public var maximumSubscriptions: Int
    /// Most topics with a retained message.
    public var maximumRetainedTopics: Int

    /// Makes limits; a limit of 0 forbids the thing.
    public init(maximumSubscriptions: Int = 4096, maximumRetainedTopics: Int = 1024) {
      self.maximumSubscriptions = maximumSubscriptions
      self.maximumRetainedTopics = maximumRetainedTopics
    }
  }

  /// What this broker may hold.
  public let limits: Limits
  let deadLetters: TopicDeadLetterSink?
  let state = Lock(TopicBrokerState())

  /// Makes a broker.
  ///
  /// - Parameters:
  ///   - limits: Bounds; exceeding one throws `.topicLimit`.
  ///   - deadLetters: Called for every dead letter, outside all locks, on the thread that caused it; must not block.
  public init(limits: Limits = Limits(), deadLetters: TopicDeadLetterSink? = nil) {
    self.limits = limits
    self.deadLetters = deadLetters
  }

  /// What the broker has done and holds; every snapshot is balanced.
  public var statistics: TopicStatistics { state.withLock { $0.statistics() } }

  /// Topics with a retained message, in order.
  public var retainedTopics: [Topic] { state.withLock { $0.retained.keys.sorted() } }

  /// Removes the retained message of `topic`; false when there was none.
  @discardableResult
  public func clearRetained(_ topic: Topic) -> Bool {
    state.withLock { $0.retained.removeValue(forKey: topic) != nil }
  }

  /// Ends every subscription and refuses publishers; what is queued can still be taken.
  public func close() {
    let actions = state.withLock { state in
      state.isClosed = true
      state.retained = [:]
      return state.subscribers.values.flatMap { $0.finish() }
    }
    for action in actions { action.perform() }
  }

  /// Ends one subscription; what is queued is dropped.
  func unsubscribe(_ subscriber: some TopicSubscriber) {
    let actions = state.withLock { state in
      state.remove(subscriber) ? subscriber.cancel() : []
    }
    for action in actions { action.perform() }
  }
}

/// What the broker's lock protects.
struct TopicBrokerState: Sendable {
  var isClosed = false
  var subscribers: [SubscriptionID: any TopicSubscriber] = [:]
  var retained: [Topic: TopicMessage] = [:]
  var published: UInt64 = 0
  var otherType: UInt64 = 0
  private var index = TopicIndex<SubscriptionID>()
  private var lastID: UInt64 = 0
  /// Totals of subscriptions that have ended, and those that still have calls of their sink in flight.
  private var ended = TopicCounters()
  private var leaving: [any TopicSubscriber] = []

  /// The next subscription's identity.
  mutating func makeID() -> SubscriptionID {
    lastID += 1
    return SubscriptionID(rawValue: lastID)
  }

  mutating func insert(_ subscriber: some TopicSubscriber) {
    subscribers[subscriber.id] = subscriber
    index.insert(subscriber.id, for: subscriber.pattern)
  }

  /// False when it was removed before.
  mutating func remove(_ subscriber: some TopicSubscriber) -> Bool {
    guard subscribers.removeValue(forKey: subscriber.id) != nil else { return false }
    index.remove(subscriber.id, for: subscriber.pattern)
    settleLeaving()
    leaving.append(subscriber)
    return true
  }

  /// Offers `message` to every subscription that wants it, oldest first.
  mutating func offer(_ message: TopicMessage, ticket: PublishTicket?) -> [TopicOffer] {
    index.values(matching: message.topic).compactMap { id in
      guard let subscriber = subscribers[id] else { return nil }
      guard subscriber.accepts(message) else {
        otherType += 1
        return nil
      }
      return subscriber.offer(message, ticket: ticket)
    }
  }

  /// Offers `subscriber` the retained messages that it wants, in the order of their topics.
  mutating func offerRetained(to subscriber: some TopicSubscriber) -> [(TopicMessage, TopicOffer)] {
    retained.keys.filter(subscriber.pattern.matches).sorted().compactMap { topic in
      guard let message = retained[topic] else { return nil }
      guard subscriber.accepts(message) else {
        otherType += 1
        return nil
      }
      return (message, subscriber.offer(message, ticket: nil))
    }
  }

  mutating func statistics() -> TopicStatistics {
    settleLeaving()
    var statistics = TopicStatistics()
    statistics.published = published
    statistics.otherType = otherType
    statistics.subscriptions = subscribers.count
    statistics.retainedTopics = retained.count
    statistics.totals = ended
    for subscriber in leaving { statistics.totals += subscriber.counters }
    for subscriber in subscribers.values { statistics.totals += subscriber.counters }
    return statistics
  }

  private mutating func settleLeaving() {
    leaving.removeAll { subscriber in
      let counters = subscriber.counters
      guard counters.queued == 0 else { return false }
      ended += counters
      return true
    }
  }
}
