#if Macros
import RingKernelSyntax
import Testing

@Suite struct MacroFreeExpansionTests {
  private func expand(_ source: String) throws -> String {
    try MacroFreeExpansion.expand(source: source, moduleName: "Bank", fileName: "Bank.swift")
  }

  @Test func `the checked-in expansion of the fixture is current`() throws {
    try RecordedExpansion(of: "Tests/RingKernelMacroTests/Fixtures/Vault.swift", module: "RingKernelMacroTests")
      .expectCurrent()
  }

  @Test func `attributes and markers give the same text`() throws {
    let attributed = "import RingKernel\n@RingMessage(id: 1)\npublic struct A: Sendable { public var x: UInt8 }\n"
    let marked = attributed.replacing("@Ring", with: "// @Ring")
    #expect(try expand(attributed) == expand(marked))
    #expect(
      try expand(marked) == """
        // Generated from Bank.swift by RingKernelSyntax; do not edit. RK_RECORD=1 swift test writes it anew.
        // swift-format-ignore-file

        public import RingKernel

        extension A: RingMessage {
          public static let layout = MessageLayout(
            "Bank.A", id: MessageTypeID(rawValue: 1),
            [
              .init("x", UInt8.self),
            ])

          public init(from reader: inout WireReader) throws(MessageError) {
            x = try reader.read()
          }

          public func write(to writer: inout WireWriter) {
            writer.write(x)
          }
        }

        """
    )
  }

  @Test func `prose about an attribute is no marker`() throws {
    let text = try expand(
      "// @RingMessage makes a message of it.\n// see @RingMessage\nstruct A: Sendable { var x: UInt8 }"
    )
    #expect(!text.contains("extension"))
  }

  @Test func `names of outer types are spelled out, others are left alone`() throws {
    let text = try expand(
      """
      enum Outer {
        enum Kind: UInt8 { case a }
        struct Middle {
          @RingMessage struct Inner: Sendable {
            enum Own: UInt8 { case b }
            var kind: Kind, own: Own, list: InlineArray<2, Kind>, middle: [2 of Outer.Kind], number: UInt8
          }
        }
      }
      """
    )
    for type in ["Outer.Kind", "Own", "InlineArray<2, Outer.Kind>", "[2 of Outer.Kind]", "UInt8"] {
      #expect(text.contains(", \(type).self)"))
    }
  }

  @Test func `imports follow, public only where something public needs them`() throws {
    let source = "public import Ledgers\nimport RingKernelHost\n"
    #expect(
      try expand(source + "@RingMessage struct A: Sendable { var x: UInt8 }")
        .contains("\nimport RingKernelHost\nimport Ledgers\n")
    )
    #expect(
      try expand(source + "@RingMessage public struct A: Sendable { var x: UInt8 }")
        .contains("\npublic import RingKernelHost\nimport Ledgers\n")
    )
    #expect(
      try expand(
        source + "@RingKernel public struct A: Sendable { public init() {}; \(KernelDiagnosticTests.handler) }"
      ).contains("\npublic import RingKernelHost\npublic import RingKernelCompute\npublic import Ledgers\n")
    )
    #expect(try expand("@RingMessage struct A: Sendable { var x: UInt8 }").contains("\nimport RingKernelCore\n"))
  }

  @Test func `a kernel needs a written init where only the macro could add one`() throws {
    let kernel = "@RingKernel public struct A: Sendable { \(KernelDiagnosticTests.handler) }"
    let message = RingDiagnostic.publicInitializer("A").message
    #expect(throws: MacroFreeFailure(problems: ["Bank.swift:1:27: error: \(message)"])) { try expand(kernel) }
  }

  @Test func `a struct must be Sendable in its own file`() throws {
    let message = RingDiagnostic.sendableElsewhere("A").message
    #expect(throws: MacroFreeFailure(problems: ["Bank.swift:1:21: error: \(message)"])) {
      try expand("@RingMessage struct A { var x: UInt8 }")
    }
  }

  @Test func `every problem of the file is in the failure, with its place`() throws {
    let source = "// @RingMessage\nstruct A: Sendable { var x: Int }\n\n  // @RingKernel\n  enum B {}\n"
    let expected = [
      "Bank.swift:2:29: error: \(RingDiagnostic.layoutUnstable("x", type: "Int").message)",
      "Bank.swift:5:3: error: \(RingDiagnostic.macroTarget("RingKernel", found: "enum").message)",
    ]
    #expect(throws: MacroFreeFailure(problems: expected)) { try expand(source) }
  }

  @Test func `local structs are refused`() throws {
    let message = RingDiagnostic.localTarget("RingMessage", name: "A").message
    #expect(throws: MacroFreeFailure(problems: ["Bank.swift:1:32: error: \(message)"])) {
      try expand("func f() { @RingMessage struct A: Sendable { var x: UInt8 } }")
    }
  }
}
#endif
