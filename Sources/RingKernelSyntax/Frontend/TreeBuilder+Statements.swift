#if Macros
internal import RingKernelIR
internal import SwiftSyntax

extension TreeBuilder {
  mutating func block(_ block: CodeBlockSyntax) -> SyntaxNode {
    node(.block, at: block, statements(block.statements))
  }

  mutating func statements(_ items: CodeBlockItemListSyntax) -> [SyntaxNode] {
    items.flatMap { statement($0.item) }
  }

  private mutating func statement(_ item: CodeBlockItemSyntax.Item) -> [SyntaxNode] {
    switch item {
    case .decl(let declaration): return local(declaration)
    case .stmt(let statement): return [self.statement(statement, label: "")]
    case .expr(let expression): return [self.statement(expression)]
    }
  }

  private mutating func local(_ declaration: DeclSyntax) -> [SyntaxNode] {
    guard let variable = declaration.as(VariableDeclSyntax.self) else {
      return [refuse(.nestedDeclaration, "only constants and variables are declared inside a kernel", at: declaration)]
    }
    if let attribute = variable.attributes.first {
      return [refuse(.nestedDeclaration, "a local has no attributes", at: attribute)]
    }
    let word = variable.bindingSpecifier.text
    guard word == "let" || word == "var" else {
      return [refuse(.nestedDeclaration, "'\(word)' is no declaration of the kernel language", at: variable)]
    }
    return variable.bindings.enumerated().map { index, binding in
      if let accessors = binding.accessorBlock {
        return refuse(.nestedDeclaration, "a local stores its value", at: accessors)
      }
      var children = [boundPattern(binding.pattern)]
      if let annotation = binding.typeAnnotation {
        children.append(node(.annotation, at: annotation, [type(annotation.type)]))
      }
      if let initial = binding.initializer {
        children.append(node(.initial, at: initial, [expression(initial.value)]))
      }
      // The first binding stands at the keyword: a fix-it may change that.
      return index == 0
        ? node(.variable, word, at: variable.bindingSpecifier, children) : node(.variable, word, at: binding, children)
    }
  }

  private mutating func statement(_ syntax: ExprSyntax) -> SyntaxNode {
    if let infix = syntax.as(InfixOperatorExprSyntax.self), let mark = assignment(infix.operator) {
      if infix.leftOperand.is(DiscardAssignmentExprSyntax.self) {
        return node(.expression, at: syntax, [expression(infix.rightOperand)])
      }
      return node(.assign, mark, at: infix.operator, [expression(infix.leftOperand), expression(infix.rightOperand)])
    }
    if let branch = syntax.as(IfExprSyntax.self) { return self.if(branch) }
    if let choice = syntax.as(SwitchExprSyntax.self) { return self.switch(choice, label: "") }
    return node(.expression, at: syntax, [expression(syntax)])
  }

  private func assignment(_ mark: ExprSyntax) -> String? {
    if mark.is(AssignmentExprSyntax.self) { return "=" }
    guard let text = mark.as(BinaryOperatorExprSyntax.self)?.operator.text else { return nil }
    let isComparison = ["==", "!=", "<=", ">=", "===", "!==", ".==", ".!=", ".<=", ".>="].contains(text)
    return text.last == "=" && !isComparison ? text : nil
  }

  private mutating func statement(_ syntax: StmtSyntax, label: String) -> SyntaxNode {
    nested(syntax) { $0.readStatement(syntax, label: label) }
  }

