/// The queue of one subscription as a state machine: events in, actions out, which run after the lock is released.
///
/// Invariants: a waiting reader means an empty queue; a waiting publisher means a full one.
struct TopicMailbox: Sendable {
  /// A message on its way to the reader.
  struct Taken: Sendable {
    let message: TopicMessage
    let lost: UInt64
  }

  /// What to do once the lock is released.
  enum Action: Sendable {
    case resume(CheckedContinuation<Taken?, Never>, with: Taken?)
    case settle(PublishTicket, isAccepted: Bool)

    func perform() {
      switch self {
      case .resume(let continuation, let taken): continuation.resume(returning: taken)
      case .settle(let ticket, let isAccepted): ticket.settle(isAccepted: isAccepted)
      }
    }
  }

  /// What became of an offered message.
  enum Outcome: Equatable, Sendable { case accepted, displacedOldest, dropped, rejected, deadLettered, waits }

  private let options: SubscriptionOptions
  private var queue: [TopicMessage?] = []
  private var head = 0
  private var count = 0
  private var publishers: [(ticket: PublishTicket, message: TopicMessage)] = []
  private var readers: [(number: UInt64, continuation: CheckedContinuation<Taken?, Never>)] = []
  private var lost: UInt64 = 0
  private var tally = TopicCounters()
  private var isClosed = false
  private var isCancelled = false

  init(_ options: SubscriptionOptions) { self.options = options }

  /// The counters; balanced after every event.
  var counters: TopicCounters {
    var counters = tally
    counters.queued = UInt64(count + publishers.count)
    return counters
  }

  /// A publisher offers a message; `ticket` is nil when it cannot wait.
  mutating func offer(_ message: TopicMessage, ticket: PublishTicket?) -> (Outcome, Action?) {
    tally.matched += 1
    guard !isClosed else { return (drop(), nil) }
    if !readers.isEmpty {
      return (.accepted, .resume(readers.removeFirst().continuation, with: hand(message)))
    }
    if count < options.capacity {
      enqueue(message)
      return (.accepted, nil)
    }
    switch options.overflow {
    case .dropOldest:
      _ = dequeue()  // the oldest makes room; it is counted here
      _ = drop()
      enqueue(message)
      return (.displacedOldest, nil)
    case .dropNewest: return (drop(), nil)
    case .reject:
      _ = drop()
      return (.rejected, nil)
    case .deadLetter:
      tally.deadLettered += 1
      lost += 1
      return (.deadLettered, nil)
    case .wait:
      guard let ticket else { return (drop(), nil) }
      publishers.append((ticket, message))
      return (.waits, nil)
    }
  }

  /// The reader takes the oldest message, if there is one; the longest-waiting publisher gets its place.
  mutating func take() -> (Taken?, Action?) {
    guard let message = dequeue() else { return (nil, nil) }
    let taken = hand(message)
    guard !publishers.isEmpty else { return (taken, nil) }
    let next = publishers.removeFirst()
    enqueue(next.message)
    return (taken, .settle(next.ticket, isAccepted: true))
  }

  /// The reader waits for a message; returns what resumes it at once, if something does.
  mutating func await(number: UInt64, _ continuation: CheckedContinuation<Taken?, Never>) -> [Action] {
    let (taken, action) = take()
    if taken != nil || isClosed || Task.isCancelled {
      return [.resume(continuation, with: taken)] + [action].compactMap(\.self)
    }
    readers.append((number, continuation))
    return []
  }

  /// The task of reader `number` was cancelled.
  mutating func cancelReader(_ number: UInt64) -> Action? {
    guard let place = readers.firstIndex(where: { $0.number == number }) else { return nil }
    return .resume(readers.remove(at: place).continuation, with: nil)
  }

  /// The publisher's time is over, or its task was cancelled.
  mutating func expire(_ ticket: PublishTicket) -> Action? {
    guard let place = publishers.firstIndex(where: { $0.ticket === ticket }) else { return nil }
    publishers.remove(at: place)
    _ = drop()
    return .settle(ticket, isAccepted: false)
  }

  /// A taken message could not be decoded; false when the subscription has ended and its counters with it.
  mutating func returnUndecodable(_ taken: Taken) -> Bool {
    guard !isCancelled else { return false }
    tally.delivered -= 1
    tally.deadLettered += 1
    lost += taken.lost + 1
    return true
  }

  /// Nothing more is accepted; what is queued can still be taken.
  mutating func finish() -> [Action] {
    isClosed = true
    defer { (publishers, readers) = ([], []) }
    let settled = publishers.map { entry in
      _ = drop()
      return Action.settle(entry.ticket, isAccepted: false)
    }
    return settled + readers.map { .resume($0.continuation, with: nil) }
  }

  /// As `finish`, and what is queued is dropped.
  mutating func cancel() -> [Action] {
    while dequeue() != nil { _ = drop() }
    queue = []
    isCancelled = true
    return finish()
  }

  private mutating func drop() -> Outcome {
    tally.dropped += 1
    lost += 1
    return .dropped
  }

  private mutating func hand(_ message: TopicMessage) -> Taken {
    tally.delivered += 1
    defer { lost = 0 }
    return Taken(message: message, lost: lost)
  }

  /// The storage is circular and grows by doubling, so that a large capacity costs nothing until it is used.
  private mutating func enqueue(_ message: TopicMessage) {
    if count == queue.count {
      let ordered = queue[head...] + queue[..<head]
      queue = ordered + Array(repeating: nil, count: min(max(count, 4), options.capacity - count))
      head = 0
    }
    queue[(head + count) % queue.count] = message
    count += 1
  }

  private mutating func dequeue() -> TopicMessage? {
    guard count > 0 else { return nil }
    defer {
      queue[head] = nil
      head = (head + 1) % queue.count
      count -= 1
    }
    return queue[head]
  }
}
