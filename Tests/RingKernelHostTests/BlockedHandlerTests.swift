import RingKernelHost
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct BlockedHandlerTests {
  @Test(arguments: [1, 4])
  func `dropping the oldest neither waits for a handler nor drops more than one`(capacity: Int) async throws {
    try await withRuntime(backend: .cpu) { runtime in
      var options = LaunchOptions()
      options.overflow = .dropOldest
      options.inputQueueCapacity = capacity
      let blocker = try await runtime.launch(Blocker.self, options: options)
      let gate = Gate.make()
      try await blocker.send(Block(gate))
      await gate.waitForVisitors(1)
      for account in 0..<100 as Range<UInt32> {
        #expect(blocker.trySend(Deposit(account: account, cents: 1)) == .accepted)
      }
      #expect(blocker.metrics.account.dropped == UInt64(100 - capacity))
      #expect(blocker.metrics.account.isBalanced)
      gate.open()
      try await blocker.terminate(draining: true)
      #expect(blocker.metrics.account.delivered == UInt64(capacity + 1))
      #expect(blocker.metrics.account.isBalanced)
    }
  }

  @Test func `a kernel that does not stop in time is reported, and harmless when it goes on`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.terminationTimeout = .milliseconds(20)
    configuration.workerCount = 2
    let runtime = try RingKernelRuntime(backend: .cpu, configuration: configuration)
    let gate = Gate.make()
    do {
      let stuck = try await runtime.launch(Blocker.self, id: "stuck")
      try await stuck.send(Block(gate))
      for account in 0..<10 as Range<UInt32> { try await stuck.send(Deposit(account: account, cents: 1)) }
      await gate.waitForVisitors(1)
      await #expect(throws: RingKernelError.self) { try await stuck.terminate() }
      #expect(stuck.status == .terminated)
    }
    // Its place must not be given away while a worker still holds it.
    let second = try await runtime.launch(Ledger.self, id: "second")
    for _ in 0..<100 {
      let balance: Balance = try await second.call(Deposit(account: 1, cents: 1))
      #expect(balance.account == 1)
    }
    gate.open()
    for round in 0..<50 {
      let next = try await runtime.launch(Ledger.self, id: "next \(round)")
      for cents in 1...20 as ClosedRange<Int64> {
        let balance: Balance = try await next.call(Deposit(account: 2, cents: 1))
        #expect(balance.cents == cents)
      }
      try await next.terminate()
    }
    let report = await runtime.shutdown()
    #expect(report.unbalancedKernels.isEmpty)
  }

  @Test func `a handler that blocks a searching worker leaves the other worker to new actors`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.workerCount = 2
    configuration.workerSpin = .milliseconds(50)
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      let clock = ContinuousClock()
      for round in 0..<3 {
        let blocker = try await runtime.launch(Blocker.self, id: "blocker \(round)")
        // Calls keep one worker awake for longer than the other one's patience: that one sleeps then.
        let isAsleep = clock.now + .milliseconds(200)
        while clock.now < isAsleep { let _: Balance = try await blocker.call(Deposit(account: 1, cents: 1)) }
        // Quiet for a moment, the first one searches for work, and gets the message from its own actor's inbox.
        let isSearching = clock.now + .milliseconds(2)
        while clock.now < isSearching { await Task.yield() }
        let gate = Gate.make()
        try await blocker.send(Block(gate))
        await gate.waitForVisitors(1)
        let ledger = try await runtime.launch(Ledger.self, id: "ledger \(round)")
        do {
          let balance: Balance = try await ledger.call(Deposit(account: 1, cents: 3), timeout: .seconds(5))
          #expect(balance.cents == 3)
        } catch {
          Issue.record("round \(round): \(error)")
        }
        gate.open()
        try await blocker.terminate()
        try await ledger.terminate()
      }
    }
  }

  @Test func `a handler that does not return leaves the other worker to the others`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.workerCount = 2
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      for round in 0..<100 {
        let blocker = try await runtime.launch(Blocker.self, id: "blocker \(round)")
        let gate = Gate.make()
        // The worker that takes this was looking for work: from here on nobody may count on it.
        try await blocker.send(Block(gate))
        await gate.waitForVisitors(1)
        let other = try await runtime.launch(Ledger.self, id: "other \(round)")
        let balance: Balance = try await other.call(Deposit(account: 1, cents: 1), timeout: .seconds(5))
        #expect(balance.cents == 1)
        gate.open()
        try await blocker.terminate()
        try await other.terminate()
      }
    }
  }

  @Test func `work at a boundary is done or refused when the kernel ends`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.terminationTimeout = .seconds(30)
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      for _ in 0..<200 {
        let ledger = try await runtime.launch(Ledger.self)
        await withTaskGroup(of: ErrorCode?.self) { group in
          for _ in 0..<4 {
            group.addTask {
              do throws(RingKernelError) {
                _ = try await ledger.telemetry()
                return nil
              } catch { return error.code }
            }
          }
          group.addTask {
            do throws(RingKernelError) {
              try await ledger.terminate()
              return nil
            } catch { return error.code }
          }
          for await code in group { #expect(code == nil || code == .kernelTerminated) }
        }
      }
    }
  }

  @Test func `an emission behind a send that waits for room is kept`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      var narrow = LaunchOptions()
      narrow.inputQueueCapacity = 1
      narrow.autoActivate = false
      narrow.overflow = .wait(nil)
      let sink = try await runtime.launch(Blocker.self, id: "sink", options: narrow)
      try await sink.send(Deposit(account: 0, cents: 1))
      var options = LaunchOptions()
      options.routes = ["sink"]
      options.overflow = .reject
      let source = try await runtime.launch(Blocker.self, id: "source", options: options)
      try await source.send(Deposit(account: 9, cents: -1))
      while source.metrics.account.delivered == 0 { await Task.yield() }
      try await sink.activate()
      let emitted: Deposit = try await source.receive(timeout: .seconds(30))
      #expect(emitted == Deposit(account: 9, cents: -1))
      #expect(source.metrics.outboxDropped == 0)
    }
  }

  @Test func `a hung handler is reported by the watchdog, once`() async throws {
    var configuration = RuntimeConfiguration()
    configuration.watchdogTimeout = .milliseconds(20)
    try await withRuntime(backend: .cpu, configuration: configuration) { runtime in
      let events = runtime.events
      let blocker = try await runtime.launch(Blocker.self)
      let gate = Gate.make()
      try await blocker.send(Block(gate))
      for await event in events {
        guard case .handlerHung(let kernel, let replica, let nanoseconds) = event else { continue }
        #expect(kernel == "blocker" && replica == 0 && nanoseconds >= 20_000_000)
        break
      }
      gate.open()
      let balance: Balance = try await blocker.call(Deposit(account: 3, cents: 1))
      #expect(balance.cents == 1)
    }
  }

  @Test func `late answers are those of this launch`() async throws {
    try await withRuntime(backend: .cpu) { runtime in
      for round in 0..<3 {
        let blocker = try await runtime.launch(Blocker.self)
        try await blocker.deactivate()
        await #expect(throws: RingKernelError.self) {
          let _: Balance = try await blocker.call(Deposit(account: 1, cents: 1), timeout: .milliseconds(5))
        }
        try await blocker.activate()
        try await blocker.terminate()
        #expect(blocker.metrics.lateReplies == 1, "round \(round)")
      }
    }
  }
}
