import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5)))
struct CallTests {
  @Test func `a call gets its computed answer`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let ledger = try await runtime.launch(Ledger.self)
      let first: Balance = try await ledger.call(Deposit(account: 7, cents: 250))
      #expect(first == Balance(account: 7, cents: 250))
      let second: Balance = try await ledger.call(Deposit(account: 7, cents: -50))
      #expect(second.cents == 200)
      let state = try await ledger.readState(Ledger.self)
      #expect(state.cents[7] == 200)
    }
  }
}
