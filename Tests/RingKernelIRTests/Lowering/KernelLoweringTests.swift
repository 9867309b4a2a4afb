import RingKernelIR
import Testing

@Suite struct KernelLoweringTests {
  static let guarded = if_(op(n("i"), ">=", m(n("y"), "count")), block(ret()))
  static let saxpy = kernel(
    "saxpy",
    [x, y, param("a", float)],
    block(
      let_("i", globalX),
      guarded,
      set(at(n("y"), n("i")), op(op(n("a"), "*", at(n("x"), n("i"))), "+", at(n("y"), n("i"))))
    )
  )

  @Test func `saxpy keeps the one check that its guard does not prove, in 32 bits`() throws {
    let (module, body) = try lowered(Self.saxpy)
    #expect(
      body == """
        let i%1: i32 = globalThreadIndex.0
        if (i%1 >= i32(y.extent0)) {
          give
        }
        check #0 (i%1 < i32(x.extent0)) [i%1, i32(x.extent0)]
        y[i%1] = ((a%0 * x[i%1]) + y[i%1])

        """
    )
    #expect(module.needs.isEmpty)
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `unchecked code has no checks`() throws {
    let (module, body) = try lowered(Self.saxpy, checking: .unchecked)
    #expect(!body.contains("check"))
    #expect(module.sites.isEmpty)
  }

  @Test func `a stencil proves its neighbours by the interior test`() throws {
    let field = t("Field2D", float)
    let neighbours = ["north", "south", "east", "west"].map { call(m(n("p"), $0), n("pos")) }
    let sum = neighbours.dropFirst().reduce(neighbours[0]) { op($0, "+", $1) }
    let (module, body) = try lowered(
      kernel(
        "laplacian",
        [
          param("p", field), param("out", field, isInout: true), param("pos", t("GridPosition"), label: "at"),
        ],
        block(set(at(n("out"), n("pos")), op(sum, "-", op(i(4), "*", at(n("p"), n("pos")))))),
        attributes: [
          Node(.attribute, "stencil"), Node(.attribute, "tile", [i(16), i(16)]), Node(.attribute, "halo", [i(1)]),
        ]
      )
    )
    #expect(module.blockSize == [16, 16, 1])
    #expect(module.needs.isEmpty)
    // Only the equality of the fields' extents is checked, once per axis.
    #expect(body.split(separator: "\n").filter { $0.contains("check") }.allSatisfy { $0.contains("==") })
  }

  @Test func `a loop over the indices of a buffer needs no check`() throws {
    let sum = for_("k", m(n("x"), "indices"), block(set(n("s"), at(n("x"), n("k")), "+=")))
    let (_, body) = try lowered(kernel("sum", [x], block(var_("s", f("0.0"), float), sum)))
    #expect(!body.contains("check"))
    let open = for_("k", op(i(0), "..<", n("n")), block(set(n("s"), at(n("x"), n("k")), "+=")))
    let (_, kept) = try lowered(kernel("sum", [x, param("n", int)], block(var_("s", f("0.0"), float), open)))
    #expect(kept.isEmpty || kept.contains("check"))
  }

  /// Few facts are kept of a value; those that came first, or the text would be another one in each process.
  @Test func `of many facts the first ones are kept through a branch`() throws {
    let names = (0..<24).map { "v\($0)" }
    let guards = names.map { guard_(op(n($0), "<", n("n")), block(ret())) }
    let choice = if_(
      op(n("n"), ">", i(1000)),
      block(set(n("s"), i(1))),
      block(set(n("s"), i(2)))
    )
    let (_, body) = try lowered(
      kernel(
        "f",
        (["n"] + names).map { param($0, int) } + [param("d", t("MutableSpan", int), isInout: true)],
        Node(
          .block,
          [guard_(op(n("v0"), ">=", i(0)), block(ret()))] + guards
            + [var_("s", i(0), int), choice, set(at(n("d"), i(0)), op(n("s"), "/", n("n")))]
        )
      )
    )
    #expect(!body.contains("!= 0"), "\(body)")
  }

