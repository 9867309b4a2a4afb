#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// Engines that run here.
enum EngineTarget: CaseIterable, Sendable {
  case swiftshader, lavapipe, lavapipe64

  static let here = allCases.filter { $0.driver.absence == nil }

  var driver: SoftwareVulkan { self == .swiftshader ? .swiftshader : .lavapipe }

  func runner(
    widest: Int = 65535,
    change: @escaping @Sendable (String) -> String = { $0 }
  ) throws -> WGSLEngineRunner {
    try WGSLEngineRunner(driver, usesInt64: self == .lavapipe64, widest: widest, change: change)
  }
}

/// Handlers without operations of the context, run by the entry of an engine.
@Suite struct EngineHandlerTests {
  @Test(.timeLimit(.minutes(20)), arguments: EngineTarget.here)
  func `an engine answers and fails as the interpreter does, and copies what failed`(target: EngineTarget) throws {
    let module = try KernelCompiler.lower(try HostileActorTests.source.unit(actor: "Book"))
    let types = module.types
    guard let request = types.structs["Request"], let answer = types.structs["Answer"],
      let book = types.structs["Book"],
      let kind = module.messages["Request"]
    else {
      Issue.record("a type is missing")
      return
    }
    let count = 600
    let bytes = HostileActorTests.messages(count, request, 3)
    let state = [UInt8](repeating: 0, count: book.size)
    let right = try Interpreter(module).run(HandlerBatch(state: state, messages: bytes, count: count))
    var actor = EngineActor(index: 7)
    actor.budget = 150
    var bench = try EngineBench(try target.runner(), [module], [actor])
    bench.startCount(.max - 200, of: 0)
    for number in 0..<count {
      let payload = Array(bytes[number * request.stride..<number * request.stride + request.size])
      bench.post(EngineMessage(kind, payload, id: UInt64(number), correlation: UInt64(number % 3 * number)), to: 0)
    }
    let records = try bench.finish()
    #expect(try bench.state(0) == right.state)
    let results = records.filter { [.reply, .failed].contains($0.kind) }
    #expect(results.count == count && records.count == count + records.count { $0.kind == .turn })
    for (number, record) in results.enumerated() {
      let place = number * request.stride..<number * request.stride + request.size
      if let failure = right.failures[number] {
        let found = record.failure
        #expect(found?.site == failure.site && found?.values == failure.values, "message \(number)")
        #expect(found?.code == module.sites[failure.site].code.rawValue)
        #expect(record.message?.bytes.prefix(request.size) == bytes[place])
        #expect(record.message?.id == UInt64(number) && record.auxiliary == 0)
      } else {
        let reply = right.replies[number * answer.stride..<number * answer.stride + answer.size]
        #expect(record.message?.bytes.prefix(answer.size) == reply, "message \(number)")
        #expect(record.message?.correlation == UInt64(number % 3 * number))
        #expect(record.message?.source == 7 && record.message?.flags == EngineLayout.Slot.replyFlag)
        #expect(record.message?.typeID == module.messages["Answer"]?.typeID)
      }
    }
    #expect(bench.pair(0, EngineLayout.Actor.processed) == UInt64(right.failures.count { $0 == nil }))
    #expect(bench[0, EngineLayout.Actor.failed] == UInt32(right.failures.count { $0 != nil }))
  }

  @Test(.enabled(if: Tool.python.isPresent && SoftwareVulkan.swiftshader.absence == nil, "needs Tint"))
  func `Tint accepts the program`() async throws {
    let module = try KernelCompiler.lower(try HostileActorTests.source.unit(actor: "Book"))
    let text = try Renderer.render(module, for: .wgsl, RenderOptions(features: [.directives], isEngine: true)).text
    let complaint = try await Tint().complaint(about: text)
    #expect(complaint == nil, "\(complaint ?? "")")
  }
}
#endif
