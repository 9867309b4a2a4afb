#if Macros
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

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
  private static func isNamed(_ type: TypeSyntax) -> Bool {
    if let name = type.as(IdentifierTypeSyntax.self) { return name.genericArgumentClause == nil }
    if let name = type.as(MemberTypeSyntax.self) { return name.genericArgumentClause == nil && isNamed(name.baseType) }
    return false
  }
}

// One part of the signature each.
extension HandlerDescription {
  private static func modifierProblems(of function: FunctionDeclSyntax) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var isMutating = false
    var isStatic = false
    for modifier in function.modifiers {
      switch modifier.name.tokenKind {
      case .keyword(.mutating): isMutating = true
      case .keyword(.static), .keyword(.class):
        isStatic = true
        let word = modifier.with(\.name.tokenKind, .keyword(.mutating))
        problems.append(
          fault(.isStatic, at: modifier, fixIts: [RingFixIt.replace("make it 'mutating'", modifier, with: word)])
        )
      default: continue
      }
    }
    if !isMutating, !isStatic { problems.append(missingMutating(on: function)) }
    return problems
  }

  private static func missingMutating(on function: FunctionDeclSyntax) -> Diagnostic {
    let ownerships: [TokenKind] = [.keyword(.nonmutating), .keyword(.borrowing), .keyword(.consuming)]
    if let ownership = function.modifiers.first(where: { ownerships.contains($0.name.tokenKind) }) {
      let word = ownership.with(\.name.tokenKind, .keyword(.mutating))
      return fault(
        .notMutating,
        at: ownership,
        fixIts: [RingFixIt.replace("make it 'mutating'", ownership, with: word)]
      )
    }
    let keyword = function.funcKeyword
    let mutating = DeclModifierSyntax(
      name: .keyword(.mutating, leadingTrivia: keyword.leadingTrivia, trailingTrivia: .space)
    )
    let changed = function.with(\.funcKeyword, keyword.with(\.leadingTrivia, []))
      .with(\.modifiers, function.modifiers + [mutating])
    return fault(.notMutating, at: keyword, fixIts: [RingFixIt.replace("add 'mutating'", function, with: changed)])
  }

  private static func effectProblems(of function: FunctionDeclSyntax) -> [Diagnostic] {
    guard let effects = function.signature.effectSpecifiers, let word = effects.asyncSpecifier else { return [] }
    let rest = effects.with(\.asyncSpecifier, nil)
    return [fault(.isAsync, at: word, fixIts: [RingFixIt.replace("remove 'async'", effects, with: rest)])]
  }

  private static func messageProblems(of parameter: FunctionParameterSyntax) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if parameter.firstName.tokenKind != .wildcard {
      // `deposit: Deposit` becomes `_ deposit: Deposit`, `for deposit:` becomes `_ deposit:`.
      let name = parameter.secondName ?? parameter.firstName.with(\.leadingTrivia, [])
      let unlabelled =
        parameter
        .with(\.firstName, .wildcardToken(leadingTrivia: parameter.firstName.leadingTrivia, trailingTrivia: .space))
        .with(\.secondName, name)
      problems.append(
        fault(
          .messageLabel,
          at: parameter.firstName,
          fixIts: [RingFixIt.replace("remove the label", parameter, with: unlabelled)]
        )
      )
    }
    if !isNamed(parameter.type) || parameter.ellipsis != nil {
      problems.append(fault(.messageType, at: parameter.type))
    }
    if let value = parameter.defaultValue { problems.append(fault(.parameters, at: value)) }
    return problems
  }

  private static func contextProblems(of parameter: FunctionParameterSyntax) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if parameter.firstName.text != "in" {
      let name = parameter.secondName ?? parameter.firstName.with(\.leadingTrivia, [])
      let label = TokenSyntax.keyword(.in, leadingTrivia: parameter.firstName.leadingTrivia, trailingTrivia: .space)
      let labelled = parameter.with(\.firstName, label)
        .with(\.secondName, name.tokenKind == .wildcard ? .identifier("context") : name)
      problems.append(
        fault(
          .contextLabel,
          at: parameter.firstName,
          fixIts: [RingFixIt.replace("write 'in'", parameter, with: labelled)]
        )
      )
    }
    if !isContext(parameter.type) {
      var type = TypeSyntax("inout RingContext")
      type.trailingTrivia = parameter.type.trailingTrivia
      problems.append(
        fault(
          .contextType,
          at: parameter.type,
          fixIts: [RingFixIt.replace("write 'inout RingContext'", parameter.type, with: type)]
        )
      )
    }
    if let value = parameter.defaultValue { problems.append(fault(.parameters, at: value)) }
    return problems
  }

  private static func isContext(_ type: TypeSyntax) -> Bool {
    guard let attributed = type.as(AttributedTypeSyntax.self) else { return false }
    let isInout = attributed.specifiers.contains {
      $0.as(SimpleTypeSpecifierSyntax.self)?.specifier.tokenKind == .keyword(.inout)
    }
    let name = attributed.baseType.trimmedDescription.split(separator: ".").last
    return isInout && name == "RingContext"
  }
}
#endif
