import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelRender
import Testing

/// Ways to lose what lies in shared memory when the program leaves, or when an inbox changes its tier.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The shared ring` {
  @Test(arguments: [
    ("does not save when it leaves", "  rk_move_all(words, true);\n", ""),
    ("forgets the tail", "    table[ring + rk_ring_tail] = area[rk_area_tail];\n", ""),
    (
      "saves no slots", "  return is_home ? rk_move{slots, area, words} : rk_move{area, slots, words};",
      "  return is_home ? rk_move{slots, area, 0u} : rk_move{area, slots, words};"
    ),
    (
      "does not bring an inbox home when its tier changes", "  if (rk_move_next(t)) return rk_step_copy;\n",
      "  if (t.cluster > 1u && rk_placed[0] == 0u && rk_move_next(t)) return rk_step_copy;\n"
    ),
    ("forgets the head", "    table[ring + rk_ring_head] = area[rk_area_head];\n", ""),
  ])
  func `a wrong shared ring is found out`(mutant: (name: String, right: String, wrong: String)) async throws {
    let text = try Renderer.resident(try `Resident programs`.modules([KitRelay.self])).text
    #expect(text.contains(mutant.right), "the mutant changes nothing")
    let order = try await outcome(mutant.right, mutant.wrong, looks: 100)
    #expect(order != Order(count: 25, violations: 0, last: 24))
  }

  @Test func `a right shared ring loses nothing in the same exchange`() async throws {
    #expect(try await outcome("", "", looks: 3000) == Order(count: 25, violations: 0, last: 24))
  }

  /// What the receiver has seen of 25 messages, of which some wait when the program changes, and some when a sender from
  /// elsewhere comes.
  private func outcome(_ right: String, _ wrong: String, looks: Int) async throws -> Order {
    var outcome = Order(count: 0, violations: 0, last: 0)
    do {
      try await StandInEngine.with(
        processors: 6,
        rewrite: { right.isEmpty ? $0 : $0.replacing(right, with: wrong) },
        drains: false
      ) { runtime, _ in
        let sink = try await Neighbours.sink(runtime, capacity: 8)
        let relay = try await Neighbours.relay(runtime, "relay", isNear: true, nearness: .cluster)
        func deliver(_ count: UInt32, _ all: UInt64) async throws -> Bool {
          if count > 0 { try await relay.send(Produce(sender: 1, count: count)) }
          for _ in 0..<looks where sink.metrics.account.delivered < all { try await Task.sleep(for: .milliseconds(20)) }
          return sink.metrics.account.delivered >= all
        }
        guard try await deliver(11, 11) else { return }
        try await sink.deactivate()
        _ = try await deliver(7, 0)
        for _ in 0..<looks where relay.metrics.account.delivered < 2 { try await Task.sleep(for: .milliseconds(20)) }
        _ = try await runtime.launch(KitProbe.self)
        try await sink.activate()
        guard try await deliver(0, 18) else { return }
        try await sink.deactivate()
        _ = try await deliver(7, 0)
        for _ in 0..<looks where relay.metrics.account.delivered < 3 { try await Task.sleep(for: .milliseconds(20)) }
        _ = try await Neighbours.relay(runtime, "far", isNear: false)
        try await sink.activate()
        guard try await deliver(0, 25) else { return }
        outcome = try await sink.call(AskOrder(), timeout: .seconds(10))
      }
    } catch is RingKernelError {
      // Found out as well.
    }
    return outcome
  }
}
