/// How a subscription queues what its reader has not taken yet.
public struct SubscriptionOptions: Sendable, Equatable {
  /// Most messages that wait for the reader.
  public var capacity: Int
  /// What happens to a message that meets a full queue.
  ///
  /// `.wait` delays the publisher, and nobody else, until there is room or the time is over; then, and when a
  /// publisher cannot wait (`tryPublish`, retained messages), the new message is dropped. `.reject` drops it too and
  /// names the subscription in the publisher's receipt.
  public var overflow: OverflowPolicy

  /// Largest capacity.
  public static let maximumCapacity = 1 << 20

  /// Makes options; the broker validates them when it is given them.
  public init(capacity: Int = 64, overflow: OverflowPolicy = .dropOldest) {
    self.capacity = capacity
    self.overflow = overflow
  }

  func validate() throws(RingKernelError) {
    guard (1...Self.maximumCapacity).contains(capacity) else {
      throw RingKernelError(
        .invalidConfiguration,
        "A subscription has capacity \(capacity); it must be in 1...\(Self.maximumCapacity)."
      )
    }
  }
}

/// Names one subscription of one broker; never used again after it ends.
public struct SubscriptionID: RawRepresentable, Hashable, Comparable, Sendable {
  /// Number in the order of subscribing, from 1.
  public let rawValue: UInt64
  /// Takes a number that the broker gave.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Orders by age, the oldest subscription first.
  public static func < (first: SubscriptionID, second: SubscriptionID) -> Bool { first.rawValue < second.rawValue }
}
