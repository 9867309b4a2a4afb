#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// The actors of the corpus, on the routes of `Lane`, beside the model.
@Suite struct EngineCorpusTests {
  static func modules() throws -> [KernelModule] {
    let files = try ActorCase.sources()
    let source = KernelSource(files: files)
    let names = files.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("@RingKernel") }.compactMap { line in
      line.split(separator: "struct ").last?.split(separator: " ").first.map(String.init)
    }
    return try names.map { try KernelCompiler.lower(try source.unit(actor: $0)) }
  }

  /// The actor, then those that it sends to.
  static func actors(_ module: KernelModule, _ seed: UInt64) -> [EngineActor] {
    let handled = module.messages.keys.sorted().enumerated().reduce(UInt64(0)) { mask, message in
      message.element == "Stamp" ? mask : mask | 1 << UInt64(message.offset)
    }
    let routes = [
      EngineRoute(to: [1], capacity: 8, overflow: .wait, handled: handled, deadline: 5_000_000),
      EngineRoute(to: [1, 2, 3, 4], capacity: 2, overflow: .reject, handled: handled),
      EngineRoute(to: [2, 3, 4], capacity: 4, overflow: .dropNewest, handled: handled),
      EngineRoute(to: [4], capacity: 1, overflow: .deadLetter, handled: handled),
      EngineRoute(to: [], handled: handled),
    ]
    var first = EngineActor(index: 40, routes: routes, spill: 4)
    first.replica = (1, 3)
    first.stampsTime = seed % 2 == 0
    first.budget = 5
    return [first]
      + (1...4).map { number in
        var actor = EngineActor(index: UInt32(number), program: 1)
        actor.stampsTime = number % 2 == 0
        actor.budget = 3
        return actor
      }
  }

  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `every actor of the corpus does what the model does, round by round`(target: EngineTarget) throws {
    let modules = try Self.modules()
    let sink = try #require(modules.first { $0.name == "Everyone" })
    #expect(modules.count >= 10)
    let runner = try target.runner()
    var kinds: Set<EngineLayout.RecordKind> = []
    var codes: Set<UInt32> = []
    for module in modules {
      for seed in [1, 2] as [UInt64] {
        let position: UInt32 = seed == 1 ? 0 : .max - 3
        var pair = try EnginePair(runner, [module, sink], Self.actors(module, seed), position: position)
        pair.change { $0.time = ActorCase.wall }
        do {
          for part in 0..<2 as Range<UInt64> {
            for (number, message) in ActorCase(module, count: 24, seed: seed * 8 + part).messages.enumerated() {
              guard let type = module.messages[module.handlers[message.handler].message] else { continue }
              var slot = EngineMessage(
                type,
                message.payload,
                id: message.header.id,
                correlation: message.header.correlation,
                time: message.header.time,
                deadline: number % 7 == 3 ? pair.device.monotonic + UInt64(number % 2) * 3000 : 0,
                priority: UInt32(number % 4)
              )
              slot.header[EngineLayout.Slot.source] = message.header.source
              pair.post(slot, to: 0)
            }
            for _ in 0..<3 {
              let records = try pair.epoch(rounds: 2).records
              kinds.formUnion(records.map(\.kind))
              codes.formUnion(records.compactMap { $0.failure?.code })
              pair.change { bench in
                bench.time += 1 << 30
                bench.monotonic += 2000
              }
            }
          }
          kinds.formUnion(try pair.finish().map(\.kind))
        } catch {
          withKnownIssue("lavapipe compares two 64-bit integers wrongly", isIntermittent: false) {
            Issue.record("\(module.name), seed \(seed): \(error)")
          } when: {
            target == .lavapipe64 && module.name == "Prefixes"
          }
        }
      }
    }
    #expect(kinds == Set(EngineLayout.RecordKind.allCases))
    let wanted: [FailureCode] = [.divisionByZero, .explicit, .send, .emissions, .clock]
    #expect(codes.isSuperset(of: wanted.map(\.rawValue)))
  }

  @Test(.enabled(if: Tool.python.isPresent && SoftwareVulkan.swiftshader.absence == nil, "needs Tint"))
  func `Tint accepts every program`() async throws {
    let tint = try Tint()
    for module in try Self.modules() {
      let text = try Renderer.render(module, for: .wgsl, RenderOptions(features: [.directives], isEngine: true)).text
      let complaint = try await tint.complaint(about: text)
      #expect(complaint == nil, "\(module.name): \(complaint ?? "")")
    }
  }
}
#endif
