#if Macros
import RingKernel
import Testing

/// Attributed kernels through the runtime: launch, typed handle, reply.
@Suite(.timeLimit(.minutes(5)))
struct LaunchTests {
  @Test func `a typed call gets the answer of its handler`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let ledger: Ledger.Handle = try await runtime.launch(Ledger.self)
      #expect(try await ledger.call(Deposit(account: 7, cents: 250)) == Balance(account: 7, cents: 250))
      #expect(try await ledger.call(Deposit(account: 7, cents: -50), timeout: .seconds(10)).cents == 200)
      try await ledger.send(Reset(account: 7))
      #expect(try await ledger.call(Deposit(account: 7, cents: 1)).cents == 1)
    }
  }

  @Test func `an error of a handler reaches the caller and leaves the kernel alive`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let ledger = try await runtime.launch(Ledger.self)
      await #expect { try await ledger.call(Deposit(account: 1, cents: -1)) } throws: { error in
        (error as? RingKernelError)?.code == .handlerFailed
      }
      #expect(try await ledger.call(Deposit(account: 2, cents: 3)).cents == 3)
    }
  }

  @Test func `a public kernel and one with a handle of its own launch too`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let audit = try await runtime.launch(AuditLog.self)
      let alert = Alert(account: 1, transaction: 2, currency: .yen)
      #expect(try await audit.call(alert) == alert)
      let sensor = try await runtime.launch(Plant.Sensor.self)
      let reading: Plant.Reading = try await sensor.kernel.call(Plant.Reading(celsius: 21))
      #expect(reading.celsius == 21)
    }
  }
}
#endif
