internal import RingKernelHost

let urgencyCases: [ConformanceCase] = [
  kitCase("priority/critical overtakes normal with 2 lanes") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.priorityLanes = 2
      $0.autoActivate = false
    }
    for priority in [Priority.normal, .low, .critical, .high] {
      for _ in 0..<3 {
        try await kernel.send(
          Note(sender: UInt32(priority.rawValue), sequence: 0),
          options: SendOptions(priority: priority)
        )
      }
    }
    try await kernel.activate()
    let _: Order = try await kernel.call(AskOrder(), options: SendOptions(priority: .low))
    let state: KitActor = try await kernel.readState()
    try checkEqual((0..<12).map { state.log[$0] }, [3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0], "order of handling")
  },
  kitCase("priority/each priority has its lane with 4 lanes") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.priorityLanes = 4
      $0.autoActivate = false
    }
    for _ in 0..<3 {
      for priority in [Priority.low, .critical, .normal, .high] {
        try await kernel.send(
          Note(sender: UInt32(priority.rawValue), sequence: 0),
          options: SendOptions(priority: priority)
        )
      }
    }
    try await kernel.activate()
    let _: Order = try await kernel.call(AskOrder(), options: SendOptions(priority: .low))
    let state: KitActor = try await kernel.readState()
    try checkEqual((0..<12).map { state.log[$0] }, [3, 3, 3, 2, 2, 2, 1, 1, 1, 0, 0, 0], "order of handling")
  },
  kitCase("priority/one lane keeps the order of sending") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    for priority in [Priority.low, .critical, .normal, .high] {
      try await kernel.send(
        Note(sender: UInt32(priority.rawValue), sequence: 0),
        options: SendOptions(priority: priority)
      )
    }
    try await kernel.activate()
    let _: Order = try await kernel.call(AskOrder())
    let state: KitActor = try await kernel.readState()
    try checkEqual((0..<4).map { state.log[$0] }, [0, 3, 1, 2], "order of handling")
  },
  kitCase("priority/a full lane waits although another has room") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.priorityLanes = 2
      $0.inputQueueCapacity = 1
      $0.overflow = .wait(.milliseconds(20))
      $0.autoActivate = false
    }
    try await kernel.send(Note(sender: 0, sequence: 0))
    try await expectError(.sendTimedOut, "second message of the full lane") {
      try await kernel.send(Note(sender: 0, sequence: 1))
    }
    try await kernel.send(Note(sender: 0, sequence: 1), options: SendOptions(priority: .critical))
    try await kernel.activate()
  },
  kitCase("deadline/an expired message becomes a dead letter") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    try await kernel.send(Note(sender: 7, sequence: 0), options: SendOptions(deadline: .nanoseconds(1)))
    try await kernel.send(Note(sender: 8, sequence: 0), options: SendOptions(deadline: .seconds(3600)))
    try await kernel.activate()
    let order: Order = try await kernel.call(AskOrder())
    try checkEqual(order.count, 1, "notes handled")
    let letters = session.runtime.deadLetters.browse()
    try checkEqual(letters.map(\.reason), [.deadlineExpired], "reasons")
    try checkEqual(try letters.first?.envelope.decode(Note.self).sender, 7, "sender of the dead letter")
  },
  kitCase("deadline/the launch's deadline holds for messages without one") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.deadline = .nanoseconds(1)
      $0.autoActivate = false
    }
    try await kernel.send(Note(sender: 1, sequence: 0))
    try await kernel.activate()
    let order: Order = try await kernel.call(AskOrder(), options: SendOptions(deadline: .seconds(3600)))
    try checkEqual(order.count, 0, "notes handled")
    try checkEqual(kernel.metrics.account.deadLettered, 1, "dead letters")
  },
  kitCase("deadline/an expired call fails at once") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.deadlineExpired, "call") {
      let _: Total = try await kernel.call(Add(amount: 1), options: SendOptions(deadline: .zero))
    }
  },
]
