#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

@Suite struct EngineRoomTests {
  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `a batch that was left is offered again, a later one waits for it`(target: EngineTarget) throws {
    let module = try EngineScene.module("Consumer")
    var actor = EngineActor(index: 1)
    actor.budget = 4
    var bench = try EngineBench(try target.runner(), [module], [actor])
    bench.startCount(.max - 4, of: 0)
    for number in 0..<10 { bench.post(try EngineScene.message(module, "Start", [0, UInt32(number)]), to: 0) }
    let first = try bench.epoch()
    #expect(first.records(.reply).count == 4 && first.pending == 1 && bench.waiting[0].count == 6)
    // The host is ahead: it offers what comes behind messages that the device has not taken.
    let taken = bench[0, EngineLayout.Actor.taken]
    bench[0, EngineLayout.Actor.taken] = taken &- 1
    #expect(try bench.epoch().records.isEmpty)
    bench[0, EngineLayout.Actor.taken] = taken
    let rest = try bench.finish()
    let numbers = (first.records + rest).filter { $0.kind == .reply }.compactMap { $0.message?.payload[1] }
    #expect(numbers == Array(0..<10))
    #expect(bench[0, EngineLayout.Actor.taken] == 5)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `without room for its records a message waits`(target: EngineTarget) throws {
    var pair = try EngineScene.fanIn(
      try target.runner(),
      senders: 5,
      capacity: 4,
      spill: 4,
      budget: 64,
      count: 3
    )
    let needs = pair.device.modules.flatMap { module in module.handlers.map { module.need(of: $0).words } }
    let turn = EngineLayout.Record.headWords + EngineLayout.Turn.words
    pair.device.outboundWords = (needs.max() ?? 0) + turn + 3
    let records = try pair.device.finish(limit: 1000)
    #expect(EngineScene.isComplete(records, senders: 5, each: 9))
    #expect(records.count { $0.kind == .turn } > 14)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `an actor that is not active handles nothing`(target: EngineTarget) throws {
    let module = try EngineScene.module("Consumer")
    var pair = try EnginePair(try target.runner(), [module], [EngineActor(index: 1)])
    pair.post(try EngineScene.message(module, "Start", [0, 3]), to: 0)
    pair.change { $0[0, EngineLayout.Actor.flags] = 0 }
    let quiet = try pair.epoch(rounds: 2)
    #expect(quiet.records.isEmpty && quiet.pending == 0)
    pair.change { $0[0, EngineLayout.Actor.flags] = EngineLayout.Actor.activeFlag }
    #expect(try pair.finish().contains { $0.kind == .reply })
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `who has nothing to do needs no room`(target: EngineTarget) throws {
    let actors = (0..<30).map { EngineActor(index: UInt32($0 + 1)) }
    var pair = try EnginePair(try target.runner(), [try EngineScene.module("Consumer")], actors)
    pair.change { $0.outboundWords = 16 }
    #expect(try pair.epoch(rounds: 2).pending == 0)
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `a message that no handler takes comes back`(target: EngineTarget) throws {
    let module = try EngineScene.module("Consumer")
    var pair = try EnginePair(try target.runner(), [module], [EngineActor(index: 1)])
    let foreign = EngineMessage(MessageType(typeID: 1 << 63 | 9, payloadBytes: 64), (0..<64).map { $0 }, correlation: 4)
    pair.post(foreign, to: 0)
    pair.post(try EngineScene.message(module, "Start", [0, 3]), to: 0)
    let records = try pair.finish()
    #expect(records.map(\.kind) == [.undeliverable, .reply, .turn])
    #expect(records.first?.message == foreign && records.first?.auxiliary == pair.device.row(0))
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `the clock of a device is the host's`(target: EngineTarget) throws {
    let module = try EngineScene.module("Timer")
    let last = UInt64.max
    for start in [5, 1_790_000_000 << 32 | 0xffff_fffe, last - 3] as [UInt64] {
      for seconds in [1, 60, 1 << 40] {
        var clock = EngineClock(word: start, driftSeconds: seconds)
        var actor = EngineActor(index: 1)
        actor.clock = (start, clock.drift)
        var pair = try EnginePair(try target.runner(), [module], [actor])
        let wall = clock.wallWord
        pair.change { $0.time = wall }
        var times: [UInt64?] = []
        for time in [0, 0, wall, wall + 7, wall + 30 << 32, 1, wall + 61 << 32, 0, last, last - 1, 0, 0] as [UInt64] {
          times.append(time == 0 ? clock.tick() : clock.merge(time))
          let words = [UInt32(truncatingIfNeeded: time), UInt32(time >> 32), time == 0 ? 0 : 1, 0]
          pair.post(try EngineScene.message(module, "Time", words), to: 0)
        }
        let results = try pair.finish().filter { $0.kind != .turn }
        let found = results.map { record in
          record.kind == .reply ? record.message.map { EngineWords.pair($0.payload, 0) } : nil
        }
        #expect(found == times, "from \(start), drift \(seconds)")
        #expect(pair.device.pair(0, EngineLayout.Actor.clock) == clock.word)
      }
    }
  }
}
#endif
