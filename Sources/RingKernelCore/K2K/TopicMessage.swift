internal import RingKernelABI

/// A published message as the broker keeps it: encoded once, shared by everybody who gets it.
public struct TopicMessage: Sendable {
  /// The topic that it was published to.
  public let topic: Topic
  /// Header and payload.
  public let envelope: Envelope
  /// Fingerprint of the layout that the payload was written with.
  public let fingerprint: UInt64
  /// Whether the message was there before the subscription that gets it.
  public internal(set) var isRetained = false

  /// Encodes `message`; the caller's `header` is completed with type and length.
  init<Message: RingMessage>(_ message: Message, topic: Topic, header: MessageHeader) {
    self.topic = topic
    envelope = Envelope(message, header: header)
    fingerprint = Message.layout.fingerprint
  }

  /// The same message as the broker hands it to later subscribers.
  var retained: TopicMessage {
    var copy = self
    copy.isRetained = true
    return copy
  }
}

/// A message that a subscription did not get, with the reason.
public struct TopicDeadLetter: Sendable {
  /// Why a subscription did not get a message.
  public enum Reason: Equatable, Sendable {
    /// The queue was full and the overflow policy is `.deadLetter`.
    case queueFull
    /// The sink returned false.
    case sinkRefused
    /// The bytes are not a value of the type.
    case undecodable(RingKernelError)
  }

  /// The message.
  public let message: TopicMessage
  /// The subscription that did not get it.
  public let subscription: SubscriptionID
  /// Why.
  public let reason: Reason
}

/// Takes dead letters; called on the thread of the publisher or receiver, outside all locks.
public typealias TopicDeadLetterSink = @Sendable (TopicDeadLetter) -> Void

/// Takes messages; true when the message was taken.
public typealias TopicSink = @Sendable (TopicMessage) -> Bool
