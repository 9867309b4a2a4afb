import RingKernelCore
import Testing

@Suite(.timeLimit(.minutes(5)))
struct `Waiting readers and publishers` {
  /// Lets other tasks run until `condition` holds; the suite's time limit ends a wait that never does.
  private func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
  }

  @Test func `a reader that waits gets the next message`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    let reader = Task { await subscription.receive()?.message.number }
    await Task.yield()
    try broker.tryPublish(Reading(7), to: Topic("a"))
    #expect(await reader.value == 7)
    expectCounters(subscription.counters, [1, 1, 0, 0, 0])
  }

  @Test func `several readers share the messages`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1_000)
    )
    let readers = (0..<4).map { _ in
      Task {
        var numbers: [UInt32] = []
        for await delivery in subscription { numbers.append(delivery.message.number) }
        return numbers
      }
    }
    for number in UInt32(0)..<1_000 { try broker.tryPublish(Reading(number), to: Topic("a")) }
    broker.close()
    var all: [UInt32] = []
    for reader in readers {
      let numbers = await reader.value
      #expect(numbers == numbers.sorted())
      all += numbers
    }
    #expect(all.sorted() == Array(0..<1_000))
  }

  @Test func `a cancelled reader gets nil and leaves the message to the next`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    for _ in 0..<100 {
      let reader = Task { await subscription.receive() == nil }
      await Task.yield()
      reader.cancel()
      #expect(await reader.value)
    }
    try broker.tryPublish(Reading(1), to: Topic("a"))
    #expect(subscription.tryReceive()?.message.number == 1)
  }

  @Test func `a reader that was cancelled before it waits gets nil`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    let reader = Task {
      while !Task.isCancelled { await Task.yield() }
      return await subscription.receive() == nil
    }
    reader.cancel()
    #expect(await reader.value)
  }

  @Test func `cancelling the subscription ends a waiting reader`() async throws {
    let broker = TopicBroker()
    let subscription = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    let reader = Task { await subscription.receive() == nil }
    await Task.yield()
    subscription.cancel()
    #expect(await reader.value)
  }

  @Test func `a publisher waits for room while the others have the message`() async throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(nil))
    )
    let quick = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try broker.tryPublish(Reading(0), to: Topic("a"))
    let publisher = Task { try await broker.publish(Reading(1), to: Topic("a")) }
    await until { slow.counters.queued == 2 }
    #expect(quick.drain() == [0, 1])
    #expect(slow.tryReceive()?.message.number == 0)
    let receipt = try await publisher.value
    #expect(receipt.matched == 2 && receipt.accepted == 2 && receipt.dropped == 0)
    #expect(slow.tryReceive()?.message.number == 1)
  }

  @Test func `waiting publishers get room in the order of their arrival`() async throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(nil))
    )
    var publishers: [Task<PublishReceipt, any Error>] = []
    for number in UInt32(0)..<5 {
      publishers.append(Task { try await broker.publish(Reading(number), to: Topic("a")) })
      await until { slow.counters.queued == UInt64(number) + 1 }
    }
    #expect(slow.drain() == [0, 1, 2, 3, 4])
    for publisher in publishers { #expect(try await publisher.value.accepted == 1) }
  }

  @Test(arguments: [Duration.zero, .milliseconds(5)])
  func `a publisher whose time is over drops the message`(limit: Duration) async throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(limit))
    )
    try await broker.publish(Reading(0), to: Topic("a"))
    let receipt = try await broker.publish(Reading(1), to: Topic("a"))
    #expect(receipt.matched == 1 && receipt.accepted == 0 && receipt.dropped == 1)
    let delivery = try #require(slow.tryReceive())
    #expect(delivery.message.number == 0 && delivery.lost == 1)
    expectCounters(slow.counters, [2, 1, 1, 0, 0])
  }

  @Test func `a publisher that is cancelled drops the message where it still waited`() async throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(nil))
    )
    let quick = try broker.subscribe(TopicPattern("a"), as: Reading.self)
    try await broker.publish(Reading(0), to: Topic("a"))
    let publisher = Task { try await broker.publish(Reading(1), to: Topic("a")) }
    await until { slow.counters.queued == 2 }
    publisher.cancel()
    let receipt = try await publisher.value
    #expect(receipt.accepted == 1 && receipt.dropped == 1)
    #expect(slow.drain() == [0])
    #expect(quick.drain() == [0, 1])
  }

  @Test(arguments: [false, true])
  func `a publisher that waits is released when the subscription ends`(byClosing: Bool) async throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(nil))
    )
    try await broker.publish(Reading(0), to: Topic("a"))
    let publisher = Task { try await broker.publish(Reading(1), to: Topic("a")) }
    await until { slow.counters.queued == 2 }
    if byClosing { broker.close() } else { slow.cancel() }
    #expect(try await publisher.value.dropped == 1)
    #expect(slow.drain() == (byClosing ? [0] : []))
    #expect(broker.statistics.totals.isBalanced)
  }

  @Test func `a publisher that cannot wait drops the message`() throws {
    let broker = TopicBroker()
    let slow = try broker.subscribe(
      TopicPattern("a"),
      as: Reading.self,
      options: .init(capacity: 1, overflow: .wait(nil))
    )
    try broker.tryPublish(Reading(0), to: Topic("a"))
    #expect(try broker.tryPublish(Reading(1), to: Topic("a")).dropped == 1)
    #expect(slow.drain() == [0])
  }
}
