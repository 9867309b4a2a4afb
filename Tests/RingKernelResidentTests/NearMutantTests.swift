import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelRender
import Testing

/// Ways to get the ring between actors of one block wrong that must not survive.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The near ring` {
  @Test(arguments: [
    (
      "does not look whether the near ring is full",
      "if (position - rk_known(t, ring + rk_ring_head) >= capacity) return false;", ";"
    ),
    ("claims no place", "    *tail = position + 1u;\n", ""),
    (
      "takes a message twice", "t.table[t.from + rk_ring_head] += 1u; t.spree",
      "t.table[t.from + rk_ring_head] += t.spree & 1u; t.spree"
    ),
    (
      "never tells of near messages", "if (t.is_due && t.drafted != 0u) return rk_draw(t);",
      "if (t.is_due) t.drafted = 0u;"
    ),
  ])
  func `a wrong near ring is found out`(mutant: (name: String, right: String, wrong: String)) async throws {
    let text = try Renderer.resident(try `Resident programs`.modules([KitRelay.self])).text
    #expect(text.contains(mutant.right), "the mutant changes nothing")
    let order = try await outcome(mutant.right, mutant.wrong, looks: 100)
    #expect(order != Order(count: 300, violations: 0, last: 299))
  }

  @Test func `a right near ring loses nothing in the same exchange`() async throws {
    #expect(try await outcome("", "", looks: 3000) == Order(count: 300, violations: 0, last: 299))
  }

  /// What comes of 300 messages by what the host is told of them without asking; no message when the engine gives up.
  private func outcome(_ right: String, _ wrong: String, looks: Int) async throws -> Order {
    var outcome = Order(count: 0, violations: 0, last: 0)
    do {
      try await StandInEngine.with(rewrite: { right.isEmpty ? $0 : $0.replacing(right, with: wrong) }, drains: false) {
        runtime,
        _ in
        let sink = try await Neighbours.sink(runtime, capacity: 16)
        let near = try await Neighbours.relay(runtime, "near", isNear: true)
        for _ in 0..<10 { try await near.send(Produce(sender: 1, count: 30)) }
        for _ in 0..<looks where sink.metrics.account.delivered != 300 { try await Task.sleep(for: .milliseconds(20)) }
        guard sink.metrics.account.delivered == 300 else { return }
        outcome = try await Neighbours.order(of: sink)
      }
    } catch is RingKernelError {
      // Found out as well.
    }
    return outcome
  }
}
