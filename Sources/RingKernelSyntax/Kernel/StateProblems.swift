#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// What the stored state and the initializers of a kernel amount to.
struct StateProblems {
  /// A written `init()`.
  let hasInitializer: Bool
  /// Other initializers: with one, the compiler writes no `init()`.
  let hasOtherInitializers: Bool
  let problems: [Diagnostic]

  init(of kernel: StructDeclSyntax) {
    let initializers = kernel.memberBlock.members.compactMap { $0.decl.as(InitializerDeclSyntax.self) }
    let plain = initializers.filter { initializer in
      initializer.signature.parameterClause.parameters.isEmpty && initializer.optionalMark == nil
        && initializer.signature.effectSpecifiers == nil
    }
    let isWritten = !plain.isEmpty
    hasInitializer = isWritten
    hasOtherInitializers = initializers.count > plain.count
    let (properties, faults) = StoredProperty.all(in: kernel)
    problems =
      faults
      + properties.flatMap { property in
        // A written `init()` gives every property its value, or the compiler says which it left out.
        Self.typeProblems(of: property) + (isWritten ? [] : Self.missingValue(of: property))
      }
  }

  private static func typeProblems(of property: StoredProperty) -> [Diagnostic] {
    if let type = property.type { return FieldTypeRules.state.problems(of: type, property: property.name) }
    // Without a written type only a literal says that there is no fixed layout.
    guard let value = property.value, let type = heapType(of: value) else { return [] }
    return [Diagnostic(.fieldType(property.name, type: type), at: value)]
  }

  private static func heapType(of value: ExprSyntax) -> String? {
    switch value.kind {
    case .stringLiteralExpr: "String"
    case .arrayExpr: "Array"
    case .dictionaryExpr: "Dictionary"
    case .closureExpr: "function"
    case .tupleExpr: "tuple"
    default: nil
    }
  }

  private static func missingValue(of property: StoredProperty) -> [Diagnostic] {
    guard property.value == nil else { return [] }
    return [
      Diagnostic(
        .stateInitializer(property.name),
        at: property.pattern,
        fixIts: property.defaultValue.map { [$0] } ?? []
      )
    ]
  }
}
#endif
