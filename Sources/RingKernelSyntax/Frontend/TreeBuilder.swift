#if Macros
internal import RingKernelIR
internal import SwiftSyntax

/// Turns syntax of Swift into syntax of kernels, and collects what has no counterpart.
struct TreeBuilder {
  let places: SourcePlaces
  var problems: [CompileError] = []
  private var depth = 0

  /// Nesting that trees may have; the text form allows four times as much.
  private static let maximumDepth = 100

  init(places: SourcePlaces) { self.places = places }

  /// A node at the place of `syntax`.
  func node(
    _ kind: NodeKind,
    _ text: String = "",
    at syntax: some SyntaxProtocol,
    _ children: [SyntaxNode] = []
  ) -> SyntaxNode {
    let place = places.place(syntax.positionAfterSkippingLeadingTrivia)
    return SyntaxNode(kind, text, line: place.line, column: place.column, children)
  }

  /// Notes a problem; the node that is returned stands for what could not be read.
  @discardableResult
  mutating func refuse(
    _ rule: LanguageRule,
    _ message: String,
    at syntax: some SyntaxProtocol,
    fix: SourceFix? = nil
  ) -> SyntaxNode {
    let node = node(.integer, "0", at: syntax)
    problems.append(rule.error(message, at: node, fix: fix))
    return node
  }

  /// Writes `text` in place of a node.
  func replacing(_ message: String, _ syntax: some SyntaxProtocol, with text: String) -> SourceFix {
    SourceFix(message, [places.edit(syntax, text)])
  }

  /// Takes a node away, with the space behind it.
  func removing(_ message: String, _ syntax: some SyntaxProtocol) -> SourceFix {
    SourceFix(message, [places.edit(syntax.positionAfterSkippingLeadingTrivia..<syntax.endPosition, "")])
  }

  /// Reads something nested, unless it is nested too deep.
  mutating func nested(
    _ syntax: some SyntaxProtocol,
    _ read: (inout TreeBuilder) -> SyntaxNode
  ) -> SyntaxNode {
    guard depth < Self.maximumDepth else {
      return refuse(.tooDeep, "nested more than \(Self.maximumDepth) deep; use locals or device functions", at: syntax)
    }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }

  /// An identifier without its backticks.
  func name(_ token: TokenSyntax) -> String { token.identifier?.name ?? token.text }
}
#endif
