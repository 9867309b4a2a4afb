#if Macros
internal import RingKernelIR
package import SwiftDiagnostics
package import SwiftSyntax

/// A broken rule of the kernel language, at its own place in the declaration that the compiler handed over.
package struct RuleDiagnostic: DiagnosticMessage {
  /// Code and sentence.
  package let message: String
  /// Where.
  package let node: Syntax
  package var severity: DiagnosticSeverity { .error }
  package var diagnosticID: MessageID { MessageID(domain: "RingKernel", id: String(message.prefix(6))) }

  /// What cures it.
  package let fixIts: [FixIt]

  /// A problem of the front end.
  init(_ found: Diagnostic) {
    message = found.message
    node = found.node
    fixIts = found.fixIts
  }

  /// A problem of a later stage, at the start of the declaration.
  init(_ error: CompileError, in declaration: DeclSyntax) {
    message = "\(error.code): \(error.message)"
    node = Syntax(declaration)
    fixIts = []
  }
}
#endif
