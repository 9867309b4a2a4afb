#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelInterpreter
import Testing

/// Loops of handlers on the CPU: the failure, its place and its numbers are the interpreter's.
@Suite(.timeLimit(.minutes(20))) struct LoopLimitTests {
  /// Compares calls with the interpreter; gives the failures.
  static func compare<Actor: DeviceActor, Message: RingMessage>(
    _ actor: Actor.Type,
    _ messages: [Message]
  ) async throws -> [KernelFailure] {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: actor))
    let name = try #require(Message.layout.name.split(separator: ".").last.map(String.init))
    let handler = try #require(module.handlers.firstIndex { $0.message == name })
    let interpreter = Interpreter(module)
    var state = [UInt8](repeating: 0, count: MemoryLayout<Actor>.size)
    var failures: [KernelFailure] = []
    try await withRuntime { runtime in
      let kernel = try await runtime.launch(actor).kernel
      for (number, message) in messages.enumerated() {
        var context = HandlerContext(message: .init(correlation: 1))
        let right = try interpreter.run(
          handler,
          message: Envelope(message).payload,
          state: &state,
          context: &context
        )
        do {
          let told: Told = try await kernel.call(message)
          let answer = EngineOperation.reply(.init("Told", Envelope(told).payload))
          #expect(right == nil && context.operations.last == answer, "message \(number): \(told)")
        } catch let error as RingKernelError {
          let (found, right) = (try #require(error.failure), try #require(right, "message \(number): \(error)"))
          let site = module.sites[right.site]
          #expect(found.code.rawValue == site.code.rawValue && found.thread == right.thread, "message \(number)")
          #expect(found.line == site.line && found.column == site.column, "message \(number): \(found)")
          if site.code != .explicit { #expect(found.values == right.values, "message \(number): \(found)") }
          failures.append(found)
        }
        for case .emit(let emitted) in context.operations {
          let stamp: Stamp? = try kernel.tryReceive()
          #expect(stamp.map { Envelope($0).payload } == emitted.payload, "message \(number)")
        }
      }
      let found = try await kernel.readState(actor)
      #expect(unsafe withUnsafeBytes(of: found) { unsafe Array($0) } == state)
    }
    return failures
  }

  private static let counts: [UInt32] = [
    0, 1, 2, 3, 5, 9, 20, 40, 41, 59, 60, 61, 99, 100, 199, 200, 201, 202, 400, 1 << 16, 1 << 31, .max - 1, .max,
  ]

  @Test func `every kind of loop runs as many rounds as the actor says, and not one more`() async throws {
    let batches = Self.counts.flatMap { count in (0..<8 as Range<UInt64>).map { Batch(count: count, first: $0) } }
    let failures = try await Self.compare(Runner.self, batches).filter { $0.code == .loopLimit }
    // One in each kind of loop, those inside of others and of functions included.
    #expect(Set(failures.map(\.line)).count >= 10)
    #expect(failures.contains { $0.values == [201, 200] })
    #expect("\(try #require(failures.first))".hasPrefix("a loop asks for 201 rounds; 200 are allowed here ("))
  }

  @Test func `ranges over all numbers of a type have as many rounds as there are`() async throws {
    let amounts: [Int64] = [-128, -101, -100, 0, 30, 90, 99, 100, 127, .min, .max, .min + 20, -180, 220, 1 << 40]
    let pokes = amounts.flatMap { amount in [0, 1, 2, 90, .max].map { Poke(number: $0, amount: amount) } }
    let failures = try await Self.compare(Runner.self, pokes).filter { $0.code == .loopLimit }
    #expect(failures.contains { $0.values[0] > 1 << 62 } && failures.contains { $0.values[0] < 400 })
  }

  @Test func `threads that run a loop together fail together, and each that is alone for itself`() async throws {
    let batches = Self.counts.flatMap { count in (0..<5 as Range<UInt64>).map { Batch(count: count, first: $0) } }
    let failures = try await Self.compare(Crew.self, batches).filter { $0.code == .loopLimit }
    #expect(Set(failures.map(\.thread)).count >= 2 && Set(failures.map(\.line)).count == 3)
    let pokes = Self.counts.map { Poke(number: $0, amount: 1) }
    let others = try await Self.compare(Crew.self, pokes).filter { $0.code == .loopLimit }
    #expect(Set(others.map(\.line)).count >= 2)
  }
}
#endif
