#if Macros
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder

/// All that the conformance of a message is printed from.
package struct MessageDescription {
  /// A field: its Swift identifier, its name on the wire, its type as written.
  struct Field {
    let identifier: String
    let name: String
    let type: TypeSyntax
  }

  let qualifiedName: String
  package let extendedName: String
  let access: AccessLevel
  let identity: MessageIdentity
  let fields: [Field]

  /// Reads and validates a declaration; every problem is in the result, not only the first.
  package static func read(
    _ declaration: some SyntaxProtocol,
    attribute: AttributeSyntax,
    site: ExpansionSite
  ) -> Reading<MessageDescription> {
    let target = StructTarget.read(declaration, attribute: "RingMessage")
    let identity = MessageIdentity.read(attribute)
    guard let message = target.description else { return Reading(nil, target.problems + identity.problems) }

    let (properties, faults) = StoredProperty.all(in: message)
    var problems = site.problems(of: message, attribute: "RingMessage") + identity.problems + faults
    problems += properties.flatMap(problems(of:))
    if properties.isEmpty, faults.isEmpty { problems.append(emptiness(of: message)) }
    return Reading(
      MessageDescription(
        qualifiedName: site.qualifiedName(of: message),
        extendedName: site.extendedName(of: message),
        access: site.access(of: message),
        identity: identity.description ?? .hashed,
        fields: properties.compactMap { property in
          property.type.map { Field(identifier: property.identifier, name: property.name, type: $0.trimmed) }
        }
      ),
      problems
    )
  }

  private static func problems(of property: StoredProperty) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if property.isConstant {
      let specifier = property.declaration.bindingSpecifier
      let variable = specifier.with(\.tokenKind, .keyword(.var))
      problems.append(
        Diagnostic(
          .notPlain(property.name, because: .constant),
          at: specifier,
          fixIts: [RingFixIt.replace("make it a 'var'", specifier, with: variable)]
        )
      )
    }
    if let type = property.type {
      problems += FieldTypeRules.message.problems(of: type, property: property.name)
    } else {
      problems.append(
        Diagnostic(
          .fieldAnnotation(property.name),
          at: property.pattern,
          fixIts: TypeSuggestion.types(for: property.value).map(property.annotation)
        )
      )
    }
    return problems
  }

  private static func emptiness(of message: StructDeclSyntax) -> Diagnostic {
    let field: DeclSyntax = "var unused: UInt32 = 0"
    let block = message.memberBlock
    let inner = MemberBlockItemSyntax(leadingTrivia: .space, decl: field, trailingTrivia: .space)
    let filled = block.with(\.members, [inner] + block.members)
    return Diagnostic(
      .emptyMessage(message.name.text),
      at: message.name,
      fixIts: [RingFixIt.replace("add 'var unused: UInt32 = 0'", block, with: filled)]
    )
  }
}
#endif
