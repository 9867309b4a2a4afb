#if Macros
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// `@RingKernel`: name, handlers and typed handle inside the struct, the conformance in an extension.
package protocol RingKernelExpanding: MemberMacro, ExtensionMacro {}

extension RingKernelExpanding {
  /// Text is printed as a person would write it; the formatter of swift-syntax would change it.
  package static var formatMode: FormatMode { .disabled }

  package static func expansion(
    of node: AttributeSyntax,
    providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) -> [DeclSyntax] {
    let reading = read(declaration, node, in: context)
    reading.problems.forEach(context.diagnose)
    guard let kernel = reading.description else { return [] }
    let initializer = kernel.needsInitializer ? [kernel.initializer] : []
    return (kernel.members() + initializer).map { "\(raw: $0)" }
  }

  package static func expansion(
    of node: AttributeSyntax,
    attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    // The member expansion reports the problems; reporting them here again would double them.
    guard let kernel = read(declaration, node, in: context).description, !protocols.isEmpty else { return [] }
    let text = extensionText(of: type.trimmedDescription, conformsTo: kernel.conformance, members: [])
    return [try ExtensionDeclSyntax("\(raw: text)")]
  }

  private static func read(
    _ declaration: some DeclGroupSyntax,
    _ node: AttributeSyntax,
    in context: some MacroExpansionContext
  ) -> Reading<KernelDescription> {
    let place = context.place(of: declaration)
    return KernelDescription.read(
      declaration,
      attribute: node,
      site: context.site(of: declaration),
      line: place.line,
      column: place.column
    )
  }
}
#endif
