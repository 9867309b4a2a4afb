internal import RingKernelABI
public import RingKernelHost
internal import Synchronization

/// One measured line of a device: times of single calls, so many at once, each from the caller's `call` until the
/// computed answer has been read, stamped by the host's monotonic clock.
public struct DeviceRow: Sendable, Equatable {
  /// What was measured.
  public let name: String
  /// Calls that were under way at once.
  public let inFlight: Int
  /// Calls that were measured.
  public let samples: Int
  /// Nanoseconds of the call in the middle, of 99 in 100, of 999 in 1000, and of the longest.
  public let median: UInt64, p99: UInt64, p999: UInt64, longest: UInt64
  /// Calls per second over the whole measurement.
  public let perSecond: Double

  init(_ name: String, inFlight: Int, nanoseconds: [UInt64], elapsed: UInt64) {
    let sorted = nanoseconds.sorted()
    func quantile(_ part: Double) -> UInt64 {
      sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)]
    }
    self.name = name
    self.inFlight = inFlight
    samples = sorted.count
    median = quantile(0.5)
    p99 = quantile(0.99)
    p999 = quantile(0.999)
    longest = sorted.last ?? 0
    perSecond = elapsed == 0 ? 0 : Double(sorted.count) * 1e9 / Double(elapsed)
  }
}

/// Calls to live actors of a device; every answer is checked, so nothing but a running handler can give the numbers.
public enum DeviceBench {
  /// What was measured, and where.
  public struct Report: Sendable {
    /// Backend, mode and device, as the runtime reports them.
    public let backend: String, executionMode: String, device: String
    /// The lines.
    public let rows: [DeviceRow]
  }

  /// Measures echoes with 1, 16 and 256 calls under way, from as many spinning threads as there is use for.
  ///
  /// - Parameters:
  ///   - backend: The device.
  ///   - samples: Calls of each line.
  /// - Throws: What the runtime throws; `handlerFailed` when an answer is wrong.
  public static func run(on backend: BackendChoice, samples: Int) async throws(RingKernelError) -> Report {
    let runtime = try RingKernelRuntime(backend: backend)
    do throws(RingKernelError) {
      let echo = try await runtime.launch(Echo.self)
      var rows = [try spinning(echo, samples: samples)]
      for inFlight in [16, 256] { rows.append(try await concurrent(echo, inFlight, samples: samples)) }
      let report = Report(
        backend: "\(runtime.backend)",
        executionMode: "\(runtime.executionMode)",
        device: runtime.deviceName,
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
  private static func spinning(_ echo: Echo.Handle, samples: Int) throws(RingKernelError) -> DeviceRow {
    let outcome = Handoff<Result<DeviceRow, RingKernelError>>()
    _ = try race([
      {
        do throws(RingKernelError) {
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
          let elapsed = Machine.monotonicNanoseconds - begin
          outcome.put(.success(DeviceRow("echo", inFlight: 1, nanoseconds: nanoseconds, elapsed: elapsed)))
        } catch { outcome.put(.failure(error)) }
      }
    ]) {}
    guard let result = outcome.take() else { throw RingKernelError(.noReply, "The calling thread ended early.") }
    return try result.get()
  }

  /// Tasks that call one after the other, `inFlight` of them at once.
  private static func concurrent(
    _ echo: Echo.Handle,
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
    return DeviceRow("echo", inFlight: inFlight, nanoseconds: nanoseconds, elapsed: elapsed)
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
