#if Macros
internal import RingKernelIR
internal import SwiftSyntax

/// Fix-its of the rules about accesses; they need to know where statements begin and end.
struct AccessFixes {
  let syntax: DeclSyntax
  let places: SourcePlaces
  /// Whether the kernel has barriers, before which no thread may leave.
  let meets: Bool

  /// Inserts the guard in front of the statement, when that stands in the body itself; indices by axis.
  func insertGuard(
    _ access: SyntaxNode,
    _ indices: [Int: SyntaxNode],
    of buffer: String,
    _ extents: [String]
  ) -> SourceFix? {
    guard !meets, let statement = statement(access.leftmost), statement.isInBody else { return nil }
    var tests: [String] = []
    for (axis, index) in indices.sorted(by: { $0.key < $1.key }) {
      guard axis < extents.count, let text = spelled(index) else { return nil }
      tests.append("\(text) >= \(buffer).\(extents[axis])")
    }
    let line = "if \(tests.joined(separator: " || ")) { return }"
    let place = places.place(statement.item.positionAfterSkippingLeadingTrivia)
    let indentation = String(repeating: " ", count: place.column - 1)
    let edit = SourceFix.Edit(line: place.line, column: place.column, text: line + "\n" + indentation)
    return SourceFix("insert '\(line)'", [edit])
  }

  /// Wraps the statement in a condition that one thread meets.
  func chooseThread(_ place: SyntaxNode, _ index: String = "globalThreadIndex.x") -> SourceFix? {
    guard let item = statement(place)?.item else { return nil }
    let start = item.positionAfterSkippingLeadingTrivia
    let end = item.endPositionBeforeTrailingTrivia
    return SourceFix(
      "let one thread store",
      [places.edit(start..<start, "if \(index) == 0 { "), places.edit(end..<end, " }")]
    )
  }

  /// The index as the source has it, if it is short enough to be repeated.
  private func spelled(_ index: SyntaxNode) -> String? {
    switch index.kind {
    case .name: return index.text
    case .member: return index.children.first.map { "\($0.text).\(index.text)" }
    default: return nil
    }
  }

  private func statement(_ node: SyntaxNode) -> (item: CodeBlockItemSyntax, isInBody: Bool)? {
    let position = places.position(line: node.line, column: node.column)
    guard let token = syntax.token(at: position) else { return nil }
    let item = sequence(first: Syntax(token), next: \.parent).lazy.compactMap { $0.as(CodeBlockItemSyntax.self) }.first
    guard let item else { return nil }
    let body = item.parent?.parent?.parent
    return (item, body?.is(FunctionDeclSyntax.self) == true)
  }
}
#endif
