internal import Foundation
public import RingKernelIR
public import RingKernelInterpreter

/// A run of an actor of the corpus: messages with random fields for its handlers in turn, on the routes of `Lane`.
public struct ActorCase: Sendable {
  /// All handlers of the actor.
  public let module: KernelModule
  /// What it is sent, in order.
  public let messages: [Incoming]

  /// A message for a handler.
  public struct Incoming: Sendable, Hashable {
    /// Number of the handler in the module.
    public var handler: Int
    /// The message as it stands in a slot.
    public var payload: [UInt8]
    /// Its header.
    public var header: HandlerContext.Message
  }

  /// What became of a message.
  public struct Outcome: Sendable, Hashable {
    /// The failure, if it failed.
    public var failure: ReportedFailure?
    /// What the handler asked for, in order, the returned value last.
    public var operations: [EngineOperation]
    /// Whether it was answered or handed on.
    public var isAnswered: Bool
  }

  /// What a run left behind.
  public struct Result: Sendable, Hashable {
    /// One per message that was handled; the run ends when a message waits in the spill ring.
    public var outcomes: [Outcome]
    /// The actor's state.
    public var state: [UInt8]
    /// The context behind the last message: clock, room and turns of the routes.
    public var context: HandlerContext
  }

  /// Makes messages.
  ///
  /// - Parameters:
  ///   - module: The actor, with all its handlers.
  ///   - count: How many messages.
  ///   - seed: Another seed, other messages.
  public init(_ module: KernelModule, count: Int, seed: UInt64) {
    self.module = module
    var random = ActorNoise(state: seed)
    messages = (0..<count).map { number in
      let handler = number % max(module.handlers.count, 1)
      let name = module.handlers[handler].message
      var payload = [UInt8](repeating: 0, count: module.messages[name]?.payloadBytes ?? 0)
      random.fill(&payload, .structure(name), 0, module.types)
      let header = HandlerContext.Message(
        id: 1 << 40 | UInt64(number),
        correlation: random.next() % 2 == 0 ? 0 : 1000 + UInt64(number),
        source: UInt32(random.next() % 3),
        time: random.next() % 4 == 0 ? Self.wall + random.next() % (1 << 34) : 0
      )
      return Incoming(handler: handler, payload: payload, header: header)
    }
  }

  /// The wall clock of a run, as a word of the hybrid clock.
  public static let wall: UInt64 = 1_790_000_000 << 32

  /// What the actor stands in: replica 1 of 3, the routes of `Lane`, where every message but `Stamp` is handled.
  public static func context(stamps: Bool = false) -> HandlerContext {
    let handled: Set<String> = ["Poke", "Told", "Wide", "Batch"]
    return HandlerContext(
      actor: HandlerContext.Actor(replica: 1, gridSize: 3, blockSize: 256),
      clock: HandlerContext.Clock(word: 5, wall: wall, drift: 60 << 32, stamps: stamps),
      routes: [
        HandlerContext.Route(room: [8], handled: handled, overflow: .wait),
        HandlerContext.Route(room: [2, 2, 2, 2], handled: handled, overflow: .reject),
        HandlerContext.Route(room: [4, 4, 4], handled: handled, overflow: .dropNewest),
        HandlerContext.Route(room: [1], handled: handled, overflow: .deadLetter),
        HandlerContext.Route(room: [], handled: []),
      ],
      spillRoom: 4
    )
  }

  /// What the interpreter makes of the messages.
  ///
  /// - Throws: `InterpreterError`.
  public func expected(in start: HandlerContext = ActorCase.context()) throws -> Result {
    let interpreter = Interpreter(module)
    var context = start
    let size = module.resources.first.flatMap { module.types.layout(of: $0.element) }?.size ?? 0
    var result = Result(outcomes: [], state: [UInt8](repeating: 0, count: size), context: start)
    for message in messages where !context.isHeldBack {
      context.message = message.header
      let before = context.operations.count
      let failure = try interpreter.run(
        message.handler,
        message: message.payload,
        state: &result.state,
        context: &context
      )
      let operations = Array(context.operations[before...])
      result.outcomes.append(Outcome(failure: failure, operations: operations, isAnswered: context.isAnswered))
    }
    result.context = context
    return result
  }

  /// The files of the corpus of actors, without their conditions, which stay as empty lines.
  public static func sources() throws -> [String] {
    let folder = Tool.root.appending(path: "Tests/RingKernelDeviceTests/Actors")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "swift" }.sorted { $0.path() < $1.path() }
    return try files.map { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.hasPrefix("#") ? "" : $0 }.joined(separator: "\n")
    }
  }
}

/// Random fields: small numbers as a rule, anything at all now and then.
private struct ActorNoise {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17 ^ state << 11
  }

  mutating func fill(_ bytes: inout [UInt8], _ type: KernelType, _ offset: Int, _ types: TypeTable) {
    switch type {
    case .scalar(let scalar): store(value(scalar), scalar.byteCount, &bytes, offset)
    case .vector(let scalar, let lanes):
      for lane in 0..<lanes { fill(&bytes, .scalar(scalar), offset + lane * scalar.byteCount, types) }
    case .array(let element, let count):
      let stride = types.layout(of: element)?.stride ?? 1
      for index in 0..<count { fill(&bytes, element, offset + index * stride, types) }
    case .structure(let name):
      if let raw = types.enums[name]?.raw { return fill(&bytes, .scalar(raw), offset, types) }
      for field in types.structs[name]?.fields ?? [] { fill(&bytes, field.type, offset + field.offset, types) }
    case .void: break
    }
  }

  private mutating func value(_ scalar: ScalarType) -> UInt64 {
    let extremes: [UInt64] = [0, 1, .max, 1 << 31, 1 << 63, 0x7fff_ffff, ActorCase.wall + 7, ActorCase.wall + 1 << 40]
    let kind = next() % 12
    let small = next() % 100
    switch scalar {
    case .bool: return small % 2
    case .f16: return UInt64(0x3c00 + small)
    case .f32: return UInt64((Float(small) - 50).bitPattern)
    case .f64: return (Double(small) - 50).bitPattern
    default: return kind == 0 ? extremes[Int(next() % UInt64(extremes.count))] : small
    }
  }

  private func store(_ bits: UInt64, _ count: Int, _ bytes: inout [UInt8], _ offset: Int) {
    for byte in 0..<count { bytes[offset + byte] = UInt8(truncatingIfNeeded: bits >> UInt64(8 * byte)) }
  }
}
