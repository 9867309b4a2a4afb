#if Macros
import RingKernelIR
import RingKernelInterpreter
import RingKernelSyntax
import Testing

@Suite struct BoundedArrayTests {
  static let messages = """
    @RingMessage struct Ask { var place: UInt32; var list: BoundedArray<4, UInt16>; var tail: UInt8 }
    @RingMessage struct Reply { var value: UInt16; var count: UInt32; var tail: UInt8 }

    """

  static func module(_ body: String) throws -> KernelModule {
    let actor = """
      @RingKernel struct Reader {
        var kept = BoundedArray<2, UInt16>(filler: 0)
        mutating func receive(_ ask: Ask, in context: inout RingContext) throws -> Reply { \(body) }
      }
      """
    return try KernelCompiler.lower(try KernelSource(files: [messages + actor]).unit(actor: "Reader"))
  }

  static func message(_ place: UInt32, length: UInt32) -> [UInt8] {
    var bytes = [place, length].flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
    bytes += [1, 0, 2, 0, 3, 0, 4, 0, 99, 0, 0, 0]
    return bytes
  }

  static func run(_ module: KernelModule, _ messages: [[UInt8]]) throws -> HandlerBatchResult {
    let batch = HandlerBatch(
      state: [UInt8](repeating: 0, count: 8),
      messages: messages.flatMap(\.self),
      count: messages.count
    )
    return try Interpreter(module).run(batch)
  }

  @Test func `the layout is the host's: a count, then room, then the next field`() throws {
    let module = try Self.module("return Reply(value: 0, count: 0, tail: ask.tail)")
    #expect(module.types.structs["Ask"]?.fields.map(\.offset) == [0, 4, 16])
    #expect(module.types.structs["BoundedArray_4_u16"]?.fields.map(\.offset) == [0, 4])
    #expect(module.types.structs["BoundedArray_4_u16"]?.size == 12)
    #expect(module.types.structs["Reader"]?.size == 8)
  }

  @Test func `an index at the count fails with both numbers, a literal one too`() throws {
    for body in ["ask.list[Int(ask.place)]", "ask.list[2]"] {
      let module = try Self.module("return Reply(value: \(body), count: UInt32(ask.list.count), tail: ask.tail)")
      let result = try Self.run(module, [Self.message(2, length: 3), Self.message(2, length: 2)])
      #expect(result.failures[0] == nil)
      #expect(result.replies.prefix(9) == [3, 0, 0, 0, 3, 0, 0, 0, 99])
      #expect(result.failures[1]?.values == [2, 2])
      let site = try #require(result.failures[1]?.site)
      #expect(module.sites[site].code == .indexOutOfRange)
    }
  }

  @Test func `a count that no array has reaches nothing past the room`() throws {
    let module = try Self.module(
      """
      var sum: UInt16 = 0
      for place in ask.list.indices { sum &+= ask.list[place] }
      var other = ask
      if other.list.append(7) { throw context.failure("room") }
      if ask.place > 0 { sum = ask.list[Int(ask.place)] }
      return Reply(value: sum, count: UInt32(ask.list.count), tail: other.tail)
      """
    )
    let result = try Self.run(module, [Self.message(0, length: .max), Self.message(4, length: .max)])
    #expect(result.failures[0] == nil)
    #expect(result.replies.prefix(9) == [10, 0, 0, 0, 4, 0, 0, 0, 99])
    #expect(result.failures[1]?.values == [4, 4])
  }

  @Test(.timeLimit(.minutes(20)), arguments: HostileActorTests.Entry.here)
  func `every executor does with every count what the interpreter does`(entry: HostileActorTests.Entry) throws {
    let module = try Self.module(
      """
      var other = ask
      for place in ask.list.indices { other.list[place] &+= ask.list[0] }
      let hadRoom = other.list.append(5)
      if !kept.append(other.list[Int(ask.place)]) { kept = BoundedArray(filler: 9) }
      return Reply(value: hadRoom ? other.list[1] : 0, count: UInt32(other.list.count), tail: UInt8(kept.count))
      """
    )
    let lengths: [UInt32] = [0, 1, 2, 3, 4, 5, 1 << 31, .max]
    let messages = lengths.flatMap { length in (0..<6).map { Self.message($0, length: length) } }
    let batch = HandlerBatch(
      state: [UInt8](repeating: 0, count: 8),
      messages: messages.flatMap(\.self),
      count: messages.count
    )
    let right = try Interpreter(module).run(batch)
    #expect(right.failures.contains { $0 != nil } && right.failures.contains { $0 == nil })
    let found = try entry.run(module, batch)
    #expect(found.failures == right.failures)
    #expect(found.state == right.state)
    for number in messages.indices where right.failures[number] == nil {
      // The bytes of the three fields; two between them are padding.
      for byte in [0, 1, 4, 5, 6, 7, 8] {
        #expect(found.replies[number * 12 + byte] == right.replies[number * 12 + byte], "message \(number)")
      }
    }
  }

  @Test func `append tells whether there was room, and the state keeps what was appended`() throws {
    let module = try Self.module(
      """
      let hadRoom = kept.append(ask.list[0] &+ UInt16(kept.count))
      return Reply(value: hadRoom ? 1 : 0, count: UInt32(kept.count), tail: kept.isEmpty ? 1 : UInt8(kept.capacity))
      """
    )
    let result = try Self.run(module, (0..<3).map { _ in Self.message(0, length: 1) })
    #expect(result.failures.allSatisfy { $0 == nil })
    #expect(
      result.replies == [
        1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0,
      ]
    )
    #expect(result.state == [2, 0, 0, 0, 1, 0, 2, 0])
  }

  @Test func `a literal past the capacity, a constant message and a kernel are refused`() throws {
    func codes(_ body: String) -> [String] {
      do {
        _ = try Self.module(body)
        return []
      } catch let failure as CompileFailure {
        return failure.errors.map(\.code)
      } catch {
        return ["\(error)"]
      }
    }
    #expect(codes("return Reply(value: ask.list[4], count: 0, tail: 0)") == ["RK1120"])
    #expect(codes("ask.list[0] = 1; return Reply(value: 0, count: 0, tail: 0)") == ["RK1106"])
    #expect(
      codes("let full = BoundedArray<2, UInt16>(); return Reply(value: full[0], count: 0, tail: 0)") == ["RK1105"]
    )
    let source = KernelSource(files: [
      "@Kernel func k(y: inout MutableSpan<Int32>) { var a = BoundedArray<4, Int32>(filler: 0); y[0] = Int32(a.count) }"
    ])
    let problems = source.declarations.flatMap { KernelCompiler.problems(of: $0.tree) }
    #expect(problems.map(\.code) == ["RK1124"])
    #expect(problems.first?.message.contains("a BoundedArray stands in handlers") == true)
  }
}
#endif
