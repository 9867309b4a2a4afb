import RingKernelConformance
import RingKernelCore
import RingKernelHost
import Testing

/// A handler that does not return: its actor is named, the others lose their device.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The watchdog of a resident program` {
  /// Messages with this amount are never done with, unless the program is told to leave.
  private static let amount: Int64 = 77_777

  private static func hanging(_ text: String) -> String {
    let head = "static __device__ void rk_start(rk_turn& t, u32 records) {"
    let loop = """
      while (t.at[rk_slot_header] == \(amount)u && rk_load_sys(t.host + rk_host_command) != rk_command_leave) rk_pause(1000u);
      """
    return text.replacing(head, with: "\(head)\n  \(loop)")
  }

  private static func failure(_ kernel: KernelHandle, _ amount: Int64) async -> RingKernelError? {
    do {
      let _: Total = try await kernel.call(Add(amount: amount), timeout: .seconds(60))
      return nil
    } catch { return error }
  }

  @Test(arguments: [false, true])
  func `a handler that hangs is named with its actor and message, others lose their device`(
    inPasses: Bool
  ) async throws {
    let patience = Duration.seconds(5)
    try await StandInEngine.with(inPasses: inPasses, rewrite: Self.hanging, drains: false, watchdog: patience) {
      runtime,
      _ in
      let stuck = try await runtime.launch(KitActor.self, id: "stuck").kernel
      let other = try await runtime.launch(KitActor.self, id: "other").kernel
      #expect(await Self.failure(stuck, 1) == nil)
      #expect(await Self.failure(other, 1) == nil)
      async let waiting = Self.failure(stuck, Self.amount)
      let error = try #require(await waiting)
      #expect(error.code == .handlerHung && error.kernel == "stuck")
      #expect(error.detail.contains("in handler 0 of 'stuck' at message"), "\(error)")
      let later = try #require(await Self.failure(other, 2))
      #expect("\(later)".contains("in handler 0 of 'stuck'"), "\(later)")
      #expect(later.code != .handlerHung && later.kernel == "other")
      let again = await Self.failure(stuck, 3)
      #expect(again != nil)
    }
  }

  @Test func `a program that leaves names the actor that hangs, not the neighbour that waits for it`() async throws {
    let patience = Duration.seconds(5)
    // It hangs also when it is told to leave, but for ever it must not.
    let hanging: @Sendable (String) -> String = {
      Self.hanging($0).replacing(
        "&& rk_load_sys(t.host + rk_host_command) != rk_command_leave",
        with: "&& rk_timer() - t.beat < 15000000000u"
      )
    }
    try await StandInEngine.with(rewrite: hanging, drains: false, watchdog: patience) { runtime, _ in
      #expect(runtime.clusterSize == 2)
      let other = try await runtime.launch(KitActor.self, id: "other").kernel
      let stuck = try await runtime.launch(KitActor.self, id: "stuck").kernel
      #expect(await Self.failure(other, 1) == nil)
      async let waiting = Self.failure(stuck, Self.amount)
      try await Task.sleep(for: .milliseconds(200))
      _ = try? await runtime.launch(KitProbe.self)
      let error = try #require(await waiting)
      #expect(error.code == .handlerHung && error.kernel == "stuck")
      let later = try #require(await Self.failure(other, 2))
      #expect("\(later)".contains("block 1 hangs in handler 0 of 'stuck'"), "\(later)")
    }
  }

  @Test func `a handler that is slow, and beats in time, is left alone`() async throws {
    let pause = "{ rk_pause(900000000u); break; }"
    let slow: @Sendable (String) -> String = { Self.hanging($0).replacing("rk_pause(1000u);", with: pause) }
    try await StandInEngine.with(rewrite: slow, watchdog: .seconds(20)) { runtime, _ in
      let kernel = try await runtime.launch(KitActor.self).kernel
      #expect(await Self.failure(kernel, Self.amount) == nil)
      #expect(await Self.failure(kernel, 1) == nil)
    }
  }
}
