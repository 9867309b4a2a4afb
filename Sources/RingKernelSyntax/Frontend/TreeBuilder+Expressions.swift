#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  mutating func expression(_ expression: ExprSyntax) -> SyntaxNode {
    nested(expression) { $0.readExpression(expression) }
  }

  private mutating func readExpression(_ syntax: ExprSyntax) -> SyntaxNode {
    switch syntax.as(ExprSyntaxEnum.self) {
    case .integerLiteralExpr(let literal): return integer(literal)
    case .floatLiteralExpr(let literal):
      return node(.floating, literal.literal.text.filter { $0 != "_" }, at: literal)
    case .booleanLiteralExpr(let literal): return node(.boolean, literal.literal.text, at: literal)
    case .stringLiteralExpr: return refuse(.string, "text stands only in 'context.failure(…)'", at: syntax)
    case .declReferenceExpr(let reference): return node(.name, name(reference.baseName), at: reference)
    case .memberAccessExpr(let member):
      let base = member.base.map { [expression($0)] } ?? []
      return node(.member, name(member.declName.baseName), at: member.declName, base)
    case .functionCallExpr(let call): return self.call(call)
    case .subscriptCallExpr(let access):
      return node(.subscript, at: access, [expression(access.calledExpression)] + arguments(access.arguments))
    case .infixOperatorExpr(let infix): return self.infix(infix)
    case .prefixOperatorExpr(let prefix): return self.prefix(prefix)
    case .ternaryExpr(let choice):
      let parts = [choice.condition, choice.thenExpression, choice.elseExpression].map { expression($0) }
      return node(.ternary, at: choice.questionMark, parts)
    case .tupleExpr(let tuple):
      if let only = tuple.elements.first, tuple.elements.count == 1, only.label == nil {
        return expression(only.expression)
      }
      return node(.tuple, at: tuple, arguments(tuple.elements))
    case .arrayExpr(let array):
      return node(.array, at: array, array.elements.map { expression($0.expression) })
    case .inOutExpr(let reference): return node(.inout, at: reference, [expression(reference.expression)])
    case .tryExpr(let attempt):
      if let mark = attempt.questionOrExclamationMark {
        return refuse(
          .effects,
          "'try\(mark.text)' hides a failure; write 'try'",
          at: attempt,
          fix: replacing("write 'try'", mark, with: "")
        )
      }
      return expression(attempt.expression)
    case .ifExpr(let branch): return self.if(branch)
    case .switchExpr(let choice): return self.switch(choice, label: "")
    case .genericSpecializationExpr(let special): return specialization(special)
    case .asExpr(let cast) where cast.questionOrExclamationMark == nil: return self.cast(cast)
    case .typeExpr(let type): return node(.typeName, at: type, [self.type(type.type)])
    default: return refuseExpression(syntax)
    }
  }

  private mutating func refuseExpression(_ syntax: ExprSyntax) -> SyntaxNode {
    switch syntax.as(ExprSyntaxEnum.self) {
    case .closureExpr: return refuse(.closure, "closures are not values in a kernel", at: syntax)
    case .forceUnwrapExpr, .optionalChainingExpr, .nilLiteralExpr:
      return refuse(.optional, "a kernel has no optionals; use a value that means none", at: syntax)
    case .asExpr, .isExpr, .unresolvedAsExpr, .unresolvedIsExpr:
      return refuse(.cast, "convert by the type's initialiser, 'Float(x)'", at: syntax)
    case .awaitExpr: return refuse(.effects, "a kernel does not suspend", at: syntax)
    case .keyPathExpr: return refuse(.expression, "key paths are known at run time only", at: syntax)
    case .dictionaryExpr: return refuse(.countedType, "a dictionary lives on the heap", at: syntax)
    default: return refuse(.expression, "this expression is outside the kernel language", at: syntax)
    }
  }

  /// A literal of a given type, `5 as Int32`.
  private mutating func cast(_ cast: AsExprSyntax) -> SyntaxNode {
    let value = expression(cast.expression)
    let type = type(cast.type)
    let number = value.kind == .prefix ? value.children.first?.kind : value.kind
    guard number == .integer || number == .floating, type.children.isEmpty else {
      let text = "\(cast.type.trimmedDescription)(\(cast.expression.trimmedDescription))"
      return refuse(
        .cast,
        "convert by the type's initialiser, 'Float(x)'",
        at: cast,
        fix: replacing("write '\(text)'", cast, with: text)
      )
    }
    return node(.call, at: cast, [node(.name, type.text, at: cast.type), node(.argument, at: cast, [value])])
  }

  mutating func arguments(_ list: LabeledExprListSyntax) -> [SyntaxNode] {
    list.map { argument in
      node(.argument, argument.label.map(name) ?? "", at: argument, [expression(argument.expression)])
    }
  }

  private mutating func call(_ call: FunctionCallExprSyntax) -> SyntaxNode {
    if let closure = call.trailingClosure {
      return refuse(.closure, "closures are not values in a kernel", at: closure)
    }
    if let callee = call.calledExpression.as(DeclReferenceExprSyntax.self), name(callee.baseName) == "print" {
      return refuse(.output, "a kernel has no output; store values in a buffer", at: callee)
    }
    // Read no further: what is wrong is the report, not the text in its error.
    if let member = call.calledExpression.as(MemberAccessExprSyntax.self), name(member.declName.baseName) == "report",
      let base = member.base?.as(DeclReferenceExprSyntax.self), name(base.baseName) == "context"
    {
      return refuse(.report, "an error is no value of a kernel; emit a message, or fail this one", at: call)
    }
    return node(.call, at: call, [expression(call.calledExpression)] + arguments(call.arguments))
  }

  private mutating func specialization(_ special: GenericSpecializationExprSyntax) -> SyntaxNode {
    guard let reference = special.expression.as(DeclReferenceExprSyntax.self) else {
      return refuse(.expression, "only types and functions by name take generic arguments", at: special)
    }
    let type = node(.type, name(reference.baseName), at: special, arguments(special.genericArgumentClause))
    return node(.typeName, at: special, [type])
  }

  private mutating func infix(_ infix: InfixOperatorExprSyntax) -> SyntaxNode {
    guard let mark = infix.operator.as(BinaryOperatorExprSyntax.self) else {
      return refuse(.expression, "an assignment is a statement of its own", at: infix.operator)
    }
    let text = mark.operator.text
    guard text.last != "=" || ["==", "!=", "<=", ">=", ".==", ".!=", ".<=", ".>="].contains(text) else {
      return refuse(.expression, "an assignment is a statement of its own", at: mark)
    }
    return node(.binary, text, at: mark, [expression(infix.leftOperand), expression(infix.rightOperand)])
  }

  private mutating func prefix(_ prefix: PrefixOperatorExprSyntax) -> SyntaxNode {
    let text = prefix.operator.text
    guard ["-", "+", "!", "~", ".!"].contains(text) else {
      let isRange = text == "..<" || text == "..."
      return refuse(
        .operator,
        "'\(text)' is no prefix operator of the kernel language",
        at: prefix,
        fix: isRange ? replacing("write '0\(text)'", prefix.operator, with: "0\(text)") : nil
      )
    }
    return node(.prefix, text, at: prefix, [expression(prefix.expression)])
  }
}
#endif
