/// What a node of the kernel syntax tree is; the comment of each case gives `text`, then the children in order.
///
/// `?` is at most one, `*` any number. Statements and expressions stand where the comment says `s` and `e`, types where
/// it says `t`. Operators are folded by precedence before the tree is made, parentheses are gone.
public enum SyntaxKind: String, Sendable, CaseIterable {
  // Declarations.
  /// Name: attribute*, valueParameter*, parameter*, block.
  case kernel
  /// Name: attribute*, valueParameter*, parameter*, result?, block. Name `init` for initialisers.
  case function
  /// Name: attribute*, valueParameter*, field*, function*.
  case structure
  /// Name: attribute*, field*, function*. An actor; its handlers are functions with attribute `handler`.
  case actor
  /// Name: t (raw type), enumCase*.
  case enumeration
  /// Name: e? (raw value).
  case enumCase
  /// Name: t?, e? (initial value).
  case field
  /// `stencil`, `tile`, `halo`, `unchecked`, `checked`, `mutating`, `static`, `handler`, `block`, …: e*.
  case attribute
  /// Name: t. A generic value parameter, as in `<let width: Int>`.
  case valueParameter
  /// Name inside: label, attribute `inout`?, t, e? (default value).
  case parameter
  /// External name, `_` for none.
  case label
  /// : t.
  case result

  // Types.
  /// Name: (t | e)* (generic arguments; values as expressions).
  case type
  /// : element*.
  case tupleType
  /// Label or nothing: t.
  case element

  // Statements.
  /// : s*.
  case block
  /// `let` or `var`: (name | tuplePattern), annotation?, initial?.
  case variable
  /// : name*. `_` is a name.
  case tuplePattern
  /// : t.
  case annotation
  /// : e.
  case initial
  /// The operator, `=` or `+=` …: e (place), e (value).
  case assign
  /// : e.
  case expression
  /// : condition*, block, (block | if)?. Also an expression: then each block is one expression statement.
  case `if`
  /// : e (Boolean).
  case condition
  /// : condition*, block.
  case `guard`
  /// Label or nothing: condition*, block.
  case `while`
  /// Label or nothing: block, condition.
  case `repeat`
  /// Label or nothing: name, e (range or `stride`), condition? (where), block.
  case `for`
  /// Label or nothing: e, case*. Also an expression.
  case `switch`
  /// Nothing or `default`: item*, block.
  case `case`
  /// : pattern, condition? (where).
  case item
  /// : e. A value or a range.
  case valuePattern
  /// : pattern*.
  case tupleOfPatterns
  /// Name; binds the value.
  case bindingPattern
  /// Nothing.
  case wildcardPattern
  /// Label or nothing.
  case `break`
  /// Label or nothing.
  case `continue`
  /// Nothing.
  case `fallthrough`
  /// : e?.
  case `return`
  /// : e. Only `context.failure("…")` may be thrown.
  case `throw`

  // Expressions.
  /// Digits, decimal, no separators, no sign.
  case integer
  /// The literal in Swift's spelling, no separators.
  case floating
  /// `true` or `false`.
  case boolean
  /// The text between interpolations; children alternate: string, e, string, … Only inside `context.failure`.
  case string
  /// Identifier.
  case name
  /// Name: e (base)?. Without a base: an implicit member such as `.zero`.
  case member
  /// : e (callee), argument*.
  case call
  /// Label or nothing: e.
  case argument
  /// : e (base), argument*.
  case `subscript`
  /// The operator: e, e. Ranges are `..<` and `...`.
  case binary
  /// The operator: e.
  case prefix
  /// : e, e, e.
  case ternary
  /// : argument*.
  case tuple
  /// : e*.
  case array
  /// : e (place). `&x`.
  case `inout`
  /// : t. A type where an expression stands: `InlineArray<4, Float>(repeating: 0)`.
  case typeName
}
