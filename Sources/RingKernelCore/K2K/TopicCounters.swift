/// What became of the messages that matched a subscription: `matched = delivered + dropped + deadLettered + queued`.
public struct TopicCounters: Sendable, Equatable {
  /// Messages whose topic and type matched.
  public var matched: UInt64 = 0
  /// Messages that the reader or the sink took.
  public var delivered: UInt64 = 0
  /// Messages that were dropped: for lack of room, or queued when the subscription was cancelled.
  public var dropped: UInt64 = 0
  /// Messages that went to the dead letters.
  public var deadLettered: UInt64 = 0
  /// Messages that wait: in the queue, with a publisher that waits for room, or in a sink that has not returned.
  public var queued: UInt64 = 0

  /// Makes counters at zero.
  public init() {}

  /// Whether every matched message is accounted for; true in every snapshot.
  public var isBalanced: Bool { matched == delivered + dropped + deadLettered + queued }

  static func += (total: inout TopicCounters, other: TopicCounters) {
    total.matched += other.matched
    total.delivered += other.delivered
    total.dropped += other.dropped
    total.deadLettered += other.deadLettered
    total.queued += other.queued
  }
}

/// What a broker has done and holds.
public struct TopicStatistics: Sendable, Equatable {
  /// Messages published.
  public internal(set) var published: UInt64 = 0
  /// Meetings of a message with a subscription whose pattern matches and whose type is another.
  public internal(set) var otherType: UInt64 = 0
  /// Sums over all subscriptions, ended ones included.
  public internal(set) var totals = TopicCounters()
  /// Live subscriptions.
  public internal(set) var subscriptions = 0
  /// Topics with a retained message.
  public internal(set) var retainedTopics = 0
}

/// What became of one published message: `matched = accepted + dropped + deadLettered`.
public struct PublishReceipt: Sendable, Equatable {
  /// Subscriptions that the message matched.
  public internal(set) var matched = 0
  /// Subscriptions that queued or took it.
  public internal(set) var accepted = 0
  /// Subscriptions that dropped it.
  public internal(set) var dropped = 0
  /// Subscriptions whose dead letter it became.
  public internal(set) var deadLettered = 0
  /// Older messages that made room for it.
  public internal(set) var displaced = 0
  /// Those among the dropping subscriptions whose policy is `.reject`, ascending.
  public internal(set) var rejectedBy: [SubscriptionID] = []
}
