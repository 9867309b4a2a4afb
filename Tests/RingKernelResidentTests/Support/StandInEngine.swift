import RingKernelCUDA
import RingKernelCore
import RingKernelEngine
import RingKernelHost
import RingKernelKernelTesting
import Testing

/// An engine over a stand-in for the driver, which runs the printed program on threads of the host.
enum StandInEngine {
  /// Runs `body` on an engine, of which nothing may be left.
  ///
  /// - Parameters:
  ///   - standIn: The stand-in; a new one if left out.
  ///   - processors: Blocks.
  ///   - clusters: Whether the device has clusters.
  ///   - inPasses: Whether the device is one whose system ends long programs.
  ///   - inbound: Through which memory messages come.
  ///   - rewrite: What becomes of the programs.
  ///   - watchdog: How long a block may show no sign of life.
  ///   - drains: Whether the runtime is to end in order; what is left of it otherwise does not matter.
  ///   - origin: Where positions of messages and records begin.
  static func with(
    standIn: StandInCUDA? = nil,
    processors: Int = 2,
    clusters: Bool = true,
    inPasses: Bool = false,
    inbound: CUDAInbound = .pinned,
    rewrite: @escaping @Sendable (String) -> String = { $0 },
    drains: Bool = true,
    watchdog: Duration = .seconds(120),
    origin: UInt32 = 0,
    _ body: (RingKernelRuntime, StandInCUDA) async throws -> Void
  ) async throws {
    let standIn = try standIn ?? StandInCUDA()
    try await withDevice(
      standIn: standIn,
      processors: processors,
      clusters: clusters,
      inPasses: inPasses,
      inbound: inbound,
      rewrite: rewrite,
      drains: drains,
      watchdog: watchdog,
      origin: origin
    ) { runtime, _, _ in try await body(runtime, standIn) }
  }

  /// How often a program that stays was launched, in clusters or without.
  static func starts(of standIn: StandInCUDA) -> Int {
    standIn.calls.count { $0 == "cuLaunchCooperativeKernel" || $0 == "cuLaunchKernelEx" }
  }

  /// Runs `body` on an engine and the device that it has.
  static func withDevice(
    standIn: StandInCUDA? = nil,
    processors: Int = 2,
    clusters: Bool = true,
    inPasses: Bool = false,
    inbound: CUDAInbound = .pinned,
    rewrite: @escaping @Sendable (String) -> String = { $0 },
    drains: Bool = true,
    watchdog: Duration = .seconds(120),
    note: @escaping @Sendable (String, String) -> Void = { _, _ in },
    origin: UInt32 = 0,
    _ body: (RingKernelRuntime, RewritingDevice, ResidentEngine) async throws -> Void
  ) async throws {
    let standIn = try standIn ?? StandInCUDA()
    standIn.set("processors", processors)
    if !clusters { standIn.set("clusters", 0) }
    standIn.set("watchdog", inPasses ? 1 : 0)
    do {
      let library = try CUDALibrary(file: standIn.file)
      let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
      let session = try CUDASession(try CUDADevice(library, ordinal: 0), compiler: compiler)
      let configuration = RuntimeConfiguration()
      standIn.set("coherent", 1)
      let path = try CUDAInboundPath.found(session, inbound, gdrCopy: standIn.file)
      let device = RewritingDevice(try CUDAResidentDevice(session, path: path), rewrite)
      let engine = try ResidentEngine(device, configuration, watchdog: watchdog, note: note, origin: origin)
      let runtime = RingKernelRuntime(
        engine: engine,
        configuration: configuration,
        events: EventHub(),
        latencies: NoLatencies()
      )
      do { try await body(runtime, device, engine) } catch {
        await runtime.shutdown(draining: false)
        throw error
      }
      let report = await runtime.shutdown(draining: drains)
      if drains { #expect(report.unbalancedKernels == []) }
    }
    guard drains else { return }
    #expect(standIn.misuse == [])
    // Tasks that ended may be about to let go of their handles.
    for _ in 0..<1000 where !standIn.alive.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(standIn.alive == [])
  }
}

/// Keeps no latencies.
private struct NoLatencies: LatencySink {
  func handled(kernel: String, nanoseconds: UInt64) {}
  func called(kernel: String, nanoseconds: UInt64) {}
  func handlerLatency(of kernel: String) -> LatencySummary? { nil }
  func callLatency(of kernel: String) -> LatencySummary? { nil }
  func forget(kernel: String) {}
}
