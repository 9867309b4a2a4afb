#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// How long loops of handlers may run: on the interpreter, which says so, and in every text.
@Suite struct LoopLimitTests {
  /// What an actor's handler does with `ask.count`, `ask.low` and `ask.high`.
  static func module(_ body: String, attribute: String = "") throws -> KernelModule {
    let text = """
      @RingMessage struct Ask { var count: UInt32; var low: Int64; var high: Int64 }
      @RingKernel\(attribute) struct Looper {
        var sum: UInt64 = 0
        mutating func receive(_ ask: Ask, in context: inout RingContext) throws {
      \(body)
        }
        mutating func nested(_ count: UInt32) {
          for _ in 0..<count { sum &+= 1 }
        }
      }
      """
    return try KernelCompiler.lower(try KernelSource(files: [text]).unit(actor: "Looper"))
  }

  static func run(
    _ module: KernelModule,
    _ count: UInt32,
    _ low: Int64 = 0,
    _ high: Int64 = 0,
    line: Int = 5
  ) throws -> (sum: UInt64, failure: [UInt64]?) {
    var bytes: [UInt8] = []
    for word in [UInt64(count), UInt64(bitPattern: low), UInt64(bitPattern: high)] {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
    }
    let batch = HandlerBatch(state: [UInt8](repeating: 0, count: 8), messages: bytes, count: 1)
    let result = try Interpreter(module).run(batch)
    let sum = result.state.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let failure = result.failures[0] else { return (sum, nil) }
    #expect(module.sites[failure.site].code == .loopLimit && module.sites[failure.site].line == line)
    return (sum, failure.values)
  }

  @Test func `a for fails before its first round, a while in the round that is one too many`() throws {
    let ranged = try Self.module("    for _ in 0..<ask.count { sum &+= 1 }")
    #expect(try Self.run(ranged, 65_536) == (65_536, nil))
    #expect(try Self.run(ranged, 65_537) == (0, [65_537, 65_536]))
    #expect(try Self.run(ranged, .max) == (0, [UInt64(UInt32.max), 65_536]))
    let head = "var left = ask.count; "
    for loop in ["while left > 0 { left -= 1; sum &+= 1 }", "repeat { left -= 1; sum &+= 1 } while left > 0"] {
      let counted = try Self.module("    " + head + loop, attribute: "(loopLimit: 70)")
      #expect(try Self.run(counted, 70) == (70, nil))
      #expect(try Self.run(counted, 71) == (70, [71, 70]))
      #expect(try Self.run(counted, .max) == (70, [71, 70]))
    }
  }

  @Test func `a loop of n rounds leaves the n-th part to those inside, in functions too`() throws {
    for (inner, line) in [("for _ in 0..<ask.count { sum &+= 1 }", 6), ("nested(ask.count)", 9)] {
      let module = try Self.module("    for _ in 0..<ask.low {\n \(inner) }", attribute: "(loopLimit: 1000)")
      #expect(try Self.run(module, 100, 10) == (1000, nil))
      #expect(try Self.run(module, 101, 10, line: line) == (0, [101, 100]))
      #expect(try Self.run(module, 1000, 1) == (1000, nil))
      #expect(try Self.run(module, 1, 1000) == (1000, nil))
      #expect(try Self.run(module, 1, 1001) == (0, [1001, 1000]))
      #expect(try Self.run(module, .max, 0) == (0, nil))
    }
  }

  @Test func `rounds are counted where differences leave the type, and where there are more than a word holds`() throws
  {
    let open = try Self.module("    for _ in ask.low..<ask.high { sum &+= 1 }")
    #expect(try Self.run(open, 0, -3, 4) == (7, nil))
    #expect(try Self.run(open, 0, .min, .max) == (0, [.max, 65_536]))
    #expect(try Self.run(open, 0, .min, .min + 65_536) == (65_536, nil))
    let closed = try Self.module("    for _ in ask.low...ask.high { sum &+= 1 }")
    #expect(try Self.run(closed, 0, .max - 9, .max) == (10, nil))
    #expect(try Self.run(closed, 0, .min, .max) == (0, [.max, 65_536]))
    #expect(try Self.run(closed, 0, 1, 65_536) == (65_536, nil))
    #expect(try Self.run(closed, 0, 0, 65_536) == (0, [65_537, 65_536]))
    let strided = try Self.module("    for _ in stride(from: ask.low, to: ask.high, by: 3) { sum &+= 1 }")
    #expect(try Self.run(strided, 0, 0, 196_608) == (65_536, nil))
    #expect(try Self.run(strided, 0, 0, 196_609) == (0, [65_537, 65_536]))
    #expect(try Self.run(strided, 0, 5, .min) == (0, nil))
    let falling = try Self.module("    for _ in stride(from: ask.high, through: ask.low, by: -1) { sum &+= 1 }")
    #expect(try Self.run(falling, 0, .max - 4, .max) == (5, nil))
    #expect(try Self.run(falling, 0, .min, .max) == (0, [.max, 65_536]))
  }

