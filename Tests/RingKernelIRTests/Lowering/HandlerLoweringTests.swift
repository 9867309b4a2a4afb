import RingKernelIR
import Testing

@Suite struct HandlerLoweringTests {
  static let pair = [StructField("account", .scalar(.u32), offset: 0), StructField("cents", .int, offset: 8)]
  static let types = TypeTable(
    structs: [
      "Ledger": StructType(
        name: "Ledger",
        fields: [
          StructField("balances", .array(.int, 1024), offset: 0), StructField("mode", .structure("Mode"), offset: 8192),
        ],
        size: 8193,
        alignment: 8
      ),
      "Deposit": StructType(name: "Deposit", fields: pair, size: 16, alignment: 8),
      "Balance": StructType(name: "Balance", fields: pair, size: 16, alignment: 8),
    ],
    enums: ["Mode": EnumType(name: "Mode", raw: .u8, cases: [.init("open", 0), .init("closed", 1)])]
  )

  static func unit(_ statements: Node...) -> CompilationUnit {
    let handler = function(
      "receive",
      [param("deposit", t("Deposit"), label: "_"), param("context", t("RingContext"), label: "in", isInout: true)],
      t("Balance"),
      Node(.block, statements),
      attributes: [Node(.attribute, "handler"), Node(.attribute, "mutating")]
    )
    let messages = KernelCompiler.messages(named: ["Deposit", "Balance"], types)
    return CompilationUnit(declaration: Node(.actor, "Ledger", [handler]), types: types, messages: messages)
  }

  static let account = call("Int", m(n("deposit"), "account"))
  static let reply = ret(
    call("Balance", label("account", m(n("deposit"), "account")), label("cents", at(n("balances"), account)))
  )

  @Test func `a deposit checks its index and its sum once`() throws {
    let module = try KernelCompiler.lower(
      Self.unit(set(at(n("balances"), Self.account), m(n("deposit"), "cents"), "+="), Self.reply)
    )
    #expect(module.handlers == [Handler(0, message: "Deposit", reply: "Balance")])
    #expect(module.sites.map(\.code).contains(.overflow))
    let text = IRPrinter.text(module)
    #expect(text.contains("check #0 (deposit%0.0 < 1024u32)"))
    #expect(text.components("check") == 2, "\(text)")
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `a thrown failure reports its text and two values`() throws {
    let message = Node(.string, "no account ", [m(n("deposit"), "account"), Node(.string, "!")])
    let module = try KernelCompiler.lower(
      Self.unit(Node(.throw, [call(m(n("context"), "failure"), message)]))
    )
    #expect(module.sites.map(\.code) == [.explicit])
    #expect(module.sites.first?.labels == ["no account ", "!"])
    let three = Node(.string, "", [i(1), Node(.string, ""), i(2), Node(.string, ""), i(3), Node(.string, "")])
    #expect(codes(Self.unit(Node(.throw, [call(m(n("context"), "failure"), three)]))) == ["RK1119"])
  }

  @Test func `enums are their raw values, and switches over them are exhaustive`() throws {
    let item = { (name: String) in Node(.item, [Node(.valuePattern, [Node(.member, name)])]) }
    let full = Node(
      .switch,
      [
        n("mode"), Node(.case, [item("open"), block(set(n("mode"), Node(.member, "closed")))]),
        Node(.case, [item("closed"), block(Node(.break, []))]),
      ]
    )
    let module = try KernelCompiler.lower(Self.unit(full, Self.reply))
    #expect(IRPrinter.text(module).contains("state.1 = 1u8"))
    let half = Node(.switch, [n("mode"), Node(.case, [item("open"), block(Node(.break, []))])])
    #expect(codes(Self.unit(half, Self.reply)) == ["RK1116"])
  }

  @Test func `a loop of a handler has a bound`() throws {
    let unbounded = while_(op(at(n("balances"), i(0)), ">", i(0)), block(set(at(n("balances"), i(0)), i(2), "/=")))
    #expect(codes(Self.unit(unbounded, Self.reply)) == ["RK1113"])
    let bounded = while_(op(n("k"), "<", i(8)), block(set(n("k"), i(1), "+=")))
    #expect(codes(Self.unit(var_("k", i(0)), bounded, Self.reply)).isEmpty)
  }
}

extension String {
  /// How often a word stands in the text.
  func components(_ word: String) -> Int { split(separator: " ").count { $0 == word } }
}
