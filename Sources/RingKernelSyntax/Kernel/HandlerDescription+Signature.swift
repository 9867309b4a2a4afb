#if Macros
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

/// The checks of a signature, one part of it each.
extension HandlerDescription {
  static func modifierProblems(of function: FunctionDeclSyntax) -> [Diagnostic] {
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

  static func effectProblems(of function: FunctionDeclSyntax) -> [Diagnostic] {
    guard let effects = function.signature.effectSpecifiers, let word = effects.asyncSpecifier else { return [] }
    let rest = effects.with(\.asyncSpecifier, nil)
    return [fault(.isAsync, at: word, fixIts: [RingFixIt.replace("remove 'async'", effects, with: rest)])]
  }

  static func messageProblems(of parameter: FunctionParameterSyntax) -> [Diagnostic] {
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

  static func contextProblems(of parameter: FunctionParameterSyntax) -> [Diagnostic] {
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
