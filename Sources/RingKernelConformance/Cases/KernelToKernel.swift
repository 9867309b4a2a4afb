internal import RingKernelHost

let kernelToKernelCases: [ConformanceCase] = [
  kitCase("k2k/a pipeline of two kernels keeps order") { session in
    let sink = try await session.launch(KitActor.self, id: "sink") { $0.inputQueueCapacity = 8 }
    let relay = try await session.launch(KitRelay.self, id: "relay") { $0.routes = ["sink"] }
    for number in 0..<1000 as Range<UInt64> { try await relay.send(Note(sender: 4, sequence: number)) }
    try await relay.terminate(draining: true)
    let order: Order = try await sink.call(AskOrder())
    try checkEqual(order, Order(count: 1000, violations: 0, last: 999), "notes")
  },
  kitCase("k2k/a kernel that sits near another one sends to it in order") { session in
    let sink = try await session.launch(KitActor.self, id: "sink") { $0.inputQueueCapacity = 8 }
    let near = try await session.launch(KitRelay.self, id: "near") {
      $0.routes = ["sink"]
      $0.near = "sink"
    }
    for number in 0..<500 as Range<UInt64> { try await near.send(Note(sender: 1, sequence: number)) }
    let other = try await session.launch(KitRelay.self, id: "other") { $0.routes = ["sink"] }
    for number in 0..<500 as Range<UInt64> {
      try await near.send(Note(sender: 1, sequence: 500 + number))
      try await other.send(Note(sender: 2, sequence: number))
    }
    try await near.terminate(draining: true)
    try await other.terminate(draining: true)
    let order: Order = try await sink.call(AskOrder())
    try checkEqual(order.count, 1500, "notes")
    try checkEqual(order.violations, 0, "notes out of order")
  },
  kitCase("k2k/a message of the host comes behind what stands in the inbox") { session in
    let sink = try await session.launch(KitActor.self, id: "sink") { $0.autoActivate = false }
    let relay = try await session.launch(KitRelay.self, id: "relay") { $0.routes = ["sink"] }
    for number in 0..<20 as Range<UInt64> { try await relay.send(Note(sender: 4, sequence: number)) }
    try await relay.terminate(draining: true)
    try await sink.send(Note(sender: 4, sequence: 20))
    try await sink.activate()
    let order: Order = try await sink.call(AskOrder())
    try checkEqual(order, Order(count: 21, violations: 0, last: 20), "notes")
  },
  kitCase("k2k/a token makes 10,000 hops around 64 kernels") { session in
    var ring: [KernelHandle] = []
    for number in 0..<64 {
      ring.append(try await session.launch(KitRelay.self, id: "hop \(number)") { $0.inputQueueCapacity = 4 })
    }
    for number in 0..<64 { try await ring[number].connect(0, to: ring[(number + 1) % 64]) }
    try await ring[0].send(Token(hops: 10_000))
    let token: Token = try await ring[10_000 % 64].receive(timeout: .seconds(60))
    try checkEqual(token, Token(hops: 0, visits: 10_000), "the token")
    // A message is counted behind its answer: at the next boundary it has been.
    for kernel in ring { _ = try await kernel.telemetry() }
    let handled = ring.reduce(0) { $0 + $1.metrics.account.delivered }
    try checkEqual(handled, 10_001, "messages handled")
  },
  kitCase("k2k/a call travels around the ring and comes back") { session in
    var ring: [KernelHandle] = []
    for number in 0..<8 { ring.append(try await session.launch(KitRelay.self, id: "hop \(number)")) }
    for number in 0..<8 { try await ring[number].connect(0, to: ring[(number + 1) % 8]) }
    let kernels = ring
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in 0..<8 {
        group.addTask {
          let hops = UInt32(100 + start)
          let token: Token = try await kernels[start].call(Token(hops: hops))
          try checkEqual(token, Token(hops: 0, visits: UInt64(hops)), "token from \(start)")
        }
      }
      try await group.waitForAll()
    }
  },
  kitCase("k2k/64 kernels send to one slow receiver without a loss") { session in
    let sink = try await session.launch(KitActor.self, id: "sink") {
      $0.inputQueueCapacity = 16
      $0.overflow = .wait(nil)
    }
    var sources: [KernelHandle] = []
    for number in 0..<64 {
      sources.append(
        try await session.launch(KitRelay.self, id: "source \(number)") { $0.routes = ["sink"] }
      )
    }
    for round in 0..<4 {
      for (number, source) in sources.enumerated() {
        try await source.send(Produce(sender: UInt32(number), count: UInt32(10 + round), spin: 50))
      }
    }
    for source in sources { try await source.terminate(draining: true) }
    let order: Order = try await sink.call(AskOrder())
    try checkEqual(order.count, 64 * (10 + 11 + 12 + 13), "notes")
    try checkEqual(order.violations, 0, "notes out of order")
    try checkEqual(session.runtime.deadLetters.total, 0, "dead letters")
  },
  kitCase("k2k/64 tasks send to one slow receiver without a loss") { session in
    let sink = try await session.launch(KitActor.self) {
      $0.inputQueueCapacity = 16
      $0.overflow = .wait(nil)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sender in 0..<64 as Range<UInt32> {
        group.addTask {
          for number in 0..<50 as Range<UInt64> {
            try await sink.send(Note(sender: sender, sequence: number, spin: 50))
          }
        }
      }
      try await group.waitForAll()
    }
    let order: Order = try await sink.call(AskOrder())
    try checkEqual(order.count, 3200, "notes")
    try checkEqual(order.violations, 0, "notes out of order")
  },
  kitCase("k2k/a message over an unknown route fails its handler") { session in
    let relay = try await session.launch(KitRelay.self)
    try await expectError(.routeUnknown, "call over route 0") {
      let _: Total = try await relay.call(Add(amount: 1))
    }
    let sink = try await session.launch(KitActor.self, id: "sink")
    try await relay.connect(3, to: sink)
    try await expectError(.routeUnknown, "call over route 0 when only route 3 is connected") {
      let _: Total = try await relay.call(Add(amount: 1))
    }
  },
  kitCase("k2k/a message that the other kernel does not handle fails its sender") { session in
    _ = try await session.launch(KitActor.self, id: "sink")
    let relay = try await session.launch(KitRelay.self) { $0.routes = ["sink"] }
    try await expectError(.messageNotHandled, "an Item to the sink") {
      let _: Total = try await relay.call(Trouble(.staysSilent))
    }
  },
  kitCase("k2k/a route can be moved to another kernel") { session in
    let first = try await session.launch(KitActor.self, id: "first")
    let second = try await session.launch(KitActor.self, id: "second")
    let relay = try await session.launch(KitRelay.self) { $0.routes = ["first"] }
    let _: Total = try await relay.call(Add(amount: 1))
    try await relay.connect(0, to: second)
    let _: Total = try await relay.call(Add(amount: 1))
    // A message is counted behind its answer: at the next boundary it has been.
    for kernel in [first, second] { _ = try await kernel.telemetry() }
    try checkEqual(first.metrics.account.delivered, 1, "messages of the first")
    try checkEqual(second.metrics.account.delivered, 1, "messages of the second")
  },
  kitCase("k2k/a reject destination fails its sender when it is full") { session in
    let sink = try await session.launch(KitActor.self, id: "sink") {
      $0.inputQueueCapacity = 1
      $0.overflow = .reject
      $0.autoActivate = false
    }
    // Room is for one message of each sender, on some backends: the one that fills it is the relay's own.
    let relay = try await session.launch(KitRelay.self) { $0.routes = ["sink"] }
    try await relay.send(Note(sender: 0, sequence: 0))
    try await expectError(.queueFull, "call to the full sink") {
      let _: Total = try await relay.call(Add(amount: 1))
    }
  },
]
