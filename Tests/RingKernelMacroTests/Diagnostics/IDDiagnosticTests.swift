#if Macros
import RingKernelSyntax
import Testing

@Suite struct IDDiagnosticTests {
  @Test(arguments: [
    ("id: ‹number", "number", IDFault.notLiteral),
    ("id: ‹1 + 1", "1 + 1", .notLiteral),
    ("id: ‹9223372036854775808", "9223372036854775808", .tooLarge),
    ("id: ‹0x1_0000_0000_0000_0000", "0x1_0000_0000_0000_0000", .tooLarge),
    ("domain: .banking, id: ‹100", "100", .outsideDomain),
    ("domain: .custom, id: ‹9223372036854775800", "9223372036854775800", .tooLarge),
    ("domain: ‹mine, id: 7", "mine", .notDomain),
    ("domain: ‹.banking", ".banking", .domainWithoutID),
  ])
  func `RK1006 refuses ids that cannot be used`(arguments: String, found: String, fault: IDFault) throws {
    try Findings.expect(
      "@RingMessage(\(arguments)) struct A { var x: UInt8 }",
      .idArgument(found, because: fault)
    )
  }

  @Test(arguments: [
    "id: 0", "id: 9_223_372_036_854_775_807", "id: 0xFF", "id: 0b1", "id: 0o17", "domain: .banking, id: 99",
    "domain: Domain.general, id: 0", "domain: RingKernelCore.Domain.custom, id: 5_000",
  ])
  func `literals in range pass`(arguments: String) throws {
    try Findings.expectNone("@RingMessage(\(arguments)) struct A { var x: UInt8 }")
  }
}
#endif
