internal import RingKernelCompute
internal import RingKernelConformance
internal import RingKernelHost

// Handlers that a block of threads runs; the CPU has none.

/// Cases for engines whose actors may have blocks.
func teamCases(_ backend: BackendChoice) -> [StressCase] {
  [
    StressCase(
      name: "team",
      abstract: "Handlers of 64 threads, some of which fail, beside handlers of one: all as foreseen"
    ) {
      scale in
      let count = sized(20_000, scale)
      try await withCheckedRuntime(backend: backend) { runtime in
        let team = try await runtime.launch(KitTeam.self, options: small(64)).kernel
        let single = try await runtime.launch(KitActor.self, options: small(64)).kernel
        var seen = [Int64](repeating: 0, count: 64)
        for number in 1...count {
          if number % 8 == 0 {
            try await fail(team)
            seen = afterFailure(seen)
          }
          let amount = Int64(number % 97)
          async let answer: Total = team.call(Add(amount: amount), timeout: .seconds(60))
          async let other: Total = single.call(Add(amount: amount), timeout: .seconds(60))
          for thread in 0..<64 { seen[thread] &+= amount + Int64(63 - thread) }
          let right = Total(sum: seen.reduce(0, &+), count: UInt64(number), replica: 64, amount: seen[0])
          try expectEqual(try await answer, right, "answer \(number)")
          try expectEqual(try await other.count, UInt64(number), "messages of the other kernel")
        }
        let state = try await team.readState(KitTeam.self)
        try expectEqual((0..<64).map { state.seen[$0] }, seen, "state")
        return [team, single]
      }
      return "\(count) messages"
    }
  ]
}

/// Threads 17, 40 and 63 fail: the message does, and thread 17 is named.
private func fail(_ team: KernelHandle) async throws {
  do {
    let answer: Total = try await team.call(Trouble(.throwsFailure), timeout: .seconds(60))
    throw StressFailure("a message whose threads fail was answered: \(answer)")
  } catch let error as RingKernelError {
    try expectEqual(error.failure?.thread, 17, "the thread that fails")
  }
}

/// What `KitTeam` leaves of its state when some of its threads fail: they leave theirs as it was.
private func afterFailure(_ seen: [Int64]) -> [Int64] {
  func fails(_ thread: Int) -> Bool { thread % 23 == 17 }
  return (0..<64).map { thread in
    let other = 63 - thread
    return fails(thread) ? seen[thread] : -1 &+ (fails(other) ? seen[other] : -1)
  }
}
