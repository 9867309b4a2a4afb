#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

@Suite struct EngineRingTests {
  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here, [1, 2, 8])
  func `messages between actors keep their order, also where positions start over`(
    target: EngineTarget,
    capacity: Int
  ) throws {
    var pair = try EngineScene.fanIn(
      try target.runner(),
      senders: 2,
      capacity: capacity,
      spill: 8,
      budget: 3,
      count: 7,
      position: .max - 5
    )
    let records = try pair.finish()
    #expect(EngineScene.isComplete(records, senders: 2, each: 21))
    // The first rounds: what is sent in one is handled in the next.
    let row = Int(pair.device[1, EngineLayout.Actor.routes]) + EngineLayout.Table.rowWords
    #expect(pair.device.image.table[row + EngineLayout.Ring.tail] == 15)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `a message is handled in the round behind the one that sent it`(target: EngineTarget) throws {
    var pair = try EngineScene.fanIn(
      try target.runner(),
      senders: 1,
      capacity: 4,
      spill: 4,
      budget: 64,
      starts: 1,
      count: 2
    )
    #expect(try pair.epoch(rounds: 1).records(.emitted).isEmpty)
    let second = try pair.epoch(rounds: 1)
    #expect(second.records(.emitted).count == 2 && second.pending == 0)
    #expect(try pair.epoch(rounds: 2).records.isEmpty)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `64 senders that wait for one slow receiver lose nothing`(target: EngineTarget) throws {
    var pair = try EngineScene.fanIn(
      try target.runner(widest: 7),
      senders: 64,
      capacity: 16,
      spill: 16,
      budget: 100,
      count: 12
    )
    var most: UInt32 = 0
    var records: [EngineRecord] = []
    var pending: UInt32 = 4
    while pending == 4 {
      let epoch = try pair.epoch(rounds: 4)
      most = max(most, epoch.records(.turn).map { $0.body[EngineLayout.Turn.spilled] }.max() ?? 0)
      records += epoch.records
      pending = epoch.pending
    }
    #expect(EngineScene.isComplete(records, senders: 64, each: 36))
    #expect(most > 0, "nobody had to wait")
    #expect(!records.contains { $0.kind == .failed })
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `policies act at the sender`(target: EngineTarget) throws {
    for overflow in [EngineLayout.Overflow.reject, .dropNewest, .deadLetter] {
      var pair = try EngineScene.fanIn(
        try target.runner(),
        senders: 3,
        capacity: 4,
        spill: 4,
        budget: 2,
        count: 6,
        overflow: overflow
      )
      let records = try pair.finish()
      let kinds = Dictionary(grouping: records, by: \.kind).mapValues(\.count)
      let lost = (kinds[.dropped] ?? 0) + (kinds[.undeliverable] ?? 0)
      switch overflow {
      case .reject:
        #expect((kinds[.failed] ?? 0) > 0 && lost == 0)
        let sends = records.compactMap(\.failure).allSatisfy { failure in
          failure.code == FailureCode.send.rawValue
            && failure.values == [UInt64(bitPattern: Int64(SendCode.full.rawValue)), 0]
        }
        #expect(sends)
      case .dropNewest: #expect((kinds[.dropped] ?? 0) == lost && lost + (kinds[.emitted] ?? 0) == 54 && lost > 0)
      default: #expect((kinds[.undeliverable] ?? 0) == lost && lost + (kinds[.emitted] ?? 0) == 54 && lost > 0)
      }
      let isToReceiver = records.filter { [.dropped, .undeliverable].contains($0.kind) }
        .allSatisfy { $0.auxiliary == pair.device.row(0) }
      #expect(isToReceiver)
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `who is left out of epochs loses nothing`(target: EngineTarget) throws {
    var pair = try EngineScene.fanIn(
      try target.runner(),
      senders: 5,
      capacity: 4,
      spill: 8,
      budget: 7,
      count: 6,
      position: .max - 9
    )
    var random: UInt64 = 11
    var records: [EngineRecord] = []
    for rounds in [1, 1, 2, 1, 3, 1, 1, 2, 1, 1] {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let absent = Set(0..<6).filter { random >> UInt64(40 + 2 * $0) & 3 == 0 }
      pair.change { $0.absent = absent }
      records += try pair.epoch(rounds: rounds).records
    }
    pair.change { $0.absent = [] }
    // Positions of both parities are up to date when everybody has had a turn.
    records += try pair.epoch(rounds: 2).records
    records += try pair.finish()
    #expect(EngineScene.isComplete(records, senders: 5, each: 18))
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `two runs are one`(target: EngineTarget) throws {
    func run() throws -> [[EngineRecord]] {
      var pair = try EngineScene.fanIn(
        try target.runner(),
        senders: 16,
        capacity: 4,
        spill: 16,
        budget: 9,
        count: 5
      )
      return try (0..<6).map { _ in
        let records = try pair.device.epoch(rounds: 3).records
        return pair.device.actors.indices.flatMap { actor in records.filter { $0.actor == actor } }
      }
    }
    let first = try run()
    #expect(try run() == first && first.joined().count > 100)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `a token goes round 64 actors and its call is answered where it ends`(target: EngineTarget) throws {
    let module = try EngineScene.module("Walker")
    let actors = (0..<64).map { number in
      var actor = EngineActor(index: UInt32(number + 1), routes: [EngineRoute(to: [(number + 1) % 64], capacity: 1)])
      actor.replica = (UInt32(number), 64)
      return actor
    }
    var pair = try EnginePair(try target.runner(), [module], actors)
    pair.post(try EngineScene.message(module, "Hop", [150, 0, 0, 0], correlation: 77), to: 0)
    let records = try pair.finish(rounds: 16)
    let answers = records.filter { $0.kind == .reply }
    let sum = (0..<150).reduce(0) { $0 + UInt64($1 % 64) }
    #expect(answers.count == 1 && answers[0].actor == 150 % 64 && answers[0].message?.correlation == 77)
    #expect(answers.first?.message.map { EngineWords.pair($0.payload, 2) } == sum)
    #expect(!records.contains { $0.kind == .unanswered } && records.count { $0.kind == .turn } == 151)
  }
}
#endif
