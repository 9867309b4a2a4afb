internal import RingKernelHost

let streamCases: [ConformanceCase] = [
  kitCase("stream/receive gives emitted messages in order") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.send(Burst(first: 100, count: 40))
    for number in 100..<140 as Range<UInt64> {
      let item: Item = try await kernel.receive(timeout: .seconds(30))
      try checkEqual(item.sequence, number, "item")
    }
    let rest: Item? = try kernel.tryReceive()
    try checkEqual(rest, nil, "what is left")
  },
  kitCase("stream/receive times out when nothing comes") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.receiveTimedOut, "receive") {
      _ = try await kernel.receive(Item.self, timeout: .milliseconds(20))
    }
  },
  kitCase("stream/replies end when the kernel has terminated, after the last message") { session in
    let kernel = try await session.launch(KitActor.self) { $0.overflow = .wait(.seconds(30)) }
    let reading = Task {
      var seen: [UInt64] = []
      for try await item in kernel.replies(of: Item.self) { seen.append(item.sequence) }
      return seen
    }
    for burst in 0..<20 as Range<UInt64> { try await kernel.send(Burst(first: burst * 30, count: 30)) }
    try await kernel.terminate(draining: true)
    // What is left in the outbox is still read: the reader may show up late.
    let seen = try await reading.value
    try check(zip(seen, seen.dropFirst()).allSatisfy { $0 < $1 }, "order of the items")
    try checkEqual(seen.last, 599, "the last item")
  },
  kitCase("stream/cancelling a reader ends its sequence") { session in
    let kernel = try await session.launch(KitActor.self)
    let reading = Task {
      var count = 0
      for try await _ in kernel.replies(of: Item.self) { count += 1 }
      return count
    }
    reading.cancel()
    try checkEqual(try await reading.value, 0, "items read")
    let total: Total = try await kernel.call(Add(amount: 1))
    try checkEqual(total.sum, 1, "sum")
  },
  kitCase("stream/without a reader the outbox keeps the newest") { session in
    let kernel = try await session.launch(KitActor.self) { $0.outputQueueCapacity = 8 }
    try await kernel.send(Burst(first: 0, count: 100))
    let _: Total = try await kernel.call(Add(amount: 0))
    try checkEqual(kernel.metrics.outboxDepth, 8, "messages in the outbox")
    try checkEqual(kernel.metrics.outboxDropped, 92, "messages that made room")
    for number in 92..<100 as Range<UInt64> {
      let item: Item = try await kernel.receive(timeout: .seconds(30))
      try checkEqual(item.sequence, number, "item")
    }
  },
  kitCase("stream/with a reader a full outbox holds the kernel back") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.outputQueueCapacity = 4
      $0.overflow = .wait(nil)
    }
    let none: Item? = try kernel.tryReceive()
    try checkEqual(none, nil, "an item before any was emitted")
    for burst in 0..<10 as Range<UInt64> { try await kernel.send(Burst(first: burst * 50, count: 50)) }
    for number in 0..<500 as Range<UInt64> {
      let item: Item = try await kernel.receive(timeout: .seconds(30))
      try checkEqual(item.sequence, number, "item")
    }
    try checkEqual(kernel.metrics.outboxDropped, 0, "dropped items")
  },
  kitCase("stream/a message of another type is dead-lettered") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.send(Add(amount: 9))
    try await kernel.send(Burst(first: 5, count: 1))
    let item: Item = try await kernel.receive(timeout: .seconds(30))
    try checkEqual(item.sequence, 5, "item")
    let letters = session.runtime.deadLetters.browse { $0.wasOutgoing }
    try checkEqual(letters.map(\.reason), [.unexpectedType], "reasons")
    let total: Total? = try letters.first?.envelope.decode()
    try checkEqual(total?.amount, 9, "the message in the dead letter")
  },
  kitCase("stream/messages of one sender are handled in order") { session in
    let kernel = try await session.launch(KitActor.self) { $0.inputQueueCapacity = 4 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sender in 0..<8 as Range<UInt32> {
        group.addTask {
          for number in 0..<500 as Range<UInt64> {
            try await kernel.send(Note(sender: sender, sequence: number))
          }
        }
      }
      try await group.waitForAll()
    }
    let order: Order = try await kernel.call(AskOrder())
    try checkEqual(order.count, 4000, "notes")
    try checkEqual(order.violations, 0, "notes out of order")
  },
  kitCase("stream/a batch of sends keeps its order") { session in
    let kernel = try await session.launch(KitActor.self) { $0.inputQueueCapacity = 8 }
    try await kernel.send(contentsOf: (0..<300).map { Note(sender: 0, sequence: $0) })
    let order: Order = try await kernel.call(AskOrder())
    try checkEqual(order, Order(count: 300, violations: 0, last: 299), "notes")
  },
]
