import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelKernelTesting
import RingKernelRender
import Synchronization
import Testing

@testable import RingKernelEngine
@testable import RingKernelIR

/// Actors on blocks of one cluster send each other messages through shared memory, which is there only while the program
/// runs: what holds elsewhere must hold there.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `Actors of one cluster` {
  private typealias Ring = EngineLayout.Ring

  /// The tier of the sink's inbox.
  static func tier(_ engine: ResidentEngine, of id: String = "sink") throws -> UInt32? {
    try engine.desk.perform { courier in courier.seats.values.first { $0.cell.kernelID == id }?.tier }
  }

  private static func relay(_ runtime: RingKernelRuntime, _ id: String) async throws -> KernelHandle {
    try await Neighbours.relay(runtime, id, isNear: true, nearness: .cluster)
  }

  /// Six blocks are three clusters of two.
  private static let three = 6

  @Test func `a wish for the same cluster is followed, and tiers go by where all senders sit`() async throws {
    try await StandInEngine.withDevice(processors: Self.three) { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 8)
      _ = try await Neighbours.relay(runtime, "near", isNear: true)
      #expect(try Self.tier(engine) == Ring.blockTier)
      let relay = try await Self.relay(runtime, "neighbour")
      #expect(try Self.tier(engine) == Ring.clusterTier)
      try await relay.send(Produce(sender: 1, count: 50))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 50 })
      let far = try await Neighbours.relay(runtime, "far", isNear: false)
      #expect(try Self.tier(engine) == 0)
      try await far.send(Produce(sender: 2, count: 50))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 100 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
      let blocks = try engine.desk.perform { courier in
        Dictionary(uniqueKeysWithValues: courier.seats.values.map { ($0.cell.kernelID, $0.block.number) })
      }
      #expect(blocks == ["sink": 0, "near": 0, "neighbour": 1, "far": 2])
    }
  }

  @Test(arguments: [OverflowPolicy.wait(nil), .reject, .dropNewest, .deadLetter])
  func `a full inbox takes as many messages as it has places, and the others have their policy`(
    policy: OverflowPolicy
  ) async throws {
    try await StandInEngine.withDevice { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 4, overflow: policy, isActive: false)
      let relay = try await Self.relay(runtime, "relay")
      #expect(try Self.tier(engine) == Ring.clusterTier)
      for number in 0..<20 as Range<UInt64> { try await relay.send(Note(sender: 1, sequence: number)) }
      let waits = policy == .wait(nil)
      #expect(
        try await Neighbours.comes {
          relay.metrics.account.delivered + relay.metrics.account.deadLettered == (waits ? 5 : 20)
        }
      )
      try await sink.activate()
      #expect(try await Neighbours.comes { sink.metrics.account.delivered == (waits ? 20 : 4) })
      let order = try await Neighbours.order(of: sink)
      #expect(order == Order(count: waits ? 20 : 4, violations: 0, last: waits ? 19 : 3))
    }
  }

  @Test func `messages that wait in a shared inbox outlive changes of the program and growing memory`() async throws {
    try await StandInEngine.withDevice { runtime, device, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 8, isActive: false)
      let relay = try await Self.relay(runtime, "relay")
      // Positions past the first lap.
      try await sink.activate()
      try await relay.send(Produce(sender: 1, count: 13))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 13 })
      try await sink.deactivate()
      try await relay.send(Produce(sender: 1, count: 5))
      #expect(try await Neighbours.comes { relay.metrics.account.delivered == 2 })
      _ = try await runtime.launch(KitProbe.self)
      let growths = device.growths(of: .rings)
      var options = LaunchOptions()
      options.inputQueueCapacity = 256
      options.gridSize = 1
      for number in 0..<400 where device.growths(of: .rings) == growths {
        _ = try await runtime.launch(KitActor.self, id: "large \(number)", options: options)
      }
      #expect(device.growths(of: .rings) > growths)
      #expect(try Self.tier(engine) == Ring.clusterTier)
      try await sink.activate()
      try await relay.send(Produce(sender: 1, count: 30))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 48 })
      #expect(try await Neighbours.order(of: sink) == Order(count: 48, violations: 0, last: 47))
    }
  }

  @Test func `senders go on from a block through a cluster to anywhere while messages wait`() async throws {
    try await StandInEngine.withDevice(processors: Self.three) { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 8, isActive: false)
      var relays = [try await Neighbours.relay(runtime, "near", isNear: true)]
      try await relays[0].send(Produce(sender: 0, count: 3))
      #expect(try await Neighbours.comes { relays[0].metrics.account.delivered == 1 })
      relays.append(try await Self.relay(runtime, "neighbour"))
      #expect(try Self.tier(engine) == Ring.clusterTier)
      // More than there is room for: some wait at their sender.
      try await relays[1].send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { relays[1].metrics.account.delivered == 1 })
      relays.append(try await Neighbours.relay(runtime, "far", isNear: false))
      #expect(try Self.tier(engine) == 0)
      for round in 0..<20 {
        for (number, relay) in relays.enumerated() { try await relay.send(Produce(sender: UInt32(number), count: 10)) }
        if round == 2 { try await sink.activate() }
      }
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 613 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test func `what a sender of the cluster keeps reaches its receiver when its route and the tier have changed`()
    async throws
  {
    try await StandInEngine.withDevice(processors: Self.three) { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 4, isActive: false)
      let relay = try await Self.relay(runtime, "relay")
      try await relay.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { relay.metrics.account.delivered == 1 })
      try await relay.connect(0, to: try await runtime.launch(KitActor.self, id: "other"))
      let far = try await Neighbours.relay(runtime, "far", isNear: false)
      #expect(try Self.tier(engine) == 0)
      try await far.send(Produce(sender: 2, count: 10))
      try await sink.activate()
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 20 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
    }
  }

  @Test(arguments: [true, false])
  func `a receiver that ends has what waits for it handled, or as dead letters`(drains: Bool) async throws {
    try await StandInEngine.withDevice { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 4, isActive: drains)
      let relay = try await Self.relay(runtime, "relay")
      #expect(try Self.tier(engine) == Ring.clusterTier)
      for _ in 0..<10 { try await relay.send(Produce(sender: 1, count: drains ? 20 : 1)) }
      if drains {
        try await relay.terminate()
        try await sink.terminate()
        #expect(sink.metrics.account.delivered == 200)
      } else {
        #expect(try await Neighbours.comes { relay.metrics.account.delivered == 5 })
        try await sink.terminate(draining: false)
        #expect(sink.metrics.account.deadLettered == 5)
      }
    }
  }

  @Test func `inboxes that find no room in shared memory lie in that of the device, and room is given back`()
    async throws
  {
    try await StandInEngine.withDevice { runtime, _, engine in
      func pair(_ number: Int) async throws -> (sink: KernelHandle, relay: KernelHandle) {
        var options = LaunchOptions()
        options.inputQueueCapacity = 16
        options.near = number == 0 ? nil : "sink 0"
        let sink = try await runtime.launch(KitActor.self, id: "sink \(number)", options: options).kernel
        options.near = "sink 0"
        options.nearness = .cluster
        options.routes = ["sink \(number)"]
        return (sink, try await runtime.launch(KitRelay.self, id: "relay \(number)", options: options).kernel)
      }
      var pairs: [(sink: KernelHandle, relay: KernelHandle)] = []
      for number in 0..<10 { pairs.append(try await pair(number)) }
      func tiers() throws -> [UInt32?] { try (0..<pairs.count).map { try Self.tier(engine, of: "sink \($0)") } }
      #expect(try tiers() == Array(repeating: Ring.clusterTier, count: EngineLayout.Area.places) + [0, 0])
      try await pairs[3].relay.terminate()
      try await pairs[3].sink.terminate()
      pairs[3] = try await pair(3)
      #expect(try Self.tier(engine, of: "sink 3") == Ring.clusterTier)
      for pair in pairs { try await pair.relay.send(Produce(sender: 1, count: 50)) }
      for pair in pairs {
        #expect(try await Neighbours.comes { try await Neighbours.order(of: pair.sink).count == 50 })
        #expect(try await Neighbours.order(of: pair.sink).violations == 0)
      }
    }
  }

  @Test func `a grid that clusters would not hold goes without them, with what waits, and it is told`() async throws {
    let standIn = try StandInCUDA()
    let told = Mutex<[String]>([])
    try await StandInEngine.withDevice(
      standIn: standIn,
      processors: 4,
      note: { what, reason in told.withLock { $0.append("\(what): \(reason)") } }
    ) { runtime, _, engine in
      let sink = try await Neighbours.sink(runtime, capacity: 8, isActive: false)
      let relay = try await Self.relay(runtime, "relay")
      #expect(try Self.tier(engine) == Ring.clusterTier)
      try await relay.send(Produce(sender: 1, count: 12))
      #expect(try await Neighbours.comes { relay.metrics.account.delivered == 1 })
      // The next program is one of which fewer blocks are there at once.
      standIn.set("activeClusters", 3)
      #expect(runtime.clusterSize == 4)
      _ = try await runtime.launch(KitProbe.self)
      #expect(try Self.tier(engine) == 0)
      let words =
        "actors use no clusters of blocks: 2 blocks in clusters of 2 are on the device at once, the grid has 4"
      #expect(runtime.clusterSize == 1)
      #expect(told.withLock { $0 } == [words])
      try await sink.activate()
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 12 })
      #expect(try await Neighbours.order(of: sink).violations == 0)
      #expect(standIn.calls.last { $0.hasPrefix("cuLaunch") } == "cuLaunchCooperativeKernel")
    }
  }

  @Test func `a launch in clusters that the driver refuses is made without them`() async throws {
    let standIn = try StandInCUDA()
    standIn.set("refusesClusters", 1)
    try await StandInEngine.with(standIn: standIn) { runtime, _ in
      let sink = try await Neighbours.sink(runtime, capacity: 8)
      let relay = try await Self.relay(runtime, "relay")
      #expect(runtime.clusterSize == 1)
      try await relay.send(Produce(sender: 1, count: 50))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 50 })
    }
  }

  @Test func `a device before 9 has no clusters`() async throws {
    let standIn = try StandInCUDA()
    standIn.set("capability", 80)
    standIn.set("clusters", 0)
    try await StandInEngine.withDevice(standIn: standIn) { runtime, device, engine in
      #expect(device.clusterSize == 1)
      let sink = try await Neighbours.sink(runtime, capacity: 8)
      let relay = try await Self.relay(runtime, "relay")
      #expect(try Self.tier(engine) == 0)
      try await relay.send(Produce(sender: 1, count: 10))
      #expect(try await Neighbours.comes { try await Neighbours.order(of: sink).count == 10 })
    }
  }
}
