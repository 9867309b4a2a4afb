internal import RingKernelABI
internal import RingKernelHost

/// Calls to one live actor.
enum CallBench {
  private static let operations = 20_000

  static func run(rounds: Int) async throws(RingKernelError) -> [BenchRow] {
    let runtime = try RingKernelRuntime(backend: .cpu)
    do throws(RingKernelError) {
      let echo = try await runtime.launch(Echo.self)
      let rows = [
        try await measured("async call", operations: operations, rounds: rounds) { () throws(RingKernelError) in
          let start = Machine.monotonicNanoseconds
          for number in 0..<UInt64(operations) {
            try check("answer", try await echo.call(Ping(number: number)).next, number &+ 1)
          }
          return Machine.monotonicNanoseconds - start
        },
        try await measured("spinning call", operations: operations, rounds: rounds) { () throws(RingKernelError) in
          try spinning(echo)
        },
      ]
      await runtime.shutdown()
      return rows
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// The caller spins, so that it is this thread, not one of Swift's, that calls.
  private static func spinning(_ echo: Echo.Handle) throws(RingKernelError) -> UInt64 {
    let outcome = Handoff<Result<UInt64, RingKernelError>>()
    _ = try race([
      {
        do throws(RingKernelError) {
          let start = Machine.monotonicNanoseconds
          for number in 0..<UInt64(operations) {
            let answer = try echo.kernel.callBlocking(Ping(number: number), as: Pong.self)
            try check("answer", answer.next, number &+ 1)
          }
          outcome.put(.success(Machine.monotonicNanoseconds - start))
        } catch { outcome.put(.failure(error)) }
      }
    ]) {}
    guard let result = outcome.take() else { throw RingKernelError(.noReply, "The calling thread ended early.") }
    return try result.get()
  }
}
