import RingKernelConformance
import RingKernelCore
import RingKernelEngine
import RingKernelHost
import RingKernelKernelTesting
import RingKernelWebGPU
import Testing

@Suite(.serialized) struct EngineTests {
  /// Software drivers that are here.
  static let drivers = SoftwareVulkan.allCases.filter { $0.absence == nil }

  /// Runs `body` on an engine whose device counts.
  private func withEngine(
    _ driver: SoftwareVulkan,
    _ body: (RingKernelRuntime, CountingDevice) async throws -> Void
  ) async throws {
    let device = CountingDevice(try WebGPUEpochDevice(try driver.device()))
    let configuration = RuntimeConfiguration()
    let runtime = RingKernelRuntime(
      engine: try EpochEngine(device, configuration),
      configuration: configuration,
      events: EventHub(),
      latencies: NoLatencies()
    )
    do { try await body(runtime, device) } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
    #expect(await runtime.shutdown().unbalancedKernels == [])
  }

  @Test(.timeLimit(.minutes(20)), arguments: drivers)
  func `an idle engine submits nothing`(driver: SoftwareVulkan) async throws {
    try await withEngine(driver) { runtime, device in
      let kernel = try await runtime.launch(KitActor.self).kernel
      let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(60))
      #expect(order.count == 0)
      try await Task.sleep(for: .milliseconds(200))
      let before = device.submissions
      #expect(before > 0)
      try await Task.sleep(for: .seconds(1))
      #expect(device.submissions == before)
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: drivers)
  func `a sender that waits for room submits ever less often, and goes on at once`(
    driver: SoftwareVulkan
  ) async throws {
    try await withEngine(driver) { runtime, device in
      var options = LaunchOptions()
      options.inputQueueCapacity = 4
      let sink = try await runtime.launch(KitActor.self, id: "sink", options: options).kernel
      options.inputQueueCapacity = 64
      options.routes = ["sink"]
      let source = try await runtime.launch(KitRelay.self, options: options).kernel
      try await sink.deactivate()
      try await source.send(Produce(sender: 1, count: 30))
      try await Task.sleep(for: .seconds(1))
      let before = device.submissions
      try await Task.sleep(for: .seconds(1))
      #expect(device.submissions - before < 60)
      try await sink.activate()
      var order: Order = try await sink.call(AskOrder(), timeout: .seconds(60))
      while order.count < 30 { order = try await sink.call(AskOrder(), timeout: .seconds(60)) }
      #expect(order.violations == 0)
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: drivers)
  func `regions do not grow while actors with routes come and go`(driver: SoftwareVulkan) async throws {
    try await withEngine(driver) { runtime, device in
      let sink = try await runtime.launch(KitActor.self, id: "sink").kernel
      var options = LaunchOptions()
      options.routes = ["sink"]
      var bytes: [EpochRegion: Int] = [:]
      for round in 0..<300 {
        let source = try await runtime.launch(KitRelay.self, id: "\(round)", options: options).kernel
        try await source.send(Produce(sender: 1, count: 3))
        try await source.terminate()
        if round == 100 { bytes = device.bytes }
      }
      #expect(device.bytes == bytes)
      let order: Order = try await sink.call(AskOrder(), timeout: .seconds(60))
      #expect(order.count == 900)
    }
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
