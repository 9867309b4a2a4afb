import RingKernelConformance
import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5)))
struct HandlerTests {
  @Test func `a handler that throws keeps the actor going and its state`() async throws {
    try await withRuntime(backend: .cpu, logger: .silent) { runtime in
      let kernel = try await runtime.launch(KitFaults.self)
      for round in 1...100 as ClosedRange<Int64> {
        for trouble in [Trouble.Kind.throwsFailure, .throwsForeignError] {
          try await kernel.send(Trouble(trouble))
        }
        let total: Total = try await kernel.call(Add(amount: 1))
        #expect(total.sum == round)
      }
      // A message is counted behind its answer: at the next boundary it has been.
      _ = try await kernel.telemetry()
      #expect(kernel.metrics.errors == 200)
      #expect(kernel.metrics.account.deadLettered == 200 && kernel.metrics.account.delivered == 100)
      #expect(kernel.status == .active)
    }
  }

  @Test func `a reported error is counted and the message still delivered`() async throws {
    try await withRuntime(backend: .cpu, logger: .silent) { runtime in
      let kernel = try await runtime.launch(KitFaults.self)
      for _ in 0..<3 { let _: Total = try await kernel.call(Trouble(.reportsError)) }
      _ = try await kernel.telemetry()
      #expect(kernel.metrics.errors == 3)
      #expect(kernel.metrics.account.delivered == 3 && kernel.metrics.account.deadLettered == 0)
      #expect(runtime.deadLetters.total == 0)
      #expect(try await kernel.telemetry().first?.errorCode == UInt32(ErrorCode.handlerFailed.number))
    }
  }

  @Test func `a requested termination handles what is queued first`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      var options = LaunchOptions()
      options.autoActivate = false
      let kernel = try await runtime.launch(KitActor.self, options: options).kernel
      try await kernel.send(Trouble(.requestsTermination))
      for number in 0..<50 as Range<UInt64> { try await kernel.send(Note(sender: 0, sequence: number)) }
      try await kernel.activate()
      await kernel.wait()
      #expect(kernel.status == .terminated)
      #expect(kernel.metrics.account.delivered == 51)
      #expect(await runtime.liveKernels.isEmpty)
    }
  }

  @Test func `a long handler sees that its kernel is to end`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let blocker = try await runtime.launch(Blocker.self)
      let gate = Gate.make()
      // Nobody opens this gate: only 'shouldTerminate' lets the handler return.
      try await blocker.send(Block(gate, untilTermination: true))
      await gate.waitForVisitors(1)
      try await blocker.terminate()
      #expect(blocker.metrics.account.delivered == 1)
    }
  }
}
