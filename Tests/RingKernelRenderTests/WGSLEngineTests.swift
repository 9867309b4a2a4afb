import RingKernelIR
import RingKernelRender
import Testing

@Suite struct WGSLEngineTests {
  static let note = KernelType.structure("Note")

  /// An actor of one handler.
  static func module(_ body: [Statement] = [], locals: [KernelFunction.Local] = []) -> KernelModule {
    let fields = [StructField("number", .scalar(.u32), offset: 0), StructField("mark", .scalar(.u8), offset: 4)]
    let types = TypeTable(structs: [
      "Note": StructType(name: "Note", fields: fields, size: 8, alignment: 4),
      "Clerk": StructType(name: "Clerk", fields: [fields[0]], size: 4, alignment: 4),
    ])
    let handler = KernelFunction(
      name: "receive",
      parameters: [KernelFunction.Parameter("note", note)],
      locals: [KernelFunction.Local("note", note)] + locals,
      body: body
    )
    return KernelModule(
      name: "Clerk",
      types: types,
      resources: [Resource("state", .structure("Clerk"), .state)],
      functions: [handler],
      entry: .actor([Handler(0, message: "Note")]),
      messages: ["Note": MessageType(typeID: 1 << 32 | 5, payloadBytes: 8)],
      sites: [FailureSite(.emissions, line: 1, column: 1)]
    )
  }

  static let emission: [Statement] = [
    .perform(.emit, [.value(Expression(note, .read(Place(note, .local(0)))))], result: 1),
    .check(Expression(.bool, .read(Place(.bool, .local(1)))), 0, values: []),
  ]

  static func text(_ module: KernelModule) throws -> String {
    try Renderer.render(module, for: .wgsl, RenderOptions(isEngine: true)).text
  }

  @Test func `a program has the bindings of the layout and only the functions that it needs`() throws {
    let text = try Self.text(Self.module())
    for (number, name) in EngineLayout.bindingNames.enumerated() {
      #expect(
        text.contains("@binding(\(number)) var<storage, \([3, 6].contains(number) ? "read" : "read_write")> \(name):")
      )
    }
    #expect(text.contains("if (all(type_id == vec2<u32>(5u, 1u))) { rk_handle_0(); return; }"))
    #expect(text.contains("const rk_actor_clock = \(EngineLayout.Actor.clock)u;"))
    for absent in ["rk_send", "rk_emit", "rk_tick", "rk_end_actor", "rk_fail("] {
      #expect(!text.contains("fn \(absent)"), "\(absent)")
    }
  }

  @Test func `what a handler asks of its context is a function by the name of the message`() throws {
    let text = try Self.text(Self.module(Self.emission, locals: [KernelFunction.Local("t", .bool)]))
    #expect(text.contains("fn rk_emit_Note(m: Note) -> bool {"))
    // A message with bytes that no field covers is cleared first.
    #expect(text.contains("rk_outbound[at + k] = 0u;"))
    #expect(text.contains("rk_fail(\(FailureCode.emissions.rawValue)u, 0u,"))
  }

  @Test func `a batch has no context`() throws {
    let module = Self.module(Self.emission, locals: [KernelFunction.Local("t", .bool)])
    let error = #expect(throws: RenderError.self) { try Renderer.render(module, for: .wgsl) }
    #expect(error?.code == "RK2001" && error?.message.contains("emit") == true)
  }

  @Test func `a batch has one handler`() throws {
    var module = Self.module()
    module.entry = .actor([Handler(0, message: "Note"), Handler(0, message: "Other")])
    let error = #expect(throws: RenderError.self) { try Renderer.render(module, for: .wgsl) }
    #expect(error?.code == "RK2001" && error?.message.contains("several handlers") == true)
  }
}
