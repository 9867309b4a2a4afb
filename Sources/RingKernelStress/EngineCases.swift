internal import Logging
internal import RingKernelConformance
internal import RingKernelHost

/// Runs `body` with a runtime and checks every account afterwards.
func withCheckedRuntime(
  backend: BackendChoice = .cpu,
  workers: Int = 4,
  maximumActors: Int = 4096,
  _ body: (RingKernelRuntime) async throws -> [KernelHandle]
) async throws {
  var configuration = RuntimeConfiguration()
  configuration.workerCount = workers
  configuration.maximumActors = maximumActors
  configuration.terminationTimeout = .seconds(120)
  let runtime = try RingKernelRuntime(backend: backend, configuration: configuration, logger: .silent)
  let handles: [KernelHandle]
  do {
    handles = try await body(runtime)
  } catch {
    await runtime.shutdown(draining: false)
    throw error
  }
  let report = await runtime.shutdown()
  try expectEqual(report.stuckKernels, [], "kernels that did not stop")
  for handle in handles {
    let account = handle.metrics.account
    guard account.isBalanced, account.queued == 0 else { throw StressFailure("'\(handle.id)': \(account)") }
  }
}

func small(_ capacity: Int, _ overflow: OverflowPolicy = .wait(nil)) -> LaunchOptions {
  var options = LaunchOptions()
  options.inputQueueCapacity = capacity
  options.outputQueueCapacity = capacity
  options.overflow = overflow
  return options
}

/// Cases that any backend runs.
func engineCases(_ backend: BackendChoice) -> [StressCase] {
  [
    StressCase(name: "inbox", abstract: "8 tasks send into one live actor: each one's order kept, none lost") { scale in
      let each = UInt64(sized(10_000_000, scale)) / 8 + 1
      try await withCheckedRuntime(backend: backend) { runtime in
        let kernel = try await runtime.launch(KitActor.self, options: small(4096)).kernel
        try await withThrowingTaskGroup(of: Void.self) { group in
          for sender in 0..<8 as Range<UInt32> {
            group.addTask {
              for number in 0..<each { try await kernel.send(Note(sender: sender, sequence: number)) }
            }
          }
          try await group.waitForAll()
        }
        let order: Order = try await kernel.call(AskOrder())
        try expectEqual(order.count, 8 * each, "notes")
        try expectEqual(order.violations, 0, "notes out of order")
        return [kernel]
      }
      return "\(8 * each) sends"
    },
    StressCase(name: "outbox", abstract: "4 readers share what 4 kernels emit: nothing lost or doubled") { scale in
      let bursts = UInt64(sized(20_000, scale))
      try await withCheckedRuntime(backend: backend) { runtime in
        var options = small(64)
        options.gridSize = 4
        let kernel = try await runtime.launch(KitActor.self, options: options).kernel
        let readers = (0..<4).map { _ in
          Task {
            var seen: [UInt64] = []
            for try await item in kernel.replies(of: Item.self) { seen.append(item.sequence) }
            return seen
          }
        }
        // The readers count from their first look on: before it, a full outbox makes room.
        let none: Item? = try kernel.tryReceive()
        try expectEqual(none, nil, "an item before any was emitted")
        for burst in 0..<bursts { try await kernel.send(Burst(first: burst * 16, count: 16)) }
        while kernel.metrics.outboxDepth > 0 || kernel.metrics.account.queued > 0 { await Task.yield() }
        try await kernel.terminate()
        var seen: [UInt64] = []
        for reader in readers { seen += try await reader.value }
        seen.sort()
        try expectEqual(seen.count, Int(bursts) * 16, "items")
        guard seen.indices.allSatisfy({ seen[$0] == UInt64($0) }) else { throw StressFailure("items lost or doubled") }
        return [kernel]
      }
      return "\(bursts * 16) items"
    },
    StressCase(name: "cycles", abstract: "Tokens run around a ring of 64 kernels, many at a time") { scale in
      let tokens = sized(400, scale)
      try await withCheckedRuntime(backend: backend) { runtime in
        var made: [KernelHandle] = []
        for number in 0..<64 {
          made.append(try await runtime.launch(KitRelay.self, id: "hop \(number)", options: small(8)).kernel)
        }
        for number in 0..<64 { try await made[number].connect(0, to: made[(number + 1) % 64]) }
        let ring = made
        try await withThrowingTaskGroup(of: Void.self) { group in
          for caller in 0..<16 {
            group.addTask {
              for round in 0..<max(1, tokens / 16) {
                let hops = UInt32(500 + caller + round)
                let token: Token = try await ring[(caller * 4 + round) % 64].call(
                  Token(hops: hops),
                  timeout: .seconds(120)
                )
                try expectEqual(token, Token(hops: 0, visits: UInt64(hops)), "token of caller \(caller)")
              }
            }
          }
          try await group.waitForAll()
        }
        return ring
      }
      return "\(max(1, tokens / 16) * 16) tokens"
    },
    StressCase(name: "fan-in", abstract: "64 kernels send to one with capacity 16: nothing lost or reordered") {
      scale in
      let rounds = sized(500, scale)
      try await withCheckedRuntime(backend: backend) { runtime in
        let sink = try await runtime.launch(KitActor.self, id: "sink", options: small(16)).kernel
        var options = small(64)
        options.routes = ["sink"]
        var sources: [KernelHandle] = []
        for number in 0..<64 {
          sources.append(try await runtime.launch(KitRelay.self, id: "source \(number)", options: options).kernel)
        }
        for round in 0..<rounds {
          for (number, source) in sources.enumerated() {
            try await source.send(Produce(sender: UInt32(number), count: UInt32(1 + round % 20)))
          }
        }
        for source in sources { try await source.terminate() }
        let order: Order = try await sink.call(AskOrder(), timeout: .seconds(120))
        try expectEqual(order.violations, 0, "notes out of order")
        try expectEqual(order.count, 64 * UInt64((0..<rounds).reduce(0) { $0 + 1 + $1 % 20 }), "notes")
        return sources + [sink]
      }
      return "\(64 * rounds) bursts"
    },
    StressCase(name: "lifecycle", abstract: "Kernels are suspended, resumed, ended and launched during traffic") {
      scale in
      let rounds = sized(400, scale)
      try await withCheckedRuntime(backend: backend) { runtime in
        var all: [KernelHandle] = []
        for round in 0..<rounds {
          all += try await livesAndEnds(runtime, round)
        }
        return all
      }
      return "\(rounds) rounds"
    },
  ]
}

