#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import Synchronization
import Testing

/// Bugs in the programs of handlers that a block of threads runs.
@Suite(.serialized) struct EngineBlockMutantTests {
  typealias EngineMutant = EngineMutantTests.EngineMutant

  static let mutants = [
    EngineMutant(
      "barriers of handlers that nobody meets",
      ("  storageBarrier();\n  workgroupBarrier();\n  rk_phase += 1u;", "  rk_phase += 1u;"),
      ("    storageBarrier();\n    workgroupBarrier();\n    rk_phase += 1u;", "    rk_phase += 1u;")
    ),
    EngineMutant("shared memory that keeps what the last message left", ("atomicStore(&counts[rk_k], 0);", "")),
    EngineMutant(
      "shared memory that the first thread clears alone",
      (
        "for (var rk_k = rk_thread.x; rk_k < 32u; rk_k += 32u) { atomicStore",
        "for (var rk_k = rk_thread.x; rk_k < 1u; rk_k += 1u) { atomicStore"
      )
    ),
    EngineMutant("emissions by every thread", ("if (i32(rk_thread.x) == 0i)", "if (true)")),
    EngineMutant("emissions by another thread", ("if (i32(rk_thread.x) == 0i)", "if (i32(rk_thread.x) == 1i)")),
    EngineMutant("emissions behind a failure", (">> 10u) >= rk_phase", ">> 10u) >= 0u")),
    EngineMutant("emissions that a failure to come stops", (">> 10u) >= rk_phase", ">> 10u) > rk_phase")),
    EngineMutant("the last failure, not the first", ("atomicMin(&rk_first_failure", "atomicMax(&rk_first_failure")),
    EngineMutant("failures that know no barrier", ("(rk_phase << 10u) | rk_own", "rk_own")),
    EngineMutant("a failure that any thread shows", (" || atomicLoad(&rk_first_failure) != rk_own_failure", "")),
    EngineMutant("a failure of the message before", ("  rk_failed = false;\n}", "}")),
    EngineMutant("a failure that stays", ("atomicStore(&rk_first_failure, 4294967295u);", "")),
    EngineMutant("a failure without its thread", ("rk_failure[rk_failure_thread] = rk_own;", "")),
    EngineMutant("a state that only thread 0 finds", ("  rk_base = place.y;\n", "")),
    EngineMutant("a row that only thread 0 finds", ("  rk_row = place.x;\n", "")),
    EngineMutant("a header that only thread 0 finds", ("  rk_at = place.w;\n", "")),
    EngineMutant(
      "turns that take more than their budget",
      ("rk_messages_taken >= budget", "rk_messages_taken > budget")
    ),
    EngineMutant("handlers that run while something waits", ("rk_messages_taken > 0u && rk_spilled() != 0u", "false")),
    EngineMutant("expired messages that are handled", ("if (rk_has_expired())", "if (false)")),
  ]

  /// What goes wrong in runs of the actors with blocks, if anything does.
  static func run(_ runner: any EngineRunner, _ modules: [KernelModule], _ sink: KernelModule) -> String? {
    do {
      for module in modules {
        let actors = EngineCorpusTests.actors(module, 2) + [EngineActor(index: 77)]
        var pair = try EnginePair(runner, [module, sink], actors)
        pair.change { $0.time = ActorCase.wall }
        for (number, message) in ActorCase(module, count: 40, seed: 5).messages.enumerated() {
          guard let type = module.messages[module.handlers[message.handler].message] else { continue }
          var slot = EngineMessage(
            type,
            message.payload,
            id: message.header.id,
            correlation: UInt64(number) + 9,
            time: message.header.time,
            deadline: number == 7 ? 1 : 0
          )
          slot.header[EngineLayout.Slot.source] = message.header.source
          pair.post(slot, to: number % 4 == 3 ? 5 : 0)
        }
        _ = try pair.finish(limit: 40)
      }
      return nil
    } catch { return "\(error)" }
  }

  @Test(.timeLimit(.minutes(20)), .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "needs SwiftShader"))
  func `every planted bug of a block is noticed`() throws {
    let all = try EngineCorpusTests.modules()
    let sink = try #require(all.first { $0.name == "Everyone" })
    let modules = all.filter { $0.handlerThreads > 1 }
    #expect(modules.count >= 4)
    #expect(Self.run(try WGSLEngineRunner(.swiftshader), modules, sink) == nil)
    for mutant in Self.mutants {
      let changed = Atomic<Int>(0)
      let runner = try WGSLEngineRunner(.swiftshader) { text in
        var text = text
        for change in mutant.changes where text.contains(change.right) && text.contains("rk_step") {
          text = text.replacing(change.right, with: change.wrong)
          changed.wrappingAdd(1, ordering: .relaxed)
        }
        return text
      }
      #expect(Self.run(runner, modules, sink) != nil, "nobody notices \(mutant)")
      #expect(changed.load(ordering: .relaxed) > 0, "\(mutant) is in no program")
    }
  }
}
#endif
