import RingKernelIR
import RingKernelInterpreter
import Testing

@Suite struct HandlerContextTests {
  static let types = TypeTable(
    structs: [
      "Counter": StructType(
        name: "Counter",
        fields: [StructField("count", .scalar(.u32), offset: 0)],
        size: 4,
        alignment: 4
      ),
      "Ping": StructType(name: "Ping", fields: [StructField("key", .scalar(.u64), offset: 0)], size: 8, alignment: 8),
    ]
  )

  static func module(_ statements: Node..., reply: Bool = false) throws -> KernelModule {
    let handler = function(
      "receive",
      [param("ping", t("Ping"), label: "_"), param("context", t("RingContext"), label: "in", isInout: true)],
      reply ? t("Ping") : nil,
      Node(.block, statements),
      attributes: [Node(.attribute, "handler"), Node(.attribute, "mutating")]
    )
    let unit = CompilationUnit(
      declaration: Node(.actor, "Counter", [handler]),
      types: types,
      messages: KernelCompiler.messages(named: ["Ping"], types)
    )
    return try KernelCompiler.lower(unit)
  }

  static func send(_ arguments: Node...) -> Node { act("send", [n("ping"), label("to", i(0))] + arguments) }
  static func act(_ name: String, _ arguments: [Node] = []) -> Node {
    Node(.expression, [operation(name, arguments)])
  }
  static func operation(_ name: String, _ arguments: [Node] = []) -> Node {
    Node(
      .call,
      [m(n("context"), name)] + arguments.map { $0.kind == .argument ? $0 : Node(.argument, [$0]) }
    )
  }

  static func run(
    _ module: KernelModule,
    _ context: inout HandlerContext,
    key: UInt8 = 7
  ) throws -> FailureCode? {
    var state = [UInt8](repeating: 0, count: 4)
    let failure = try Interpreter(module)
      .run(0, message: [key, 0, 0, 0, 0, 0, 0, 0], state: &state, context: &context)
    return failure.map { module.sites[$0.site].code }
  }

  /// The finaliser of SplitMix64, as the host spreads keys.
  static func mix(_ key: UInt64) -> UInt64 {
    var value = key &+ 0x9e37_79b9_7f4a_7c15
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  @Test(arguments: 0...40 as ClosedRange<UInt8>) func `a key chooses the replica that the host would`(key: UInt8) throws
  {
    let module = try Self.module(Self.send(label("key", m(n("ping"), "key"))))
    var context = HandlerContext(routes: [.init(room: [1, 1, 1, 1, 1], handled: ["Ping"])])
    #expect(try Self.run(module, &context, key: key) == nil)
    guard case .send(let message, 0, let replica, false, .accepted)? = context.operations.first else {
      Issue.record("nothing was sent")
      return
    }
    #expect(replica == Int(Self.mix(UInt64(key)) % 5) && message.payload.first == key)
  }

  @Test func `no key and no replica go round, from sender to sender`() throws {
    let module = try Self.module(Self.send(), Self.send(), Self.send())
    var context = HandlerContext(routes: [.init(room: [9, 9], handled: ["Ping"])])
    #expect(try Self.run(module, &context) == nil)
    let replicas = context.operations.compactMap {
      if case .send(_, _, let replica, _, _) = $0 { replica } else { nil }
    }
    #expect(replicas == [1, 0, 1])
  }

  @Test func `a full spill ring fails the send, and what was sent before stands`() throws {
    let module = try Self.module(Self.send(), Self.send(), Self.send(), Self.send())
    var context = HandlerContext(routes: [.init(room: [1], handled: ["Ping"])], spillRoom: 2)
    #expect(try Self.run(module, &context) == .send)
    #expect(context.operations.count == 3 && context.isHeldBack)
  }

  @Test func `more messages of a loop than a device has room for are too many, without a loop they are not`() throws {
    let loop = for_("k", op(i(0), "..<", i(200)), block(Self.act("emit", [n("ping")])))
    var context = HandlerContext()
    let counted = try Self.module(loop)
    #expect(try Self.run(counted, &context) == .emissions)
    #expect(context.operations.count == EngineLayout.loopEmissions)
    #expect(counted.need(of: counted.handlers[0]).isCounted)
    // Head, header and two words of payload, as often; then a head and the failure with its message.
    #expect(counted.need(of: counted.handlers[0]).words == EngineLayout.loopEmissions * 18 + 4 + 4 + 8 + 14)
    let exact = try Self.module(Self.act("emit", [n("ping")]), Self.act("reply", [n("ping")]))
    let need = exact.need(of: exact.handlers[0])
    #expect(need.records == 2 && !need.isCounted && need.words == 2 * 18 + 30)
  }

  @Test func `the clock ticks, merges, and fails where the host's does`() throws {
    let tick = try Self.module(Self.act("tick"))
    var context = HandlerContext(clock: .init(word: 5, wall: 0))
    #expect(try Self.run(tick, &context) == nil && context.clock.word == 6)
    context.clock.word = .max
    #expect(try Self.run(tick, &context) == .clock && context.clock.word == .max)
    var clock = HandlerContext.Clock(word: 9, wall: 100 << 32, drift: 60 << 32)
    #expect(clock.merge(160 << 32) == 160 << 32 + 1)
    #expect(clock.merge(161 << 32) == 0 && clock.word == 160 << 32 + 1)
  }

  @Test func `the returned value answers behind everything else`() throws {
    let module = try Self.module(Self.act("emit", [n("ping")]), ret(n("ping")), reply: true)
    var context = HandlerContext(message: .init(correlation: 3), clock: .init(wall: 1 << 40, stamps: true))
    #expect(try Self.run(module, &context) == nil && context.isAnswered)
    let payload: [UInt8] = [7, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      context.operations == [
        .emit(.init("Ping", payload, time: 1 << 40)), .reply(.init("Ping", payload, time: 1 << 40 + 1)),
      ]
    )
  }

  @Test func `what no device has is refused with the reason`() throws {
    let call = if_(m(n("context"), "k2kHasMessage"), block())
    do throws(CompileFailure) {
      _ = try KernelCompiler.lower(
        CompilationUnit(
          declaration: Node(
            .actor,
            "Counter",
            [
              function(
                "receive",
                [param("ping", t("Ping"), label: "_"), param("context", t("RingContext"), label: "in", isInout: true)],
                nil,
                block(call),
                attributes: [Node(.attribute, "handler")]
              )
            ]
          ),
          types: Self.types,
          messages: KernelCompiler.messages(named: ["Ping"], Self.types)
        )
      )
      Issue.record("it was lowered")
    } catch { #expect(error.errors.first?.message.contains("arrive as calls of handlers") == true) }
  }
}
