import RingKernelABI
import RingKernelCore
import RingKernelTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `Topics under load` {
  #if DEBUG
  static let messages: UInt32 = 1_500
  #else
  static let messages: UInt32 = 20_000
  #endif

  static let policies: [OverflowPolicy] = [
    .dropOldest, .dropNewest, .reject, .deadLetter, .wait(.microseconds(200)), .wait(.seconds(30)),
  ]

  /// What one reader saw.
  struct Seen: Sendable {
    var count: UInt64 = 0
    var lost: UInt64 = 0
    var isOrdered = true
    var latest: [UInt32: UInt32] = [:]

    mutating func note(_ delivery: Delivery<Reading>) {
      count += 1
      lost += delivery.lost
      let reading = delivery.message
      if let previous = latest[reading.sensor], previous >= reading.number { isOrdered = false }
      latest[reading.sensor] = reading.number
    }
  }

  @Test func `every matched message is delivered, dropped, dead-lettered or queued`() async throws {
    let letters = Atomic<UInt64>(0)
    let broker = TopicBroker { _ in letters.add(1, ordering: .relaxed) }
    let subscriptions = try Self.policies.map { policy in
      try broker.subscribe(TopicPattern("load/*"), as: Reading.self, options: .init(capacity: 8, overflow: policy))
    }
    let idle = try broker.subscribe(TopicPattern("load/**"), as: Reading.self, options: .init(capacity: 4))
    let forwarding = try broker.subscribe(TopicPattern("#")) { $0.envelope.header.message_id % 3 != 0 }
    let isDone = Atomic<Bool>(false)
    let snapshots = Task { try await Self.watch(broker, until: isDone) }
    let readers = subscriptions.map { subscription in
      Task {
        var seen = Seen()
        for await delivery in subscription { seen.note(delivery) }
        return seen
      }
    }
    try await Self.publishFromFourTasks(to: broker)
    isDone.store(true, ordering: .releasing)
    #expect(try await snapshots.value > 0)
    broker.close()

    let published = UInt64(Self.messages) * 4
    for (subscription, reader) in zip(subscriptions, readers) {
      let seen = await reader.value
      let counters = subscription.counters
      #expect(counters.isBalanced && counters.queued == 0)
      #expect(counters.matched == published)
      #expect(seen.count == counters.delivered)
      #expect(seen.lost <= counters.dropped + counters.deadLettered)
      #expect(seen.isOrdered, "the messages of one publisher stay in order")
    }
    #expect(subscriptions[5].counters.delivered == published, "a patient publisher loses nothing")
    expectCounters(idle.counters, [published, 0, published - 4, 0, 4])
    #expect(forwarding.counters.isBalanced && forwarding.counters.matched == published)
    let totals = broker.statistics.totals
    #expect(totals.isBalanced)
    #expect(totals.deadLettered == letters.load(ordering: .relaxed))
    #expect(broker.statistics.published == published)
  }

  private static func publishFromFourTasks(to broker: TopicBroker) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sensor in UInt32(0)..<4 {
        group.addTask {
          let topic = try Topic("load/\(sensor)")
          for number in 0..<messages {
            var header = MessageHeader()
            header.message_id = UInt64(number)
            let reading = Reading(number, sensor: sensor)
            let receipt = try await broker.publish(reading, to: topic, retain: number % 7 == 0, header: header)
            guard receipt.matched == receipt.accepted + receipt.dropped + receipt.deadLettered else {
              Issue.record("unbalanced receipt \(receipt)")
              return
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  /// Checks snapshots and lets short-lived subscriptions come and go until `isDone`; returns how many it checked.
  private static func watch(_ broker: TopicBroker, until isDone: borrowing Atomic<Bool>) async throws -> Int {
    var checked = 0
    while !isDone.load(ordering: .acquiring) {
      let guest = try broker.subscribe(
        TopicPattern(checked % 2 == 0 ? "load/2" : "other/**"),
        as: Reading.self,
        options: .init(capacity: 1, overflow: checked % 3 == 0 ? .wait(nil) : .dropOldest)
      )
      await Task.yield()
      _ = guest.tryReceive()
      let isBalanced = broker.statistics.totals.isBalanced && guest.counters.isBalanced
      guard isBalanced else {
        Issue.record("unbalanced snapshot \(checked)")
        return 0
      }
      checked += 1
      guest.cancel()
    }
    return checked
  }

  @Test(arguments: [OverflowPolicy.dropOldest, .dropNewest, .reject, .deadLetter, .wait(nil)], [1, 2, 5])
  func `a queue follows the array model`(overflow: OverflowPolicy, capacity: Int) throws {
    let seed = SplitMix64.drawSeed(for: "queue model \(overflow) \(capacity)")
    var random = SplitMix64(seed: seed)
    let broker = TopicBroker()
    let topic = try Topic("a")
    let options = SubscriptionOptions(capacity: capacity, overflow: overflow)
    let subscription = try broker.subscribe(TopicPattern(topic), as: Reading.self, options: options)
    var model: [UInt32] = []
    var lost: UInt64 = 0
    for number in UInt32(0)..<2_000 {
      // Phases in which one side is faster, so that the queue is often empty and often full.
      if Int.random(in: 0..<10, using: &random) < (number / 100 % 2 == 0 ? 3 : 7) {
        try broker.tryPublish(Reading(number), to: topic)
        if model.count < capacity {
          model.append(number)
        } else {
          lost += 1
          if overflow == .dropOldest { model = model.dropFirst() + [number] }
        }
      } else {
        let delivery = subscription.tryReceive()
        #expect(delivery?.message.number == model.first, "seed \(seed)")
        if !model.isEmpty {
          #expect(delivery?.lost == lost, "seed \(seed)")
          model.removeFirst()
          lost = 0
        }
      }
      #expect(subscription.counters.isBalanced && subscription.counters.queued == UInt64(model.count))
    }
  }
}
