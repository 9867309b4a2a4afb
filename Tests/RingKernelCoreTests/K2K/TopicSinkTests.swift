import RingKernelABI
import RingKernelCore
import Synchronization
import Testing

struct `Topics that are forwarded to a sink` {
  @Test func `the sink gets messages of every type, retained ones first`() throws {
    let broker = TopicBroker()
    let names = Mutex<[String]>([])
    try broker.tryPublish(Reading(1), to: Topic("b"), retain: true)
    try broker.tryPublish(Reading(1), to: Topic("a"), retain: true)
    let forwarding = try broker.subscribe(TopicPattern("#")) { message in
      names.withLock { $0.append("\(message.topic) \(message.isRetained) \(message.envelope.header.type_id)") }
      return true
    }
    try broker.tryPublish(Alarm(level: 1), to: Topic("c"))
    let (reading, alarm) = (Reading.layout.typeID.rawValue, Alarm.layout.typeID.rawValue)
    #expect(names.withLock { $0 } == ["a true \(reading)", "b true \(reading)", "c false \(alarm)"])
    expectCounters(forwarding.counters, [3, 3, 0, 0, 0])
  }

  @Test func `what the sink declines is dead-lettered`() throws {
    let letters = Mutex<[TopicDeadLetter]>([])
    let broker = TopicBroker { letter in letters.withLock { $0.append(letter) } }
    let forwarding = try broker.subscribe(TopicPattern("a")) { message in
      (try? message.envelope.decode(Reading.self))?.number != 1
    }
    let receipts = try (0..<3).map { try broker.tryPublish(Reading($0), to: Topic("a")) }
    #expect(receipts.map(\.accepted) == [1, 0, 1])
    #expect(receipts.map(\.deadLettered) == [0, 1, 0])
    #expect(letters.withLock { $0.map(\.reason) } == [.sinkRefused])
    #expect(letters.withLock { $0.map(\.subscription) } == [forwarding.id])
    expectCounters(forwarding.counters, [3, 2, 0, 1, 0])
  }

  @Test func `a sink may publish and subscribe`() throws {
    let broker = TopicBroker()
    let target = try broker.subscribe(TopicPattern("out"), as: Reading.self)
    let out = try Topic("out")
    let forwarding = try broker.subscribe(TopicPattern("in")) { message in
      guard let reading = try? message.envelope.decode(Reading.self) else { return false }
      let receipt = try? broker.tryPublish(Reading(reading.number + 1), to: out)
      return receipt?.accepted == 1
    }
    #expect(try broker.tryPublish(Reading(1), to: Topic("in")).accepted == 1)
    #expect(target.drain() == [2])
    forwarding.cancel()
    #expect(try broker.tryPublish(Reading(1), to: Topic("in")).matched == 0)
  }

  @Test func `a call that is under way when the subscription ends is still counted`() throws {
    let broker = TopicBroker()
    let holder = Mutex<TopicForwarding?>(nil)
    let inside = Mutex<TopicCounters?>(nil)
    let forwarding = try broker.subscribe(TopicPattern("a")) { _ in
      holder.withLock { $0 }?.cancel()
      inside.withLock { $0 = broker.statistics.totals }
      return true
    }
    holder.withLock { $0 = forwarding }
    try broker.tryPublish(Reading(1), to: Topic("a"))
    expectCounters(try #require(inside.withLock { $0 }), [1, 0, 0, 0, 1])
    expectCounters(broker.statistics.totals, [1, 1, 0, 0, 0])
    #expect(broker.statistics.subscriptions == 0)
  }
}
