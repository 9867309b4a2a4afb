#if Macros
internal import RingKernelIR
internal import SwiftDiagnostics
internal import SwiftSyntax

/// Lines and columns in the Swift file, of positions in a tree that may be cut out of it.
struct SourcePlaces {
  private let converter: SourceLocationConverter
  private let first: (line: Int, column: Int)
  /// Where the first token of the tree stands in the file.
  private let start: (line: Int, column: Int)

  /// Of a whole file, or of a tree whose first token stands at `line` and `column`.
  init(_ tree: some SyntaxProtocol, line: Int? = nil, column: Int? = nil) {
    converter = SourceLocationConverter(fileName: "", tree: tree)
    let place = converter.location(for: tree.positionAfterSkippingLeadingTrivia)
    first = (place.line, place.column)
    start = (line ?? place.line, column ?? place.column)
  }

  func place(_ position: AbsolutePosition) -> (line: Int, column: Int) {
    let place = converter.location(for: position)
    let shift = place.line == first.line ? start.column - first.column : 0
    return (place.line - first.line + start.line, place.column + shift)
  }

  /// The position of a place; the inverse of `place`.
  func position(line: Int, column: Int) -> AbsolutePosition {
    let line = line - start.line + first.line
    let shift = line == first.line ? start.column - first.column : 0
    return converter.position(ofLine: max(line, 1), column: max(column - shift, 1))
  }

  /// Replaces the text between two positions.
  func edit(_ range: Range<AbsolutePosition>, _ text: String) -> SourceFix.Edit {
    let place = place(range.lowerBound)
    let length = range.upperBound.utf8Offset - range.lowerBound.utf8Offset
    return SourceFix.Edit(line: place.line, column: place.column, length: length, text: text)
  }

  /// Replaces a node, without the space around it.
  func edit(_ node: some SyntaxProtocol, _ text: String) -> SourceFix.Edit {
    edit(node.positionAfterSkippingLeadingTrivia..<node.endPositionBeforeTrailingTrivia, text)
  }

  /// An error as a diagnostic at the token of `node` that stands there; the compiler shows a node by its first token.
  func diagnostic(_ error: CompileError, in node: DeclSyntax) -> Diagnostic {
    // The places are those of a copy that begins at 0; the compiler knows positions in the original only.
    func position(_ line: Int, _ column: Int) -> AbsolutePosition {
      AbsolutePosition(utf8Offset: self.position(line: line, column: column).utf8Offset + node.position.utf8Offset)
    }
    let token = node.token(at: position(error.line, error.column)).map { Syntax($0) } ?? Syntax(node)
    let number = Int(error.code.dropFirst(2)) ?? 0
    let fixIts = error.fix.map { fix in
      FixIt(
        message: RingFixIt(message: fix.message),
        changes: fix.edits.map { edit in
          let start = position(edit.line, edit.column)
          let end = AbsolutePosition(utf8Offset: start.utf8Offset + edit.length)
          return .replaceText(range: start..<end, with: edit.text, in: Syntax(node))
        }
      )
    }
    return Diagnostic(
      RingDiagnostic(number: number, detail: error.message),
      at: token,
      fixIts: fixIts.map { [$0] } ?? []
    )
  }
}
#endif
