import RingKernelIR
import Testing

@Suite struct ConstructTests {
  static let types = TypeTable(
    structs: [
      "Particle": StructType(
        name: "Particle",
        fields: [
          StructField("position", .vector(.f32, 3), offset: 0), StructField("mass", .scalar(.f32), offset: 16),
        ],
        size: 20,
        alignment: 16
      )
    ]
  )
  static let particle = Node(
    .structure,
    "Particle",
    [
      Node(.field, "position", [t("SIMD3", float)]), Node(.field, "mass", [float, f("1.0")]),
      function("energy", [], float, block(expr(op(n("mass"), "*", m(n("position"), "x"))))),
      function(
        "push",
        [param("d", t("SIMD3", float), label: "by")],
        nil,
        block(set(n("position"), n("d"), "+=")),
        attributes: [Node(.attribute, "mutating")]
      ),
      function("init", [param("m", float, label: "_")], nil, block(set(m(n("self"), "mass"), n("m")))),
    ]
  )

  private func accepted(
    _ declaration: Node,
    functions: [Node] = [],
    constants: [String: Int64] = [:],
    checking: Checking? = nil
  ) throws -> String {
    let (module, _) = try lowered(
      declaration,
      types: Self.types,
      structures: [Self.particle],
      functions: functions,
      constants: constants,
      checking: checking
    )
    #expect(Validator.validate(module).isEmpty)
    return IRPrinter.text(module)
  }

  @Test func `methods take self, mutating ones copy elements in and out`() throws {
    let text = try accepted(
      kernel(
        "p",
        [param("ps", t("MutableSpan", t("Particle")), isInout: true)],
        block(
          let_("i", globalX),
          guard_(op(n("i"), "<", m(n("ps"), "count")), block(ret())),
          expr(call(m(at(n("ps"), n("i")), "push"), label("by", call("SIMD3", f("1.0"), f("2.0"), i(3))))),
          var_("q", call("Particle", f("3.0"))),
          set(m(m(n("q"), "position"), "y"), call(m(n("q"), "energy")), "+="),
          set(at(n("ps"), n("i")), n("q"))
        )
      )
    )
    #expect(text.contains("func Particle_push(self%0: inout Particle, d%1: f32x3) -> void {"))
    #expect(text.contains("call Particle_push(&t%1, f32x3(1.0f, 2.0f, 3.0f))\n  ps[i%0] = t%1"))
    #expect(!text.contains("check"))
  }

  @Test func `vectors work lane by lane, with scalars and with masks`() throws {
    let text = try accepted(
      function(
        "f",
        [param("v", t("SIMD3", float)), param("w", t("SIMD3", float))],
        t("SIMD3", float),
        block(
          var_("r", op(op(n("v"), "*", i(2)), "+", f("0.5"))),
          expr(call(m(n("r"), "replace"), label("with", f("0.0")), label("where", op(n("v"), ".<", n("w"))))),
          set(m(n("r"), "z"), at(n("w"), i(1))),
          ret(n("r"))
        )
      )
    )
    #expect(text.contains("((v%0 * f32x3.splat(2.0f)) + f32x3.splat(0.5f))"))
    #expect(text.contains("boolx3 = (v%0 < w%1)"))
    #expect(text.contains("r%2[2i32] = w%1[1i32]"))
  }

  @Test func `tuples are taken apart, swapped and matched`() throws {
    let pair = { (a: Node, b: Node) in Node(.tuple, [Node(.argument, [a]), Node(.argument, [b])]) }
    let reported = call(m(n("a"), "multipliedReportingOverflow"), label("by", i(3)))
    let bound = Node(.tupleOfPatterns, [Node(.bindingPattern, "q"), Node(.valuePattern, [Node(.boolean, "true")])])
    let text = try accepted(
      function(
        "f",
        [param("a", t("Int32"))],
        t("Int32"),
        block(
          Node(.variable, "let", [Node(.tuplePattern, [n("s"), n("o")]), Node(.initial, [reported])]),
          var_("c", i(0), t("Int32")),
          var_("d", i(1), t("Int32")),
          set(pair(n("c"), n("d")), pair(n("d"), op(n("c"), "&+", n("s")))),
          ret(
            Node(
              .switch,
              [
                pair(n("c"), n("o")),
                Node(
                  .case,
                  [Node(.item, [bound, Node(.condition, [op(n("q"), ">", i(3))])]), block(expr(n("q")))]
                ),
                Node(.case, "default", [block(expr(n("d")))]),
              ]
            )
          )
        )
      )
    )
    #expect(text.contains("overflows(a%0 * 3i32)"))
    #expect(text.contains("Tuple_i32_i32(d%"))
    #expect(text.contains("> 3i32"))
  }

  @Test func `value parameters become constants, once per size`() throws {
    let total = function(
      "total",
      [Node(.valueParameter, "n", [int]), param("v", t("InlineArray", n("n"), float), label: "_")],
      float,
      block(
        var_("s", f("0.0"), float),
        for_("k", op(i(0), "..<", n("n")), block(set(n("s"), at(n("v"), n("k")), "+="))),
        ret(n("s"))
      )
    )
    let text = try accepted(
      kernel(
        "g",
        [y],
        block(
          var_("b", call(typed(t("InlineArray", n("size"), float)), label("repeating", i(1)))),
          var_("c", call(typed(t("InlineArray", i(8), float)), label("repeating", i(2)))),
          let_("i", globalX),
          if_(
            op(n("i"), "<", m(n("y"), "count")),
            block(set(at(n("y"), n("i")), op(call("total", n("b")), "+", call("total", n("c")))))
          )
        )
      ),
      functions: [total],
      constants: ["size": 4]
    )
    #expect(text.contains("func total(v%0: [4 of f32])"))
    #expect(text.contains("func total_2(v%0: [8 of f32])"))
    #expect(!text.contains("check"))
  }

  @Test func `conversions are checked where a value may not fit`() throws {
    let body = block(
      let_("k", call("Int8", label("clamping", n("b")))),
      let_("l", call("UInt8", label("truncatingIfNeeded", n("b")))),
      ret(op(op(call("Int", n("k")), "&+", call("Int", n("l"))), "&+", call("Int", n("a"))))
    )
    let f = function("f", [param("a", float), param("b", t("UInt64"))], int, body)
    #expect(try accepted(f).contains("check #0 fits(a%0, i64) [a%0]"))
    #expect(try !accepted(f, checking: .unchecked).contains("check"))
  }

  @Test func `smart shifts are total, masking shifts are plain`() throws {
    let f = { (text: String) in
      function("f", [param("a", t("Int32")), param("b", int)], t("Int32"), block(ret(op(n("a"), text, n("b")))))
    }
    #expect(try accepted(f("&<<")).contains("give (a%0 << i32(b%1))"))
    let smart = try accepted(f(">>"))
    #expect(smart.contains("< 32u64") && smart.contains("(a%0 >> 31i32)"))
  }

  @Test func `closed ranges and strides end at the ends of their types`() throws {
    let text = try accepted(
      function(
        "f",
        [param("a", t("UInt8")), param("b", t("UInt8"))],
        t("UInt8"),
        block(
          var_("s", i(0), t("UInt8")),
          for_("k", op(n("a"), "...", n("b")), block(set(n("s"), n("k"), "&+="))),
          ret(n("s"))
        )
      )
    )
    #expect(text.contains("more%4 = (k%3 < b%1)"))
    #expect(text.contains("while more%"))
  }
}
