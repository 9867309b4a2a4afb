#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  /// Types that count references; by name, because nothing else is known of them.
  private static let counted: Set = ["Array", "Dictionary", "Set", "String", "Substring", "Character", "AnyObject"]

  mutating func type(_ type: TypeSyntax) -> SyntaxNode {
    nested(type) { $0.readType(type) }
  }

  private mutating func readType(_ type: TypeSyntax) -> SyntaxNode {
    if let named = type.as(IdentifierTypeSyntax.self) {
      let name = name(named.name)
      if Self.counted.contains(name) {
        return refuse(.countedType, "'\(name)' lives on the heap; use a buffer or an InlineArray", at: type)
      }
      return node(.type, name, at: type, arguments(named.genericArgumentClause))
    }
    if let member = type.as(MemberTypeSyntax.self) {
      let arguments = arguments(member.genericArgumentClause)
      return node(.type, name(member.name), at: type, arguments)
    }
    if let tuple = type.as(TupleTypeSyntax.self) {
      if tuple.elements.isEmpty { return node(.type, "Void", at: type) }
      let elements = tuple.elements.map { element in
        node(.element, element.firstName.map(name) ?? "", at: element, [self.type(element.type)])
      }
      return elements.count == 1 ? elements[0].children[0] : node(.tupleType, at: type, elements)
    }
    if let array = type.as(InlineArrayTypeSyntax.self) {
      return node(.type, "InlineArray", at: type, [argument(array.count), argument(array.element)])
    }
    if type.is(ArrayTypeSyntax.self) || type.is(DictionaryTypeSyntax.self) {
      return refuse(
        .countedType,
        "'\(type.trimmedDescription)' lives on the heap; use a buffer or an InlineArray",
        at: type
      )
    }
    let wrapped =
      type.as(OptionalTypeSyntax.self)?.wrappedType ?? type.as(ImplicitlyUnwrappedOptionalTypeSyntax.self)?.wrappedType
    if let wrapped {
      return refuse(
        .optional,
        "'\(type.trimmedDescription)' is optional; use a value that means none",
        at: type,
        fix: replacing("make it '\(wrapped.trimmedDescription)'", type, with: wrapped.trimmedDescription)
      )
    }
    if type.is(SomeOrAnyTypeSyntax.self) || type.is(CompositionTypeSyntax.self) {
      return refuse(.existential, "'\(type.trimmedDescription)' is known at run time only", at: type)
    }
    if type.is(FunctionTypeSyntax.self) {
      return refuse(.closure, "functions are not values in a kernel", at: type)
    }
    return refuse(.type, "'\(type.trimmedDescription)' is no type of the kernel language", at: type)
  }

  mutating func arguments(_ clause: GenericArgumentClauseSyntax?) -> [SyntaxNode] {
    clause?.arguments.map { argument($0) } ?? []
  }

  private mutating func argument(_ argument: GenericArgumentSyntax) -> SyntaxNode {
    switch argument.argument {
    case .type(let type): return self.type(type)
    case .expr(let value): return expression(value)
    }
  }
}
#endif
