import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelKernelTesting
import Testing

/// The engine on a device that keeps nothing resident.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `A program in passes` {
  private static func launches(_ standIn: StandInCUDA, _ name: String) -> Int {
    standIn.calls.count { $0 == name }
  }

  /// Waits until nothing is launched any more, and gives how often that was.
  private static func settled(_ standIn: StandInCUDA) async throws -> Int {
    var known = -1
    while known != launches(standIn, "cuLaunchKernel") {
      known = launches(standIn, "cuLaunchKernel")
      try await Task.sleep(for: .milliseconds(500))
    }
    return known
  }

  @Test func `it is launched for messages, and not while there is nothing to do`() async throws {
    try await StandInEngine.with(inPasses: true) { runtime, standIn in
      #expect(runtime.executionMode == .epochs)
      let kernel = try await runtime.launch(KitActor.self, id: "sink").kernel
      var options = LaunchOptions()
      options.routes = ["sink"]
      let relay = try await runtime.launch(KitRelay.self, options: options).kernel
      var before = try await Self.settled(standIn)
      for number in 1...3 as ClosedRange<Int64> {
        let total: Total = try await relay.call(Add(amount: 5), timeout: .seconds(60))
        #expect(total.sum == 10 * number)
        let after = try await Self.settled(standIn)
        #expect(after > before)
        before = after
      }
      // Nobody sends: reading a state or ending an actor needs no pass.
      _ = try await kernel.readState(KitActor.self)
      try await relay.terminate()
      #expect(try await Self.settled(standIn) == before)
      #expect(Self.launches(standIn, "cuLaunchCooperativeKernel") == 0)
    }
  }

  @Test func `messages that a suspended actor has do not bring one pass after the other`() async throws {
    try await StandInEngine.with(inPasses: true) { runtime, standIn in
      let kernel = try await runtime.launch(KitActor.self).kernel
      try await kernel.deactivate()
      for number in 0..<20 as Range<UInt64> { try await kernel.send(Note(sender: 0, sequence: number)) }
      let before = try await Self.settled(standIn)
      #expect(try await Self.settled(standIn) == before)
      try await kernel.activate()
      let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(60))
      #expect(order == Order(count: 20, violations: 0, last: 19))
    }
  }

  @Test func `its clock is known as well as is told`() async throws {
    let faster: @Sendable (String) -> String = {
      $0.replacing("return g_timer();", with: "u64 n = g_timer(); return n + n / 5000u + 123456789u;")
    }
    try await StandInEngine.with(inPasses: true, rewrite: faster) { runtime, _ in
      let kernel = try await runtime.launch(KitActor.self).kernel
      let first = try #require(runtime.deviceClock)
      for _ in 0..<20 {
        try await Task.sleep(for: .milliseconds(60))
        let _: Total = try await kernel.call(Add(amount: 1), timeout: .seconds(60))
      }
      let clock = try #require(runtime.deviceClock)
      #expect(clock.time > first.time)
      let right = 0 &- (clock.time / 5000 &+ 123_456_789)
      let miss = Int64(bitPattern: clock.offset &- right).magnitude
      #expect(miss <= clock.error + 200, "\(clock), wrong by \(miss)")
    }
  }
}
