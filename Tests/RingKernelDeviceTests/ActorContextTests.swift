#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import RingKernelInterpreter
import Testing

/// Operations of the context on the CPU, message by message as the interpreter says.
@Suite(.timeLimit(.minutes(20))) struct ActorContextTests {
  /// How a call ended.
  enum End: Equatable {
    case answered([UInt8])
    case failed(FailureCode)
    case unanswered
  }

  /// What the interpreter makes of calls, with routes 0 to 3 whose inboxes nobody empties.
  private func expected(
    _ actor: any DeviceActor.Type,
    _ message: any RingMessage.Type,
    _ payloads: [[UInt8]]
  ) throws -> (ends: [End], context: HandlerContext, state: [UInt8]) {
    let module = try KernelCompiler.lower(try DeviceUnit.make(actor: actor))
    let name = message.layout.name.split(separator: ".").last.map(String.init) ?? ""
    let handler = try #require(module.handlers.firstIndex { $0.message == name })
    let interpreter = Interpreter(module)
    let handled: Set<String> = ["Poke", "Told", "Wide", "Batch", "Stamp"]
    var context = HandlerContext(
      message: .init(correlation: 1),
      actor: .init(blockSize: Int32(module.handlerThreads)),
      routes: [
        .init(room: [8], handled: handled, overflow: .reject),
        .init(room: [2, 2, 2, 2], handled: handled, overflow: .reject),
        .init(room: [4, 4, 4], handled: handled, overflow: .dropNewest),
        .init(room: [2], handled: handled, overflow: .deadLetter),
      ]
    )
    let size = module.resources.first.flatMap { module.types.layout(of: $0.element)?.size } ?? 0
    var state = [UInt8](repeating: 0, count: size)
    let ends = try payloads.map { payload -> End in
      let before = context.operations.count
      if let failure = try interpreter.run(handler, message: payload, state: &state, context: &context) {
        return .failed(module.sites[failure.site].code)
      }
      for case .reply(let reply) in context.operations[before...] { return .answered(reply.payload) }
      return .unanswered
    }
    return (ends, context, state)
  }

  private func end(_ error: RingKernelError) -> End? {
    if error.code == .noReply { return .unanswered }
    if let failure = error.failure { return FailureCode(rawValue: failure.code.rawValue).map { .failed($0) } }
    let reason = "\(error)"
    let sending = ["no such route", "Replica", "Route ", "inbox holds", "it handles"]
    return sending.contains { reason.contains($0) } ? .failed(.send) : nil
  }

  private func compare<Actor: DeviceActor, Message: RingMessage, Reply: RingMessage>(
    _ actor: Actor.Type,
    _ messages: [Message],
    _: Reply.Type
  ) async throws -> (ends: [End], context: HandlerContext) {
    let right = try expected(actor, Message.self, messages.map { Envelope($0).payload })
    try await withRuntime { runtime in
      var sinks: [String] = []
      let capacities = [8, 2, 4, 2]
      let replicas = [1, 4, 3, 1]
      let policies: [OverflowPolicy] = [.reject, .reject, .dropNewest, .deadLetter]
      for number in 0..<4 {
        var options = LaunchOptions()
        options.autoActivate = false
        options.gridSize = replicas[number]
        options.inputQueueCapacity = capacities[number]
        options.overflow = policies[number]
        sinks.append("sink \(number)")
        _ = try await runtime.launch(Everyone.self, id: "sink \(number)", options: options)
      }
      var options = LaunchOptions()
      options.routes = sinks
      let kernel = try await runtime.launch(actor, id: "actor", options: options).kernel
      for (number, message) in messages.enumerated() {
        var found: End?
        do {
          found = .answered(Envelope(try await kernel.call(message, as: Reply.self)).payload)
        } catch let error as RingKernelError {
          found = end(error)
          #expect(found != nil, "\(error)")
        }
        #expect(found == right.ends[number], "\(Actor.self), message \(number): \(message)")
      }
      let state = try await kernel.readState(actor)
      #expect(unsafe withUnsafeBytes(of: state) { unsafe Array($0) } == right.state, "\(Actor.self)")
    }
    return (right.ends, right.context)
  }

  private static let pokes = (0..<24 as Range<UInt32>).map { Poke(number: $0, amount: Int64($0) * 3 - 1) }

  @Test func `a send that fails behind two good ones leaves both, and what the state counted`() async throws {
    let batches = (0..<6 as Range<UInt32>).map { Batch(count: $0 % 5, first: 0) }
    let found = try await compare(Pusher.self, batches, Told.self)
    #expect(found.ends.contains(.failed(.send)) && found.ends.contains(.unanswered))
    #expect(found.context.operations.count == 2)
  }

  @Test func `bounded arrays in messages and in the state are those of the interpreter`() async throws {
    let messages = (0..<40 as Range<UInt32>).map { number in
      var scores = Scores(
        pick: number &* 7 / 3,
        list: BoundedArray(filler: Score(player: 0, value: 0)),
        bits: BoundedArray(filler: 0),
        tail: UInt8(number)
      )
      for place in 0..<Int(number % 3) {
        _ = scores.list.append(Score(player: UInt16(place), value: Int64(number &* 37 % 23)))  // at most two
      }
      return scores
    }
    let found = try await compare(Ranks.self, messages, Scores.self)
    #expect(found.ends.contains(.failed(.explicit)) && found.ends.contains(.failed(.indexOutOfRange)))
    #expect(found.ends.contains { if case .answered = $0 { true } else { false } })
    let early = try await compare(Ranks.self, Self.pokes, Told.self)
    #expect(early.ends.allSatisfy { $0 == .failed(.indexOutOfRange) })
  }

  @Test func `replicas by number, by key and by turn are those of the interpreter`() async throws {
    _ = try await compare(Addresser.self, Self.pokes, Told.self)
    _ = try await compare(Spreader.self, Self.pokes, Told.self)
    _ = try await compare(Carousel.self, Self.pokes, Told.self)
  }

  @Test func `answers, emissions and helpers are those of the interpreter`() async throws {
    _ = try await compare(Teller.self, Self.pokes, Told.self)
    _ = try await compare(Fountain.self, Self.pokes, Told.self)
    _ = try await compare(Office.self, Self.pokes, Told.self)
    for actor in [Histogram.self, Prefixes.self] as [any DeviceActor.Type] {
      let batches = (0..<24 as Range<UInt32>).map { Batch(count: $0 * 3, first: UInt64($0) &* 0x9e37_79b9) }
      _ = try await compare(actor, batches, Told.self)
    }
    _ = try await compare(Prefixes.self, Self.pokes, Told.self)
    _ = try await compare(Solo.self, Self.pokes, Told.self)
    _ = try await compare(Mortal.self, [Poke(number: 1, amount: 0)], Told.self)
    let stray = Self.pokes.filter { $0.number % 7 != 2 && $0.number % 7 != 1 }
    let found = try await compare(Stray.self, stray, Told.self)
    #expect(found.ends.contains(.failed(.send)) && found.ends.contains(.unanswered))
  }
}
#endif
