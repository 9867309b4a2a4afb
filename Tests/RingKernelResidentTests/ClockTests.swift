import RingKernelConformance
import RingKernelCore
import RingKernelHost
import Testing

@testable import RingKernelEngine

/// The device's clock as the host measures it.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The clock of a device` {
  @Test func `offset and drift are found within the bounds that are told`() throws {
    var random = SystemRandomNumberGenerator()
    for round in 0..<200 {
      var fit = ClockFit()
      #expect(fit.clock(at: 5) == nil)
      let drift = Double.random(in: -0.0002...0.0002, using: &random)
      let start = UInt64.random(in: 0...(1 << 62), using: &random)
      let lag = UInt64.random(in: 0 ... .max, using: &random)
      func device(_ time: UInt64) -> UInt64 {
        time &- lag &+ UInt64(bitPattern: Int64((Double(time &- start) * drift).rounded()))
      }
      var time = start
      for _ in 0..<Int.random(in: 2...90, using: &random) {
        time += UInt64.random(in: 90_000_000...200_000_000, using: &random)
        let way = UInt64.random(in: 500...20_000, using: &random)
        let asked = device(time + UInt64.random(in: 0...way, using: &random))
        fit.add(ClockFit.Sample(before: time, device: asked, after: time + way))
      }
      #expect(fit.samples.count <= 64)
      let later = time + UInt64.random(in: 0...100_000_000, using: &random)
      let clock = try #require(fit.clock(at: later))
      let miss = Int64(bitPattern: device(later) &+ clock.offset &- later).magnitude
      #expect(miss <= clock.error + 2, "round \(round), \(clock)")
      #expect(abs(clock.drift - drift * 1e9) <= clock.driftError + 1, "round \(round), \(clock)")
      #expect(clock.error < 200_000)
    }
  }

  @Test func `a clock that ticks in steps is wrong by a step more`() throws {
    var fit = ClockFit()
    for number in 1...20 as ClosedRange<UInt64> {
      let time = number * 100_000_000
      fit.add(ClockFit.Sample(before: time, device: time / 1024 * 1024, after: time + 100))
    }
    #expect(fit.step == 1024)
    #expect(try #require(fit.clock(at: 2_000_000_000)).error >= 1024)
  }

  @Test func `the clock of a running program that gains 200 microseconds a second is followed`() async throws {
    let faster: @Sendable (String) -> String = {
      $0.replacing("return g_timer();", with: "u64 n = g_timer(); return n + n / 5000u + 123456789u;")
    }
    try await StandInEngine.with(rewrite: faster) { runtime, _ in
      let kernel = try await runtime.launch(KitActor.self).kernel
      #expect(runtime.deviceClock != nil)
      // Pairs with a short way need a quiet moment.
      var clock = try #require(runtime.deviceClock)
      for _ in 0..<3000 where clock.driftError > 100_000 {
        try await Task.sleep(for: .milliseconds(20))
        let _: Total = try await kernel.call(Add(amount: 1), timeout: .seconds(60))
        clock = try #require(runtime.deviceClock)
      }
      let right = 0 &- (clock.time / 5000 &+ 123_456_789)
      let miss = Int64(bitPattern: clock.offset &- right).magnitude
      #expect(miss <= clock.error + 200, "\(clock), wrong by \(miss)")
      #expect(abs(clock.drift - 200_000) <= clock.driftError + 100, "\(clock)")
      #expect(clock.driftError <= 100_000, "\(clock)")
      print("a clock that gains 200000 ns a second: \(clock), wrong by \(miss) ns")
    }
  }
}
