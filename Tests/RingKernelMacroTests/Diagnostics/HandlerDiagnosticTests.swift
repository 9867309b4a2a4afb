#if Macros
import RingKernelSyntax
import Testing

@Suite struct HandlerDiagnosticTests {
  @Test(arguments: [
    ("‹func receive(_ m: M, in c: inout RingContext) {}", HandlerFault.notMutating),
    ("‹static func receive(_ m: M, in c: inout RingContext) {}", .isStatic),
    ("mutating func receive(_ m: M, in c: inout RingContext) ‹async {}", .isAsync),
    ("mutating func receive‹<T>(_ m: M, in c: inout RingContext) {}", .isGeneric),
    ("mutating func receive‹(_ m: M) {}", .parameters),
    ("mutating func receive(‹m: M, in c: inout RingContext) {}", .messageLabel),
    ("mutating func receive(_ m: ‹M?, in c: inout RingContext) {}", .messageType),
    ("mutating func receive(_ m: ‹some P, in c: inout RingContext) {}", .messageType),
    ("mutating func receive(_ m: ‹inout M, in c: inout RingContext) {}", .messageType),
    ("mutating func receive(_ m: ‹M..., in c: inout RingContext) {}", .messageType),
    ("mutating func receive(_ m: M, ‹context: inout RingContext) {}", .contextLabel),
    ("mutating func receive(_ m: M, in c: ‹RingContext) {}", .contextType),
    ("mutating func receive(_ m: M, in c: inout RingContext) -> ‹R? {}", .replyType),
    ("mutating func receive(_ m: M, in c: inout RingContext) -> ‹(R, R) {}", .replyType),
    ("\n#if DEBUG\nmutating func ‹receive(_ m: M, in c: inout RingContext) {}\n#endif\n", .conditional),
  ])
  func `RK1008 says what is wrong with a handler`(handler: String, fault: HandlerFault) throws {
    try Findings.expect("@RingKernel struct K { \(handler) }", .handlerShape(fault))
  }

  @Test func `RK1008 refuses a block of threads for handlers that only swiftc compiles`() throws {
    let handler = "mutating func receive(_ m: M, in c: inout RingContext) {}"
    try Findings.expect("@RingKernel(‹block: 64, on: .cpu) struct K { \(handler) }", .handlerShape(.blockOnCPU))
    try Findings.expect("@RingKernel(‹loopLimit: 9, on: .cpu) struct K { \(handler) }", .handlerShape(.limitOnCPU))
  }

  @Test(arguments: [
    "mutating func receive(_ m: M, in c: inout RingContext) {}",
    "mutating func receive(_ m: M, in c: inout RingContext) -> Void {}",
    "public mutating func receive(_ m: Bank.M, in c: inout RingKernelCore.RingContext) throws(E) -> Bank.R {}",
    "private mutating func receive(_: M, in _: inout RingContext) throws -> R {}",
  ])
  func `handlers of the right shape pass`(handler: String) throws {
    try Findings.expectNone("@RingKernel struct K { \(handler) }")
  }

  @Test(arguments: [
    ("func receive(_ m: M, in c: inout RingContext) {}", "add 'mutating'"),
    ("static func receive(_ m: M, in c: inout RingContext) {}", "make it 'mutating'"),
    ("consuming func receive(_ m: M, in c: inout RingContext) {}", "make it 'mutating'"),
    ("mutating func receive(_ m: M, in c: inout RingContext) async {}", "remove 'async'"),
    ("mutating func receive(m: M, in c: inout RingContext) {}", "remove the label"),
    ("mutating func receive(for m: M, in c: inout RingContext) {}", "remove the label"),
    ("mutating func receive(_ m: M, c: inout RingContext) {}", "write 'in'"),
    ("mutating func receive(_ m: M, in c: RingContext) {}", "write 'inout RingContext'"),
  ])
  func `RK1008 offers the cure`(handler: String, cure: String) throws {
    let findings = try Findings("@RingKernel struct K {\n  \(handler)\n}")
    let right = "@RingKernel struct K {\n  mutating func receive(_ m: M, in c: inout RingContext) {}\n}"
    #expect(try findings.fixed(cure) == right)
  }

  @Test func `all faults of all handlers are reported`() throws {
    try Findings.expect(
      """
      @RingKernel struct K {
        ‹func receive(‹m: M, ‹context: ‹RingContext) ‹async -> ‹[R] {}
        mutating func receive‹() {}
      }
      """,
      .handlerShape(.notMutating),
      .handlerShape(.messageLabel),
      .handlerShape(.contextLabel),
      .handlerShape(.contextType),
      .handlerShape(.isAsync),
      .handlerShape(.replyType),
      .handlerShape(.parameters)
    )
  }
}
#endif
