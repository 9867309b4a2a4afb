import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5)))
struct TimeoutTests {
  @Test func `a receive times out on a runtime without traffic`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let ledger = try await runtime.launch(Ledger.self)
      await #expect(throws: RingKernelError.self) {
        _ = try await ledger.receive(Balance.self, timeout: .milliseconds(20))
      }
    }
  }
}
