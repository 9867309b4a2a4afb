import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelKernelTesting
import Testing

@testable import RingKernelEngine

/// Actors of one block send each other messages with plain accesses: what holds between blocks must hold there.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Actors of one block` {
  /// Rewrites after which no message between blocks arrives.
  @Sendable static func withoutFarMessages(_ text: String) -> String {
    text.replacing("  else rk_release(t.word, t.publishing);\n", with: "")
  }

  @Test func `a neighbour's messages need nothing of what goes between blocks`() async throws {
    try await StandInEngine.with(clusters: false, rewrite: Self.withoutFarMessages) { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 8)
      let near = try await Neighbours.relay(runtime, "near", isNear: true)
      for round in 0..<5 as Range<UInt32> { try await near.send(Produce(sender: 1, count: 10 + round)) }
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 60 })
      #expect(try await Neighbours.order(of: sink) == Order(count: 60, violations: 0, last: 59))
    }
  }

  @Test func `without the wish they sit on different blocks`() async throws {
    try await StandInEngine.with(clusters: false, rewrite: Self.withoutFarMessages, drains: false) { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 8)
      let far = try await Neighbours.relay(runtime, "far", isNear: false)
      try await far.send(Produce(sender: 1, count: 1))
      #expect(try await Neighbours.comes { far.metrics.account.delivered == 1 })
      // A question would wait behind the note, which never shows.
      try await Task.sleep(for: .milliseconds(200))
      #expect(sink.metrics.account.delivered == 0)
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
      let sink = try await Neighbours.sink(runtime, capacity: 64)
      let near = try await Neighbours.relay(runtime, "near", isNear: true)
      try await near.send(Produce(sender: 1, count: 40))
      #expect(try await Neighbours.comes { sink.metrics.account.delivered == 40 })
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
      #expect(try await Neighbours.comes { one.metrics.account.delivered > 1000 })
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
      let sink = try await Neighbours.sink(runtime, capacity: 4, overflow: policy, isActive: false)
      let relay = try await Neighbours.relay(runtime, "relay", isNear: isNear)
      for number in 0..<20 as Range<UInt64> { try await relay.send(Note(sender: 1, sequence: number)) }
      let waits = policy == .wait(nil)
      // One waits at the sender, which handles nothing else meanwhile.
      #expect(
        try await Neighbours.comes {
          relay.metrics.account.delivered + relay.metrics.account.deadLettered == (waits ? 5 : 20)
        }
      )
      try await sink.activate()
      #expect(try await Neighbours.comes { sink.metrics.account.delivered == (waits ? 20 : 4) })
      let order = try await Neighbours.order(of: sink)
      #expect(order == Order(count: waits ? 20 : 4, violations: 0, last: waits ? 19 : 3))
      #expect(relay.metrics.account.deadLettered == (policy == .reject ? 16 : 0))
      #expect(sink.metrics.account.dropped == (policy == .dropNewest ? 16 : 0))
      #expect(sink.metrics.account.deadLettered == (policy == .deadLetter ? 16 : 0))
    }
  }

  @Test func `a far sender joins near ones while messages wait, and each keeps its order`() async throws {
    try await StandInEngine.with(processors: 3) { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 8, isActive: false)
      var relays = [try await Neighbours.relay(runtime, "near", isNear: true)]
      try await relays[0].send(Produce(sender: 0, count: 5))
      #expect(try await Neighbours.comes { relays[0].metrics.account.delivered == 1 })
      for number in 1...2 { relays.append(try await Neighbours.relay(runtime, "far \(number)", isNear: false)) }
      for round in 0..<20 {
        for (number, relay) in relays.enumerated() { try await relay.send(Produce(sender: UInt32(number), count: 10)) }
        if round == 2 { try await sink.activate() }
      }
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 605 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
      // Near ones that go and come again find the inbox of all.
      try await relays[0].terminate()
      let late = try await Neighbours.relay(runtime, "late", isNear: true)
      try await late.send(Produce(sender: 5, count: 30))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 635 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test func `what a near sender keeps reaches its receiver when its route and the tier have changed`() async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 4, isActive: false)
      let near = try await Neighbours.relay(runtime, "near", isNear: true)
      try await near.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { near.metrics.account.delivered == 1 })
      try await near.connect(0, to: try await runtime.launch(KitActor.self, id: "other"))
      let far = try await Neighbours.relay(runtime, "far", isNear: false)
      try await far.send(Produce(sender: 2, count: 10))
      try await sink.activate()
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 20 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test func `messages that wait in a near inbox outlive a change of the program`() async throws {
    try await StandInEngine.with { runtime, standIn in
      let sink = try await Neighbours.sink(runtime, capacity: 4, isActive: false)
      let near = try await Neighbours.relay(runtime, "near", isNear: true)
      try await near.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { near.metrics.account.delivered == 1 })
      let starts = StandInEngine.starts(of: standIn)
      _ = try await runtime.launch(KitProbe.self)
      #expect(StandInEngine.starts(of: standIn) == starts + 1)
      try await sink.activate()
      try await near.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 20 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test func `a sender that ends in order leaves nothing behind`() async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 4)
      let near = try await Neighbours.relay(runtime, "near", isNear: true)
      for _ in 0..<10 { try await near.send(Produce(sender: 1, count: 20)) }
      try await near.terminate()
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 200 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test(arguments: [true, false])
  func `a receiver that ends at once leaves what waits for it as dead letters`(isNear: Bool) async throws {
    try await StandInEngine.with { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 4, isActive: false)
      let relay = try await Neighbours.relay(runtime, "relay", isNear: isNear)
      try await relay.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { relay.metrics.account.delivered == 1 })
      try await sink.terminate(draining: false)
      #expect(sink.metrics.account.deadLettered == 10)
      // The route is closed, the sender lives.
      try await relay.send(Note(sender: 1, sequence: 0))
      #expect(try await Neighbours.comes { relay.metrics.account.deadLettered == 1 })
    }
  }
}
