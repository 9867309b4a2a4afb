#if Macros
import SwiftDiagnostics
import SwiftSyntax

/// One `receive` of a kernel.
struct HandlerDescription {
  let declaration: FunctionDeclSyntax
  let message: TypeSyntax
  /// Nil when the handler returns nothing.
  let reply: TypeSyntax?
  let canThrow: Bool
  let access: AccessLevel

  /// Reads a `receive`; every fault of its signature is in the result.
  static func read(_ function: FunctionDeclSyntax) -> Reading<HandlerDescription> {
    let parameters = function.signature.parameterClause.parameters
    var problems = modifierProblems(of: function) + effectProblems(of: function)
    if let clause = function.genericParameterClause { problems.append(fault(.isGeneric, at: clause)) }
    guard let message = parameters.first, let context = parameters.dropFirst().first, parameters.count == 2 else {
      return Reading(nil, problems + [fault(.parameters, at: function.signature.parameterClause)])
    }
    problems += messageProblems(of: message) + contextProblems(of: context)
    let reply = function.signature.returnClause?.type
    if let reply, !isVoid(reply), !isNamed(reply) { problems.append(fault(.replyType, at: reply)) }
    return Reading(
      HandlerDescription(
        declaration: function,
        message: message.type.trimmed,
        reply: reply.flatMap { isVoid($0) ? nil : $0.trimmed },
        canThrow: canThrow(function),
        access: AccessLevel(function.modifiers) ?? .internal
      ),
      problems
    )
  }

  static func fault(_ fault: HandlerFault, at node: some SyntaxProtocol, fixIts: [FixIt] = []) -> Diagnostic {
    Diagnostic(.handlerShape(fault), at: node, fixIts: fixIts)
  }

  private static func canThrow(_ function: FunctionDeclSyntax) -> Bool {
    guard let clause = function.signature.effectSpecifiers?.throwsClause else { return false }
    return clause.type?.trimmedDescription != "Never"
  }

  private static func isVoid(_ type: TypeSyntax) -> Bool {
    ["Void", "()", "Swift.Void"].contains(type.trimmedDescription)
  }

  /// A plain name, perhaps qualified: neither optional nor opaque nor generic.
  static func isNamed(_ type: TypeSyntax) -> Bool {
    if let name = type.as(IdentifierTypeSyntax.self) { return name.genericArgumentClause == nil }
    if let name = type.as(MemberTypeSyntax.self) { return name.genericArgumentClause == nil && isNamed(name.baseType) }
    return false
  }
}
#endif
