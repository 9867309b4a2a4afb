import RingKernelCore
import Testing

struct `Retained messages` {
  @Test func `the last one per topic is delivered on subscribing, in topic order`() throws {
    let broker = TopicBroker()
    for (number, topic) in ["b/2", "a/1", "b/1", "b/2", "c"].enumerated() {
      try broker.tryPublish(Reading(UInt32(number)), to: Topic(topic), retain: true)
    }
    try broker.tryPublish(Reading(9), to: Topic("b/3"))
    let subscription = try broker.subscribe(TopicPattern("b/*"), as: Reading.self)
    let first = try #require(subscription.tryReceive())
    #expect(first.topic.description == "b/1" && first.message.number == 2 && first.isRetained)
    let second = try #require(subscription.tryReceive())
    #expect(second.topic.description == "b/2" && second.message.number == 3 && second.isRetained)
    #expect(subscription.tryReceive() == nil)
    #expect(broker.retainedTopics.map(\.description) == ["a/1", "b/1", "b/2", "c"])
  }

  @Test func `a live subscription gets a retained message as an ordinary one`() throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try broker.tryPublish(Reading(1), to: Topic("a"), retain: true)
    #expect(subscription.tryReceive()?.isRetained == false)
  }

  @Test func `clearing removes the message and frees the place`() throws {
    let broker = TopicBroker(limits: .init(maximumRetainedTopics: 1))
    try broker.tryPublish(Reading(1), to: Topic("a"), retain: true)
    try broker.tryPublish(Reading(2), to: Topic("a"), retain: true)
    let witness = try broker.subscribe(TopicPattern("b"), as: Reading.self)
    let error = #expect(throws: RingKernelError.self) {
      try broker.tryPublish(Reading(3), to: Topic("b"), retain: true)
    }
    #expect(error?.code == .topicLimit)
    #expect(witness.tryReceive() == nil, "a refused message goes to nobody")
    #expect(broker.clearRetained(try Topic("a")))
    #expect(!broker.clearRetained(try Topic("a")))
    #expect(try broker.subscribe(TopicPattern("a"), as: Reading.self).tryReceive() == nil)
    try broker.tryPublish(Reading(3), to: Topic("b"), retain: true)
    #expect(broker.statistics.retainedTopics == 1)
  }

  @Test func `messages of another type are not delivered`() throws {
    let broker = TopicBroker()
    try broker.tryPublish(Alarm(level: 1), to: Topic("a"), retain: true)
    #expect(try broker.subscribe(TopicPattern("a"), as: Reading.self).tryReceive() == nil)
    #expect(try broker.subscribe(TopicPattern("a"), as: Alarm.self).tryReceive()?.message == Alarm(level: 1))
  }

  @Test(arguments: [
    (OverflowPolicy.dropOldest, [UInt32(3), 4], [UInt64(5), 2, 3, 0, 0]), (.dropNewest, [0, 1], [5, 2, 3, 0, 0]),
    (.wait(nil), [0, 1], [5, 2, 3, 0, 0]), (.reject, [0, 1], [5, 2, 3, 0, 0]),
    (.deadLetter, [0, 1], [5, 2, 0, 3, 0]),
  ])
  func `more of them than the queue holds meet the overflow policy`(
    overflow: OverflowPolicy,
    numbers: [UInt32],
    counters: [UInt64]
  ) throws {
    let broker = TopicBroker()
    for number in UInt32(0)..<5 { try broker.tryPublish(Reading(number), to: Topic("a/\(number)"), retain: true) }
    let options = SubscriptionOptions(capacity: 2, overflow: overflow)
    let subscription = try broker.subscribe(TopicPattern("a/*"), as: Reading.self, options: options)
    #expect(subscription.drain() == numbers)
    expectCounters(subscription.counters, counters)
  }
}
