internal import RingKernelHost

/// Launches an inactive kernel with room for `capacity` messages and fills it.
private func fullKernel(
  _ session: KitSession,
  _ overflow: OverflowPolicy,
  capacity: Int
) async throws -> KernelHandle {
  let kernel = try await session.launch(KitActor.self) {
    $0.overflow = overflow
    $0.inputQueueCapacity = capacity
    $0.autoActivate = false
  }
  for number in 0..<UInt64(capacity) { try await kernel.send(Note(sender: 0, sequence: number)) }
  return kernel
}

let overflowCases: [ConformanceCase] = [1, 4].flatMap { capacity in
  [
    kitCase("overflow/reject refuses at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .reject, capacity: capacity)
      try checkEqual(kernel.trySend(Note(sender: 0, sequence: 99)), .full, "trySend")
      try await expectError(.queueFull, "send") { try await kernel.send(Note(sender: 0, sequence: 99)) }
      try await expectError(.queueFull, "call") { let _: Total = try await kernel.call(Add(amount: 1)) }
      try checkEqual(kernel.metrics.account.accepted, UInt64(capacity), "accepted messages")
      try await kernel.activate()
    },
    kitCase("overflow/wait gives up after its limit at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .wait(.milliseconds(20)), capacity: capacity)
      try checkEqual(kernel.trySend(Note(sender: 0, sequence: 99)), .full, "trySend")
      try await expectError(.sendTimedOut, "send") { try await kernel.send(Note(sender: 0, sequence: 99)) }
      try await kernel.activate()
    },
    kitCase("overflow/wait goes on when there is room at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .wait(nil), capacity: capacity)
      let sending = Task {
        for number in 0..<200 as Range<UInt64> {
          try await kernel.send(Note(sender: 0, sequence: UInt64(capacity) + number))
        }
      }
      try await kernel.activate()
      try await sending.value
      let order: Order = try await kernel.call(AskOrder())
      try checkEqual(order.count, UInt64(capacity) + 200, "notes")
      try checkEqual(order.violations, 0, "notes out of order")
    },
    kitCase("overflow/a waiting sender can be cancelled at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .wait(nil), capacity: capacity)
      let sending = Task { () -> ErrorCode? in
        do throws(RingKernelError) {
          try await kernel.send(Note(sender: 0, sequence: 99))
          return nil
        } catch { return error.code }
      }
      sending.cancel()
      try checkEqual(await sending.value, .callCancelled, "the cancelled send")
      try await kernel.activate()
      let order: Order = try await kernel.call(AskOrder())
      try checkEqual(order.count, UInt64(capacity), "notes")
    },
    kitCase("overflow/dropNewest counts the new message at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .dropNewest, capacity: capacity)
      for number in 0..<10 as Range<UInt64> {
        try checkEqual(kernel.trySend(Note(sender: 0, sequence: 50 + number)), .dropped, "trySend")
      }
      try await expectError(.queueFull, "call") { let _: Total = try await kernel.call(Add(amount: 1)) }
      try checkEqual(kernel.metrics.account.dropped, 11, "dropped messages")
      try await kernel.activate()
      try await kernel.terminate()
      try checkEqual(kernel.metrics.account.delivered, UInt64(capacity), "delivered messages")
    },
    kitCase("overflow/dropOldest keeps the newest at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .dropOldest, capacity: capacity)
      for number in 0..<10 as Range<UInt64> {
        try checkEqual(
          kernel.trySend(Note(sender: 0, sequence: UInt64(capacity) + number)),
          .accepted,
          "trySend"
        )
      }
      try checkEqual(kernel.metrics.account.dropped, 10, "dropped messages")
      try await kernel.activate()
      try await kernel.terminate()
      try checkEqual(kernel.metrics.account.delivered, UInt64(capacity), "delivered messages")
    },
    kitCase("overflow/dropOldest fails the call that it drops at capacity \(capacity)") { session in
      let kernel = try await session.launch(KitActor.self) {
        $0.overflow = .dropOldest
        $0.inputQueueCapacity = capacity
        $0.autoActivate = false
      }
      let call = Task { () -> ErrorCode? in
        do throws(RingKernelError) {
          let _: Total = try await kernel.call(Add(amount: 1))
          return nil
        } catch { return error.code }
      }
      while kernel.metrics.account.queued == 0 { await Task.yield() }
      for number in 0..<UInt64(capacity) { try await kernel.send(Note(sender: 0, sequence: number)) }
      try checkEqual(await call.value, .queueFull, "the dropped call")
    },
    kitCase("overflow/dropOldest loses nothing to a handler at work, capacity \(capacity)") { session in
      let kernel = try await session.launch(KitActor.self) {
        $0.overflow = .dropOldest
        $0.inputQueueCapacity = capacity
      }
      // Senders never wait under this policy, and the newest messages survive, whatever the handler does.
      for number in 0..<2000 as Range<UInt64> {
        try checkEqual(kernel.trySend(Note(sender: 0, sequence: number, spin: 50)), .accepted, "trySend")
      }
      while kernel.metrics.account.queued > 0 { await Task.yield() }
      try checkEqual(try await kernel.readState(KitActor.self).last, 1999, "the last note")
    },
    kitCase("overflow/deadLetter keeps the new message at capacity \(capacity)") { session in
      let kernel = try await fullKernel(session, .deadLetter, capacity: capacity)
      for number in 0..<10 as Range<UInt64> {
        try checkEqual(kernel.trySend(Note(sender: 0, sequence: 50 + number)), .deadLettered, "trySend")
      }
      try await expectError(.queueFull, "call") { let _: Total = try await kernel.call(Add(amount: 1)) }
      let letters = session.runtime.deadLetters.browse { $0.kernel == kernel.id }
      try checkEqual(letters.count, 11, "dead letters")
      let notes = try letters.prefix(10).map { try $0.envelope.decode(Note.self).sequence }
      try checkEqual(notes, Array(50..<60), "notes in the dead letters")
      try await kernel.activate()
    },
  ]
}
