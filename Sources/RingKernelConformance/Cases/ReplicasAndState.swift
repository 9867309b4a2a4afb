internal import RingKernelHost

let replicaCases: [ConformanceCase] = [
  kitCase("replicas/equal keys meet the same replica") { session in
    let kernel = try await session.launch(KitActor.self) { $0.gridSize = 7 }
    try checkEqual(kernel.gridSize, 7, "grid size")
    var homes: [UInt64: UInt32] = [:]
    for round in 0..<3 {
      for key in 0..<100 as Range<UInt64> {
        let total: Total = try await kernel.call(Add(amount: 1), options: SendOptions(key: key))
        try checkEqual(homes[key] ?? total.replica, total.replica, "replica of key \(key) in round \(round)")
        homes[key] = total.replica
      }
    }
    try checkEqual(Set(homes.values).count, 7, "replicas in use")
  },
  kitCase("replicas/messages without a key go round") { session in
    let kernel = try await session.launch(KitActor.self) { $0.gridSize = 5 }
    var seen: [UInt32: Int] = [:]
    for _ in 0..<100 {
      let total: Total = try await kernel.call(Add(amount: 1))
      seen[total.replica, default: 0] += 1
    }
    try checkEqual(seen, [0: 20, 1: 20, 2: 20, 3: 20, 4: 20], "messages by replica")
  },
  kitCase("replicas/each has its own state") { session in
    let kernel = try await session.launch(KitActor.self) { $0.gridSize = 3 }
    for key in 0..<60 as Range<UInt64> {
      let _: Total = try await kernel.call(Add(amount: Int64(key)), options: SendOptions(key: key))
    }
    var sum: Int64 = 0
    for replica in 0..<3 { sum += try await kernel.readState(KitActor.self, replica: replica).sum }
    try checkEqual(sum, 59 * 60 / 2, "sum over the replicas")
  },
]

let stateCases: [ConformanceCase] = [
  kitCase("state/readState equals what was computed") { session in
    let kernel = try await session.launch(KitActor.self)
    for amount in 1...100 as ClosedRange<Int64> { try await kernel.send(Add(amount: amount)) }
    let total: Total = try await kernel.call(Add(amount: 0))
    let state: KitActor = try await kernel.readState()
    try checkEqual(state.sum, 5050, "sum in the state")
    try checkEqual(state.sum, total.sum, "sum in the answer")
    try checkEqual(state.count, 101, "count")
  },
  kitCase("state/each replica starts with its own initial state") { session in
    let kernel = try await session.launch(
      KitActor.self,
      { $0.gridSize = 4 },
      initialState: { replica in
        var state = KitActor()
        state.sum = Int64(replica) * 1000
        return state
      }
    )
    for replica in 0..<4 {
      try checkEqual(
        try await kernel.readState(KitActor.self, replica: replica).sum,
        Int64(replica) * 1000,
        "sum"
      )
    }
  },
  kitCase("state/a deactivated kernel can be read") { session in
    let kernel = try await session.launch(KitActor.self)
    let _: Total = try await kernel.call(Add(amount: 8))
    try await kernel.deactivate()
    try checkEqual(try await kernel.readState(KitActor.self).sum, 8, "sum")
  },
  kitCase("state/another type cannot be read") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.stateTypeMismatch, "readState") { _ = try await kernel.readState(KitRelay.self) }
    try await expectError(.invalidConfiguration, "readState of replica 1") {
      _ = try await kernel.readState(KitActor.self, replica: 1)
    }
  },
  kitCase("state/telemetry counts what was handled") { session in
    let kernel = try await session.launch(KitActor.self) { $0.gridSize = 2 }
    for _ in 0..<400 { let _: Total = try await kernel.call(Add(amount: 1)) }
    let blocks = try await kernel.telemetry()
    try checkEqual(blocks.count, 2, "telemetry blocks")
    for block in blocks {
      try check(block.samples >= 3, "samples: \(block.samples)")
      try check(block.processed <= 200, "processed: \(block.processed)")
      try check((block.minimumNanoseconds ?? .max) <= block.maximumNanoseconds, "smallest above largest")
    }
    try checkEqual(kernel.metrics.account.delivered, 400, "delivered")
  },
]
