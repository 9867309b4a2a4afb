#if Macros
import Foundation
import RingKernel
import RingKernelCore
import RingKernelEngine
import RingKernelWebGPU
import Testing

/// Faults of an engine in epochs: each runs in a process of its own, which has to live on.
@Suite(.serialized, .timeLimit(.minutes(20)), .enabled(if: isThere, absence))
struct EngineFaultTests {
  /// A runtime on a device of the faulty library.
  private static func runtime(_ faulty: FaultyWebGPU) throws -> RingKernelRuntime {
    let device = try WebGPUEpochDevice(try faulty.device(), epochCapacity: (1 << 14, 1 << 14))
    let configuration = RuntimeConfiguration()
    return RingKernelRuntime(
      engine: try EpochEngine(device, configuration),
      configuration: configuration,
      events: EventHub(),
      latencies: NoLatencies()
    )
  }

  /// Launches, calls, reads the state, ends.
  private static func work(_ runtime: RingKernelRuntime) async throws {
    let adder = try await runtime.launch(Adder.self)
    for number in 1...10 as ClosedRange<Int64> {
      let sum: Sum = try await adder.call(Put(amount: number), timeout: .seconds(60))
      require(sum.amount == number * (number + 1) / 2, "\(sum) after \(number)")
    }
    let state: Adder = try await adder.kernel.readState()
    require(state.amount == 55 && state.puts == 10, "\(state)")
    try await adder.kernel.terminate()
  }

  @Test func `out of memory at each allocation in turn is an error, and nothing hangs or is left behind`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      faulty.fail(.buffer, 0)
      do {
        let runtime = try Self.runtime(faulty)
        try await Self.work(runtime)
        await runtime.shutdown()
      }
      let allocations = faulty.made(.buffer)
      await requireNothingAlive(faulty, "without a fault")
      require(allocations > 8, "\(allocations) allocations")
      for way in [FaultyWebGPU.Way.null, .memory] {
        for number in 1...allocations {
          faulty.fail(.buffer, number, way)
          let error = await failure("allocation \(number), \(way)") {
            let runtime = try Self.runtime(faulty)
            do {
              try await Self.work(runtime)
              await runtime.shutdown()
            } catch {
              await runtime.shutdown()
              throw error
            }
          }
          guard let known = error as? RingKernelError else { return require(false, "\(error)") }
          require(known.code.description == "RK3005", "allocation \(number), \(way): \(known)")
          await requireNothingAlive(faulty, "allocation \(number), \(way)")
        }
      }
    }
  }

  @Test func `an actor whose program cannot be made is not launched, and others are`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      let runtime = try Self.runtime(faulty)
      for kind in [FaultyWebGPU.Kind.shader, .pipeline, .layout, .pipelineLayout] {
        faulty.fail(kind, 1, .invalid)
        let error = await failure("\(kind)") { _ = try await runtime.launch(Adder.self) }
        require((error as? RingKernelError)?.code.description == "RK3008", "\(kind): \(error)")
        faulty.fail(kind, 0)
      }
      try await Self.work(runtime)
      await runtime.shutdown()
    }
  }

  @Test func `a device that is lost under load ends every waiter, and what comes later`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      for place in FaultyWebGPU.Place.allCases {
        do {
          let runtime = try Self.runtime(faulty)
          let adder = try await runtime.launch(Adder.self)
          let _: Sum = try await adder.call(Put(amount: 1))
          // Load from four tasks; the loss comes while it lasts.
          faulty.lose(place, place == .bufferCreation ? 1 : 40)
          let ends = await withTaskGroup(of: RingKernelError?.self) { group in
            for _ in 0..<4 {
              group.addTask {
                for number in 0..<100_000 as Range<Int64> {
                  do throws(RingKernelError) {
                    let _: Sum = try await adder.call(Put(amount: number), timeout: .seconds(120))
                  } catch { return error }
                }
                return nil
              }
            }
            if place == .bufferCreation {
              // Many actors need a larger region.
              group.addTask {
                for number in 0..<1000 {
                  do throws(RingKernelError) { _ = try await runtime.launch(Adder.self, id: "more \(number)") } catch {
                    return error
                  }
                }
                return nil
              }
            }
            var found: [RingKernelError?] = []
            for await end in group { found.append(end) }
            return found
          }
          for end in ends { require(end?.code.description == "RK3010", "\(place): \(String(describing: end))") }
          // Later messages fail too, at once.
          let later = await failure("\(place), later") { let _: Sum = try await adder.call(Put(amount: 1)) }
          require((later as? RingKernelError)?.code.description == "RK3010", "\(place), later: \(later)")
          let another = await failure("\(place), launch") { _ = try await runtime.launch(Adder.self, id: "another") }
          require((another as? RingKernelError)?.code.description == "RK3010", "\(place), launch: \(another)")
          try await adder.kernel.terminate()
          require(adder.kernel.status == .terminated, "\(place): \(adder.kernel.status)")
          await runtime.shutdown()
        }
        faulty.lose(place, 0)
        await requireNothingAlive(faulty, "\(place)")
        require(LiveMemory.actorCells == 0, "\(place): \(LiveMemory.actorCells) cells")
      }
    }
  }

  @Test func `calls that were handed on, on the device, end with it`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let runtime = try Self.runtime(faulty)
        var asleep = LaunchOptions()
        asleep.autoActivate = false
        _ = try await runtime.launch(Adder.self, id: "asleep", options: asleep)
        var options = LaunchOptions()
        options.routes = ["asleep"]
        let forwarder = try await runtime.launch(Forwarder.self, options: options)
        let call = Task { () async throws(RingKernelError) -> Sum in
          try await forwarder.kernel.call(Put(amount: 1), as: Sum.self, timeout: .seconds(120))
        }
        // It has been handed on when the forwarder's state says so; the one asleep never answers.
        while try await forwarder.kernel.readState(Forwarder.self).handed == 0 {
          try await Task.sleep(for: .milliseconds(5))
        }
        faulty.lose(.write, 1)
        // What loses the device: it is on its way when that happens.
        try await forwarder.send(Put(amount: 2))
        let end = await call.result
        guard case .failure(let known as RingKernelError) = end else { return require(false, "\(end)") }
        require(known.code.description == "RK3010", "\(known)")
        await runtime.shutdown()
      }
      await requireNothingAlive(faulty)
    }
  }

  @Test func `a runtime on a lost device is shut down without waiting`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      do {
        let runtime = try Self.runtime(faulty)
        let adder = try await runtime.launch(Adder.self)
        faulty.lose(.submit, 1)
        let error = await failure("call") { let _: Sum = try await adder.call(Put(amount: 1)) }
        require((error as? RingKernelError)?.code == .deviceLost, "\(error)")
        let clock = ContinuousClock()
        let time = await clock.measure { await runtime.shutdown() }
        require(time < .seconds(20), "\(time)")
      }
      await requireNothingAlive(faulty)
    }
  }
}

/// Measures nothing.
struct NoLatencies: LatencySink {
  func handled(kernel: String, nanoseconds: UInt64) {}
  func called(kernel: String, nanoseconds: UInt64) {}
  func handlerLatency(of kernel: String) -> LatencySummary? { nil }
  func callLatency(of kernel: String) -> LatencySummary? { nil }
  func forget(kernel: String) {}
}
#endif
