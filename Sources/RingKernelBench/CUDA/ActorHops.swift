internal import RingKernelABI
internal import RingKernelHost

/// Messages between actors of the engine, which never touch the host between the first and the last.
enum ActorHops {
  static func rows(on backend: BackendChoice, processors: Int, _ scale: DevicePart.Scale) async throws -> [DeviceRow] {
    let hops = scale.isSmall ? 500 : max(scale.samples, 10_000)
    var rows = [try await lap(on: backend, near: nil, processors, hops)]
    if rows[0].figures.contains(where: { $0.name == "clusterSize" && $0.value > 1 }) {
      rows.append(try await lap(on: backend, near: .cluster, processors, hops))
    }
    rows.append(try await lap(on: backend, near: .block, processors, hops))
    rows.append(try await mesh(on: backend, replicas: max(processors, 2), laps: 8, hops: max(hops / 10, 50)))
    return rows
  }

  private static func withRuntime<Result: Sendable>(
    on backend: BackendChoice,
    _ body: (RingKernelRuntime) async throws(RingKernelError) -> Result
  ) async throws(RingKernelError) -> Result {
    let runtime = try RingKernelRuntime(backend: backend)
    do throws(RingKernelError) {
      let result = try await body(runtime)
      await runtime.shutdown()
      return result
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// One message between two actors; a lap without a hop, the shortest of some, is what the call itself takes.
  private static func lap(
    on backend: BackendChoice,
    near nearness: LaunchOptions.Nearness?,
    _ processors: Int,
    _ hops: Int
  ) async throws -> DeviceRow {
    try await withRuntime(on: backend) { (runtime) throws(RingKernelError) in
      var options = LaunchOptions()
      let first = try await runtime.launch(Runner.self, id: "first", options: options)
      let size = runtime.clusterSize
      if let nearness {
        options.near = "first"
        options.nearness = nearness
      } else if size > 1, processors > size {
        // Actors that fill the first one's cluster, so that the second one sits in another.
        var idle = LaunchOptions()
        idle.gridSize = size - 1
        _ = try await runtime.launch(Runner.self, id: "idle", options: idle)
      }
      options.routes = ["first"]
      let second = try await runtime.launch(Runner.self, id: "second", options: options)
      try await first.kernel.connect(0, to: second)
      func call(_ left: Int) async throws(RingKernelError) -> (nanoseconds: UInt64, units: UInt64) {
        let message = Lap(left: UInt32(left), other: 0, seed: 0, began: 0)
        let start = Machine.monotonicNanoseconds
        let lapped: Lapped = try await first.kernel.call(message, as: Lapped.self, timeout: .seconds(600))
        return (Machine.monotonicNanoseconds - start, lapped.units)
      }
      var shortest = UInt64.max
      let calls = 20
      for _ in 0..<calls { shortest = min(shortest, try await call(0).nanoseconds) }
      let (nanoseconds, units) = try await call(hops)
      var passed: UInt64 = 0
      for runner in [first, second] { passed += try await runner.kernel.readState(Runner.self).passed }
      try check("messages handled", passed, UInt64(hops + 1 + calls))
      return DeviceRow(
        "actor to actor, \(nearness == nil ? "other block" : nearness == .block ? "same block" : "same cluster")",
        "one message to and fro: a call's time beyond that of one without hops, host's clock; and the device's clock",
        [
          "hops": Double(hops),
          "clusterSize": Double(size),
          "meanNanoseconds": Double(nanoseconds - min(nanoseconds, shortest)) / Double(hops),
          "meanNanosecondsByDevice": Double(HybridUnits.nanoseconds(units)) / Double(hops),
        ]
      )
    }
  }

  /// `laps` messages a replica, each from one anywhere to the next.
  private static func mesh(on backend: BackendChoice, replicas: Int, laps: Int, hops: Int) async throws -> DeviceRow {
    try await withRuntime(on: backend) { (runtime) throws(RingKernelError) in
      var options = LaunchOptions()
      options.gridSize = replicas
      options.inputQueueCapacity = 4096
      let runners = try await runtime.launch(Runner.self, options: options)
      try await runners.kernel.connect(0, to: runners)
      let all = replicas * laps
      let start = Machine.monotonicNanoseconds
      let outcomes = await withTaskGroup(of: Result<Void, RingKernelError>.self) { group in
        for number in 0..<all {
          group.addTask {
            let message = Lap(left: UInt32(hops), other: 0, seed: UInt32(2 * number + 1), began: 0)
            do throws(RingKernelError) {
              _ = try await runners.kernel.call(message, as: Lapped.self, timeout: .seconds(600))
              return .success(())
            } catch { return .failure(error) }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let elapsed = Machine.monotonicNanoseconds - start
      for outcome in outcomes { try outcome.get() }
      var passed: UInt64 = 0
      for replica in 0..<replicas { passed += try await runners.kernel.readState(Runner.self, replica: replica).passed }
      try check("messages handled", passed, UInt64(all * (hops + 1)))
      return DeviceRow(
        "all to all, \(replicas) actors",
        "\(all) messages that go from actor to actor, from the first call to the last answer; host's clock",
        ["messages": Double(all * (hops + 2)), "messagesPerSecond": rate(all * (hops + 2), elapsed)]
      )
    }
  }
}
