import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelKernelTesting
import Testing

/// The engine over the stand-in for the driver, which runs the printed program on threads of the host.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The resident engine` {
  @Test func `a message reaches a running program and comes back changed`() async throws {
    try await StandInEngine.with { runtime, standIn in
      let kernel = try await runtime.launch(KitActor.self).kernel
      for number in 1...100 as ClosedRange<Int64> {
        let total: Total = try await kernel.call(Add(amount: number), timeout: .seconds(60))
        #expect(total.amount == number && total.sum == number * (number + 1) / 2)
      }
      // One launch for all of them.
      #expect(StandInEngine.starts(of: standIn) == 1)
    }
  }

  @Test func `a new type makes the program change, and states stay`() async throws {
    try await StandInEngine.with { runtime, standIn in
      let kernel = try await runtime.launch(KitActor.self, id: "sink").kernel
      _ = try await kernel.call(Add(amount: 5), timeout: .seconds(60)) as Total
      var options = LaunchOptions()
      options.routes = ["sink"]
      let relay = try await runtime.launch(KitRelay.self, options: options).kernel
      let total: Total = try await relay.call(Add(amount: 10), timeout: .seconds(60))
      #expect(total.sum == 25)
      #expect(StandInEngine.starts(of: standIn) == 2)
    }
  }
}
