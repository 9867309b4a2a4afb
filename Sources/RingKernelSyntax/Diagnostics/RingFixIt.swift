#if Macros
package import SwiftDiagnostics
package import SwiftSyntax

/// What a fix-it does, in the imperative.
package struct RingFixIt: FixItMessage, Equatable {
  package let message: String
  package var fixItID: MessageID { MessageID(domain: "RingKernel", id: message) }

  /// A fix-it that says `message` and puts `new` in place of `old`.
  package static func replace(_ message: String, _ old: some SyntaxProtocol, with new: some SyntaxProtocol) -> FixIt {
    FixIt.replace(message: Self(message: message), oldNode: old, newNode: new)
  }
}

extension Diagnostic {
  /// Reports `message` where `node` begins.
  init(_ message: RingDiagnostic, at node: some SyntaxProtocol, fixIts: [FixIt] = []) {
    self.init(node: node, message: message, fixIts: fixIts)
  }
}

/// What a stage read, or everything that was wrong with it: `description` is nil exactly when there are problems.
package struct Reading<Description> {
  package let description: Description?
  package let problems: [Diagnostic]

  init(_ description: Description?, _ problems: [Diagnostic]) {
    self.description = problems.isEmpty ? description : nil
    self.problems = problems
  }
}
#endif
