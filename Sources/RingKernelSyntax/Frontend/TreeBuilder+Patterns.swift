#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  /// The names that a declaration or a loop binds.
  mutating func boundPattern(_ pattern: PatternSyntax) -> SyntaxNode {
    if let identifier = pattern.as(IdentifierPatternSyntax.self) {
      return node(.name, name(identifier.identifier), at: identifier)
    }
    if pattern.is(WildcardPatternSyntax.self) { return node(.name, "_", at: pattern) }
    if let tuple = pattern.as(TuplePatternSyntax.self) {
      return node(.tuplePattern, at: tuple, tuple.elements.map { boundPattern($0.pattern) })
    }
    return refuse(.pattern, "this pattern is outside the kernel language", at: pattern)
  }

  /// A pattern of a `case`.
  mutating func pattern(_ pattern: PatternSyntax, binds: Bool = false) -> SyntaxNode {
    if let expression = pattern.as(ExpressionPatternSyntax.self) { return self.pattern(expression.expression) }
    if let binding = pattern.as(ValueBindingPatternSyntax.self) { return self.pattern(binding.pattern, binds: true) }
    if pattern.is(WildcardPatternSyntax.self) { return node(.wildcardPattern, at: pattern) }
    if let identifier = pattern.as(IdentifierPatternSyntax.self), binds {
      return node(.bindingPattern, name(identifier.identifier), at: identifier)
    }
    if let tuple = pattern.as(TuplePatternSyntax.self) {
      return node(.tupleOfPatterns, at: tuple, tuple.elements.map { self.pattern($0.pattern, binds: binds) })
    }
    return refuse(.pattern, "this pattern is outside the kernel language", at: pattern)
  }

  private mutating func pattern(_ expression: ExprSyntax) -> SyntaxNode {
    if let pattern = expression.as(PatternExprSyntax.self) { return self.pattern(pattern.pattern) }
    if expression.is(DiscardAssignmentExprSyntax.self) { return node(.wildcardPattern, at: expression) }
    if let tuple = expression.as(TupleExprSyntax.self), tuple.elements.count > 1 {
      return node(.tupleOfPatterns, at: tuple, tuple.elements.map { pattern($0.expression) })
    }
    return node(.valuePattern, at: expression, [self.expression(expression)])
  }
}
#endif
