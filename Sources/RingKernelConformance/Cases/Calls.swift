internal import RingKernelHost

/// Ends a call and tells its code; nil when it was answered.
private func codeOfCall(_ kernel: KernelHandle, _ trouble: Trouble.Kind) async -> ErrorCode? {
  do throws(RingKernelError) {
    let _: Total = try await kernel.call(Trouble(trouble))
    return nil
  } catch { return error.code }
}

let callCases: [ConformanceCase] = [
  kitCase("call/the answer is computed from the message and the state") { session in
    let kernel = try await session.launch(KitActor.self)
    var sum: Int64 = 0
    for amount in [3, -7, Int64.max / 2, 12] as [Int64] {
      sum += amount
      let total: Total = try await kernel.call(Add(amount: amount))
      try checkEqual(total.sum, sum, "sum")
      try checkEqual(total.amount, amount, "amount that came back")
    }
  },
  kitCase("call/64 concurrent callers each get their own answer") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.gridSize = 4
      $0.inputQueueCapacity = 256
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask {
          for round in 0..<50 {
            let amount = Int64(caller) << 32 | Int64(round)
            // Service times differ, so that answers overtake each other.
            let spin = UInt32(truncatingIfNeeded: mix(UInt64(amount)) % 400)
            let total: Total = try await kernel.call(Add(amount: amount, spin: spin))
            try checkEqual(total.amount, amount, "answer of caller \(caller)")
          }
        }
      }
      try await group.waitForAll()
    }
    // A message is counted behind its answer: at the next boundary it has been.
    _ = try await kernel.telemetry()
    try checkEqual(kernel.metrics.account.delivered, 3200, "messages handled")
  },
  kitCase("call/a wrong answer type is refused before anything is sent") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.replyTypeMismatch, "call for an Order") {
      let _: Order = try await kernel.call(Add(amount: 1))
    }
    try checkEqual(kernel.metrics.account.accepted, 0, "accepted messages")
  },
  kitCase("call/a wrong answer of a consuming handler is noticed on arrival") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.replyTypeMismatch, "call for an Order") {
      let _: Order = try await kernel.call(Trouble(.answersTwice))
    }
  },
  kitCase("call/an unhandled message is refused") { session in
    let kernel = try await session.launch(KitActor.self)
    try await expectError(.messageNotHandled, "call with an Item") {
      let _: Total = try await kernel.call(Item(sequence: 1))
    }
  },
  kitCase("call/a timeout frees the caller and the late answer is counted") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.deactivate()
    try await expectError(.callTimedOut, "call to a deactivated kernel") {
      let _: Total = try await kernel.call(Add(amount: 100), timeout: .milliseconds(20))
    }
    try await kernel.activate()
    // The cell of the call that timed out is the next one's: it must not get the answer to the first.
    let total: Total = try await kernel.call(Add(amount: 1))
    try checkEqual(total, Total(sum: 101, count: 2, replica: 0, amount: 1), "the second answer")
    try checkEqual(kernel.metrics.lateReplies, 1, "late replies")
  },
  kitCase("call/cancellation frees the caller") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.deactivate()
    let call = Task { () -> ErrorCode? in
      do throws(RingKernelError) {
        let _: Total = try await kernel.call(Add(amount: 1))
        return nil
      } catch { return error.code }
    }
    while kernel.metrics.account.queued == 0 { await Task.yield() }
    call.cancel()
    try checkEqual(await call.value, .callCancelled, "the cancelled call")
    try await kernel.activate()
    let total: Total = try await kernel.call(Add(amount: 10))
    try checkEqual(total.sum, 11, "sum: the message of the cancelled call is handled")
    try checkEqual(kernel.metrics.lateReplies, 1, "late replies")
  },
  kitCase("call/a timeout holds while the inbox is full, too") { session in
    let kernel = try await session.launch(KitActor.self) {
      $0.inputQueueCapacity = 1
      $0.overflow = .wait(nil)
      $0.autoActivate = false
    }
    try await kernel.send(Note(sender: 0, sequence: 0))
    try await expectError(.callTimedOut, "call that finds no room") {
      let _: Total = try await kernel.call(Add(amount: 1), timeout: .milliseconds(20))
    }
    try await kernel.activate()
  },
  kitCase("call/a handler that does not answer gives noReply") { session in
    let kernel = try await session.launch(KitActor.self)
    try checkEqual(await codeOfCall(kernel, .staysSilent), .noReply, "the call")
  },
  kitCase("call/a handler that throws fails its call and goes on") { session in
    let kernel = try await session.launch(KitActor.self)
    try checkEqual(await codeOfCall(kernel, .throwsFailure), .handlerFailed, "failure")
    let total: Total = try await kernel.call(Add(amount: 4))
    try checkEqual(total.sum, 4, "sum after a failure")
    try checkEqual(kernel.metrics.errors, 1, "errors")
    try checkEqual(kernel.metrics.account.deadLettered, 1, "dead letters")
  },
  kitCase("call/a handler that throws an error of its own type fails its call", only: "handlers of any Swift") {
    session in
    let kernel = try await session.launch(KitFaults.self)
    try checkEqual(await codeOfCall(kernel, .throwsForeignError), .handlerFailed, "foreign error")
    let total: Total = try await kernel.call(Add(amount: 4))
    try checkEqual(total.sum, 4, "sum after a failure")
    try checkEqual(kernel.metrics.account.deadLettered, 1, "dead letters")
  },
  kitCase("call/a handler that reports an error answers all the same", only: "handlers of any Swift") { session in
    let kernel = try await session.launch(KitFaults.self)
    try checkEqual(await codeOfCall(kernel, .reportsError), nil, "the call")
    try checkEqual(kernel.metrics.errors, 1, "errors")
  },
  kitCase("call/a second answer is late and reaches nobody") { session in
    let kernel = try await session.launch(KitActor.self)
    try checkEqual(await codeOfCall(kernel, .answersTwice), nil, "the call")
    for amount in 1...8 as ClosedRange<Int64> {
      let total: Total = try await kernel.call(Add(amount: amount))
      try checkEqual(total.amount, amount, "a later answer")
    }
    try checkEqual(kernel.metrics.lateReplies, 1, "late replies")
  },
  kitCase("call/a forwarded call is answered by the other kernel") { session in
    let target = try await session.launch(KitActor.self, id: "target")
    let relay = try await session.launch(KitRelay.self, id: "relay") { $0.routes = ["target"] }
    for amount in 1...50 as ClosedRange<Int64> {
      let total: Total = try await relay.call(Add(amount: amount))
      try checkEqual(total.amount, amount * 2, "the relayed amount")
    }
    // A message is counted behind its answer: at the next boundary it has been.
    _ = try await target.telemetry()
    try checkEqual(target.metrics.account.delivered, 50, "messages of the target")
  },
  kitCase("call/a forwarded call fails when the other kernel is gone") { session in
    let target = try await session.launch(KitActor.self, id: "target")
    let relay = try await session.launch(KitRelay.self, id: "relay") { $0.routes = ["target"] }
    try await target.terminate()
    try await expectError(.kernelTerminated, "the relayed call") {
      let _: Total = try await relay.call(Add(amount: 1))
    }
  },
  kitCase("call/a forwarded call that the other kernel drops fails") { session in
    let target = try await session.launch(KitActor.self, id: "target") {
      $0.inputQueueCapacity = 1
      $0.overflow = .dropNewest
      $0.autoActivate = false
    }
    let relay = try await session.launch(KitRelay.self, id: "relay") { $0.routes = ["target"] }
    try await relay.send(Note(sender: 0, sequence: 0))
    try await expectError(.queueFull, "the relayed call") {
      let _: Total = try await relay.call(Add(amount: 1), timeout: .seconds(5))
    }
  },
]
