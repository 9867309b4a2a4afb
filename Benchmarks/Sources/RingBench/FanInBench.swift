internal import BenchSupport
internal import RingKernelHost

let fanInEntries: [Entry] = [1, 3].flatMap { senders in
  [
    task("ringkernel-send", "send from tasks", "fanin-\(senders)") { await sendFromTasks($0, $1, senders) },
    task("ringkernel-trysend", "trySend from threads", "fanin-\(senders)") { await sendFromThreads($0, $1, senders) },
  ]
}

private func share(of index: Int, among senders: Int, total: Int) -> UInt64 {
  UInt64(total / senders + (index < total % senders ? 1 : 0))
}

/// Asks for the sum, behind everything that was sent, and returns the time at which the answer came.
private func finish(_ echo: KernelHandle, _ senders: Int, _ total: Int) async throws -> UInt64 {
  let answer: Answer = try await echo.call(Total(value: 0))
  let end = nowNanoseconds()
  let expected = (0..<senders).reduce(UInt64(0)) { sum, index in
    let count = share(of: index, among: senders, total: total)
    return sum + count * (count &- 1) / 2
  }
  if answer.value != expected { fail("verification failed: got \(answer.value), expected \(expected)") }
  return end
}

/// One operation: one message sent by any of `senders` tasks and handled by the actor.
@concurrent private func sendFromTasks(_ options: Options, _ operations: Int, _ senders: Int) async -> UInt64 {
  await withEcho(options, isBound: false) { echo in
    let start = nowNanoseconds()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for sender in 0..<senders {
        group.addTask {
          for value in 0..<share(of: sender, among: senders, total: operations) {
            try await echo.send(Add(value: value))
          }
        }
      }
      try await group.waitForAll()
    }
    return try await finish(echo, senders, operations) - start
  }
}

/// One operation: one message offered by any of `senders` threads until it is accepted, and handled by the actor.
@concurrent private func sendFromThreads(_ options: Options, _ operations: Int, _ senders: Int) async -> UInt64 {
  await withEcho(options, isBound: true) { echo in
    let gate = Gate(parties: senders)
    let yields = senders + 1 > allowedProcessors().count
    await withTaskGroup(of: Void.self) { group in
      for sender in 0..<senders {
        group.addTask {
          await PinnedThread.run(processor: options.processor(ofThread: 1 + sender)) {
            var retry = Retry(options, yields: yields)
            gate.arriveAndWait()
            for value in 0..<share(of: sender, among: senders, total: operations) {
              var outcome = echo.trySend(Add(value: value))
              while outcome == .full {
                retry.declined()
                outcome = echo.trySend(Add(value: value))
              }
              if outcome != .accepted { fail("a send was not accepted: \(outcome)") }
            }
          }
        }
      }
    }
    return try await finish(echo, senders, operations) - gate.openedNanoseconds
  }
}
