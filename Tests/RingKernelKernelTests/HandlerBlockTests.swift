#if Macros
import Foundation
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// Handlers with a block of threads on the interpreter, which is their definition.
@Suite struct HandlerBlockTests {
  static let messages = """
    @RingMessage struct Ask {
      var first: Int32
      var second: Int32
    }
    @RingMessage struct Told {
      var number: Int32
    }
    """

  /// An actor of 64 threads whose handler has this body.
  static func source(_ body: String, result: String = "") -> String {
    """
    \(messages)
    @RingKernel(block: 64, emits: [Told.self]) struct Team {
      var values = InlineArray<64, Int32>(repeating: 0)
      var total: Int32 = 0
      mutating func receive(_ ask: Ask, in context: inout RingContext) throws \(result){
    \(body)
      }
    }
    """
  }

  static func module(_ body: String, result: String = "") throws -> KernelModule {
    try KernelCompiler.lower(try KernelSource(files: [source(body, result: result)]).unit(actor: "Team"))
  }

  static func codes(_ body: String) throws -> [String] {
    let source = KernelSource(files: [source(body)])
    guard source.problems.isEmpty else { return source.problems.map(\.code) }
    do throws(CompileFailure) {
      _ = try KernelCompiler.lower(try source.unit(actor: "Team"))
      return []
    } catch { return error.errors.map(\.code) }
  }

  /// What a message leaves behind: the state in numbers, what was asked for, the failure.
  static func run(
    _ module: KernelModule,
    _ first: Int32,
    _ second: Int32 = 0
  ) throws -> (state: [Int32], operations: [EngineOperation], failure: ReportedFailure?) {
    var state = [UInt8](repeating: 0, count: 65 * 4)
    var context = HandlerContext(message: .init(correlation: 1))
    let payload = [first, second].flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
    let failure = try Interpreter(module).run(0, message: payload, state: &state, context: &context)
    let words = stride(from: 0, to: state.count, by: 4).map { at in
      (0..<4).reduce(Int32(0)) { $0 | Int32(state[at + $1]) << Int32($1 * 8) }
    }
    return (words, context.operations, failure)
  }

  static func told(_ number: UInt8) -> EngineOperation.Outgoing { .init("Told", [number, 0, 0, 0]) }

  @Test func `the threads of a block share the state, and meet at barriers`() throws {
    let module = try Self.module(
      """
      let i = threadIndex.x
      var row = SharedArray<64, Int32>()
      row[i] = ask.first + Int32(i)
      barrier()
      values[i] = row[63 - i]
      if i == 0 { total += 1 }
      """
    )
    #expect(module.blockSize == [64, 1, 1] && module.handlerThreads == 64)
    #expect(Validator.validate(module).isEmpty)
    let run = try Self.run(module, 100)
    #expect(run.state == (0..<64).map { 163 - $0 } + [1] && run.failure == nil)
  }

  @Test func `a message is answered, and an emission made, once`() throws {
    let module = try Self.module(
      """
      context.emit(Told(number: ask.first))
      if threadIndex.x == 0 { context.emit(Told(number: 2)) }
      let sum = blockReduceAdd(Int32(1))
      return Told(number: sum)
      """,
      result: "-> Told "
    )
    let run = try Self.run(module, 1)
    #expect(run.operations == [.emit(Self.told(1)), .emit(Self.told(2)), .reply(Self.told(64))])
  }

  @Test func `of two threads that fail the lowest counts, and nothing is done behind the next barrier`() throws {
    let module = try Self.module(
      """
      let i = threadIndex.x
      context.emit(Told(number: 1))
      if i == 17 || i == 40 { throw context.failure("thread \\(i)") }
      values[i] = 1
      context.emit(Told(number: 2))
      barrier()
      let next = values[(i + 1) % 64]
      barrier()
      values[i] += next
      context.emit(Told(number: 3))
      """
    )
    #expect(module.isMasked)
    let run = try Self.run(module, 1)
    #expect(run.failure?.thread == 17 && run.failure?.values.first == 17)
    #expect(run.operations == [.emit(Self.told(1)), .emit(Self.told(2))])
    #expect(run.state[17] == 0 && run.state[40] == 0 && run.state[16] == 1 && run.state[20] == 2)
  }

