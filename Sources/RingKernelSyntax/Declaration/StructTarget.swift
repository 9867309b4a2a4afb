#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// The struct under an attribute, or the reason why there is none.
enum StructTarget {
  /// The declaration as a struct; anything else is a problem at its keyword.
  static func read(_ declaration: some SyntaxProtocol, attribute: String) -> Reading<StructDeclSyntax> {
    if let target = declaration.as(StructDeclSyntax.self) { return Reading(target, []) }
    guard let keyword = keyword(of: Syntax(declaration)) else {
      return Reading(nil, [Diagnostic(.macroTarget(attribute, found: "\(declaration.kind)"), at: declaration)])
    }
    // Only data types become a struct by a change of keyword.
    let replaceable: [Keyword] = [.class, .actor]
    let canReplace = replaceable.contains { keyword.tokenKind == .keyword($0) }
    let word = TokenSyntax.keyword(
      .struct,
      leadingTrivia: keyword.leadingTrivia,
      trailingTrivia: keyword.trailingTrivia
    )
    return Reading(
      nil,
      [
        Diagnostic(
          .macroTarget(attribute, found: keyword.text),
          at: keyword,
          fixIts: canReplace ? [RingFixIt.replace("make it a struct", keyword, with: word)] : []
        )
      ]
    )
  }

  private static func keyword(of node: Syntax) -> TokenSyntax? {
    switch node.as(SyntaxEnum.self) {
    case .classDecl(let declaration): declaration.classKeyword
    case .actorDecl(let declaration): declaration.actorKeyword
    case .enumDecl(let declaration): declaration.enumKeyword
    case .protocolDecl(let declaration): declaration.protocolKeyword
    case .extensionDecl(let declaration): declaration.extensionKeyword
    case .functionDecl(let declaration): declaration.funcKeyword
    case .variableDecl(let declaration): declaration.bindingSpecifier
    default: nil
    }
  }
}
#endif
