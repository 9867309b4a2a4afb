internal import RingKernelABI
internal import RingKernelHost

/// Calls to a live actor of a device; every answer is checked, so nothing but a running handler can give the numbers.
enum CallsPart {
  static let span =
    "from the caller's call until its computed answer has been read, one line of 64 bytes each way; host's clock"

  static func run(on backend: BackendChoice, _ scale: DevicePart.Scale) async throws -> DeviceReport {
    var report = try await echoes("echo", on: backend, scale)
    guard report.backend == "\(BackendKind.cuda)" else { return report }
    // The same work without a live kernel, on the same device in the same run.
    if report.executionMode == "\(ExecutionMode.persistent)" {
      report.rows += try await echoes("echo in passes", on: backend, scale, mode: .epochs).rows
    }
    let device = try BenchDevice(backend)
    report.rows.append(try LineBench.row(device, scale))
    report.rows += try LaunchBench.rows(device, scale)
    return report
  }

  private static func echoes(
    _ name: String,
    on backend: BackendChoice,
    _ scale: DevicePart.Scale,
    mode: ExecutionMode? = nil
  ) async throws(RingKernelError) -> DeviceReport {
    var configuration = RuntimeConfiguration()
    configuration.executionMode = mode
    let runtime = try RingKernelRuntime(backend: backend, configuration: configuration)
    do throws(RingKernelError) {
      let echo = try await runtime.launch(Echo.self)
      let inbound = runtime.inboundMemory
      var rows = [try spinning(name, echo, inbound, samples: scale.samples)]
      for inFlight in [16, 256] {
        rows.append(try await concurrent(name, echo, inbound, inFlight, samples: scale.samples))
      }
      let report = DeviceReport(
        part: .calls,
        backend: "\(runtime.backend)",
        device: runtime.deviceName,
        executionMode: "\(runtime.executionMode)",
        rows: rows
      )
      await runtime.shutdown()
      return report
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// One caller that spins, after a tenth of the calls to warm up.
  private static func spinning(
    _ name: String,
    _ echo: Echo.Handle,
    _ inbound: String?,
    samples: Int
  ) throws(RingKernelError) -> DeviceRow {
    try onThread { () throws(RingKernelError) in
      var nanoseconds: [UInt64] = []
      nanoseconds.reserveCapacity(samples)
      var begin = Machine.monotonicNanoseconds
      for number in 0..<UInt64(samples + samples / 10) {
        if number == UInt64(samples / 10) { begin = Machine.monotonicNanoseconds }
        let start = Machine.monotonicNanoseconds
        let answer = try echo.kernel.callBlocking(Ping(number: number), as: Pong.self)
        let end = Machine.monotonicNanoseconds
        try check("answer", answer.next, number &+ 1)
        if number >= UInt64(samples / 10) { nanoseconds.append(end - start) }
      }
      return row(name, inFlight: 1, inbound, nanoseconds, Machine.monotonicNanoseconds - begin)
    }
  }

  /// Tasks that call one after the other, `inFlight` of them at once.
  private static func concurrent(
    _ name: String,
    _ echo: Echo.Handle,
    _ inbound: String?,
    _ inFlight: Int,
    samples: Int
  ) async throws(RingKernelError) -> DeviceRow {
    let each = max(samples / inFlight, 1)
    let start = Machine.monotonicNanoseconds
    let results = await withTaskGroup(of: Result<[UInt64], RingKernelError>.self) { group in
      for task in 0..<inFlight { group.addTask { await calls(echo, from: UInt64(task * each), count: each) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let elapsed = Machine.monotonicNanoseconds - start
    var nanoseconds: [UInt64] = []
    for result in results { nanoseconds += try result.get() }
    return row(name, inFlight: inFlight, inbound, nanoseconds, elapsed)
  }

  private static func row(
    _ name: String,
    inFlight: Int,
    _ inbound: String?,
    _ nanoseconds: [UInt64],
    _ elapsed: UInt64
  ) -> DeviceRow {
    let figures: KeyValuePairs = ["callsPerSecond": rate(nanoseconds.count, elapsed)]
    return DeviceRow(name, span, inFlight: inFlight, inbound: inbound, times: Percentiles(nanoseconds), figures)
  }

  private static func calls(
    _ echo: Echo.Handle,
    from first: UInt64,
    count: Int
  ) async -> Result<[UInt64], RingKernelError> {
    var nanoseconds: [UInt64] = []
    nanoseconds.reserveCapacity(count)
    do throws(RingKernelError) {
      for number in first..<(first + UInt64(count)) {
        let start = Machine.monotonicNanoseconds
        let answer = try await echo.call(Ping(number: number))
        nanoseconds.append(Machine.monotonicNanoseconds - start)
        try check("answer", answer.next, number &+ 1)
      }
    } catch { return .failure(error) }
    return .success(nanoseconds)
  }
}

/// Runs `body` on a thread of ours and waits for it: what spins does not hold one of Swift's.
func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws(RingKernelError) -> Value
) throws(RingKernelError) -> Value {
  let outcome = Handoff<Result<Value, RingKernelError>>()
  _ = try race([
    { do throws(RingKernelError) { outcome.put(.success(try body())) } catch { outcome.put(.failure(error)) } }
  ]) {}
  guard let result = outcome.take() else { throw RingKernelError(.noReply, "The calling thread ended early.") }
  return try result.get()
}
