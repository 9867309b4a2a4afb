#if Macros
import SwiftDiagnostics
package import SwiftSyntax
import SwiftSyntaxBuilder
package import SwiftSyntaxMacros

/// `@RingMessage`: the layout inside the struct, reader and writer in an extension.
package protocol RingMessageExpanding: MemberMacro, ExtensionMacro {}

extension RingMessageExpanding {
  /// Text is printed as a person would write it; the formatter of swift-syntax would change it.
  package static var formatMode: FormatMode { .disabled }

  package static func expansion(
    of node: AttributeSyntax,
    providingMembersOf declaration: some DeclGroupSyntax,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) -> [DeclSyntax] {
    let reading = MessageDescription.read(declaration, attribute: node, site: context.site(of: declaration))
    reading.problems.forEach(context.diagnose)
    return reading.description.map { ["\(raw: $0.layout())"] } ?? []
  }

  package static func expansion(
    of node: AttributeSyntax,
    attachedTo declaration: some DeclGroupSyntax,
    providingExtensionsOf type: some TypeSyntaxProtocol,
    conformingTo protocols: [TypeSyntax],
    in context: some MacroExpansionContext
  ) throws -> [ExtensionDeclSyntax] {
    // The member expansion reports the problems; reporting them here again would double them.
    let reading = MessageDescription.read(declaration, attribute: node, site: context.site(of: declaration))
    guard let message = reading.description else { return [] }
    let text = extensionText(
      of: type.trimmedDescription,
      conformsTo: protocols.first?.trimmedDescription,
      members: [message.reader, message.writer]
    )
    return [try ExtensionDeclSyntax("\(raw: text)")]
  }
}
#endif