/// One round: four kernels under fire from tasks and from each other go through every state.
private func livesAndEnds(_ runtime: RingKernelRuntime, _ round: Int) async throws -> [KernelHandle] {
  let policies: [OverflowPolicy] = [.wait(.seconds(60)), .reject, .dropOldest, .dropNewest, .deadLetter]
  var made: [KernelHandle] = []
  for number in 0..<4 {
    var options = small([1, 2, 8, 64][(number + round) % 4], policies[(number + round) % 5])
    options.priorityLanes = [1, 2, 4][(number + round) % 3]
    options.batch = [1, 64][round % 2]
    options.gridSize = 1 + number % 2
    made.append(try await runtime.launch(KitRelay.self, id: "\(round).\(number)", options: options).kernel)
  }
  let kernels = made
  for number in 0..<4 { try await kernels[number].connect(0, to: kernels[(number + 1) % 4]) }
  await withTaskGroup(of: Void.self) { group in
    for sender in 0..<4 {
      group.addTask {
        var dice = Dice(seed: UInt64(round * 4 + sender))
        for number in 0..<200 as Range<UInt64> {
          let options = SendOptions(priority: Priority.allCases[dice.roll(4)], key: UInt64(dice.roll(3)))
          let kernel = kernels[dice.roll(4)]
          // The kernels end meanwhile: that sends are refused is part of the game, that they get lost is not.
          if dice.roll(4) == 0 {
            _ = try? await kernel.call(Token(hops: UInt32(dice.roll(6))), as: Token.self, timeout: .seconds(1))
          } else if dice.roll(8) == 0 {
            _ = kernel.trySend(Token(hops: 3), options: options)
          } else {
            _ = try? await kernel.send(Token(hops: UInt32(number % 5)), options: options)
          }
        }
      }
    }
    group.addTask {
      var dice = Dice(seed: UInt64(round) << 32)
      for _ in 0..<40 {
        let kernel = kernels[dice.roll(4)]
        if dice.roll(2) == 0 { try? await kernel.deactivate() } else { try? await kernel.activate() }
      }
      for kernel in kernels where kernel.status == .deactivated { try? await kernel.activate() }
      try? await kernels[dice.roll(4)].terminate(draining: dice.roll(2) == 0)
      for kernel in kernels { try? await kernel.terminate(draining: dice.roll(2) == 0) }
    }
  }
  for kernel in kernels { try expectEqual(kernel.status, .terminated, "state of '\(kernel.id)'") }
  return kernels
}
