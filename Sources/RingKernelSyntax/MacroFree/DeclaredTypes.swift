#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder

/// The types that a file declares, by their dotted names.
///
/// A struct sees the types that its outer types declare, an extension of it does not:
/// there `Kind` has to become `Outer.Kind`.
struct DeclaredTypes {
  private let names: Set<String>

  init(_ tree: SourceFileSyntax) {
    let collector = TypeCollector(viewMode: .sourceAccurate)
    collector.walk(tree)
    names = collector.names
  }

  /// A type or an expression as an extension of `extended` has to spell it.
  func spell(_ node: Syntax, in extended: String) -> String {
    let outer = extended.split(separator: ".").map(String.init)
    return NameSpeller { name in self.outerName(of: name, from: outer) }.rewrite(node).trimmedDescription
  }

  /// The dotted name of what `name` means inside the types `outer`; nil where the short name serves.
  private func outerName(of name: String, from outer: [String]) -> String? {
    for depth in stride(from: outer.count, to: 0, by: -1) {
      let candidate = (outer.prefix(depth) + [name]).joined(separator: ".")
      if names.contains(candidate) { return depth == outer.count ? nil : candidate }
    }
    return nil
  }
}

private final class NameSpeller: SyntaxRewriter {
  private let outerName: (String) -> String?

  init(_ outerName: @escaping (String) -> String?) {
    self.outerName = outerName
    super.init(viewMode: .sourceAccurate)
  }

  override func visit(_ node: IdentifierTypeSyntax) -> TypeSyntax {
    let inner = super.visit(node)
    guard let name = outerName(node.name.text), let changed = inner.as(IdentifierTypeSyntax.self) else { return inner }
    return TypeSyntax(changed.with(\.name, .identifier(name)))
  }

  override func visit(_ node: DeclReferenceExprSyntax) -> ExprSyntax {
    // In `Outer.Kind` only `Outer` is looked up here.
    let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
    guard !isMember, let name = outerName(node.baseName.text) else { return ExprSyntax(node) }
    return ExprSyntax(node.with(\.baseName, .identifier(name)))
  }
}

private final class TypeCollector: SyntaxAnyVisitor {
  var names: Set<String> = []
  private var path: [String] = []

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    if let name = ownName(of: node) {
      path.append(name)
      names.insert(path.joined(separator: "."))
    }
    return .visitChildren
  }

  override func visitAnyPost(_ node: Syntax) {
    if ownName(of: node) != nil { path.removeLast() }
  }

  private func ownName(of node: Syntax) -> String? {
    if let alias = node.as(TypeAliasDeclSyntax.self) { return alias.name.text }
    if let extended = node.as(ExtensionDeclSyntax.self) { return extended.extendedType.trimmedDescription }
    guard node.isProtocol((any DeclGroupSyntax).self) else { return nil }
    return node.asProtocol((any NamedDeclSyntax).self)?.name.text
  }
}
#endif
