public import Logging
internal import RingKernelCPU
public import RingKernelCore
internal import RingKernelEngine

extension RingKernelRuntime {
  /// Makes a runtime on a backend.
  ///
  /// - Parameters:
  ///   - backend: `.automatic` takes the first usable one and logs why the others were passed over.
  ///   - configuration: Queues, timeouts, workers.
  ///   - logger: Where events are logged; the library never bootstraps the logging system.
  /// - Throws: `backendUnavailable`, `backendUnknown`, `invalidConfiguration`, `threadRefused`.
  public init(
    backend: BackendChoice = .automatic,
    configuration: RuntimeConfiguration = RuntimeConfiguration(),
    logger: Logger = .ringKernel
  ) throws(RingKernelError) {
    try configuration.validate()
    var (kind, reasons) = try Backends.resolve(backend, configuration.executionMode)
    let events = EventHub()
    events.observe(EventLogger(logger).log)
    if configuration.enableTelemetry { events.observe(EventMetrics.record) }
    let engine: any EngineDriver
    switch kind {
    case .webgpu: engine = try WebGPUBackend.engine(configuration)
    case .cuda:
      let resident = try CUDABackend.engine(configuration) { what, reason in
        logger.notice("\(what)", metadata: ["reason": "\(reason)"])
      }
      // Slower by a launch for each batch of messages: that is told before anybody wonders.
      if let reason = resident.reasonForPasses {
        logger.notice("actors run in passes", metadata: ["device": "\(resident.deviceName)", "reason": "\(reason)"])
      }
      let inbound = resident.inbound
      reasons += ["messages come through \(inbound.name) memory"] + inbound.reasons
      engine = resident
    case .cpu, .metal: engine = try CPUEngine(configuration, events: events)
    }
    self.init(
      engine: engine,
      configuration: configuration,
      events: events,
      latencies: LatencyHistograms(kind)
    )
    EventLogger(logger).log(.backendSelected(kind, reasons: reasons))
  }
}

extension Logger {
  /// Logger of runtimes that are given none: problems only, so that a program's own output stays its own.
  public static var ringKernel: Logger {
    var logger = Logger(label: "ringkernel")
    logger.logLevel = .notice
    return logger
  }
}

/// Runs `body` with a runtime and shuts it down afterwards, whatever happens.
///
/// - Throws: What `body` throws, or why there is no runtime.
public func withRuntime<Result: Sendable>(
  backend: BackendChoice = .automatic,
  configuration: RuntimeConfiguration = RuntimeConfiguration(),
  logger: Logger = .ringKernel,
  _ body: (RingKernelRuntime) async throws -> Result
) async throws -> Result {
  let runtime = try RingKernelRuntime(backend: backend, configuration: configuration, logger: logger)
  do {
    let result = try await body(runtime)
    await runtime.shutdown()
    return result
  } catch {
    await runtime.shutdown()
    throw error
  }
}
