internal import RingKernelConformance
internal import RingKernelHost
internal import Synchronization

let callStressCases: [StressCase] = [
  StressCase(name: "calls", abstract: "64 tasks call at once: every answer is its caller's") { scale in
    let each = sized(1_000_000, scale) / 64 + 1
    try await withCheckedRuntime { runtime in
      var options = LaunchOptions()
      options.gridSize = 4
      let kernel = try await runtime.launch(KitActor.self, options: options).kernel
      try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<64 {
          group.addTask {
            for round in 0..<each {
              let amount = Int64(caller) << 40 | Int64(round)
              let spin = UInt32(truncatingIfNeeded: mix(UInt64(amount)) % 64)
              let total: Total = try await kernel.call(Add(amount: amount, spin: spin))
              try expectEqual(total.amount, amount, "answer to caller \(caller)")
            }
          }
        }
        try await group.waitForAll()
      }
      try expectEqual(kernel.metrics.account.delivered, UInt64(64 * each), "messages handled")
      try expectEqual(kernel.metrics.lateReplies, 0, "late replies")
      return [kernel]
    }
    return "\(64 * each) calls"
  },
  StressCase(name: "call-chaos", abstract: "Calls with random timeouts and cancellations: no answer goes astray") {
    scale in
    let each = sized(20_000, scale)
    let tally = Tally()
    try await withCheckedRuntime { runtime in
      var options = LaunchOptions()
      options.gridSize = 3
      options.inputQueueCapacity = 16
      options.maximumConcurrentCalls = 48
      let kernel = try await runtime.launch(KitActor.self, options: options).kernel
      try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<64 {
          group.addTask {
            var dice = Dice(seed: UInt64(caller) << 32)
            for round in 0..<each {
              let amount = Int64(caller) << 40 | Int64(round)
              if try await chaoticCall(kernel, amount, &dice) {
                tally.answered.wrappingAdd(1, ordering: .relaxed)
              } else {
                tally.givenUp.wrappingAdd(1, ordering: .relaxed)
              }
            }
          }
        }
        try await group.waitForAll()
      }
      // Every cell must be free again: as many calls as the limit allows find one.
      try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<48 as Range<Int64> {
          group.addTask {
            let total: Total = try await kernel.call(Add(amount: caller))
            try expectEqual(total.amount, caller, "answer after the chaos")
          }
        }
        try await group.waitForAll()
      }
      return [kernel]
    }
    return "\(tally.answered.load(ordering: .relaxed)) answered, \(tally.givenUp.load(ordering: .relaxed)) given up"
  },
]

private final class Tally: Sendable {
  let answered = Atomic<Int>(0)
  let givenUp = Atomic<Int>(0)
}

/// Calls with a random timeout or a cancellation on the way; whether an answer came, which then must be the right one.
private func chaoticCall(_ kernel: KernelHandle, _ amount: Int64, _ dice: inout Dice) async throws -> Bool {
  let spin = UInt32(dice.roll(2_000))
  let timeout = Duration.microseconds(dice.roll(3) == 0 ? dice.roll(60) : 30_000_000)
  let cancels = dice.roll(4) == 0
  let patience = dice.roll(40)
  let call = Task { () -> Result<Total, RingKernelError> in
    do throws(RingKernelError) {
      return .success(try await kernel.call(Add(amount: amount, spin: spin), timeout: timeout))
    } catch { return .failure(error) }
  }
  if cancels {
    for _ in 0..<patience { await Task.yield() }
    call.cancel()
  }
  switch await call.value {
  case .success(let total):
    try expectEqual(total.amount, amount, "answer")
    return true
  case .failure(let error):
    let expected: Set<ErrorCode> = [.callTimedOut, .callCancelled, .tooManyCalls]
    guard expected.contains(error.code) else { throw StressFailure("\(error)") }
    return false
  }
}
