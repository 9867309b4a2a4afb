internal import RingKernelCompute
internal import RingKernelHost

let limitCases: [ConformanceCase] = [
  kitCase("limits/more calls than allowed are refused") { session in
    let kernel = try await session.launch(KitActor.self) { $0.maximumConcurrentCalls = 2 }
    try await kernel.deactivate()
    let calls = (0..<2).map { number in
      Task { () -> Int64 in
        let total: Total = try await kernel.call(Add(amount: Int64(number)))
        return total.amount
      }
    }
    while kernel.metrics.account.queued < 2 { await Task.yield() }
    try await expectError(.tooManyCalls, "third call") { let _: Total = try await kernel.call(Add(amount: 9)) }
    try await kernel.activate()
    for (number, call) in calls.enumerated() { try checkEqual(try await call.value, Int64(number), "answer") }
    let total: Total = try await kernel.call(Add(amount: 3))
    try checkEqual(total.amount, 3, "call after the others")
  },
  kitCase("limits/a batch of one and many actors make progress") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.gridSize = 100
      $0.batch = 1
      $0.inputQueueCapacity = 2
    }
    for number in 0..<2000 as Range<UInt64> {
      try await kernel.send(Add(amount: 1), options: SendOptions(key: number))
    }
    var sum: Int64 = 0
    try await kernel.terminate(draining: true)
    sum = Int64(kernel.metrics.account.delivered)
    try checkEqual(sum, 2000, "messages handled")
  },
  kitCase("limits/options outside their range are refused") { session in
    for (name, configure) in [
      ("gridSize 0", { $0.gridSize = 0 }), ("blockSize 1025", { $0.blockSize = 1025 }),
      ("priorityLanes 3", { $0.priorityLanes = 3 }), ("batch 0", { $0.batch = 0 }),
      ("capacity 0", { $0.inputQueueCapacity = 0 }),
    ] as [(String, (inout LaunchOptions) -> Void)] {
      try await expectError(.invalidConfiguration, name) {
        _ = try await session.launch(KitActor.self, configure)
      }
    }
    try checkEqual(await session.runtime.liveKernels, [], "live kernels")
  },
  kitCase("limits/an actor's own block is the only one that it is launched with", hasBlocks: true) { session in
    try await expectError(.invalidConfiguration, "another block") {
      _ = try await session.launch(KitTeam.self) { $0.blockSize = 128 }
    }
    try checkEqual(await session.runtime.liveKernels, [], "live kernels")
    _ = try await session.launch(KitTeam.self) { $0.blockSize = 64 }
  },
  kitCase("limits/a message that asks for more rounds than a loop may run fails, and harms nobody") { session in
    let kernel = try await session.launch(KitActor.self)
    let other = try await session.launch(KitActor.self, id: "other")
    for (number, spin) in [65_537, .max, 1 << 31, 1_000_000_000].enumerated() as EnumeratedSequence<[UInt32]> {
      do {
        let _: Total = try await kernel.call(Add(amount: 1, spin: spin), timeout: .seconds(60))
        throw CaseFailure("\(spin) rounds were answered")
      } catch let error as RingKernelError {
        try checkEqual(error.code, .handlerFailed, "code")
        try checkEqual(error.failure?.code, .loopLimit, "failure")
        try checkEqual(error.failure?.line, KitActor.heatingLine, "line")
        try checkEqual(error.failure?.values, [UInt64(spin), 65_536], "rounds, and how many are allowed")
      }
      let total: Total = try await kernel.call(Add(amount: 2, spin: UInt32(number)))
      try checkEqual(total.sum, Int64(number + 1) * 2, "the next message")
      let elsewhere: Total = try await other.call(Add(amount: 5, spin: 10))
      try checkEqual(elsewhere.count, UInt64(number + 1), "the other kernel")
    }
    let state = try await kernel.readState(KitActor.self)
    try checkEqual([state.sum, Int64(state.count)], [8, 4], "what those that failed have changed")
  },
  kitCase("limits/handlers know their grid, block and replica") { session in
    let kernel = try await session.launch(KitProbe.self) {
      $0.gridSize = 3
      $0.blockSize = 128
    }
    for key in 0..<9 as Range<UInt64> {
      let found: Shape = try await kernel.call(AskShape(), options: SendOptions(key: key))
      try checkEqual(found.gridSize, 3, "grid size")
      try checkEqual(found.blockSize, 128, "block size")
      try check(found.replica < 3, "replica \(found.replica)")
      try check(found.inboxDepth >= 1, "the message itself is in the inbox")
    }
  },
]