  @Test func `operations of the context stand where all threads come by, or thread 0 alone`() throws {
    #expect(try Self.codes("if threadIndex.x < 4 { context.emit(Told(number: 1)) }") == ["RK1137"])
    #expect(try Self.codes("if values[0] == 1 { context.requestTermination() }") == ["RK1137"])
    #expect(try Self.codes("let time = context.tick()\nif time == .unstamped { return }") == ["RK1137"])
    #expect(try Self.codes("if threadIndex.x == 0 { _ = context.tick() }") == [])
    #expect(try Self.codes("guard threadIndex.x == 0 else { return }\n_ = context.tick()") == [])
    #expect(try Self.codes("let i = threadIndex.x\nif i == 0 && values[0] > 1 { context.emit(Told(number: 1)) }") == [])
    #expect(try Self.codes("if ask.first > 1 { context.emit(Told(number: 1)) }") == [])
    #expect(try Self.codes("if UInt8(truncatingIfNeeded: threadIndex.x) == 0 { _ = context.tick() }") == ["RK1137"])
  }

  @Test func `a store to the state that every thread makes is refused`() throws {
    #expect(try Self.codes("total += ask.first") == ["RK1135"])
    #expect(try Self.codes("values[3] = ask.first") == ["RK1135"])
    #expect(try Self.codes("self.total = 1") == ["RK1135"])
    #expect(try Self.codes("values[linearThreadIndex] = ask.first") == [])
    #expect(try Self.codes("var total: Int32 = 0\ntotal += 1\nvalues[linearThreadIndex] = total") == [])
  }

  @Test func `barriers of handlers are uniform`() throws {
    #expect(try Self.codes("if values[0] > 1 { barrier() }") == ["RK1110"])
    #expect(try Self.codes("if barrierAny(values[threadIndex.x] > 1) { barrier() }") == [])
    #expect(try Self.codes("if ask.first > 1 { barrier() }") == [])
  }

  @Test func `the example of the language page smooths and finds the extremes`() throws {
    let file = Tool.root.appending(path: "Documentation/KernelLanguage.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let examples = page.components(separatedBy: "```swift\n").compactMap { $0.components(separatedBy: "\n```").first }
    let example = try #require(examples.first { $0.contains("@RingKernel(\"waves\", block: 64)") })
    let source = KernelSource(files: [example])
    #expect(source.problems.isEmpty)
    let module = try KernelCompiler.lower(try source.unit(actor: "Waves"))
    let samples = (0..<64).map { Int32($0 * $0 % 50) }
    var state = [UInt8](repeating: 0, count: 65 * 4)
    var context = HandlerContext(message: .init(correlation: 1))
    let payload = samples.flatMap { [UInt8($0), 0, 0, 0] as [UInt8] }
    let failure = try Interpreter(module).run(0, message: payload, state: &state, context: &context)
    let smooth = (0..<64).map { place -> Int32 in
      let (left, right) = (samples[max(place - 1, 0)], samples[min(place + 1, 63)])
      return (left + 2 * samples[place] + right) / 4
    }
    func bytes(_ numbers: [Int32]) -> [UInt8] { numbers.flatMap { [UInt8($0), 0, 0, 0] } }
    let ends = bytes([smooth.min() ?? 0, smooth.max() ?? 0])
    #expect(failure == nil && context.operations == [.reply(.init("Extremes", ends))])
    #expect(state == bytes(smooth + [1]))
  }

  @Test(arguments: [DialectName.cuda, .msl]) func `dialects refuse a block outside of an engine`(
    dialect: DialectName
  ) throws {
    let module = try Self.module("barrier()")
    let error = #expect(throws: RenderError.self) { try Renderer.render(module, for: dialect) }
    #expect(error?.code == "RK2001" && error?.message.contains("block of threads in a handler") == true)
    #expect(try Renderer.resident([module]).text.contains("rk_meet<"))
  }

  @Test(arguments: ["0", "1025", "(8, 8)", "-1"]) func `a block has 1 to 1024 threads along one axis`(
    size: String
  ) throws {
    let text = Self.source("barrier()").replacing("block: 64", with: "block: \(size)")
    let source = KernelSource(files: [text])
    let codes =
      if source.problems.isEmpty {
        KernelCompiler.problems(of: try #require(source.declarations.map(\.tree).first { $0.kind == .actor })).map(
          \.code
        )
      } else { source.problems.map(\.code) }
    #expect(codes == ["RK1039"])
  }
}
#endif
