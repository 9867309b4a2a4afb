#if Macros
import RingKernelSyntax
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import SwiftSyntaxMacrosGenericTestSupport
import Testing

private enum Message: RingMessageExpanding {}
private enum Actor: RingKernelExpanding {}

private let specs: [String: MacroSpec] = [
  "RingMessage": MacroSpec(type: Message.self, conformances: ["RingMessage"]),
  "RingKernel": MacroSpec(type: Actor.self, conformances: ["KernelActor"]),
]

/// Expects that the macros turn `source`, a file of module Bank, into `expanded` and say `diagnostics`.
func expectExpansion(
  of source: String,
  _ expanded: String,
  diagnostics: [DiagnosticSpec] = [],
  location: Testing.SourceLocation = #_sourceLocation
) {
  assertMacroExpansion(
    source,
    expandedSource: expanded,
    diagnostics: diagnostics,
    macroSpecs: specs,
    testModuleName: "Bank",
    testFileName: "Ledger.swift",
    indentationWidth: .spaces(2),
    failureHandler: { Issue.record("\($0.message)", sourceLocation: location) }
  )
}
#endif
