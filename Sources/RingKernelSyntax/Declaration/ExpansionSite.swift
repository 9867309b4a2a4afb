#if Macros
import SwiftDiagnostics
import SwiftParser
package import SwiftSyntax

/// Where a declaration stands: its module and what surrounds it.
package struct ExpansionSite {
  /// Module, from the file id; nil when the declaration has no place in a file.
  package let module: String?
  /// File of the declaration, `Module/File.swift`; the module alone when that is all that is known.
  package let file: String
  /// Surrounding declarations, innermost first, as `MacroExpansionContext.lexicalContext` gives them.
  package let surroundings: [Syntax]

  package init(module: String?, file: String? = nil, surroundings: [Syntax]) {
    self.module = module
    self.file = file ?? module ?? ""
    self.surroundings = surroundings
  }

  /// Takes the module from a file id such as `Bank/Ledger.swift`.
  package init(fileID: ExprSyntax?, surroundings: [Syntax]) {
    let text = fileID?.as(StringLiteralExprSyntax.self)?.representedLiteralValue
    let module = text?.split(separator: "/").first.map(String.init)
    self.init(module: module, file: text, surroundings: surroundings)
  }

  /// Names of the enclosing types, outermost first.
  var enclosingTypes: [String] { surroundings.reversed().compactMap(typeName) }

  /// Name of the type for an extension: `Outer.Ledger`.
  package func extendedName(of declaration: StructDeclSyntax) -> String {
    (enclosingTypes + [declaration.name.text]).joined(separator: ".")
  }

  /// Qualified name, the same string in every build: `Bank.Outer.Ledger`.
  func qualifiedName(of declaration: StructDeclSyntax) -> String {
    ([module ?? ""] + enclosingTypes + [declaration.name.text])
      .joined(separator: ".")
      .filter { $0 != "`" }
  }

  /// Access of `declaration`: the written one, or that of the extension around it.
  func access(of declaration: StructDeclSyntax) -> AccessLevel {
    if let written = AccessLevel(declaration.modifiers) { return written }
    let surrounding = surroundings.first?.as(ExtensionDeclSyntax.self)
    return surrounding.flatMap { AccessLevel($0.modifiers) } ?? .internal
  }

  private func typeName(_ node: Syntax) -> String? {
    if let declaration = node.asProtocol((any NamedDeclSyntax).self), node.isProtocol((any DeclGroupSyntax).self) {
      return declaration.name.text
    }
    return node.as(ExtensionDeclSyntax.self)?.extendedType.trimmedDescription
  }
}

// What the place itself rules out.
extension ExpansionSite {
  /// Problems of a struct in this place, whatever its content.
  func problems(of declaration: StructDeclSyntax, attribute: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    let name = declaration.name
    if module == nil {
      problems.append(Diagnostic(.moduleUnknown(attribute, name: name.text), at: name))
    }
    if let clause = declaration.genericParameterClause {
      problems.append(Diagnostic(.genericDeclaration(name.text), at: clause))
    } else if surroundings.contains(where: isGeneric) {
      problems.append(Diagnostic(.genericDeclaration(name.text), at: name))
    }
    if surroundings.contains(where: { typeName($0) == nil && !$0.is(ExtensionDeclSyntax.self) }) {
      problems.append(Diagnostic(.localTarget(attribute, name: name.text), at: name))
    }
    if let modifier = privateModifier(of: Syntax(declaration)), !surroundings.isEmpty {
      let visible = modifier.with(\.name.tokenKind, .keyword(.fileprivate))
      problems.append(
        Diagnostic(
          .hiddenTarget(attribute, name: name.text),
          at: modifier,
          fixIts: [RingFixIt.replace("write 'fileprivate'", modifier, with: visible)]
        )
      )
    } else if surroundings.dropLast().contains(where: { privateModifier(of: $0) != nil }) {
      problems.append(Diagnostic(.hiddenTarget(attribute, name: name.text), at: name))
    }
    return problems
  }

  private func isGeneric(_ node: Syntax) -> Bool {
    if let generic = node.asProtocol((any WithGenericParametersSyntax).self),
      node.isProtocol((any DeclGroupSyntax).self)
    {
      return generic.genericParameterClause != nil
    }
    return node.as(ExtensionDeclSyntax.self)?.genericWhereClause != nil
  }

  private func privateModifier(of node: Syntax) -> DeclModifierSyntax? {
    node.asProtocol((any WithModifiersSyntax).self)?.modifiers.first {
      $0.name.tokenKind == .keyword(.private) && $0.detail == nil
    }
  }
}
#endif
