internal import RingKernelABI
internal import Synchronization

// What the broker knows of a subscription. Lock order: the broker's lock, then a subscriber's; a subscriber never
// calls the broker. Sinks, dead-letter sinks and continuations run outside both.

/// One side of a subscription: where matching messages go.
protocol TopicSubscriber: AnyObject, Sendable {
  var id: SubscriptionID { get }
  var pattern: TopicPattern { get }
  var counters: TopicCounters { get }
  /// Whether messages of this type and layout are wanted.
  func accepts(_ message: TopicMessage) -> Bool
  /// Takes or declines a message under the broker's lock.
  func offer(_ message: TopicMessage, ticket: PublishTicket?) -> TopicOffer
  /// Nothing more comes.
  func finish() -> [TopicMailbox.Action]
  /// Nothing more comes, and nothing more is taken.
  func cancel() -> [TopicMailbox.Action]
}

/// What a publisher has to do after a subscriber was offered its message.
enum TopicOffer: Sendable {
  case decided(TopicMailbox.Outcome, TopicMailbox.Action?)
  case waits(QueueSubscriber, Duration?)
  case rejected(SubscriptionID)
  case call(SinkSubscriber)
  case deadLetter(QueueSubscriber)
}

/// A subscription with a queue and a reader.
final class QueueSubscriber: TopicSubscriber {
  let id: SubscriptionID
  let pattern: TopicPattern
  private let typeID: MessageTypeID
  private let fingerprint: UInt64
  private let waitLimit: Duration?
  private let mailbox: Lock<TopicMailbox>
  private let deadLetters: TopicDeadLetterSink?
  private let readerNumbers = Atomic<UInt64>(0)

  init(
    id: SubscriptionID,
    pattern: TopicPattern,
    layout: MessageLayout,
    options: SubscriptionOptions,
    deadLetters: TopicDeadLetterSink?
  ) {
    self.id = id
    self.pattern = pattern
    self.deadLetters = deadLetters
    typeID = layout.typeID
    fingerprint = layout.fingerprint
    waitLimit = if case .wait(let limit) = options.overflow { limit } else { nil }
    mailbox = Lock(TopicMailbox(options))
  }

  var counters: TopicCounters { mailbox.withLock { $0.counters } }

  func accepts(_ message: TopicMessage) -> Bool {
    message.envelope.typeID == typeID && message.fingerprint == fingerprint
  }

  func offer(_ message: TopicMessage, ticket: PublishTicket?) -> TopicOffer {
    let (outcome, action) = mailbox.withLock { $0.offer(message, ticket: ticket) }
    return switch outcome {
    case .waits: .waits(self, waitLimit)
    case .rejected: .rejected(id)
    case .deadLettered: .deadLetter(self)
    default: .decided(outcome, action)
    }
  }

  func finish() -> [TopicMailbox.Action] { mailbox.withLock { $0.finish() } }
  func cancel() -> [TopicMailbox.Action] { mailbox.withLock { $0.cancel() } }

  /// Hands `message` to the broker's dead letters.
  func deadLetter(_ message: TopicMessage, _ reason: TopicDeadLetter.Reason) {
    deadLetters?(TopicDeadLetter(message: message, subscription: id, reason: reason))
  }

  /// Takes the oldest message, if there is one.
  func take() -> TopicMailbox.Taken? {
    let (taken, action) = mailbox.withLock { $0.take() }
    action?.perform()
    return taken
  }

  /// Waits for a message; nil when the subscription has ended or the task is cancelled.
  func next() async -> TopicMailbox.Taken? {
    let number = readerNumbers.wrappingAdd(1, ordering: .relaxed).newValue
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A task is marked as cancelled before its handler runs, so either the mark is seen under the lock or the
        // handler finds the reader.
        for action in mailbox.withLock({ $0.await(number: number, continuation) }) { action.perform() }
      }
    } onCancel: {
      mailbox.withLock { $0.cancelReader(number) }?.perform()
    }
  }

  /// Ends the wait of a publisher, if it still waits here.
  func expire(_ ticket: PublishTicket) { mailbox.withLock { $0.expire(ticket) }?.perform() }

  /// Counts a taken message as a dead letter after all.
  func returnUndecodable(_ taken: TopicMailbox.Taken, _ error: RingKernelError) {
    guard mailbox.withLock({ $0.returnUndecodable(taken) }) else { return }
    deadLetter(taken.message, .undecodable(error))
  }
}

/// A subscription that hands every message to a function.
final class SinkSubscriber: TopicSubscriber {
  let id: SubscriptionID
  let pattern: TopicPattern
  private let sink: TopicSink
  private let deadLetters: TopicDeadLetterSink?
  private let tally = Lock(TopicCounters())

  init(id: SubscriptionID, pattern: TopicPattern, sink: @escaping TopicSink, deadLetters: TopicDeadLetterSink?) {
    self.id = id
    self.pattern = pattern
    self.sink = sink
    self.deadLetters = deadLetters
  }

  var counters: TopicCounters { tally.withLock { $0 } }

  func accepts(_ message: TopicMessage) -> Bool { true }

  func offer(_ message: TopicMessage, ticket: PublishTicket?) -> TopicOffer {
    tally.withLock { tally in
      tally.matched += 1
      tally.queued += 1
    }
    return .call(self)
  }

  func finish() -> [TopicMailbox.Action] { [] }
  func cancel() -> [TopicMailbox.Action] { [] }

  /// Calls the sink with a message that was offered before.
  func call(_ message: TopicMessage) -> TopicMailbox.Outcome {
    let isTaken = sink(message)
    tally.withLock { tally in
      tally.queued -= 1
      if isTaken { tally.delivered += 1 } else { tally.deadLettered += 1 }
    }
    guard !isTaken else { return .accepted }
    deadLetters?(TopicDeadLetter(message: message, subscription: id, reason: .sinkRefused))
    return .deadLettered
  }
}
