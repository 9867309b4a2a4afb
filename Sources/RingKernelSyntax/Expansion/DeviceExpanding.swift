#if Macros
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// `@Kernel`, `@StencilKernel` and `@DeviceFunction`: what stands beside a function of the kernel language.
package protocol DeviceFunctionExpanding: PeerMacro {}

extension DeviceFunctionExpanding {
  /// Nobody reads the text but the compiler.
  package static var formatMode: FormatMode { .disabled }

  package static func expansion(
    of node: AttributeSyntax,
    providingPeersOf declaration: some DeclSyntaxProtocol,
    in context: some MacroExpansionContext
  ) -> [DeclSyntax] { context.expand(DeclSyntax(declaration)) }
}

/// `@DeviceStruct` and `@DeviceEnum`: the definition and the checked methods of a type.
package protocol DeviceTypeExpanding: MemberMacro, ExtensionMacro {}

extension DeviceTypeExpanding {
  /// Nobody reads the text but the compiler.
  package static var formatMode: FormatMode { .disabled }

  package static func expansion(
    of node: AttributeSyntax,
    providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) -> [DeclSyntax] { context.expand(DeclSyntax(declaration)) }

  package static func expansion(
    of node: AttributeSyntax,
    attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    guard !protocols.isEmpty else { return [] }
    return [try ExtensionDeclSyntax("extension \(raw: type.trimmedDescription): DeviceType {}")]
  }
}

extension MacroExpansionContext {
  /// Expands a declaration of the kernel language and reports what is wrong with it.
  fileprivate func expand(_ declaration: DeclSyntax) -> [DeclSyntax] {
    let start = place(of: declaration)
    let expansion = DeviceExpansion.make(
      declaration,
      site: site(of: declaration),
      line: start.line,
      column: start.column
    )
    expansion.problems.forEach(diagnose)
    return expansion.declarations.map { "\(raw: $0)" }
  }

  /// Line and column of the first token; 1 where the compiler knows none.
  func place(of declaration: some SyntaxProtocol) -> (line: Int, column: Int) {
    let place = location(of: declaration, at: .afterLeadingTrivia, filePathMode: .fileID)
    let line = place?.line.as(IntegerLiteralExprSyntax.self).flatMap { Int($0.literal.text) }
    let column = place?.column.as(IntegerLiteralExprSyntax.self).flatMap { Int($0.literal.text) }
    return (line ?? 1, column ?? 1)
  }
}
#endif
