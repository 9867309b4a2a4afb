internal import RingKernelABI
internal import RingKernelHost

/// Sends from one and from three threads to one live actor.
enum FanInBench {
  private static let operations = 300_000

  static func run(rounds: Int) async throws(RingKernelError) -> [BenchRow] {
    let runtime = try RingKernelRuntime(backend: .cpu)
    do throws(RingKernelError) {
      let adder = try await runtime.launch(Adder.self)
      var rows: [BenchRow] = []
      for senders in [1, 3] {
        let name = "\(senders) sender\(senders == 1 ? "" : "s")"
        rows.append(
          try await measured(name, operations: operations, rounds: rounds) { () throws(RingKernelError) in
            try round(adder, senders)
          }
        )
      }
      await runtime.shutdown()
      return rows
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// From the start signal until the answer behind the last message of every sender.
  private static func round(_ adder: Adder.Handle, _ senders: Int) throws(RingKernelError) -> UInt64 {
    let share = operations / senders
    let sums = Lock<[Result<UInt64, RingKernelError>]>([])
    let before = try sum(adder)
    let bodies = (0..<senders).map { _ in
      { @Sendable in
        for _ in 0..<share { while adder.trySend(Tick(amount: 1)) != .accepted { spinHint() } }
        do throws(RingKernelError) {
          let answer = try adder.kernel.callBlocking(Ping(number: 0), as: Pong.self)
          sums.withLock { $0.append(.success(answer.next)) }
        } catch { sums.withLock { $0.append(.failure(error)) } }
      }
    }
    let nanoseconds = try race(bodies) {
      var backoff = Backoff(.spinThenYield)
      while sums.withLock({ $0.count }) < senders { backoff.pause() }
    }
    for sum in sums.withLock({ $0 }) { _ = try sum.get() }
    try check("messages of \(senders) senders", try sum(adder) &- before, UInt64(share * senders))
    return nanoseconds
  }

  private static func sum(_ adder: Adder.Handle) throws(RingKernelError) -> UInt64 {
    try adder.kernel.callBlocking(Ping(number: 0), as: Pong.self).next
  }
}
