import RingKernelIR
import Testing

@Suite struct RuleTests {
  static func body(_ statements: Node...) -> CompilationUnit {
    CompilationUnit(declaration: kernel("f", [x, y, param("a", int)], Node(.block, statements)))
  }

  static let shared = call(typed(t("SharedArray", i(16384), t("Double"))))
  static let broken: [(String, CompilationUnit)] = [
    ("RK1101", body(let_("b", n("nowhere")))),
    ("RK1102", body(let_("b", i(1), t("String")))),
    ("RK1103", body(let_("b", n("a"), float))),
    ("RK1104", body(let_("b", i(256), t("UInt8")))),
    ("RK1104", body(let_("b", Node(.integer, "99999999999999999999999999")))),
    ("RK1105", body(let_("b", call("sqrt", n("a"), n("a"))))),
    ("RK1106", body(let_("b", i(1)), set(n("b"), i(2)))),
    ("RK1107", body(let_("b", m(n("a"), "description")))),
    ("RK1108", body(set(at(n("x"), i(0)), f("1.0")))),
    ("RK1110", body(if_(op(m(n("threadIndex"), "x"), "<", i(16)), block(expr(call("barrier")))))),
    ("RK1110", body(if_(op(globalX, ">=", m(n("y"), "count")), block(ret())), expr(call("barrier")))),
    ("RK1111", body(if_(op(at(n("x"), i(0)), "<", f("1.0")), block(let_("s", call("subgroupReduceAdd", n("a"))))))),
    ("RK1112", body(Node(.variable, "var", [n("s"), Node(.initial, [shared])]))),
    ("RK1114", body(var_("c", i(0)), expr(call("atomicAdd", amp(n("c")), i(1))))),
    ("RK1115", body(let_("z", n("x")))),
    ("RK1116", body(Node(.switch, [n("a"), Node(.case, [Node(.item, [Node(.valuePattern, [i(0)])]), block()])]))),
    ("RK1117", body(Node(.fallthrough, []))),
    ("RK1120", body(var_("s", call(typed(t("SIMD2", float)))), set(at(n("s"), i(2)), f("0.0")))),
    ("RK1122", body(let_("s", call(typed(t("InlineArray", n("a"), int)), label("repeating", i(0)))))),
    ("RK1125", body(let_("b", call("UInt8", label("exactly", n("a")))))),
    ("RK1126", body(Node(.continue, []))),
    ("RK1131", body(let_("b", i(1)), let_("b", i(2)))),
    ("RK1132", body(Node(.throw, [call(m(n("context"), "failure"), Node(.string, "no"))]))),
  ]

  @Test(arguments: broken.indices) func `a broken rule is named by its code`(index: Int) {
    let (code, unit) = Self.broken[index]
    #expect(codes(unit).first == code)
  }

  @Test func `a loop without an end is refused, one that is found to have none keeps its condition`() throws {
    #expect(codes(Self.body(while_(Node(.boolean, "true"), block()))) == ["RK1113"])
    let store = set(at(n("y"), m(n("threadIndex"), "x")), f("1.0"))
    let unit = Self.body(var_("half", i(32)), while_(op(n("half"), ">", i(0)), block(store)))
    let module = try KernelCompiler.lower(unit)
    #expect(Validator.validate(module).isEmpty)
    #expect(IRPrinter.text(module).contains("while (half%1 > 0"))
  }

  @Test func `recursion is refused`() {
    let down = function(
      "down",
      [param("n", int, label: "_")],
      int,
      block(ret(call("down", op(n("n"), "&-", i(1)))))
    )
    let unit = CompilationUnit(
      declaration: kernel("f", [], block(expr(call("down", i(3))))),
      functions: [down]
    )
    #expect(codes(unit) == ["RK1109"])
  }

  @Test func `a uniform barrier is accepted`() {
    let loop = for_("k", op(i(0), "..<", n("a")), block(expr(call("barrier"))))
    #expect(codes(Self.body(loop, if_(op(m(n("blockIndex"), "x"), "==", i(0)), block(expr(call("barrier")))))).isEmpty)
  }
}
