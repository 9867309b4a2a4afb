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

  /// A problem of the front end.
  ///
  /// The front end reads a copy in which operators are folded by precedence; the compiler only knows places in
  /// `declaration` itself, which has the same text.
  init(_ found: (rule: KernelRule, message: String, node: Syntax), in declaration: DeclSyntax) {
    message = "\(found.rule.code): \(found.message)"
    let offset = found.node.positionAfterSkippingLeadingTrivia.utf8Offset - found.node.root.position.utf8Offset
    let place = AbsolutePosition(utf8Offset: declaration.position.utf8Offset + offset)
    node = declaration.token(at: place).map(Syntax.init) ?? Syntax(declaration)
  }

  /// A problem of a later stage, at the start of the declaration.
  init(_ error: CompileError, in declaration: DeclSyntax) {
    message = "\(error.code): \(error.message)"
    node = Syntax(declaration)
  }
}
#endif
