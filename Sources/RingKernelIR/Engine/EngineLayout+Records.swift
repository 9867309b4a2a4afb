extension EngineLayout {
  /// A record in outbound.
  ///
  /// Records of one actor keep their order.
  public enum Record {
    /// A raw value of `RecordKind`.
    public static let kind = 0
    /// Words with the head.
    public static let length = 1
    /// Word of the actor's row, in the table.
    public static let actor = 2
    /// What else the kind needs.
    public static let auxiliary = 3
    /// Words of the head.
    public static let headWords = 4
  }

  /// What a record says.
  public enum RecordKind: UInt32, Sendable, Hashable, CaseIterable {
    /// An answer: a slot; without a correlation its flags say reply and it goes to the outbox.
    case reply = 1
    /// A message for the outbox: a slot.
    case emitted = 2
    /// A message that failed: auxiliary is the number of the handler; `Failure`, then the message.
    case failed = 3
    /// A call that no handler answered or handed on: the header of the message.
    case unanswered = 4
    /// What an actor did in a round: `Turn`.
    case turn = 5
    /// The actor asks for termination.
    case termination = 6
    /// The deadline of a message had passed: the message.
    case expired = 7
    /// A message that found no room: auxiliary is the word of the receiver's row; the message.
    case undeliverable = 8
    /// The same, only counted.
    case dropped = 9
  }

  /// A failure, behind the head of its record.
  public enum Failure {
    /// A raw value of `FailureCode`.
    public static let code = 0
    /// Number of the failure site.
    public static let site = 1
    /// The two values, two words each.
    public static let values = 2
    /// The thread of the block that failed.
    public static let thread = 6
    /// Words; the message follows.
    public static let words = 8
  }

  /// What an actor did in a round, behind the head of its record.
  public enum Turn {
    /// Messages handled in this turn.
    public static let handled = 0
    /// Messages that failed in this turn.
    public static let failed = 1
    /// Messages taken from the host, the new total.
    public static let taken = 2
    /// Messages taken from rings in this turn.
    public static let takenFromRings = 3
    /// The actor's clock, two words.
    public static let clock = 4
    /// Whether something is left for a later round.
    public static let isPending = 6
    /// Messages in its spill ring.
    public static let spilled = 7
    /// Words.
    public static let words = 8
  }
}

/// What a send gives: `k2kSend`.
public enum SendCode: Int32, Sendable, Hashable, CaseIterable {
  /// It is on its way.
  case accepted = 0
  /// The overflow policy dropped it.
  case dropped = 1
  /// The overflow policy made it a dead letter.
  case deadLettered = 2
  /// The actor has no such route.
  case routeUnknown = -1
  /// The destination does not handle the message.
  case notHandled = -2
  /// There is no room, and the policy is to reject; or the spill ring is full.
  case full = -3
  /// The destination has no such replica.
  case replicaUnknown = -4
  /// The record of a dropped or dead message has no room: more than `EngineLayout.loopEmissions`.
  case tooMany = -5
}
