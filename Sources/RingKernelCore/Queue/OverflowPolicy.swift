/// What happens to a message that meets a full ring.
public enum OverflowPolicy: Sendable, Equatable {
  /// The sender waits for room, at most this long; nil waits without a limit.
  case wait(Duration?)
  /// The sender gets `queueFull`; the message was not accepted.
  case reject
  /// The oldest queued message makes room and is counted as dropped.
  case dropOldest
  /// The new message is counted as dropped.
  case dropNewest
  /// The new message goes to the dead letters.
  case deadLetter
}
