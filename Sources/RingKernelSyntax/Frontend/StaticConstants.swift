#if Macros
internal import RingKernelIR
internal import SwiftParser
internal import SwiftSyntax

/// The `static let`s of the types in a file whose values are literals, as fields named `Type.name`.
///
/// For files that are compiled without running the host, which knows every constant.
enum StaticConstants {
  /// Finds them; nothing in a text that is too deep to be walked.
  static func find(in source: String) -> [SyntaxNode] {
    guard source.utf8.count <= DeepStack.maximumText, BracketDepth.excess(in: source) == nil else { return [] }
    return DeepStack.run {
      let file = Parser.parse(source: source)
      var builder = TreeBuilder(places: SourcePlaces(file))
      return file.statements.flatMap { statement in
        guard let group = statement.item.asProtocol((any DeclGroupSyntax).self), let name = name(of: group) else {
          return [SyntaxNode]()
        }
        return group.memberBlock.members.flatMap { constants($0.decl, of: name, &builder) }
      }
    }
  }

  private static func name(of group: any DeclGroupSyntax) -> String? {
    (group as? any NamedDeclSyntax)?.name.text
      ?? group.as(ExtensionDeclSyntax.self)?.extendedType.trimmedDescription
  }

  private static func constants(_ member: DeclSyntax, of type: String, _ builder: inout TreeBuilder) -> [SyntaxNode] {
    guard let variable = member.as(VariableDeclSyntax.self), variable.bindingSpecifier.text == "let",
      variable.modifiers.contains(where: { $0.name.text == "static" })
    else { return [] }
    return variable.bindings.compactMap { binding in
      guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self), let value = binding.initializer?.value,
        isLiteral(value)
      else { return nil }
      let spelled = binding.typeAnnotation.map { [builder.type($0.type)] } ?? []
      let name = "\(type).\(builder.name(pattern.identifier))"
      return builder.node(.field, name, at: pattern, spelled + [builder.expression(value)])
    }
  }

  private static func isLiteral(_ value: ExprSyntax) -> Bool {
    if let negated = value.as(PrefixOperatorExprSyntax.self) {
      return negated.operator.text == "-" && isLiteral(negated.expression)
    }
    return value.is(IntegerLiteralExprSyntax.self) || value.is(FloatLiteralExprSyntax.self)
      || value.is(BooleanLiteralExprSyntax.self)
  }
}
#endif
