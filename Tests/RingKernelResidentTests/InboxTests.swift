import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelRender
import Testing

/// Many senders, one slow receiver with a small inbox: what the ring between actors must survive, in the memory of the
/// device and in that of a cluster, and ways to get it wrong that must not.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The inbox of a resident actor` {
  /// A wrong ring: what stands in the printed text, and what takes its place.
  struct Mutant: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let replacements: [(String, String)]
    var isShared = false

    func apply(_ text: String) -> String { replacements.reduce(text) { $0.replacing($1.0, with: $1.1) } }
  }

  /// Senders are slow between claim, payload and publication, and the receiver is slow before it gives a slot back: in
  /// the right program as well.
  private static let delays = Mutant(
    testDescription: "delays",
    replacements: [
      (
        "  t.publishing = rk_lap(position, capacity);\n",
        "  t.publishing = rk_lap(position, capacity);\n  rk_pause(100000u);\n"
      ), ("  t.ring_taken += 1u;\n", "  rk_pause(3000u);\n  t.ring_taken += 1u;\n"),
    ]
  )

  static let mutants = [
    Mutant(
      testDescription: "publishes before it writes",
      replacements: [
        (
          "  t.publishing = rk_lap(position, capacity);\n",
          """
            t.publishing = rk_lap(position, capacity);
            rk_release(t.word, (t.to[rk_slot_length] & ~rk_slot_lap) | t.publishing);
            rk_pause(5000u);

          """
        )
      ]
    ),
    Mutant(
      testDescription: "drops a slot that is not published yet",
      replacements: [
        (
          "  if (!rk_inbox_has(t, position)) return false;\n",
          """
            if (!rk_inbox_has(t, position)) {
              u32* head = t.table + t.inbox + rk_ring_head;
              if (rk_load(t.table + t.inbox + rk_ring_tail) != position) rk_release(head, position + 1u);
              return false;
            }

          """
        )
      ]
    ),
    Mutant(
      testDescription: "does not look whether the ring is full",
      replacements: [
        (">= capacity) {\n      // It is full", ">= 0x7fffffffu) {\n      // It is full"),
        (">= capacity) {", ">= 0x7fffffffu) {"),
      ]
    ),
    Mutant(
      testDescription: "takes every sender for a near one",
      replacements: [("return rk_known(t, ring + rk_ring_tier) == rk_tier_block;", "return true;")]
    ),
    Mutant(
      testDescription: "gives a slot back before it has read it",
      replacements: [
        (
          "  t.from = t.inbox;\n",
          "  t.from = t.inbox;\n  rk_release(t.table + t.inbox + rk_ring_head, position + 1u);\n  rk_pause(100000u);\n"
        ),
        ("  else rk_release(head, rk_load(head) + 1u);\n", ""),
      ]
    ),
    Mutant(
      testDescription: "publishes in a cluster before it writes",
      replacements: [
        (
          "  t.publishing = rk_lap(position, capacity);\n",
          """
            t.publishing = rk_lap(position, capacity);
            if (t.is_shared) rk_release_cluster(t.word, (t.to[rk_slot_length] & ~rk_slot_lap) | t.publishing);
            rk_pause(5000u);

          """
        )
      ],
      isShared: true
    ),
    Mutant(
      testDescription: "does not look whether the ring of a cluster is full",
      replacements: [("(t.is_shared ? rk_acquire_cluster(head)", "(t.is_shared ? position")],
      isShared: true
    ),
    Mutant(
      testDescription: "takes every sender of a cluster for a near one",
      replacements: [("return rk_known(t, ring + rk_ring_tier) == rk_tier_block;", "return true;")],
      isShared: true
    ),
    Mutant(
      testDescription: "claims a place of a cluster that another one has",
      replacements: [
        (
          "u32 seen = t.is_shared ? rk_claim_cluster(tail, position, position + 1u)",
          "u32 seen = t.is_shared ? (rk_pause(3000u), rk_release_cluster(tail, position + 1u), position)"
        )
      ],
      isShared: true
    ),
    Mutant(
      testDescription: "gives a slot of a cluster back before it has read it",
      replacements: [
        (
          "  t.from = t.inbox;\n",
          """
            t.from = t.inbox;
            if (rk_is_shared(t, t.inbox)) { rk_release_cluster(rk_head_at(t, t.inbox), position + 1u); rk_pause(100000u); }

          """
        ), ("rk_release_cluster(head, rk_load_cluster(head) + 1u);", ";"),
      ],
      isShared: true
    ),
  ]

  private static let senders: UInt32 = 64
  private static let rounds = 10
  private static let notes: UInt32 = 10

  /// What the receiver has seen when nothing more comes.
  private func outcome(
    isShared: Bool,
    _ rewrite: @escaping @Sendable (String) -> String,
    drains: Bool
  ) async throws -> Order {
    var last = Order(count: 0, violations: 0, last: 0)
    try await StandInEngine.with(processors: 4, clusters: isShared, rewrite: rewrite, drains: drains) { runtime, _ in
      var options = LaunchOptions()
      options.inputQueueCapacity = 16
      let sink = try await runtime.launch(KitActor.self, id: "sink", options: options).kernel
      options.inputQueueCapacity = 64
      options.routes = ["sink"]
      var sources: [KernelHandle] = []
      for number in 0..<Self.senders {
        sources.append(try await runtime.launch(KitRelay.self, id: "source \(number)", options: options).kernel)
      }
      for _ in 0..<Self.rounds {
        for (number, source) in sources.enumerated() {
          try await source.send(Produce(sender: UInt32(number), count: Self.notes))
        }
      }
      let all = UInt64(Self.senders) * UInt64(Self.rounds) * UInt64(Self.notes)
      var stood = 0
      while stood < 20 {
        // A question waits behind what stands in the inbox: in a wrong ring for ever, which is found out as well.
        guard let order: Order = try await answer(of: sink, isCertain: drains) else { break }
        stood = order.count == last.count ? stood + 1 : 0
        last = order
        // A wrong ring may give the same messages for ever.
        if order.count >= all || order.violations > 0 { break }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    return last
  }

  private func answer(of sink: KernelHandle, isCertain: Bool) async throws -> Order? {
    do throws(RingKernelError) {
      return try await sink.call(AskOrder(), timeout: .seconds(isCertain ? 60 : 5))
    } catch {
      guard !isCertain, error.code == .callTimedOut else { throw error }
      return nil
    }
  }

  @Test(arguments: [false, true])
  func `64 senders and a slow receiver with 16 places: every message once, in the order of its sender`(
    isShared: Bool
  ) async throws {
    let order = try await outcome(isShared: isShared, Self.delays.apply, drains: true)
    #expect(order.count == UInt64(Self.senders) * UInt64(Self.rounds) * UInt64(Self.notes))
    #expect(order.violations == 0)
  }

  @Test(arguments: mutants) func `a wrong ring is found out`(mutant: Mutant) async throws {
    let text = try Renderer.resident(try `Resident programs`.modules([KitActor.self])).text
    #expect(mutant.apply(text) != text, "the mutant changes nothing")
    let all = UInt64(Self.senders) * UInt64(Self.rounds) * UInt64(Self.notes)
    // A race needs its moment: some runs are given to it.
    var isFound = false
    for _ in 0..<8 where !isFound {
      let order = try await outcome(
        isShared: mutant.isShared,
        { Self.delays.apply(mutant.apply($0)) },
        drains: false
      )
      isFound = order.count != all || order.violations != 0
    }
    #expect(isFound)
  }
}
