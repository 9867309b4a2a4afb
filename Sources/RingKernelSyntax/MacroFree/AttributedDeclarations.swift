#if Macros
import SwiftSyntax

/// The declarations of a file that carry one of our attributes, in order.
struct AttributedDeclarations {
  /// `device` is what carries an attribute of the kernel language and is no actor.
  enum Kind { case message, kernel, device }

  struct Target {
    let kind: Kind
    let declaration: Syntax
    let attribute: AttributeSyntax
    let site: ExpansionSite
  }

  let targets: [Target]
  var hasKernels: Bool { targets.contains { $0.kind == .kernel } }

  init(_ tree: SourceFileSyntax, module: String, file: String) {
    let finder = AttributeFinder(viewMode: .sourceAccurate)
    finder.walk(tree)
    targets = finder.found.compactMap { kind, attribute in
      guard let declaration = attribute.parent?.parent else { return nil }
      let site = ExpansionSite(
        module: module,
        file: "\(module)/\(file)",
        surroundings: Self.surroundings(of: declaration)
      )
      return Target(kind: kind, declaration: declaration, attribute: attribute, site: site)
    }
  }

  /// What a macro would be told as its lexical context: enclosing types, extensions and functions, innermost first.
  private static func surroundings(of declaration: Syntax) -> [Syntax] {
    sequence(first: declaration, next: \.parent).dropFirst().filter { node in
      node.isProtocol((any DeclGroupSyntax).self)
        || [.functionDecl, .initializerDecl, .accessorDecl, .subscriptDecl, .closureExpr].contains(node.kind)
    }
  }
}

private final class AttributeFinder: SyntaxVisitor {
  var found: [(AttributedDeclarations.Kind, AttributeSyntax)] = []

  override func visit(_ node: AttributeSyntax) -> SyntaxVisitorContinueKind {
    switch node.attributeName.trimmedDescription.split(separator: ".").last {
    case "RingMessage": found.append((.message, node))
    case "RingKernel": found.append((.kernel, node))
    case "Kernel", "StencilKernel", "DeviceFunction", "DeviceStruct", "DeviceEnum": found.append((.device, node))
    default: break
    }
    return .skipChildren
  }
}
#endif
