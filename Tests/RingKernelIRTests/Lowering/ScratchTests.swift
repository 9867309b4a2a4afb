import RingKernelIR
import Testing

@Suite struct ScratchTests {
  @Test func scratch() throws {
    func show(_ d: Node, types: TypeTable = TypeTable(), structures: [Node] = [], functions: [Node] = [], checking: Checking? = nil, message: String? = nil) {
      do {
        let (m, _) = try lowered(d, types: types, structures: structures, functions: functions, checking: checking, message: message)
        print(IRPrinter.text(m))
      } catch { print("ERROR", error) }
    }
    let field = t("Field2D", float)
    show(kernel("laplacian", [param("p", field), param("out", field, isInout: true), param("pos", t("GridPosition"), label: "at")],
      block(set(at(n("out"), n("pos")), op(op(call(m(n("p"), "north"), n("pos")), "+", call(m(n("p"), "east"), n("pos"))), "-", op(i(4), "*", at(n("p"), n("pos")))))),
      attributes: [Node(.attribute, "stencil"), Node(.attribute, "tile", [i(16), i(16)]), Node(.attribute, "halo", [i(1)])]))
    show(kernel("sum", [x, y], block(
      Node(.variable, "var", [n("tile"), Node(.initial, [call(typed(t("SharedArray", i(256), float)))])]),
      let_("l", m(n("threadIndex"), "x")),
      var_("s", f("0.0"), float),
      for_("k", Node(.call, [n("stride"), label("from", globalX), label("to", m(n("x"), "count")), label("by", op(m(n("gridSize"), "x"), "*", m(n("blockSize"), "x")))]), block(set(n("s"), at(n("x"), n("k")), "+="))),
      set(at(n("tile"), n("l")), n("s")),
      expr(call("barrier")),
      var_("w", i(128)),
      while_(op(n("w"), ">", i(0)), block(
        if_(op(n("l"), "<", n("w")), block(set(at(n("tile"), n("l")), at(n("tile"), op(n("l"), "+", n("w"))), "+="))),
        expr(call("barrier")),
        set(n("w"), i(2), "/="))),
      if_(op(n("l"), "==", i(0)), block(set(at(n("y"), m(n("blockIndex"), "x")), at(n("tile"), i(0)))))
      ), attributes: [Node(.attribute, "block", [i(256)])]))
    show(kernel("hist", [param("d", t("Span", t("UInt8"))), param("h", t("MutableSpan", t("Int32")), isInout: true)], block(
      let_("i", globalX), guard_(op(n("i"), "<", m(n("d"), "count")), block(ret())),
      expr(call("atomicAdd", amp(at(n("h"), call("Int", at(n("d"), n("i"))))), i(1))),
      set(at(n("h"), i(0)), i(3)))))
    let types = TypeTable(structs: [
      "Ledger": StructType(name: "Ledger", fields: [StructField("balances", .array(.int, 1024), offset: 0)], size: 8192, alignment: 8),
      "Deposit": StructType(name: "Deposit", fields: [StructField("account", .scalar(.u32), offset: 0), StructField("cents", .int, offset: 8)], size: 16, alignment: 8),
      "Balance": StructType(name: "Balance", fields: [StructField("account", .scalar(.u32), offset: 0), StructField("cents", .int, offset: 8)], size: 16, alignment: 8)])
    show(Node(.actor, "Ledger", [function("receive", [param("deposit", t("Deposit"), label: "_"), param("context", t("RingContext"), label: "in", isInout: true)], t("Balance"), block(
      set(at(n("balances"), call("Int", m(n("deposit"), "account"))), m(n("deposit"), "cents"), "+="),
      if_(op(at(n("balances"), i(0)), "<", i(0)), block(Node(.throw, [call(m(n("context"), "failure"), Node(.string, "no ", [at(n("balances"), i(0)), Node(.string, " left")]))]))),
      ret(call("Balance", label("account", m(n("deposit"), "account")), label("cents", at(n("balances"), call("Int", m(n("deposit"), "account")))))))
      , attributes: [Node(.attribute, "handler"), Node(.attribute, "mutating")])]), types: types, message: "Deposit")
    show(kernel("misc", [y], block(
      let_("i", globalX),
      var_("a", Node(.call, [typed(t("InlineArray", i(256), int)), label("repeating", i(0))])),
      for_("k", op(i(0), "..<", m(n("y"), "count")), block(
        set(at(n("y"), n("k")), call("min", at(n("y"), n("k")), f("1.0"))),
        if_(op(n("k"), "==", i(7)), block(Node(.continue, "outer"))),
        for_("j", op(i(0), "...", i(9)), block(
          if_(op(n("j"), "==", n("k")), block(Node(.break, "outer"))),
          set(at(n("a"), op(n("j"), "&", i(255))), op(n("i"), "<<", n("j")), "+=")
        ))), "outer"),
      set(at(n("y"), i(0)), call("Float", at(n("a"), op(n("i"), "&", i(255))))),
      Node(.switch, [n("i"), Node(.case, [Node(.item, [Node(.valuePattern, [i(1)])]), block(set(at(n("y"), i(0)), i(1)), Node(.fallthrough, []))]),
        Node(.case, [Node(.item, [Node(.valuePattern, [op(i(2), "...", i(5))])]), block(set(at(n("y"), i(0)), i(2)))]),
        Node(.case, "default", [block(Node(.break, []))])])
      )))
  }
}