  @Test func `loops that are short whatever the message says carry nothing`() throws {
    let bodies = [
      "    for k in 0..<1000 { sum &+= UInt64(k) }", "    for _ in 0..<ask.count % 100 { sum &+= 1 }",
      "    for _ in stride(from: 9, to: 0, by: -2) { sum &+= 1 }",
      "    for k in 0..<UInt8(truncatingIfNeeded: ask.low) { sum &+= UInt64(k) }",
    ]
    for body in bodies {
      let module = try Self.module(body)
      let text = try Renderer.render(module, for: .cuda).text
      #expect(!module.functions.contains { "\($0.body)".contains("65536") } && !text.contains("65536"), "\(body)")
    }
    let text = """
      @Kernel func f(y: inout MutableSpan<Int>, n: Int) {
        let i = globalThreadIndex.x
        if i >= y.count { return }
        for k in 0..<n { y[i] += k }
      }
      """
    let kernel = KernelSource(files: [text])
    let module = try KernelCompiler.lower(try kernel.unit("f"))
    #expect(!module.sites.contains { $0.code == .loopLimit })
  }

  @Test func `an actor's limit is a number from 1 to 2^24`() throws {
    for limit in ["0", "16777217", "-1"] {
      #expect(throws: CompileFailure.self) { try Self.module("", attribute: "(loopLimit: \(limit))") }
    }
    let large = try Self.module("    for _ in 0..<ask.count { sum &+= 1 }", attribute: "(loopLimit: 16777216)")
    #expect(try Self.run(large, 100_000) == (100_000, nil))
    let text =
      "@RingMessage struct M { var n: UInt32 }\n@RingKernel(loopLimit: two) struct K { mutating func receive(_ m: M, in c: inout RingContext) {} }"
    #expect(KernelSource(files: [text]).problems.map(\.code) == ["RK1039"])
  }

  /// The statements without what ends long loops.
  static func unlimited(_ statements: [Statement], _ sites: [FailureSite]) -> [Statement] {
    statements.compactMap { statement in
      switch statement {
      case .check(_, let site, _) where sites[site].code == .loopLimit: nil
      case .branch(let condition, let then, let other):
        .branch(condition, then: unlimited(then, sites), else: unlimited(other, sites))
      case .loop(let condition, let body, let step):
        .loop(while: condition, body: unlimited(body, sites), step: step)
      default: statement
      }
    }
  }

  @Test func `without its checks a program answers what should have failed`() throws {
    let source = KernelSource(files: try ActorCase.sources())
    let module = try KernelCompiler.lower(try source.unit(actor: "Runner", message: "Batch"))
    var planted = module
    for id in planted.functions.indices {
      planted.functions[id].body = Self.unlimited(planted.functions[id].body, planted.sites)
    }
    let batch = try Self.batch(module, [500])
    let (right, found) = (try Interpreter(module).run(batch), try Interpreter(planted).run(batch))
    #expect(right.failures.count { $0 != nil } == 8 && found.failures.allSatisfy { $0 == nil })
  }

  /// Where batches run.
  enum Entry: CaseIterable {
    case cuda, msl, swiftshader, lavapipe

    static var here: [Entry] {
      allCases.filter { entry in
        switch entry {
        case .cuda, .msl: true
        case .swiftshader: SoftwareVulkan.swiftshader.absence == nil
        case .lavapipe: SoftwareVulkan.lavapipe.absence == nil
        }
      }
    }

    func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
      switch self {
      case .cuda: try EmulatedCUDA().run(module, batch)
      case .msl: try EmulatedMSL().run(module, batch)
      case .swiftshader: try WGSLExecutor(.swiftshader).run(module, batch)
      case .lavapipe: try WGSLExecutor(.lavapipe).run(module, batch)
      }
    }
  }

  /// Messages of `Runner`: each kind of loop with so many rounds.
  static func batch(_ module: KernelModule, _ counts: [UInt32]) throws -> HandlerBatch {
    let (batch, runner) = (try #require(module.types.structs["Batch"]), try #require(module.types.structs["Runner"]))
    var bytes: [UInt8] = []
    for count in counts {
      for kind in 0..<8 as Range<UInt64> {
        let start = bytes.count
        bytes += [UInt8](repeating: 0, count: batch.stride)
        for (field, value) in zip(batch.fields, [UInt64(count), kind]) {
          for byte in 0..<(field.type.scalar?.byteCount ?? 0) {
            bytes[start + field.offset + byte] = UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))
          }
        }
      }
    }
    let state = [UInt8](repeating: 0, count: runner.stride)
    return HandlerBatch(state: state, messages: bytes, count: counts.count * 8)
  }

  @Test(.timeLimit(.minutes(20)), arguments: Entry.here)
  func `every text fails where the interpreter does, with its numbers`(entry: Entry) throws {
    let source = KernelSource(files: try ActorCase.sources())
    let module = try KernelCompiler.lower(try source.unit(actor: "Runner", message: "Batch"))
    let told = try #require(module.types.structs["Told"])
    let all: [[UInt32]] = [
      [0, 1, 2, 5, 9], [41, 99, 199], [200, 201, 202], [400, 1 << 16, 1 << 31, .max - 1, .max],
    ]
    var failed = 0
    for counts in all {
      let batch = try Self.batch(module, counts)
      let (right, found) = (try Interpreter(module).run(batch), try entry.run(module, batch))
      #expect(found.failures == right.failures && found.state == right.state)
      for number in counts.indices where right.failures[number] == nil {
        #expect(found.reply(number, told, module.types) == right.reply(number, told, module.types))
      }
      failed += right.failures.count { $0.map { module.sites[$0.site].code } == .loopLimit }
    }
    #expect(failed > 30)
  }
}
#endif
