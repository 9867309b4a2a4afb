#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Synchronization
import Testing

@Suite(.serialized) struct EngineMutantTests {
  /// A bug in the fixed part of the programs: pieces of text and what stands there instead.
  struct EngineMutant: CustomStringConvertible, Sendable {
    var description: String
    var changes: [(right: String, wrong: String)]

    init(_ description: String, _ changes: (right: String, wrong: String)...) {
      self.description = description
      self.changes = changes
    }
  }

  static let mutants = [
    EngineMutant(
      "a tail that is published for this round, before the message is written",
      (
        "rk_table[ring + rk_ring_seen_tail + 1u - rk_parity] = tail;",
        "rk_table[ring + rk_ring_seen_tail + rk_parity] = tail;"
      )
    ),
    EngineMutant(
      "a head that is published for this round",
      (
        "rk_table[ring + rk_ring_seen_head + 1u - rk_parity] = head;",
        "rk_table[ring + rk_ring_seen_head + rk_parity] = head;"
      )
    ),
    EngineMutant(
      "no look whether a ring is full",
      ("- seen < rk_table[ring + rk_ring_capacity]", "- seen < 4294967295u")
    ),
    EngineMutant(
      "a slot that is freed before it is read",
      ("if (!rk_open()) { break; }", "if (!rk_open()) { break; } if (rk_from != 0u) { rk_release(rk_from); }"),
      ("  rk_ring_taken += 1u;\n  rk_release(rk_from);", "  rk_ring_taken += 1u;")
    ),
    EngineMutant("rounds without parity", ("atomicLoad(&rk_epoch[rk_epoch_round])) & 1u;", "0u) & 1u;")),
    EngineMutant("a spill ring that keeps nothing", ("rk_table[spill + rk_ring_tail] += 1u;", "")),
    EngineMutant(
      "a spill ring that is emptied twice",
      ("rk_table[spill + rk_ring_head] += 1u;", "if (n > 0u) { rk_table[spill + rk_ring_head] += 1u; }")
    ),
    EngineMutant("a send that passes what waits", ("rk_spilled() == 0u && rk_has_room(ring)", "rk_has_room(ring)")),
    EngineMutant("handlers that run while something waits", ("if (rk_spilled() != 0u) { break; }", "")),
    EngineMutant(
      "nothing reserved before a message",
      ("end < before || end > atomicLoad(&rk_epoch[rk_epoch_capacity])", "end < before")
    ),
    EngineMutant("nothing given back behind a turn", ("atomicSub(&rk_epoch[rk_epoch_reserved], rk_unused);", "")),
    EngineMutant(
      "indices of one parity only",
      ("rk_table[ring + to_word + 1u - rk_parity] = rk_table[ring + from_word];", "")
    ),
    EngineMutant(
      "a batch that starts at its first message again",
      ("rk_taken - rk_number;", "0u;")
    ),
    EngineMutant("rounds that nobody ends", ("atomicAdd(&rk_epoch[rk_epoch_round], 1u);", "")),
    EngineMutant(
      "positions that do not start over",
      ("(position & (rk_table[ring + rk_ring_capacity] - 1u))", "min(position, rk_table[ring + rk_ring_capacity] - 1u)")
    ),
    EngineMutant("a forwarded call that counts as unanswered", ("if (is_forwarded) { rk_is_answered = true; }", "")),
    EngineMutant("a forwarded call without its correlation", ("if (is_forwarded) {\n", "if (false) {\n")),
    EngineMutant("a failure of the message before", ("rk_failed = false;", "")),
    EngineMutant("a clock behind the message's", ("rk_max_u64(rk_clock, remote)", "rk_clock")),
    EngineMutant("a clock that takes any time", ("&& rk_less_u64(limit, physical)", "&& false")),
    EngineMutant("padding that is left as it was", ("rk_outbound[at + k] = 0u;", "")),
    EngineMutant("parts of words that take the rest along", ("& ~(rk_mask << rk_shift)) |", "& 0u) |")),
  ]

  /// Everything that the mutants must not survive; what goes wrong, if something does.
  static func run(_ runner: any EngineRunner) -> String? {
    do {
      let scenes = try [
        EngineScene.fanIn(runner, senders: 3, capacity: 2, spill: 4, budget: 3, count: 4, position: .max - 3),
        EngineScene.fanIn(runner, senders: 2, capacity: 4, spill: 1, budget: 2, count: 9),
        EngineScene.fanIn(runner, senders: 2, capacity: 2, spill: 4, budget: 1, count: 4, overflow: .dropNewest),
        EngineScene.fanIn(runner, senders: 2, capacity: 2, spill: 8, budget: 1, count: 7, receivers: 2),
      ]
      for scene in scenes {
        var pair = scene
        _ = try pair.finish(limit: 40)
      }
      return try tightRoom(runner) ?? token(runner) ?? times(runner)
    } catch { return "\(error)" }
  }

  private static func tightRoom(_ runner: any EngineRunner) throws -> String? {
    var pair = try EngineScene.fanIn(runner, senders: 3, capacity: 16, spill: 4, budget: 64, starts: 1, count: 9)
    var records = try pair.device.epoch().records
    // From now on there is room for one message of the receiver.
    let receiver = pair.device.modules[1]
    let need = receiver.handlers.map { receiver.need(of: $0).words }.max() ?? 0
    pair.device.outboundWords = need + EngineLayout.Record.headWords + EngineLayout.Turn.words
    records += try pair.device.finish(limit: 200)
    return EngineScene.isComplete(records, senders: 3, each: 9) ? nil : "items are missing"
  }

  private static func token(_ runner: any EngineRunner) throws -> String? {
    let module = try EngineScene.module("Walker")
    let actors = (0..<3).map { number in
      EngineActor(index: UInt32(number + 1), routes: [EngineRoute(to: [(number + 1) % 3], capacity: 1)])
    }
    var pair = try EnginePair(runner, [module], actors)
    pair.post(try EngineScene.message(module, "Hop", [7, 0, 0, 0], correlation: 5), to: 0)
    return try pair.finish(rounds: 4).contains { $0.kind == .reply } ? nil : "no answer"
  }

  private static func times(_ runner: any EngineRunner) throws -> String? {
    let module = try EngineScene.module("Timer")
    var actor = EngineActor(index: 1)
    actor.clock = (5, 60 << 32)
    var pair = try EnginePair(runner, [module], [actor])
    let wall = pair.device.time
    for time in [wall + 5 << 32, 0, wall + 90 << 32, 0] {
      let words = [UInt32(truncatingIfNeeded: time), UInt32(time >> 32), time == 0 ? 0 : 1, 0]
      pair.post(try EngineScene.message(module, "Time", words), to: 0)
    }
    return try pair.finish().isEmpty ? "no records" : nil
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "needs SwiftShader"))
  func `every planted bug of an engine is noticed`() throws {
    let untouched = try WGSLEngineRunner(.swiftshader)
    #expect(Self.run(untouched) == nil)
    for mutant in Self.mutants {
      let changed = Atomic<Int>(0)
      let runner = try WGSLEngineRunner(.swiftshader) { text in
        var text = text
        for change in mutant.changes where text.contains(change.right) {
          text = text.replacing(change.right, with: change.wrong)
          changed.wrappingAdd(1, ordering: .relaxed)
        }
        return text
      }
      #expect(Self.run(runner) != nil, "nobody notices \(mutant)")
      #expect(changed.load(ordering: .relaxed) > 0, "\(mutant) is in no program")
    }
  }
}
#endif
