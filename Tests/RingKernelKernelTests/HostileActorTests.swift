#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

extension HandlerBatchResult {
  /// The fields of a reply, without the bytes between them, which may be anything.
  func reply(_ number: Int, _ type: StructType, _ types: TypeTable) -> [[UInt8]] {
    type.fields.map { field in
      let place = number * type.stride + field.offset
      return Array(replies[place..<place + (types.layout(of: field.type)?.size ?? 0)])
    }
  }
}

@Suite struct HostileActorTests {
  /// An actor that indexes, divides, converts, adds and fails with what a message says.
  static let source = KernelSource(files: [
    """
    @RingMessage struct Request { var place: Int64; var amount: Int32; var divisor: Int32; var scale: Float; var kind: UInt32 }
    @RingMessage struct Answer { var total: Int64; var share: Int32; var small: Int16 }
    @RingKernel struct Book {
      var cells = InlineArray<64, Int64>(repeating: 0)
      var handled: UInt32 = 0
      mutating func receive(_ request: Request, in context: inout RingContext) throws -> Answer {
        guard request.kind != 7 else { throw context.failure("kind \\(request.kind) of \\(request.place)") }
        cells[Int(request.place)] += Int64(request.amount)
        handled &+= 1
        let share = request.amount / request.divisor
        let scaled = Int16(Float(share) * request.scale)
        return Answer(total: cells[Int(request.place)], share: share + request.amount, small: scaled)
      }
    }
    """
  ])

  /// Bytes of messages: half of the fields in their usual range, half anything at all.
  static func messages(_ count: Int, _ type: StructType, _ seed: UInt64) -> [UInt8] {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 17 ^ state << 11
    }
    var bytes: [UInt8] = []
    for _ in 0..<count {
      let start = bytes.count
      bytes += [UInt8](repeating: 0, count: type.stride)
      for field in type.fields {
        let isUsual = next() % 8 != 0
        var bits = next()
        let extremes: [UInt64] = [0, 1, .max, 1 << 31, 1 << 63, 0x7fff_ffff, 0x7f80_0000, 0x7fc0_0000, 64]
        if !isUsual, next() % 2 == 0 { bits = extremes[Int(next() % UInt64(extremes.count))] }
        if isUsual {
          switch field.name {
          case "place": bits %= 64
          case "scale": bits = UInt64(Float(bits % 100).bitPattern)
          default: bits %= 1000
          }
        }
        let size = field.type.scalar?.byteCount ?? 0
        for byte in 0..<size {
          bytes[start + field.offset + byte] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte))
        }
      }
    }
    return bytes
  }

  /// Batch entries that run here.
  enum Entry: CaseIterable {
    case cuda, msl, wgsl

    static var here: [Entry] { allCases.filter { $0 != .wgsl || SoftwareVulkan.swiftshader.absence == nil } }

    func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
      switch self {
      case .cuda: try EmulatedCUDA().run(module, batch)
      case .msl: try EmulatedMSL().run(module, batch)
      case .wgsl: try WGSLExecutor(.swiftshader).run(module, batch)
      }
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: [1, 2], Entry.here)
  func `every bad message fails in its place, every good one is answered, alike on all executors`(
    seed: UInt64,
    entry: Entry
  ) throws {
    let module = try KernelCompiler.lower(try Self.source.unit(actor: "Book", message: "Request"))
    let types = module.types
    let (request, answer, book) = (types.structs["Request"], types.structs["Answer"], types.structs["Book"])
    guard let request, let answer, let book else {
      Issue.record("a type is missing")
      return
    }
    let count = 100_000
    let batch = HandlerBatch(
      state: [UInt8](repeating: 0, count: book.size),
      messages: Self.messages(count, request, seed),
      count: count
    )
    let right = try Interpreter(module).run(batch)
    let found = try entry.run(module, batch)
    #expect(found.failures == right.failures)
    #expect(found.state == right.state)
    for number in 0..<count where right.failures[number] == nil {
      let (own, expected) = (found.reply(number, answer, module.types), right.reply(number, answer, module.types))
      guard own == expected else {
        Issue.record("message \(number): \(own) instead of \(expected)")
        break
      }
    }
    // Every kind of failure has happened, at its own line, and most messages were answered.
    let codes = Set(right.failures.compactMap { $0.map { module.sites[$0.site].code } })
    #expect(codes == [.indexOutOfRange, .overflow, .divisionByZero, .conversion, .explicit])
    #expect(right.failures.count { $0 == nil } > count / 2)
    let lines = Set(right.failures.compactMap { $0.map { module.sites[$0.site].line } })
    #expect(lines == [7, 8, 10, 11, 12])
  }

  @Test(.timeLimit(.minutes(20)), arguments: Entry.here)
  func `what Swift's own forms trap at fails alike on all executors`(entry: Entry) throws {
    let module = try KernelCompiler.lower(try ActorCorpusTests.source().unit(actor: "Trapper", message: "Wide"))
    let types = module.types
    let (message, answer) = (try #require(types.structs["Wide"]), try #require(types.structs["Told"]))
    let count = 20_000
    var messages = Filling.special(3).bytes(.structure("Wide"), count: count / 2, types: types)
    messages += Filling.whole(4).bytes(.structure("Wide"), count: count / 2, types: types)
    let half = try #require(message.fields.first { $0.name == "half" }).offset
    for number in 0..<count { messages[number * message.stride + half] = UInt8(number % 16) }
    let batch = HandlerBatch(
      state: [UInt8](repeating: 0, count: types.structs["Trapper"]?.size ?? 0),
      messages: messages,
      count: count
    )
    let right = try Interpreter(module).run(batch)
    let found = try entry.run(module, batch)
    // Which NaN a device reports is open; the lower 29 bits of one that was a `Float` are zeros, integers have others.
    func plain(_ failure: ReportedFailure?) -> ReportedFailure? {
      guard var failure, module.sites[failure.site].code == .conversion else { return failure }
      failure.values = failure.values.map { bits in
        Double(bitPattern: bits).isNaN && bits & 0x1fff_ffff == 0 ? Double.nan.bitPattern : bits
      }
      return failure
    }
    let other = (0..<count).first { plain(found.failures[$0]) != plain(right.failures[$0]) }
    #expect(other == nil, "\(other.map { "\(String(describing: (found.failures[$0], right.failures[$0])))" } ?? "")")
    #expect(found.state == right.state)
    for number in 0..<count where right.failures[number] == nil {
      let (own, expected) = (found.reply(number, answer, module.types), right.reply(number, answer, module.types))
      guard own == expected else {
        Issue.record("message \(number): \(own) instead of \(expected)")
        break
      }
    }
    let codes = Set(right.failures.compactMap { $0.map { module.sites[$0.site].code } })
    #expect(codes == [.overflow, .divisionByZero, .conversion, .range, .loopLimit])
  }

  @Test(.enabled(if: Tool.python.isPresent && SoftwareVulkan.swiftshader.absence == nil, "needs Tint"))
  func `Tint accepts the handler`() async throws {
    let module = try KernelCompiler.lower(try Self.source.unit(actor: "Book", message: "Request"))
    let text = try Renderer.render(module, for: .wgsl, RenderOptions(features: [.directives])).text
    #expect(try await Tint().complaint(about: text) == nil)
  }
}
#endif
