import RingKernelABI
import RingKernelConformance
import RingKernelCore
import RingKernelEngine
import RingKernelHost
import Testing

/// Times of messages that a resident program keeps.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Times of messages in a resident program` {
  private static func call(_ kernel: KernelHandle, _ count: Int) async throws {
    for number in 0..<count {
      let _: Total = try await kernel.call(Add(amount: Int64(number)), timeout: .seconds(60))
    }
  }

  @Test(arguments: [false, true])
  func `each message is timed in the order of its stages, and nothing is once it is off`(inPasses: Bool) async throws {
    try await StandInEngine.withDevice(inPasses: inPasses) { runtime, _, engine in
      let kernel = try await runtime.launch(KitActor.self, id: "timed").kernel
      try await Self.call(kernel, 5)
      #expect(try engine.timings() == [])
      try engine.time(true)
      // A block hears of it at its next look.
      try await Task.sleep(for: .seconds(1))
      let before = Machine.monotonicNanoseconds
      try await Self.call(kernel, 20)
      let after = Machine.monotonicNanoseconds
      let timings = try engine.timings()
      #expect(timings.count == 20)
      #expect(Set(timings.map(\.messageID)).count == 20)
      let clock = try #require(engine.deviceClock)
      let slack = clock.error + 1_000_000
      for timing in timings {
        let published = try #require(timing.published)
        #expect(timing.kernel == "timed" && timing.replica == 0 && timing.handler == 0)
        #expect(before <= published && published <= timing.seen + slack)
        #expect(timing.seen <= timing.began && timing.began <= timing.answered && timing.answered <= after + slack)
      }
      #expect(try engine.timings() == [])
      try engine.time(false)
      try await Task.sleep(for: .seconds(1))
      try await Self.call(kernel, 5)
      #expect(try engine.timings() == [])
    }
  }

  @Test func `the last messages of many are kept, and those of actors were published by nobody`() async throws {
    try await StandInEngine.withDevice(processors: 1) { runtime, _, engine in
      let sink = try await runtime.launch(KitActor.self, id: "sink").kernel
      var options = LaunchOptions()
      options.routes = ["sink"]
      let relay = try await runtime.launch(KitRelay.self, id: "relay", options: options).kernel
      try engine.time(true)
      try await Task.sleep(for: .seconds(1))
      try await Self.call(relay, 1)
      let two = try engine.timings()
      #expect(two.map(\.kernel) == ["relay", "sink"])
      #expect(two.map { $0.published != nil } == [true, false])
      try await Self.call(sink, 400)
      let many = try engine.timings()
      #expect(many.count > 200 && many.count <= 256)
      #expect(many.map(\.seen) == many.map(\.seen).sorted())
    }
  }
}