  @Test func `masks, remainders and minima prove constant sizes`() throws {
    let shared = Node(.variable, "var", [n("s"), Node(.initial, [call(typed(t("SharedArray", i(256), int)))])])
    for index in [op(n("a"), "&", i(255)), call("Int", n("b")), call("min", call("max", n("a"), i(0)), i(255))] {
      let (_, body) = try lowered(
        kernel(
          "f",
          [param("a", int), param("b", t("UInt8"))],
          block(shared, set(at(n("s"), index), i(1)))
        )
      )
      #expect(!body.contains("check"), "\(body)")
    }
    let (_, body) = try lowered(kernel("f", [param("a", int)], block(shared, set(at(n("s"), n("a")), i(1)))))
    #expect(body.contains("check"))
  }

  @Test func `what another thread may change between two reads proves nothing`() throws {
    let places = param("d", t("MutableSpan", int), isInout: true)
    let test = op(op(at(n("d"), i(0)), ">=", i(0)), "&&", op(at(n("d"), i(0)), "<", m(n("y"), "count")))
    let (_, body) = try lowered(
      kernel("f", [places, y], block(if_(test, block(set(at(n("y"), at(n("d"), i(0))), f("1.0"))))))
    )
    #expect(body.contains("y.extent0)) ["), "\(body)")
  }

  @Test func `memory that atomics touch is touched by atomics only`() throws {
    let (module, body) = try lowered(
      kernel(
        "histogram",
        [param("d", t("Span", t("UInt8"))), param("h", t("MutableSpan", t("Int32")), isInout: true)],
        block(
          let_("i", globalX),
          guard_(op(n("i"), "<", m(n("d"), "count")), block(ret())),
          expr(call("atomicAdd", amp(at(n("h"), call("Int", at(n("d"), n("i"))))), i(1))),
          set(at(n("h"), i(0)), op(at(n("h"), i(1)), "&+", i(3)))
        )
      )
    )
    #expect(module.resources[1].isAtomic)
    #expect(body.contains("atomicLoad(&h[1i32])"))
    #expect(body.contains("atomicStore(&h[0i32]"))
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `labelled jumps become flags`() throws {
    let inner = for_(
      "j",
      op(i(0), "...", i(9)),
      block(
        if_(op(n("j"), "==", n("k")), block(Node(.break, "outer"))),
        if_(op(n("j"), ">", i(5)), block(Node(.continue, "outer")))
      )
    )
    let (module, body) = try lowered(
      kernel(
        "f",
        [y],
        block(for_("k", op(i(0), "..<", i(100)), block(inner), "outer"), set(at(n("y"), i(0)), f("1.0")))
      )
    )
    #expect(body.contains("leave%"))
    #expect(body.contains("again%"))
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `effects keep the order of the source`() throws {
    let next = function(
      "next",
      [param("n", int, label: "_", isInout: true)],
      int,
      block(set(n("n"), i(1), "+="), ret(n("n")))
    )
    let (module, body) = try lowered(
      function(
        "f",
        [],
        int,
        block(var_("a", i(5)), ret(op(n("a"), "&+", call("next", amp(n("a"))))))
      ),
      functions: [next]
    )
    #expect(body.contains("= i32(a%0)"), "the first operand is kept before the call: \(body)")
    #expect(Validator.validate(module).isEmpty)
  }

  @Test func `second operands run only when they decide`() throws {
    let test = op(op(n("i"), "<", m(n("x"), "count")), "&&", op(at(n("x"), n("i")), ">", f("0.5")))
    let (_, body) = try lowered(
      kernel("f", [x, y, param("i", int)], block(if_(test, block(set(at(n("y"), i(0)), f("1.0"))))))
    )
    let lines = body.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
    let branch = try #require(lines.firstIndex { $0.hasPrefix("if") })
    let check = try #require(lines.firstIndex { $0.hasPrefix("check") })
    #expect(branch < check)
  }
}
