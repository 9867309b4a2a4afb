import InMemoryLogging
import Logging
import CoreMetrics
import MetricsTestKit
import RingKernelConformance
import RingKernelHost
import Testing

/// One word per event, for comparison.
private func word(_ event: RuntimeEvent) -> String {
  switch event {
  case .backendSelected(let kind, _): "backend \(kind.rawValue)"
  case .launched(let kernel, let replicas): "launched \(kernel) \(replicas)"
  case .transitioned(let kernel, let status): "\(kernel) is \(status.rawValue)"
  case .handlerFailed(let kernel, let replica, let error): "failed \(kernel) \(replica) \(error.code)"
  case .errorReported(let kernel, let replica, let error): "reported \(kernel) \(replica) \(error.code)"
  case .deadLettered(let letter): "dead letter \(letter.number) of \(letter.kernel)"
  case .handlerHung(let kernel, _, _): "hung \(kernel)"
  case .accounted(let kernel, let account): "account of \(kernel): \(account.accepted)"
  case .shutDown: "shut down"
  }
}

@Suite(.timeLimit(.minutes(5)))
struct ObservationTests {
  @Test func `the stream tells the life of a kernel in order and ends with the runtime`() async throws {
    let runtime = try RingKernelRuntime(backend: .cpu, logger: .silent)
    let events = runtime.events
    let kernel = try await runtime.launch(KitFaults.self, id: "k")
    await #expect(throws: RingKernelError.self) { let _: Total = try await kernel.call(Trouble(.throwsFailure)) }
    let _: Total = try await kernel.call(Trouble(.reportsError))
    // The event of the report comes before the answer, but the failure's comes after: a second answer orders it.
    let _: Total = try await kernel.call(Add(amount: 1))
    try await kernel.deactivate()
    try await kernel.activate()
    await runtime.shutdown()
    var words: [String] = []
    for await event in events { words.append(word(event)) }
    #expect(
      words == [
        "k is launched", "launched k 1", "k is active", "dead letter 1 of k", "failed k 0 RK4011",
        "reported k 0 RK4011", "k is deactivated", "k is active", "k is terminating", "account of k: 3",
        "k is terminated", "shut down",
      ]
    )
  }

  @Test func `a stream made after shutdown ends at once`() async throws {
    let runtime = try RingKernelRuntime(backend: .cpu)
    await runtime.shutdown()
    var count = 0
    for await _ in runtime.events { count += 1 }
    #expect(count == 0)
  }

  @Test func `log lines carry the kernel, the code and the replica, never a payload`() async throws {
    var handler = InMemoryLogHandler()
    handler.logLevel = .trace
    let store = handler
    let logger = Logger(label: "test") { _ in store }
    try await withRuntime(backend: .cpu, logger: logger) { runtime in
      let kernel = try await runtime.launch(KitActor.self, id: "logged").kernel
      await #expect(throws: RingKernelError.self) { let _: Total = try await kernel.call(Trouble(.throwsFailure)) }
      let _: Total = try await kernel.call(Add(amount: 123_456_789))
    }
    let entries = store.entries
    let selected = try #require(entries.first { $0.message == "backend selected" })
    #expect(selected.metadata["backend"] == "cpu")
    let failed = try #require(entries.first { $0.message == "handler failed" })
    #expect(failed.level == .warning)
    #expect(failed.metadata["kernel"] == "logged" && failed.metadata["replica"] == "0")
    #expect(failed.metadata["error"]?.description.contains("RK4011") == true)
    let letter = try #require(entries.first { $0.message == "dead letter" })
    #expect(letter.metadata["number"] == "1")
    #expect(entries.contains { $0.message == "message account" && $0.level == .debug })
    #expect(entries.last?.message == "runtime shut down")
    #expect(!entries.contains { "\($0.metadata)".contains("123456789") })
  }

  // The metrics system is set up once per process: a process of its own.
  @Test func `counts and latencies reach swift-metrics`() async {
    await #expect(processExitsWith: .success) {
      let metrics = TestMetrics()
      MetricsSystem.bootstrap(metrics)
      try await withRuntime(backend: .cpu, logger: .silent) { runtime in
        var options = LaunchOptions()
        options.gridSize = 2
        let kernel = try await runtime.launch(KitActor.self, id: "measured", options: options).kernel
        for number in 0..<1000 as Range<Int64> { let _: Total = try await kernel.call(Add(amount: number)) }
        _ = try? await kernel.call(Trouble(.throwsFailure), as: Total.self)
      }
      let of = [("kernel", "measured")]
      func total(_ label: String, _ dimensions: [(String, String)]) throws -> Int64 {
        try metrics.expectCounter(label, dimensions).totalValue
      }
      #expect(try total("ringkernel_launches_total", of) == 1)
      #expect(try total("ringkernel_dead_letters_total", of) == 1)
      #expect(try total("ringkernel_handler_failures_total", of + [("code", "RK4011")]) == 1)
      #expect(try total("ringkernel_messages_total", of + [("outcome", "accepted")]) == 1001)
      #expect(try total("ringkernel_messages_total", of + [("outcome", "delivered")]) == 1000)
      #expect(try total("ringkernel_messages_total", of + [("outcome", "dead_lettered")]) == 1)
      #expect(try metrics.expectGauge("ringkernel_replicas", of).lastValue == 2)
      for label in ["ringkernel_handler_latency", "ringkernel_call_latency"] {
        let timer = try metrics.expectTimer(label, of + [("backend", "cpu")])
        #expect(timer.values.count >= 10 && timer.values.allSatisfy { $0 > 0 })
      }
    }
  }

  @Test func `latencies are those of this launch`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      let first = try await runtime.launch(KitActor.self, id: "again").kernel
      for _ in 0..<500 { let _: Total = try await first.call(Add(amount: 1)) }
      let handler = try #require(first.metrics.handlerLatency)
      let call = try #require(first.metrics.callLatency)
      for latency in [handler, call] {
        #expect(latency.samples >= 5)
        #expect(latency.p50 <= latency.p99 && latency.p99 <= latency.p999 && latency.p999 <= latency.maximum)
      }
      try await first.terminate()
      #expect(first.metrics.handlerLatency?.samples == handler.samples)
      let second = try await runtime.launch(KitActor.self, id: "again").kernel
      #expect(second.metrics.handlerLatency == nil && second.metrics.callLatency == nil)
    }
  }

  @Test func `a shutdown reports every account`() async throws {
    let runtime = try RingKernelRuntime(backend: .cpu, logger: .silent)
    let busy = try await runtime.launch(KitActor.self, id: "busy").kernel
    var idle = LaunchOptions()
    idle.autoActivate = false
    let asleep = try await runtime.launch(KitActor.self, id: "asleep", options: idle).kernel
    for number in 0..<20 as Range<UInt64> {
      try await busy.send(Note(sender: 0, sequence: number))
      try await asleep.send(Note(sender: 0, sequence: number))
    }
    let report = await runtime.shutdown()
    #expect(report.accounts.keys.sorted() == ["asleep", "busy"])
    #expect(report.accounts["busy"]?.delivered == 20)
    #expect(report.accounts["asleep"]?.deadLettered == 20)
    #expect(report.unbalancedKernels.isEmpty && report.stuckKernels.isEmpty)
    let second = await runtime.shutdown()
    #expect(second.accounts.isEmpty)
  }

  @Test func `without telemetry nothing is sampled`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.enableTelemetry = false
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      let kernel = try await runtime.launch(KitActor.self).kernel
      for _ in 0..<200 { let _: Total = try await kernel.call(Add(amount: 1)) }
      #expect(kernel.metrics.handlerLatency == nil && kernel.metrics.callLatency == nil)
      #expect(try await kernel.telemetry().map(\.samples) == [0])
      #expect(kernel.metrics.account.delivered == 200)
    }
  }
}
