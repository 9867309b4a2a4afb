#if Macros
import RingKernelSyntax
import Testing

@Suite struct KernelDiagnosticTests {
  static let handler = "mutating func receive(_ m: M, in context: inout RingContext) {}"

  @Test func `RK1002 refuses state without a fixed layout`() throws {
    try Findings.expect(
      "@RingKernel struct K { var a: ‹String = \"\"; var b = ‹[1]; var c: ‹UnsafeRawPointer? = nil; \(Self.handler) }",
      .fieldType("a", type: "String"),
      .fieldType("b", type: "Array"),
      .fieldType("c", type: "UnsafeRawPointer?")
    )
  }

  @Test func `RK1004 refuses lazy state`() throws {
    try Findings.expect(
      "@RingKernel struct K { ‹lazy var a: UInt8 = 0; \(Self.handler) }",
      .notPlain("a", because: .lazy)
    )
  }

  @Test func `state may leave its type to the compiler and may be constant`() throws {
    try Findings.expectNone(
      """
      @RingKernel struct K {
        var cents = InlineArray<4, Int64>(repeating: 0)
        var count = 0
        let limit: Int32 = 5
        \(Self.handler)
      }
      """
    )
  }

  @Test func `RK1007 asks for a handler`() throws {
    try Findings.expect("@RingKernel struct ‹K { var a: UInt8 = 0; func other() {} }", .noHandler("K"))
    try Findings.expectNone("@RingKernel struct K { \(Self.handler) }")
  }

  @Test func `RK1009 refuses a second handler of one message`() throws {
    try Findings.expect(
      "@RingKernel struct K { \(Self.handler)\nmutating func ‹receive(_ n: M, in c: inout RingContext) -> R {} }",
      .duplicateHandler("M")
    )
    try Findings.expectNone(
      "@RingKernel struct K { \(Self.handler)\nmutating func receive(_ n: N, in c: inout RingContext) -> R {} }"
    )
  }

  @Test func `RK1010 asks for default values`() throws {
    try Findings.expect(
      "@RingKernel struct K { var ‹a, ‹b: UInt8; var c: UInt8 = 0; \(Self.handler) }",
      .stateInitializer("a"),
      .stateInitializer("b")
    )
  }

  @Test(arguments: [
    ("UInt8", "0"), ("Double", "0"), ("Bool", "false"), ("SIMD4<Float>", ".zero"), ("Entry", "Entry()"),
    ("InlineArray<4, Bool>", "InlineArray(repeating: false)"),
    ("[2 of [3 of Int8]]", "InlineArray(repeating: InlineArray(repeating: 0))"),
  ])
  func `RK1010 offers a default value`(type: String, value: String) throws {
    let findings = try Findings("@RingKernel struct K { var a: \(type)\n\(Self.handler) }")
    #expect(
      try findings.fixed("add '= \(value)'") == "@RingKernel struct K { var a: \(type) = \(value)\n\(Self.handler) }"
    )
  }

  @Test func `RK1010 completes a list of names`() throws {
    let findings = try Findings("@RingKernel struct K { var a, b: UInt8\n\(Self.handler) }")
    #expect(
      try findings.fixed("add '= 0'") == "@RingKernel struct K { var a: UInt8 = 0, b: UInt8\n\(Self.handler) }"
    )
  }

  @Test func `a written init gives the values`() throws {
    try Findings.expectNone("@RingKernel struct K { var a: UInt8; init() { a = 3 }; \(Self.handler) }")
    try Findings.expect(
      "@RingKernel struct K { var ‹a: UInt8; init(a: UInt8) { self.a = a }; \(Self.handler) }",
      .stateInitializer("a")
    )
  }
}
#endif
