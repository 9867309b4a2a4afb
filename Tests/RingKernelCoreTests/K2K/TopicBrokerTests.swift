import RingKernelABI
import RingKernelCore
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `The topic broker` {
  @Test func `every matching subscription gets the message with topic and header`() throws {
    let broker = TopicBroker()
    let exact = try broker.subscribe(TopicPattern("plant/1"), as: Reading.self)
    let all = try broker.subscribe(TopicPattern("plant/**"), as: Reading.self)
    let other = try broker.subscribe(TopicPattern("office/*"), as: Reading.self)
    var header = MessageHeader()
    header.message_id = 77
    let receipt = try broker.tryPublish(Reading(5), to: Topic("plant/1"), header: header)
    #expect(receipt.matched == 2 && receipt.accepted == 2)
    for subscription in [exact, all] {
      let delivery = try #require(subscription.tryReceive())
      #expect(delivery.message == Reading(5))
      #expect(delivery.topic.description == "plant/1")
      #expect(delivery.header.message_id == 77 && delivery.header.type_id == Reading.layout.typeID.rawValue)
      #expect(delivery.lost == 0 && !delivery.isRetained)
    }
    #expect(other.tryReceive() == nil)
    expectCounters(broker.statistics.totals, [2, 2, 0, 0, 0])
  }

  @Test func `messages of another type are passed over and counted`() throws {
    let broker = TopicBroker()
    let readings = try broker.subscribe(TopicPattern("#"), as: Reading.self)
    let alarms = try broker.subscribe(TopicPattern("#"), as: Alarm.self)
    try broker.tryPublish(Alarm(level: 1), to: Topic("a"))
    #expect(readings.tryReceive() == nil)
    #expect(alarms.tryReceive()?.message == Alarm(level: 1))
    #expect(broker.statistics.otherType == 1)
    expectCounters(readings.counters, [0, 0, 0, 0, 0])
  }

  @Test func `a full queue drops its oldest message and says how many are lost`() throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 2, overflow: .dropOldest)
    )
    let displaced = try (0..<5).map { try broker.tryPublish(Reading($0), to: Topic("a")).displaced }
    #expect(displaced == [0, 0, 1, 1, 1])
    let first = try #require(slow.tryReceive())
    #expect(first.message.number == 3 && first.lost == 3)
    let second = try #require(slow.tryReceive())
    #expect(second.message.number == 4 && second.lost == 0)
    expectCounters(slow.counters, [5, 2, 3, 0, 0])
  }

  @Test func `a full queue drops the newest message and says how many are lost`() throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 2, overflow: .dropNewest)
    )
    let dropped = try (0..<4).map { try broker.tryPublish(Reading($0), to: Topic("a")).dropped }
    #expect(dropped == [0, 0, 1, 1])
    #expect(slow.tryReceive()?.lost == 2)
    #expect(slow.drain() == [1])
    expectCounters(slow.counters, [4, 2, 2, 0, 0])
  }

  @Test func `a rejecting queue is named in the receipt and the others have the message`() throws {
    let broker = TopicBroker()
    let full = try broker.subscribe(TopicPattern("a"), as: Reading.self, options: .init(capacity: 1, overflow: .reject))
    let roomy = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try broker.tryPublish(Reading(0), to: Topic("a"))
    let receipt = try broker.tryPublish(Reading(1), to: Topic("a"))
    #expect(receipt.rejectedBy == [full.id])
    #expect(receipt.matched == 2 && receipt.accepted == 1 && receipt.dropped == 1)
    #expect(full.drain() == [0])
    #expect(roomy.drain() == [0, 1])
  }

  @Test func `a full queue dead-letters the new message`() throws {
    let letters = Mutex<[TopicDeadLetter]>([])
    let broker = TopicBroker { letter in letters.withLock { $0.append(letter) } }
    let full = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .deadLetter)
    )
    try broker.tryPublish(Reading(0), to: Topic("a"))
    #expect(try broker.tryPublish(Reading(1), to: Topic("a")).deadLettered == 1)
    let letter = try #require(letters.withLock { $0.first })
    #expect(letter.reason == .queueFull && letter.subscription == full.id)
    #expect(try letter.message.envelope.decode(Reading.self) == Reading(1))
    expectCounters(full.counters, [2, 0, 0, 1, 1])
  }

  @Test func `what cannot be decoded is dead-lettered and counts as lost`() throws {
    let letters = Mutex<[TopicDeadLetter.Reason]>([])
    let broker = TopicBroker { letter in letters.withLock { $0.append(letter.reason) } }
    let alarms = try broker.subscribe(TopicPattern("a"), as: Alarm.self)
    try broker.tryPublish(Alarm(level: 9), to: Topic("a"))
    try broker.tryPublish(Alarm(level: 1), to: Topic("a"))
    let delivery = try #require(alarms.tryReceive())
    #expect(delivery.message == Alarm(level: 1) && delivery.lost == 1)
    #expect(letters.withLock { $0 } == [.undecodable(RingKernelError(.invalidBool(found: 9, offset: 0)))])
    expectCounters(alarms.counters, [2, 1, 0, 1, 0])
  }

  @Test func `what was lost before an undecodable message is reported behind it`() throws {
    let broker = TopicBroker()
    let options = SubscriptionOptions(capacity: 2, overflow: .dropOldest)
    let alarms = try broker.subscribe(TopicPattern("a"), as: Alarm.self, options: options)
    for level in [UInt8(0), 0, 9, 1] { try broker.tryPublish(Alarm(level: level), to: Topic("a")) }
    let delivery = try #require(alarms.tryReceive())
    #expect(delivery.message == Alarm(level: 1) && delivery.lost == 3)
    expectCounters(alarms.counters, [4, 1, 2, 1, 0])
  }

  @Test func `cancelling drops what is queued and frees the place`() throws {
    let broker = TopicBroker(limits: .init(maximumSubscriptions: 1))
    let first = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try broker.tryPublish(Reading(0), to: Topic("a"))
    first.cancel()
    first.cancel()
    #expect(first.tryReceive() == nil)
    expectCounters(broker.statistics.totals, [1, 0, 1, 0, 0])
    #expect(broker.statistics.subscriptions == 0)
    #expect(try broker.tryPublish(Reading(1), to: Topic("a")).matched == 0)
    _ = try broker.subscribe(TopicPattern("a"), as: Reading.self)
  }

  @Test func `releasing a subscription ends it`() throws {
    let broker = TopicBroker()
    do {
      let short = try broker.subscribe(TopicPattern("a"), as: Reading.self)
      #expect(broker.statistics.subscriptions == 1)
      #expect(short.pattern.description == "a")
    }
    #expect(broker.statistics.subscriptions == 0)
  }

  @Test func `limits on subscriptions and capacities hold`() throws {
    let broker = TopicBroker(limits: .init(maximumSubscriptions: 1))
    let only = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    #expect(
      #expect(throws: RingKernelError.self) { try broker.subscribe(TopicPattern("b"), as: Reading.self) }?.code
        == .topicLimit
    )
    for capacity in [0, -1, SubscriptionOptions.maximumCapacity + 1] {
      let error = #expect(throws: RingKernelError.self) {
        try broker.subscribe(TopicPattern("b"), as: Reading.self, options: .init(capacity: capacity))
      }
      #expect(error?.code == .invalidConfiguration)
    }
    only.cancel()
  }

  @Test func `a closed broker lets readers finish and refuses everybody else`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try broker.tryPublish(Reading(0), to: Topic("a"), retain: true)
    try broker.tryPublish(Reading(1), to: Topic("a"))
    broker.close()
    var numbers: [UInt32] = []
    for await delivery in subscription { numbers.append(delivery.message.number) }
    #expect(numbers == [0, 1])
    #expect(broker.retainedTopics.isEmpty)
    #expect(
      #expect(throws: RingKernelError.self) { try broker.tryPublish(Reading(2), to: Topic("a")) }?.code
        == .runtimeShutDown
    )
    #expect(
      #expect(throws: RingKernelError.self) { try broker.subscribe(TopicPattern("a"), as: Reading.self) }?.code
        == .runtimeShutDown
    )
  }
}
