internal import RingKernelHost

let lifecycleCases: [ConformanceCase] = [
  kitCase("lifecycle/launch activates unless told otherwise") { session in
    let active = try await session.launch(KitActor.self, id: "active")
    let idle = try await session.launch(KitActor.self, id: "idle") { $0.autoActivate = false }
    try checkEqual(active.status, .active, "state after launch")
    try checkEqual(idle.status, .launched, "state after launch without activation")
    try checkEqual(await session.runtime.liveKernels, ["active", "idle"], "live kernels")
  },
  kitCase("lifecycle/messages queued before activation are handled after it") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    for number in 0..<10 { try await kernel.send(Note(sender: 1, sequence: UInt64(number))) }
    try checkEqual(kernel.metrics.account.queued, 10, "queued messages")
    try checkEqual(kernel.metrics.account.delivered, 0, "delivered messages")
    try await kernel.activate()
    let order: Order = try await kernel.call(AskOrder())
    try checkEqual(order, Order(count: 10, violations: 0, last: 9), "notes")
  },
  kitCase("lifecycle/a deactivated kernel keeps messages and state") { session in
    let kernel = try await session.launch(KitActor.self)
    let before: Total = try await kernel.call(Add(amount: 5))
    try checkEqual(before.sum, 5, "sum")
    try await kernel.deactivate()
    try checkEqual(kernel.status, .deactivated, "state")
    for number in 0..<20 { try await kernel.send(Note(sender: 2, sequence: UInt64(number))) }
    try checkEqual(kernel.metrics.account.queued, 20, "queued messages")
    try await kernel.activate()
    let after: Total = try await kernel.call(Add(amount: 1))
    try checkEqual(after.sum, 6, "sum after reactivation")
    let order: Order = try await kernel.call(AskOrder())
    try checkEqual(order.count, 20, "notes")
  },
  kitCase("lifecycle/suspend and resume are deactivate and activate") { session in
    let kernel = try await session.launch(KitActor.self)
    for round in 1...20 {
      try await kernel.suspend()
      try checkEqual(kernel.status, .deactivated, "state after suspend")
      try await kernel.send(Note(sender: 0, sequence: UInt64(round - 1)))
      try await kernel.resume()
      let order: Order = try await kernel.call(AskOrder())
      try checkEqual(order.count, UInt64(round), "notes after resume")
    }
  },
  kitCase("lifecycle/illegal transitions are refused and change nothing") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    try await expectError(.illegalTransition, "deactivate before activate") { try await kernel.deactivate() }
    try await kernel.activate()
    try await expectError(.illegalTransition, "second activate") { try await kernel.activate() }
    try await kernel.deactivate()
    try await expectError(.illegalTransition, "second deactivate") { try await kernel.deactivate() }
    try checkEqual(kernel.status, .deactivated, "state")
    try await kernel.terminate()
    try await expectError(.kernelTerminated, "activate after terminate") { try await kernel.activate() }
    try await expectError(.kernelTerminated, "deactivate after terminate") { try await kernel.deactivate() }
    try await expectError(.kernelTerminated, "second terminate") { try await kernel.terminate() }
  },
  kitCase("lifecycle/terminate draining handles what is queued") { session in
    let kernel = try await session.launch(KitActor.self)
    for number in 0..<50 { try await kernel.send(Note(sender: 3, sequence: UInt64(number), spin: 200)) }
    try await kernel.terminate(draining: true)
    let account = kernel.metrics.account
    try checkEqual(account.delivered, 50, "delivered messages")
    try checkEqual(account.deadLettered, 0, "dead letters")
  },
  kitCase("lifecycle/terminate without draining dead-letters what is queued") { session in
    let kernel = try await session.launch(KitActor.self) { $0.autoActivate = false }
    for number in 0..<30 { try await kernel.send(Note(sender: 3, sequence: UInt64(number))) }
    try await kernel.terminate(draining: false)
    try checkEqual(kernel.metrics.account.deadLettered, 30, "dead letters in the account")
    let letters = session.runtime.deadLetters.browse { $0.kernel == kernel.id }
    try checkEqual(letters.count, 30, "dead letters")
    try check(letters.allSatisfy { $0.reason == .kernelTerminated }, "reasons: \(letters.map(\.reason))")
  },
  kitCase("lifecycle/wait returns when the kernel has terminated") { session in
    let kernel = try await session.launch(KitActor.self)
    async let ended: Void = kernel.wait()
    try await kernel.terminate()
    await ended
    await kernel.wait()
    try checkEqual(kernel.status, .terminated, "state")
  },
  kitCase("lifecycle/concurrent terminates: one wins, the others are told") { session in
    let kernel = try await session.launch(KitActor.self)
    let codes = await withTaskGroup(of: ErrorCode?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do throws(RingKernelError) {
            try await kernel.terminate()
            return nil
          } catch { return error.code }
        }
      }
      return await group.reduce(into: [ErrorCode?]()) { $0.append($1) }
    }
    try checkEqual(codes.count { $0 == nil }, 1, "terminates that succeeded")
    try checkEqual(codes.count { $0 == .kernelTerminated }, 7, "terminates that were refused")
  },
  kitCase("lifecycle/terminate wakes every waiter") { session in
    let kernel = try await session.launch(KitActor.self)
    try await kernel.deactivate()
    let waiting = Task { () -> ErrorCode? in
      do throws(RingKernelError) {
        let _: Total = try await kernel.call(Add(amount: 1))
        return nil
      } catch { return error.code }
    }
    let receiving = Task { () -> ErrorCode? in
      do throws(RingKernelError) {
        _ = try await kernel.receive(Item.self, timeout: .seconds(60))
        return nil
      } catch { return error.code }
    }
    // The call is in the inbox when the account says so.
    while kernel.metrics.account.queued == 0 { await Task.yield() }
    try await kernel.terminate(draining: false)
    try checkEqual(await waiting.value, .kernelTerminated, "the call")
    try checkEqual(await receiving.value, .kernelTerminated, "the receive")
  },
  kitCase("lifecycle/an id is free again after termination") { session in
    for round in 0..<5 {
      let kernel = try await session.launch(KitActor.self, id: "phoenix")
      let total: Total = try await kernel.call(Add(amount: 1))
      try checkEqual(total.sum, 1, "sum in round \(round)")
      try await kernel.terminate()
    }
  },
  kitCase("lifecycle/a handler may ask for termination") { session in
    let kernel = try await session.launch(KitActor.self)
    let _: Total = try await kernel.call(Trouble(.requestsTermination))
    await kernel.wait()
    try checkEqual(kernel.status, .terminated, "state")
    try await expectError(.kernelTerminated, "send afterwards") {
      try await kernel.send(Note(sender: 0, sequence: 0))
    }
  },
]
