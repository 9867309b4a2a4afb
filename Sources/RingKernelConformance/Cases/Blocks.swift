internal import RingKernelCompute
internal import RingKernelHost

let blockCases: [ConformanceCase] = [
  kitCase("blocks/the threads of a block share memory and state, and the message is answered once", hasBlocks: true) {
    session in
    let kernel = try await session.launch(KitTeam.self)
    var seen: [Int64] = Array(repeating: 0, count: 64)
    for amount in 1...40 as ClosedRange<Int64> {
      let total: Total = try await kernel.call(Add(amount: amount))
      for thread in 0..<64 { seen[thread] += amount + Int64(63 - thread) }
      let right = Total(sum: seen.reduce(0, +), count: UInt64(amount), replica: 64, amount: seen[0])
      try checkEqual(total, right, "answer to \(amount)")
    }
    let state = try await kernel.readState(KitTeam.self)
    try checkEqual((0..<64).map { state.seen[$0] }, seen, "state")
    try checkEqual(state.rounds, 40, "messages counted by thread 0")
  },
  kitCase("blocks/a thread that fails fails the message, and the others meet their barriers", hasBlocks: true) {
    session in
    let kernel = try await session.launch(KitTeam.self)
    for _ in 0..<20 {
      do {
        let _: Total = try await kernel.call(Trouble(.throwsFailure))
        throw CaseFailure("a failing thread was answered")
      } catch let error as RingKernelError {
        try checkEqual(error.code, .handlerFailed, "code")
        try checkEqual(error.failure?.thread, 17, "the first thread that fails")
      }
      // Thread 0 emits in front of the barrier, and not behind it.
      let item: Item = try await kernel.receive(timeout: .seconds(30))
      try checkEqual(item.sequence, 1, "item")
      let state = try await kernel.readState(KitTeam.self)
      let expected = (0..<64).map { thread -> Int64 in
        let fails = { (thread: Int) in thread % 23 == 17 }
        return fails(thread) ? 0 : fails(63 - thread) ? -1 : -2
      }
      try checkEqual((0..<64).map { state.seen[$0] }, expected, "state")
    }
    try checkEqual(try kernel.tryReceive(Item.self), nil, "more items")
  },
]
