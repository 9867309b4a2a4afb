#if Macros
public import RingKernelIR
internal import SwiftDiagnostics
internal import SwiftOperators
internal import SwiftParser
package import SwiftSyntax

/// Swift source to kernel syntax trees: the only way into the kernel language, for macros and for files alike.
public enum KernelFrontend {
  /// A declaration that carries one of the attributes of the kernel language.
  public struct Declaration: Sendable {
    /// The attribute: `Kernel`, `StencilKernel`, `DeviceFunction`, `DeviceStruct`, `RingKernel`, `RingMessage`; empty
    /// for an enum with an integer raw value.
    public let attribute: String
    /// The tree; usable only when there is no problem.
    public let tree: SyntaxNode
    /// What stands outside the language, in the order of the source.
    public let problems: [CompileError]
  }

  /// Reads every attributed declaration of a file.
  public static func parse(source: String) -> [Declaration] {
    let file = folded(Parser.parse(source: source))
    let places = SourceLocationConverter(fileName: "", tree: file)
    return file.as(SourceFileSyntax.self)?.statements.compactMap { statement in
      guard let declaration = statement.item.as(DeclSyntax.self) else { return nil }
      return read(
        declaration,
        places: { position in
          let place = places.location(for: position)
          return (place.line, place.column)
        }
      )?.declaration
    } ?? []
  }

  /// Reads one declaration that a macro was given.
  ///
  /// - Parameters:
  ///   - node: The declaration, cut out of its file.
  ///   - line: Line of its first token in the file, from 1.
  ///   - column: Column of its first token, from 1.
  package static func read(_ node: DeclSyntax, line: Int, column: Int) -> Reading? {
    // Places count from the root, which a declaration in a file is not.
    let node = folded(node.detached)
    let places = SourceLocationConverter(fileName: "", tree: node)
    let first = places.location(for: node.positionAfterSkippingLeadingTrivia)
    guard let declaration = node.as(DeclSyntax.self) else { return nil }
    return read(
      declaration,
      places: { position in
        let place = places.location(for: position)
        let shift = place.line == first.line ? column - first.column : 0
        return (place.line - first.line + line, place.column + shift)
      }
    )
  }

  /// A declaration, with the problems as diagnostics at their nodes.
  package struct Reading {
    package let declaration: Declaration
    package let diagnostics: [(rule: KernelRule, message: String, node: Syntax)]
  }

  private static func folded(_ node: some SyntaxProtocol) -> Syntax {
    OperatorTable.standardOperators.foldAll(node) { _ in }
  }

  private static func read(
    _ node: DeclSyntax,
    places: @escaping (AbsolutePosition) -> (line: Int, column: Int)
  ) -> Reading? {
    var builder = TreeBuilder(places: places)
    guard let (attribute, tree) = builder.declaration(node) else { return nil }
    let problems = builder.problems.map { problem in
      let place = places(problem.node.positionAfterSkippingLeadingTrivia)
      return CompileError(problem.rule.code, problem.message, line: place.line, column: place.column)
    }
    return Reading(
      declaration: Declaration(attribute: attribute, tree: tree, problems: problems),
      diagnostics: builder.problems
    )
  }
}
#endif
