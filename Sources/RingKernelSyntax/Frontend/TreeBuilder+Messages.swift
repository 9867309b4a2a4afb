#if Macros
internal import RingKernelIR
internal import SwiftDiagnostics
internal import SwiftSyntax

extension TreeBuilder {
  /// Reports fields of a message whose layout is not the same everywhere.
  mutating func stabilise(_ message: StructDeclSyntax) {
    for property in StoredProperty.all(in: message).0 {
      guard let type = property.type else { continue }
      for problem in FieldTypeRules.message.problems(of: type, property: property.name) {
        guard let unstable = problem.diagMessage as? RingDiagnostic, unstable.number == 1011 else { continue }
        let fix = problem.fixIts.first.map { fixIt in
          SourceFix(fixIt.message.message, fixIt.edits.map { places.edit($0.range, $0.replacement) })
        }
        refuse(.layoutUnstable, unstable.detail, at: problem.node, fix: fix)
      }
    }
  }
}
#endif
