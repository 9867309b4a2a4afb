#if Macros
import RingKernelSyntax
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// `@RingKernel`: name, handlers and typed handle inside the struct, the conformance in an extension.
package enum RingKernelMacro {
  /// Text is printed as a person would write it; the formatter of swift-syntax would change it.
  package static var formatMode: FormatMode { .disabled }
}

extension RingKernelMacro: MemberMacro {
  package static func expansion(
    of node: AttributeSyntax,
    providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) -> [DeclSyntax] {
    let reading = KernelDescription.read(declaration, attribute: node, site: context.site(of: declaration))
    reading.problems.forEach(context.diagnose)
    guard let kernel = reading.description else { return [] }
    let initializer = kernel.needsInitializer ? [kernel.initializer] : []
    return (kernel.members() + initializer).map { "\(raw: $0)" }
  }
}

extension RingKernelMacro: ExtensionMacro {
  package static func expansion(
    of node: AttributeSyntax,
    attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    // The member expansion reports the problems; reporting them here again would double them.
    let reading = KernelDescription.read(declaration, attribute: node, site: context.site(of: declaration))
    guard reading.description != nil, let conformance = protocols.first else { return [] }
    let text = extensionText(of: type.trimmedDescription, conformsTo: conformance.trimmedDescription, members: [])
    return [try ExtensionDeclSyntax("\(raw: text)")]
  }
}
#endif
