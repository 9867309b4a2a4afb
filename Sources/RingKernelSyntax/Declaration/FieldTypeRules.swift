#if Macros
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// Which types may stand in a message or in resident state, as far as a name tells.
///
/// Names that are not listed pass: the compiler then checks their conformance.
enum FieldTypeRules {
  case message, state

  /// Problems of the type of one property, however deep they stand in it.
  func problems(of type: TypeSyntax, property: String) -> [Diagnostic] {
    if let identifier = type.as(IdentifierTypeSyntax.self) {
      return problems(
        ofName: identifier.name.text,
        arguments: identifier.genericArgumentClause,
        node: type,
        property: property
      )
    }
    if let member = type.as(MemberTypeSyntax.self) {
      // `Swift.Int` is `Int`; any other qualified name is the compiler's to check.
      guard member.baseType.trimmedDescription == "Swift" else { return [] }
      return problems(ofName: member.name.text, arguments: member.genericArgumentClause, node: type, property: property)
    }
    if let array = type.as(InlineArrayTypeSyntax.self), case .type(let element) = array.element.argument {
      return problems(of: element, property: property)
    }
    if let tuple = type.as(TupleTypeSyntax.self), let only = tuple.elements.first, tuple.elements.count == 1 {
      return problems(of: only.type, property: property)
    }
    return [unsupported(type, property: property)]
  }

  private func problems(
    ofName name: String,
    arguments: GenericArgumentClauseSyntax?,
    node: TypeSyntax,
    property: String
  ) -> [Diagnostic] {
    if Self.withoutLayout.contains(name) { return [unsupported(node, property: property)] }
    if Self.pointers.contains(name) {
      return self == .message ? [unstable(node, property: property)] : [unsupported(node, property: property)]
    }
    if Self.replacements[name] != nil { return self == .message ? [unstable(node, property: property)] : [] }
    if self == .message, Self.wideVectors.contains(name) { return [unsupported(node, property: property)] }
    guard Self.containers.contains(name) else { return [] }
    return (arguments?.arguments ?? []).flatMap { argument -> [Diagnostic] in
      guard case .type(let element) = argument.argument, !isCount(argument, in: name) else { return [] }
      return problems(of: element, property: property)
    }
  }

  /// The first argument of InlineArray and BoundedArray is a number, perhaps behind a name.
  private func isCount(_ argument: GenericArgumentSyntax, in container: String) -> Bool {
    guard !container.hasPrefix("SIMD") else { return false }
    return argument.id == argument.parent?.as(GenericArgumentListSyntax.self)?.first?.id
  }

  private func unsupported(_ type: TypeSyntax, property: String) -> Diagnostic {
    Diagnostic(.fieldType(property, type: type.trimmedDescription), at: type)
  }

  private func unstable(_ type: TypeSyntax, property: String) -> Diagnostic {
    let name = type.trimmedDescription.split(separator: ".").last.map(String.init) ?? ""
    let fixIts = (Self.replacements[name] ?? []).map { replacement in
      var stable = TypeSyntax(IdentifierTypeSyntax(name: .identifier(replacement)))
      stable.leadingTrivia = type.leadingTrivia
      stable.trailingTrivia = type.trailingTrivia
      return RingFixIt.replace("use '\(replacement)'", type, with: stable)
    }
    return Diagnostic(.layoutUnstable(property, type: type.trimmedDescription), at: type, fixIts: fixIts)
  }
}

// The tables.
extension FieldTypeRules {
  private static let replacements: [String: [String]] = [
    "Int": ["Int32", "Int64"], "UInt": ["UInt32", "UInt64"], "CLong": ["Int64"], "CUnsignedLong": ["UInt64"],
    "CGFloat": ["Float", "Double"],
  ]
  private static let pointers: Set<String> = [
    "UnsafePointer", "UnsafeMutablePointer", "UnsafeRawPointer", "UnsafeMutableRawPointer", "UnsafeBufferPointer",
    "UnsafeMutableBufferPointer", "UnsafeRawBufferPointer", "UnsafeMutableRawBufferPointer", "OpaquePointer",
    "Unmanaged", "ObjectIdentifier",
  ]
  private static let withoutLayout: Set<String> = [
    "String", "Substring", "Character", "StaticString", "Array", "ContiguousArray", "ArraySlice", "Set", "Dictionary",
    "Optional", "Any", "AnyObject", "AnyHashable", "Void", "Never", "Float16", "Float80", "Int128", "UInt128",
  ]
  private static let wideVectors: Set<String> = ["SIMD8", "SIMD16", "SIMD32", "SIMD64"]
  private static let containers: Set<String> = [
    "InlineArray", "BoundedArray", "SIMD2", "SIMD3", "SIMD4", "SIMD8", "SIMD16", "SIMD32", "SIMD64",
  ]
}
#endif
