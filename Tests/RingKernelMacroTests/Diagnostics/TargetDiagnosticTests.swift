#if Macros
import RingKernelSyntax
import SwiftDiagnostics
import Testing

@Suite struct TargetDiagnosticTests {
  @Test(arguments: ["class", "actor", "enum", "protocol"])
  func `RK1001 names the keyword that should be struct`(keyword: String) throws {
    try Findings.expect(
      "@RingMessage ‹\(keyword) Deposit {}",
      .macroTarget("RingMessage", found: keyword)
    )
    try Findings.expect("@RingKernel ‹\(keyword) Ledger {}", .macroTarget("RingKernel", found: keyword))
  }

  @Test func `RK1001 offers to make a class a struct but not an enum`() throws {
    let findings = try Findings("@RingMessage final class A { var x: UInt8 }")
    #expect(try findings.fixed("make it a struct") == "@RingMessage final struct A { var x: UInt8 }")
    #expect(try Findings("@RingMessage enum A {}").problems.flatMap(\.fixIts).isEmpty)
  }

  @Test func `RK1001 refuses functions`() throws {
    try Findings.expect("@RingKernel ‹func f() {}", .macroTarget("RingKernel", found: "func"))
  }

  @Test func `RK1001 refuses local structs`() throws {
    try Findings.expect(
      "func f() { @RingMessage struct ‹A { var x: UInt8 } }",
      .localTarget("RingMessage", name: "A")
    )
  }

  @Test func `RK1001 refuses nested private structs and offers fileprivate`() throws {
    let source = "enum Bank { @RingMessage ‹private struct A { var x: UInt8 } }"
    try Findings.expect(source, .hiddenTarget("RingMessage", name: "A"))
    let findings = try Findings(source.filter { $0 != "‹" })
    #expect(
      try findings.fixed("write 'fileprivate'") == "enum Bank { @RingMessage fileprivate struct A { var x: UInt8 } }"
    )
  }

  @Test func `RK1001 refuses structs inside nested private types`() throws {
    try Findings.expect(
      "enum Bank { private enum B { @RingMessage struct ‹A { var x: UInt8 } } }",
      .hiddenTarget("RingMessage", name: "A")
    )
  }

  @Test func `structs at file scope may be private`() throws {
    try Findings.expectNone("@RingMessage private struct A { var x: UInt8 }")
    try Findings.expectNone("private enum Bank { @RingMessage struct A { var x: UInt8 } }")
  }

  @Test func `RK1005 refuses generic structs and structs in generic types`() throws {
    try Findings.expect("@RingMessage struct A‹<T> { var x: UInt8 }", .genericDeclaration("A"))
    try Findings.expect("struct B<T> { @RingMessage struct ‹A { var x: UInt8 } }", .genericDeclaration("A"))
    try Findings.expect(
      "extension B where T: C { @RingMessage struct ‹A { var x: UInt8 } }",
      .genericDeclaration("A")
    )
  }

  @Test func `a struct beside generic ones is fine`() throws {
    try Findings.expectNone("struct B<T> {}\nenum Bank { @RingMessage struct A { var x: B<UInt8> } }")
  }
}
#endif
