#if Macros
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// Types and values that a fix-it can offer where the source leaves them out.
enum TypeSuggestion {
  /// Types that `value` may be meant to have.
  static func types(for value: ExprSyntax?) -> [String] {
    guard let value else { return ["Int32", "Int64"] }
    if value.is(IntegerLiteralExprSyntax.self) { return ["Int32", "Int64"] }
    if value.is(FloatLiteralExprSyntax.self) { return ["Float", "Double"] }
    if value.is(BooleanLiteralExprSyntax.self) { return ["Bool"] }
    guard let called = value.as(FunctionCallExprSyntax.self)?.calledExpression else { return [] }
    // `UInt32(0)` and `InlineArray<4, Int32>(repeating: 0)` name their type.
    let name = called.trimmedDescription
    return name.first?.isUppercase == true ? [name] : []
  }

  /// A value of `type`, as a person would write it.
  static func value(of type: TypeSyntax) -> String {
    let text = type.trimmedDescription
    if text == "Bool" { return "false" }
    if numbers.contains(text) { return "0" }
    if text.hasPrefix("SIMD") { return ".zero" }
    if let array = type.as(InlineArrayTypeSyntax.self), case .type(let element) = array.element.argument {
      return "InlineArray(repeating: \(value(of: element)))"
    }
    if let name = type.as(IdentifierTypeSyntax.self), name.name.text == "InlineArray",
      case .type(let element) = name.genericArgumentClause?.arguments.last?.argument
    {
      return "InlineArray(repeating: \(value(of: element)))"
    }
    return "\(text)()"
  }

  private static let numbers: Set<String> = [
    "Int8", "Int16", "Int32", "Int64", "Int", "UInt8", "UInt16", "UInt32", "UInt64", "UInt", "Float", "Double",
  ]
}

extension StoredProperty {
  /// A fix-it that writes `type` behind the name.
  func annotation(_ type: String) -> FixIt {
    let written = binding.with(\.pattern, PatternSyntax(pattern.trimmed))
      .with(\.typeAnnotation, annotationClause(type, trailing: pattern.trailingTrivia))
    return RingFixIt.replace("write ': \(type)'", binding, with: written)
  }

  /// A fix-it that gives a default value; nil where the type is not known.
  var defaultValue: FixIt? {
    guard let type else { return nil }
    let value = TypeSuggestion.value(of: type)
    let trailing = binding.trailingTrivia
    var written = binding
    written.trailingTrivia = []
    if written.typeAnnotation == nil {
      written.typeAnnotation = annotationClause(type.trimmedDescription, trailing: [])
    }
    // The comma of a list belongs to the binding: it goes behind the value.
    let comma = written.trailingComma
    written.trailingComma = nil
    written.initializer = InitializerClauseSyntax(
      leadingTrivia: .space,
      equal: .equalToken(trailingTrivia: .space),
      value: ExprSyntax("\(raw: value)")
    )
    written.trailingComma = comma
    written.trailingTrivia = trailing
    return RingFixIt.replace("add '= \(value)'", binding, with: written)
  }

  private func annotationClause(_ type: String, trailing: Trivia) -> TypeAnnotationSyntax {
    TypeAnnotationSyntax(
      colon: .colonToken(trailingTrivia: .space),
      type: TypeSyntax("\(raw: type)"),
      trailingTrivia: trailing
    )
  }
}
#endif
