/// A node of the kernel syntax tree: what the macro ships and the kernel compiler reads, without swift-syntax.
public struct SyntaxNode: Hashable, Sendable {
  /// What the node is; decides what `text` and `children` mean.
  public var kind: SyntaxKind
  /// Name, operator or literal; empty when the kind has none.
  public var text: String
  /// Line in the Swift file, from 1; 0 when unknown.
  public var line: Int
  /// Column in UTF-8 bytes, from 1; 0 when unknown.
  public var column: Int
  /// The parts, in the order that `SyntaxKind` gives.
  public var children: [SyntaxNode]

  /// Makes a node.
  public init(_ kind: SyntaxKind, _ text: String = "", line: Int = 0, column: Int = 0, _ children: [SyntaxNode] = []) {
    self.kind = kind
    self.text = text
    self.line = line
    self.column = column
    self.children = children
  }

  /// The children of one kind.
  public func all(_ kind: SyntaxKind) -> [SyntaxNode] { children.filter { $0.kind == kind } }

  /// The first child of one kind.
  public func first(_ kind: SyntaxKind) -> SyntaxNode? { children.first { $0.kind == kind } }

  /// Whether an attribute with this name is among the children.
  public func has(_ attribute: String) -> Bool {
    children.contains { $0.kind == .attribute && $0.text == attribute }
  }
}
