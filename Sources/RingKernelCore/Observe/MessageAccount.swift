/// What became of the messages that a kernel accepted: `accepted = delivered + deadLettered + dropped + queued`.
public struct MessageAccount: Sendable, Equatable {
  /// Messages that `send`, `call` or another kernel handed over successfully.
  public var accepted: UInt64 = 0
  /// Messages whose handler returned.
  public var delivered: UInt64 = 0
  /// Messages that went to the dead letters.
  public var deadLettered: UInt64 = 0
  /// Messages that an overflow policy dropped.
  public var dropped: UInt64 = 0
  /// Messages that wait in the inbox or are being handled.
  public var queued: UInt64 = 0

  /// Makes an account with every count zero.
  public init() {}

  /// Whether every accepted message is accounted for.
  public var isBalanced: Bool { accepted == delivered + deadLettered + dropped + queued }

  /// Adds the counts of another account.
  public static func += (left: inout MessageAccount, right: MessageAccount) {
    left.accepted += right.accepted
    left.delivered += right.delivered
    left.deadLettered += right.deadLettered
    left.dropped += right.dropped
    left.queued += right.queued
  }
}
