import RingKernelIR
import Testing

@Suite struct MaskingTests {
  static let tile = Node(.variable, "var", [n("s"), Node(.initial, [call(typed(t("SharedArray", i(64), float)))])])

  @Test func `a thread that fails before a barrier still meets it`() throws {
    let (module, body) = try lowered(
      kernel(
        "f",
        [x, y],
        block(
          Self.tile,
          let_("v", at(n("x"), globalX)),
          set(at(n("s"), m(n("threadIndex"), "x")), n("v")),
          expr(call("barrier")),
          set(at(n("y"), globalX), op(at(n("s"), i(0)), "+", n("v")))
        ),
        attributes: [Node(.attribute, "block", [i(64)])]
      )
    )
    #expect(module.isMasked)
    #expect(!body.contains("check"))
    // The barrier stands at the top level, not inside a branch.
    #expect(body.split(separator: "\n").contains("barrier()"))
    #expect(Validator.validate(module).isEmpty, "\(body)")
  }

  @Test func `uniform counters run on in failed threads`() throws {
    let (module, body) = try lowered(
      kernel(
        "f",
        [x, y],
        block(
          Self.tile,
          var_("w", i(32)),
          while_(
            op(n("w"), ">", i(0)),
            block(
              set(at(n("s"), m(n("threadIndex"), "x")), at(n("x"), op(globalX, "+", n("w"))), "+="),
              expr(call("barrier")),
              set(n("w"), i(2), "/=")
            )
          )
        ),
        attributes: [Node(.attribute, "block", [i(64)])]
      )
    )
    #expect(module.isMasked)
    #expect(Validator.validate(module).isEmpty, "\(body)")
    let lines = body.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  w%") }, "the counter is stored outside of every branch: \(body)")
  }

  @Test func `kernels without barriers or without checks stay as they are`() throws {
    #expect(try !lowered(KernelLoweringTests.saxpy).module.isMasked)
    let (module, _) = try lowered(kernel("f", [], block(expr(call("barrier")))))
    #expect(!module.isMasked)
  }

  @Test func `functions that fail take the flag along`() throws {
    let load = function(
      "load",
      [param("b", t("Span", float), label: "_"), param("i", int, label: "_")],
      float,
      block(ret(at(n("b"), n("i"))))
    )
    let (module, _) = try lowered(
      kernel(
        "f",
        [x, y],
        block(let_("v", call("load", n("x"), globalX)), expr(call("barrier")), set(at(n("y"), globalX), n("v")))
      ),
      functions: [load]
    )
    #expect(module.functions[0].parameters.last?.isInout == true)
    #expect(Validator.validate(module).isEmpty, "\(IRPrinter.text(module))")
  }
}
