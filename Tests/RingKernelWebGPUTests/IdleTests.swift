#if Macros
import Foundation
import RingKernel
import RingKernelCore
import RingKernelEngine
import RingKernelWebGPU
import Testing

@Suite(.serialized, .timeLimit(.minutes(20)), .enabled(if: isThere, absence))
struct IdleTests {
  /// Processor time of this process so far.
  private static func used() -> Duration {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  @Test func `an engine that has nothing to do leaves the processor alone`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      let configuration = RuntimeConfiguration()
      let runtime = RingKernelRuntime(
        engine: try EpochEngine(try WebGPUEpochDevice(try faulty.device()), configuration),
        configuration: configuration,
        events: EventHub(),
        latencies: NoLatencies()
      )
      let adder = try await runtime.launch(Adder.self)
      for _ in 0..<100 { let _: Sum = try await adder.call(Put(amount: 1), timeout: .seconds(60)) }
      try await Task.sleep(for: .milliseconds(500))
      faulty.lose(.submit, 0)
      let before = Self.used()
      try await Task.sleep(for: .seconds(2))
      let share = (Self.used() - before) / .seconds(2)
      // Other work on the machine makes timers and wake-ups dearer: the bound is generous.
      require(share < 0.05, "\(share) of a processor")
      require(faulty.calls(.submit) == 0, "\(faulty.calls(.submit)) submissions")
      print("idle: \(share)")
      await runtime.shutdown()
    }
  }
}
#endif
