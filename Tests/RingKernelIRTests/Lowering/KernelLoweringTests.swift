import RingKernelIR
import Testing

@Suite struct KernelLoweringTests {
  static let saxpy = kernel(
    "saxpy",
    [x, y, param("a", float)],
    block(
      let_("i", globalX),
      if_(op(n("i"), ">=", m(n("y"), "count")), block(ret())),
      set(at(n("y"), n("i")), op(op(n("a"), "*", at(n("x"), n("i"))), "+", at(n("y"), n("i"))))
    )
  )

  @Test func `saxpy keeps the one check that its guard does not prove, in 32 bits`() throws {
    let (module, body) = try lowered(Self.saxpy)
    print(IRPrinter.text(module))
    #expect(body.contains("check"))
  }
}