  private mutating func readStatement(_ syntax: StmtSyntax, label: String) -> SyntaxNode {
    switch syntax.as(StmtSyntaxEnum.self) {
    case .expressionStmt(let statement):
      if let choice = statement.expression.as(SwitchExprSyntax.self) { return self.switch(choice, label: label) }
      return self.statement(statement.expression)
    case .guardStmt(let statement):
      return node(.guard, at: statement, conditions(statement.conditions) + [block(statement.body)])
    case .whileStmt(let loop):
      return node(.while, label, at: loop, conditions(loop.conditions) + [block(loop.body)])
    case .repeatStmt(let loop):
      let condition = node(.condition, at: loop.condition, [expression(loop.condition)])
      return node(.repeat, label, at: loop, [block(loop.body), condition])
    case .forStmt(let loop): return self.for(loop, label: label)
    case .breakStmt(let jump): return node(.break, jump.label.map(name) ?? "", at: jump)
    case .continueStmt(let jump): return node(.continue, jump.label.map(name) ?? "", at: jump)
    case .fallThroughStmt(let jump): return node(.fallthrough, at: jump)
    case .returnStmt(let leave):
      return node(.return, at: leave, leave.expression.map { [expression($0)] } ?? [])
    case .throwStmt(let failure): return self.throw(failure)
    case .labeledStmt(let labeled): return statement(labeled.statement, label: name(labeled.label))
    default: return refuse(.statement, "this statement is outside the kernel language", at: syntax)
    }
  }

  private mutating func `for`(_ loop: ForStmtSyntax, label: String) -> SyntaxNode {
    if let word = loop.tryKeyword ?? loop.awaitKeyword ?? loop.caseKeyword {
      return refuse(.statement, "'for \(word.text)' is outside the kernel language", at: word)
    }
    if let annotation = loop.typeAnnotation {
      return refuse(.pattern, "the range gives the type; write 'Int32(0)..<n'", at: annotation)
    }
    var children = [boundPattern(loop.pattern), expression(loop.sequence)]
    if let filter = loop.whereClause {
      children.append(node(.condition, at: filter, [expression(filter.condition)]))
    }
    return node(.for, label, at: loop, children + [block(loop.body)])
  }

  /// `throw context.failure("…")`, the one failure that a kernel can name.
  private mutating func `throw`(_ statement: ThrowStmtSyntax) -> SyntaxNode {
    guard let call = statement.expression.as(FunctionCallExprSyntax.self),
      let callee = call.calledExpression.as(MemberAccessExprSyntax.self), name(callee.declName.baseName) == "failure",
      let argument = call.arguments.first, call.arguments.count == 1, argument.label == nil,
      let text = argument.expression.as(StringLiteralExprSyntax.self)
    else { return refuse(.throwing, "only 'context.failure(\"…\")' is thrown in a kernel", at: statement.expression) }
    let target = node(.argument, at: argument, [string(text)])
    let failure = node(.call, at: call, [expression(call.calledExpression), target])
    return node(.throw, at: statement, [failure])
  }

  mutating func conditions(_ list: ConditionElementListSyntax) -> [SyntaxNode] {
    list.map { element in
      guard case .expression(let condition) = element.condition else {
        return refuse(.pattern, "a condition of the kernel language is a Boolean expression", at: element)
      }
      return node(.condition, at: condition, [expression(condition)])
    }
  }

  mutating func `if`(_ branch: IfExprSyntax) -> SyntaxNode {
    nested(branch) { builder in
      var children = builder.conditions(branch.conditions) + [builder.block(branch.body)]
      switch branch.elseBody {
      case .ifExpr(let next): children.append(builder.if(next))
      case .codeBlock(let block): children.append(builder.block(block))
      case nil: break
      }
      return builder.node(.if, at: branch, children)
    }
  }

  mutating func `switch`(_ choice: SwitchExprSyntax, label: String) -> SyntaxNode {
    var children = [expression(choice.subject)]
    for element in choice.cases {
      guard case .switchCase(let branch) = element else {
        children.append(refuse(.statement, "'#if' inside a switch is outside the kernel language", at: element))
        continue
      }
      let body = node(.block, at: branch, statements(branch.statements))
      switch branch.label {
      case .default(let word):
        children.append(node(.case, "default", at: word, [body]))
      case .case(let label):
        children.append(node(.case, at: label, label.caseItems.map { item($0) } + [body]))
      }
    }
    return node(.switch, label, at: choice, children)
  }

  private mutating func item(_ item: SwitchCaseItemSyntax) -> SyntaxNode {
    var children = [pattern(item.pattern)]
    if let filter = item.whereClause {
      children.append(node(.condition, at: filter, [expression(filter.condition)]))
    }
    return node(.item, at: item, children)
  }
}
#endif
