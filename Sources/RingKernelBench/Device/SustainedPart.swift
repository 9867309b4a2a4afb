internal import RingKernelABI
internal import RingKernelHost

/// Calls for some time: whether the rate stays, and whether every message is answered and counted once.
enum SustainedPart {
  static func run(on backend: BackendChoice, _ scale: DevicePart.Scale) async throws -> DeviceReport {
    let runtime = try RingKernelRuntime(backend: backend)
    do throws(RingKernelError) {
      let echo = try await runtime.launch(Echo.self)
      let (seconds, nanoseconds, calls) = try onThread { () throws(RingKernelError) in
        try measure(echo, seconds: scale.seconds)
      }
      let answered = try await echo.kernel.readState(Echo.self).answered
      // Every call had its answer; the actor's own count says that none was handled twice.
      try check("messages that the actor counts", answered, calls)
      let report = DeviceReport(
        part: .sustained,
        backend: "\(runtime.backend)",
        device: runtime.deviceName,
        executionMode: "\(runtime.executionMode)",
        rows: [row(seconds, nanoseconds, calls, answered, runtime.inboundMemory)]
      )
      await runtime.shutdown()
      return report
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// Answers of each second, some of the times, and all calls; the second before the first only warms up.
  private static func measure(
    _ echo: Echo.Handle,
    seconds: Int
  ) throws(RingKernelError) -> (seconds: [UInt64], nanoseconds: [UInt64], calls: UInt64) {
    var counts = [UInt64](repeating: 0, count: seconds + 1)
    var nanoseconds: [UInt64] = []
    nanoseconds.reserveCapacity(4_000_000)
    var number: UInt64 = 0
    let begin = Machine.monotonicNanoseconds
    while true {
      let start = Machine.monotonicNanoseconds
      let second = Int((start - begin) / 1_000_000_000)
      if second > seconds { return (Array(counts.dropFirst()), nanoseconds, number) }
      let answer = try echo.kernel.callBlocking(Ping(number: number), as: Pong.self)
      let end = Machine.monotonicNanoseconds
      try check("answer", answer.next, number &+ 1)
      number += 1
      counts[second] += 1
      // One of sixteen is enough for percentiles, and a minute of them fits into memory.
      if second > 0, number % 16 == 0, nanoseconds.count < 4_000_000 { nanoseconds.append(end - start) }
    }
  }

  private static func row(
    _ seconds: [UInt64],
    _ nanoseconds: [UInt64],
    _ calls: UInt64,
    _ answered: UInt64,
    _ inbound: String?
  ) -> DeviceRow {
    let rates = seconds.map { Double($0) }
    let mean = rates.reduce(0, +) / Double(max(rates.count, 1))
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(rates.count, 1))
    return DeviceRow(
      "sustained echo",
      CallsPart.span + "; every second counted, the first left out",
      inFlight: 1,
      inbound: inbound,
      times: Percentiles(nanoseconds),
      [
        "seconds": Double(seconds.count), "calls": Double(calls), "lost": Double(calls) - Double(answered),
        "callsPerSecond": mean,
        "variation": mean > 0 ? variance.squareRoot() / mean : 0, "slowestSecond": rates.min() ?? 0,
        "fastestSecond": rates.max() ?? 0,
      ]
    )
  }
}
