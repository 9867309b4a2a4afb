#if Macros
internal import RingKernelIR
internal import SwiftSyntax

/// What makes a declaration unfit to be walked by recursion: text that is no Swift, and nesting without end.
enum SourceShape {
  /// Levels of syntax below a declaration; an expression in parentheses takes four.
  private static let maximumLevels = 1_000
  /// Operands of one sequence of operators, which folding turns into as many levels.
  private static let maximumOperands = 400

  /// The first problem, if there is one.
  static func problems(of declaration: DeclSyntax, _ places: SourcePlaces) -> [CompileError] {
    var level: [Syntax] = [Syntax(declaration)]
    var depth = 0
    while !level.isEmpty {
      depth += 1
      if depth > maximumLevels { return [tooDeep(level[0], places)] }
      var next: [Syntax] = []
      for node in level {
        if let list = node.as(ExprListSyntax.self), list.count > maximumOperands { return [tooDeep(node, places)] }
        next += node.children(viewMode: .sourceAccurate)
      }
      level = next
    }
    guard declaration.hasError else { return [] }
    let fault = Fault(viewMode: .all)
    fault.walk(declaration)
    // The parser stops at a depth of its own, in debug builds at 20 brackets, and leaves the rest of the text unread.
    if depthOfBrackets(in: declaration) >= 20 { return [tooDeep(fault.node ?? Syntax(declaration), places)] }
    let place = places.place((fault.node ?? Syntax(declaration)).positionAfterSkippingLeadingTrivia)
    return [CompileError(LanguageRule.grammar.code, "this is no Swift", line: place.line, column: place.column)]
  }

  private static func depthOfBrackets(in declaration: DeclSyntax) -> Int {
    var (depth, deepest) = (0, 0)
    for token in declaration.tokens(viewMode: .sourceAccurate) {
      switch token.tokenKind {
      case .leftParen, .leftBrace, .leftSquare: depth += 1
      case .rightParen, .rightBrace, .rightSquare: depth -= 1
      default: break
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }

  private static func tooDeep(_ node: Syntax, _ places: SourcePlaces) -> CompileError {
    let place = places.place(node.positionAfterSkippingLeadingTrivia)
    return CompileError(
      LanguageRule.tooDeep.code,
      "nested too deep; use locals or device functions",
      line: place.line,
      column: place.column
    )
  }
}

/// Finds the first token that is missing or unexpected.
private final class Fault: SyntaxVisitor {
  var node: Syntax?

  override func visit(_ node: UnexpectedNodesSyntax) -> SyntaxVisitorContinueKind {
    note(Syntax(node))
    return .skipChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if token.presence == .missing { note(Syntax(token)) }
    return .skipChildren
  }

  private func note(_ found: Syntax) {
    if node == nil { node = found }
  }
}
#endif
