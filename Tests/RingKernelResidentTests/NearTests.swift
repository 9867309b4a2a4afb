import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelKernelTesting
import RingKernelRender
import Testing

@testable import RingKernelEngine

/// Actors of one block send each other messages with plain accesses: what holds between blocks must hold there.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Actors of one block` {
  /// Rewrites after which no message between blocks arrives.
  @Sendable static func withoutFarMessages(_ text: String) -> String {
    text.replacing("  else rk_release(t.word, t.publishing);\n", with: "")
  }

  private func sink(
    _ runtime: RingKernelRuntime,
    capacity: Int,
    overflow: OverflowPolicy = .wait(.seconds(60)),
    isActive: Bool = true
  ) async throws -> KernelHandle {
    var options = LaunchOptions()
    options.inputQueueCapacity = capacity
    options.overflow = overflow
    options.autoActivate = isActive
    return try await runtime.launch(KitActor.self, id: "sink", options: options).kernel
  }

  private func relay(_ runtime: RingKernelRuntime, _ id: String, isNear: Bool) async throws -> KernelHandle {
    var options = LaunchOptions()
    options.routes = ["sink"]
    options.near = isNear ? "sink" : nil
    return try await runtime.launch(KitRelay.self, id: id, options: options).kernel
  }

  private func order(of sink: KernelHandle) async throws -> Order {
    try await sink.call(AskOrder(), timeout: .seconds(60))
  }

  /// Waits until something holds; false when it does not within a minute.
  private func comes(_ holds: () async throws -> Bool) async throws -> Bool {
    for _ in 0..<3000 {
      if try await holds() { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  @Test func `a neighbour's messages need nothing of what goes between blocks`() async throws {
    try await StandInEngine.with(rewrite: Self.withoutFarMessages) { runtime, _ in
      let sink = try await sink(runtime, capacity: 8)
      let near = try await relay(runtime, "near", isNear: true)
      for round in 0..<5 as Range<UInt32> { try await near.send(Produce(sender: 1, count: 10 + round)) }
      #expect(try await comes { try await self.order(of: sink).count == 60 })
      #expect(try await order(of: sink) == Order(count: 60, violations: 0, last: 59))
    }
  }

  @Test func `without the wish they sit on different blocks`() async throws {
    try await StandInEngine.with(rewrite: Self.withoutFarMessages, drains: false) { runtime, _ in
      let sink = try await sink(runtime, capacity: 8)
      let far = try await relay(runtime, "far", isNear: false)
      try await far.send(Produce(sender: 1, count: 1))
      #expect(try await comes { far.metrics.account.delivered == 1 })
      #expect(try await order(of: sink).count == 0)
    }
  }

  @Test func `replica n sits beside replica n of its neighbour, counted round`() async throws {
    try await StandInEngine.withDevice(processors: 3) { runtime, _, engine in
      var options = LaunchOptions()
      options.gridSize = 2
      _ = try await runtime.launch(KitActor.self, id: "sink", options: options)
      _ = try await runtime.launch(KitActor.self, id: "alone")
      options.gridSize = 4
      options.near = "sink"
      _ = try await runtime.launch(KitRelay.self, id: "relay", options: options)
      let blocks = try engine.desk.perform { courier in
        Dictionary(grouping: courier.seats.values, by: \.cell.kernelID).mapValues { seats in
          seats.sorted { $0.cell.replica < $1.cell.replica }.map(\.block.number)
        }
      }
      #expect(blocks == ["sink": [0, 1], "alone": [2], "relay": [0, 1, 0, 1]])
    }
  }

  @Test func `near messages are counted though the host sends nothing more`() async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await sink(runtime, capacity: 64)
      let near = try await relay(runtime, "near", isNear: true)
      try await near.send(Produce(sender: 1, count: 40))
      #expect(try await comes { sink.metrics.account.delivered == 40 })
    }
  }

  @Test func `a message of the host has its turn while neighbours send each other without end`() async throws {
    try await StandInEngine.with { runtime, _ in
      var options = LaunchOptions()
      let one = try await runtime.launch(KitRelay.self, id: "one").kernel
      options.near = "one"
      options.routes = ["one"]
      let other = try await runtime.launch(KitRelay.self, id: "other", options: options).kernel
      try await one.connect(0, to: KitRelay.Handle(other))
      try await one.send(Token(hops: 2_000_000_000))
      #expect(try await comes { one.metrics.account.delivered > 1000 })
      let token: Token = try await other.call(Token(hops: 10), timeout: .seconds(60))
      #expect(token == Token(hops: 0, visits: 10))
      // The state shows at a boundary, and both end although a message is under way.
      #expect(try await one.readState(KitRelay.self).handled > 1000)
      try await one.terminate(draining: false)
    }
  }

  @Test(arguments: [true, false], [OverflowPolicy.wait(nil), .reject, .dropNewest, .deadLetter])
  func `a full inbox takes as many messages as it has places, and the others have their policy`(
    isNear: Bool,
    policy: OverflowPolicy
  ) async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await sink(runtime, capacity: 4, overflow: policy, isActive: false)
      let relay = try await relay(runtime, "relay", isNear: isNear)
      for number in 0..<20 as Range<UInt64> { try await relay.send(Note(sender: 1, sequence: number)) }
      let waits = policy == .wait(nil)
      // One waits at the sender, which handles nothing else meanwhile.
      #expect(
        try await comes { relay.metrics.account.delivered + relay.metrics.account.deadLettered == (waits ? 5 : 20) }
      )
      try await sink.activate()
      #expect(try await comes { sink.metrics.account.delivered == (waits ? 20 : 4) })
      let order = try await order(of: sink)
      #expect(order == Order(count: waits ? 20 : 4, violations: 0, last: waits ? 19 : 3))
      #expect(relay.metrics.account.deadLettered == (policy == .reject ? 16 : 0))
      #expect(sink.metrics.account.dropped == (policy == .dropNewest ? 16 : 0))
      #expect(sink.metrics.account.deadLettered == (policy == .deadLetter ? 16 : 0))
    }
  }

  @Test func `a far sender joins near ones while messages wait, and each keeps its order`() async throws {
    try await StandInEngine.with(processors: 3) { runtime, _ in
      let sink = try await sink(runtime, capacity: 8, isActive: false)
      var relays = [try await relay(runtime, "near", isNear: true)]
      try await relays[0].send(Produce(sender: 0, count: 5))
      #expect(try await comes { relays[0].metrics.account.delivered == 1 })
      for number in 1...2 { relays.append(try await relay(runtime, "far \(number)", isNear: false)) }
      for round in 0..<20 {
        for (number, relay) in relays.enumerated() { try await relay.send(Produce(sender: UInt32(number), count: 10)) }
        if round == 2 { try await sink.activate() }
      }
      #expect(try await comes { try await self.order(of: sink).count == 605 })
      #expect(try await order(of: sink).violations == 0)
      // Near ones that go and come again find the inbox of all.
      try await relays[0].terminate()
      let late = try await relay(runtime, "late", isNear: true)
      try await late.send(Produce(sender: 5, count: 30))
      #expect(try await comes { try await self.order(of: sink).count == 635 })
      #expect(try await order(of: sink).violations == 0)
    }
  }

  @Test func `messages that wait in a near inbox outlive a change of the program`() async throws {
    try await StandInEngine.with { runtime, standIn in
      let sink = try await sink(runtime, capacity: 4, isActive: false)
      let near = try await relay(runtime, "near", isNear: true)
      try await near.send(Produce(sender: 1, count: 10))
      #expect(try await comes { near.metrics.account.delivered == 1 })
      let starts = standIn.calls.count { $0 == "cuLaunchCooperativeKernel" }
      _ = try await runtime.launch(KitProbe.self)
      #expect(standIn.calls.count { $0 == "cuLaunchCooperativeKernel" } == starts + 1)
      try await sink.activate()
      try await near.send(Produce(sender: 1, count: 10))
      #expect(try await comes { try await self.order(of: sink).count == 20 })
      #expect(try await order(of: sink).violations == 0)
    }
  }

  @Test func `a sender that ends in order leaves nothing behind`() async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await sink(runtime, capacity: 4)
      let near = try await relay(runtime, "near", isNear: true)
      for _ in 0..<10 { try await near.send(Produce(sender: 1, count: 20)) }
      try await near.terminate()
      #expect(try await comes { try await self.order(of: sink).count == 200 })
      #expect(try await order(of: sink).violations == 0)
    }
  }

  @Test(arguments: [true, false])
  func `a receiver that ends at once leaves what waits for it as dead letters`(isNear: Bool) async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await sink(runtime, capacity: 4, isActive: false)
      let relay = try await relay(runtime, "relay", isNear: isNear)
      try await relay.send(Produce(sender: 1, count: 10))
      #expect(try await comes { relay.metrics.account.delivered == 1 })
      try await sink.terminate(draining: false)
      #expect(sink.metrics.account.deadLettered == 10)
      // The route is closed, the sender lives.
      try await relay.send(Note(sender: 1, sequence: 0))
      #expect(try await comes { relay.metrics.account.deadLettered == 1 })
    }
  }

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
    var count: UInt64 = 0
    var violations: UInt64 = 0
    do {
      try await StandInEngine.with(rewrite: { $0.replacing(mutant.right, with: mutant.wrong) }, drains: false) {
        runtime,
        _ in
        let sink = try await sink(runtime, capacity: 16)
        let near = try await relay(runtime, "near", isNear: true)
        for _ in 0..<10 { try await near.send(Produce(sender: 1, count: 30)) }
        for _ in 0..<100 where count != 300 {
          try await Task.sleep(for: .milliseconds(20))
          count = sink.metrics.account.delivered
        }
        violations = try await order(of: sink).violations
      }
    } catch is RingKernelError {
      // An engine that gives up is found out as well.
      count = 0
    }
    #expect(count != 300 || violations != 0)
  }
}
