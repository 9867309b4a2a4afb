// Statements apart from loops and switches.
extension FunctionLowering {
  /// Lowers a block in a scope of its own; each statement's error is kept and the next one goes on.
  func block(_ node: SyntaxNode) throws(CompileError) {
    try scoped { () throws(CompileError) in
      for statement in node.children {
        guard module.statementCount < 100_000 else {
          throw LanguageRule.tooLarge.error("the kernel lowers to more than 100,000 statements", at: statement)
        }
        do throws(CompileError) {
          mark(statement)
          try self.statement(statement)
        } catch {
          if error.code == LanguageRule.tooLarge.code { throw error }
          module.record(error)
          declareFailed(statement)
        }
      }
    }
  }

  /// Binds the names of a declaration that failed, so that their uses are no further errors.
  private func declareFailed(_ node: SyntaxNode) {
    guard node.kind == .variable, let pattern = node.children.first else { return }
    let names = pattern.kind == .tuplePattern ? pattern.children.map(\.text) : [pattern.text]
    for name in names where scopes[scopes.count - 1][name] == nil { scopes[scopes.count - 1][name] = .invalid }
  }

  private func statement(_ node: SyntaxNode) throws(CompileError) {
    switch node.kind {
    case .variable: try variable(node)
    case .assign: try assign(node)
    case .expression:
      guard let inner = node.children.first else { throw malformed(node) }
      try discarded(inner)
    case .if: try branch(node)
    case .guard: try guardStatement(node)
    case .while: try whileLoop(node)
    case .repeat: try repeatLoop(node)
    case .for: try forLoop(node)
    case .switch: try switchStatement(node, result: nil)
    case .break: try jump(node, isBreak: true)
    case .continue: try jump(node, isBreak: false)
    case .return: try giveBack(node)
    case .throw: try throwFailure(node)
    case .block: try block(node)
    case .fallthrough:
      throw LanguageRule.fallThrough.error("fallthrough is the last statement of a case", at: node)
    default: throw malformed(node)
    }
  }

  /// An expression whose value nobody uses.
  func discarded(_ node: SyntaxNode) throws(CompileError) {
    switch node.kind {
    case .if: try branch(node)
    case .switch: try switchStatement(node, result: nil)
    default: _ = try lower(node)
    }
  }

  /// The conjunction of conditions, each evaluated only if those before hold.
  func conditions(_ nodes: [SyntaxNode]) throws(CompileError) -> Expression {
    guard module.isPartial else { return try allConditions(nodes) }
    do throws(CompileError) { return try allConditions(nodes) } catch {
      // What stands under a condition is judged even where the condition names something of another file.
      module.record(error)
      return .bool(true)
    }
  }

  private func allConditions(_ nodes: [SyntaxNode]) throws(CompileError) -> Expression {
    var all: Expression?
    for node in nodes {
      guard let inner = node.children.first else { throw malformed(node) }
      if let first = all {
        all = try shortCircuit(true, first) { () throws(CompileError) in try lower(inner, expected: .bool) }
      } else {
        all = try lower(inner, expected: .bool)
      }
    }
    return all ?? .bool(true)
  }

  private func branch(_ node: SyntaxNode) throws(CompileError) {
    let blocks = node.children.filter { $0.kind != .condition }
    guard let first = blocks.first, first.kind == .block, blocks.count <= 2 else { throw malformed(node) }
    let condition = try conditions(node.all(.condition))
    let (then, _) = try collect { () throws(CompileError) in try block(first) }
    let (other, _) = try collect { () throws(CompileError) in
      guard let last = blocks.dropFirst().first else { return }
      if last.kind == .if { try branch(last) } else { try block(last) }
    }
    emit(.branch(condition, then: then, else: other))
  }

  private func guardStatement(_ node: SyntaxNode) throws(CompileError) {
    guard let body = node.first(.block) else { throw malformed(node) }
    let condition = try conditions(node.all(.condition))
    let (then, _) = try collect { () throws(CompileError) in try block(body) }
    guard !then.canComplete else {
      throw LanguageRule.missingReturn.error("the block of a guard leaves the scope on every path", at: node)
    }
    emit(.branch(.not(condition), then: then, else: []))
  }

  private func giveBack(_ node: SyntaxNode) throws(CompileError) {
    guard let value = node.children.first else {
      guard result == .void else {
        throw LanguageRule.missingReturn.error("return needs a value of type \(spelled(result))", at: node)
      }
      return emit(.give(nil))
    }
    if givesUnknown {
      _ = try lower(value)
      return emit(.give(nil))
    }
    let lowered = try lower(value, expected: result)
    emit(.give(result == .void ? nil : lowered))
  }

  private func throwFailure(_ node: SyntaxNode) throws(CompileError) {
    guard let call = node.children.first, call.kind == .call, let callee = call.children.first,
      callee.kind == .member, callee.text == "failure"
    else { throw LanguageRule.context.error("only context.failure(\"…\") is thrown", at: node) }
    guard hasContext else { throw LanguageRule.context.error("only handlers throw", at: node) }
    let text = call.first(.argument)?.children.first
    guard let text, text.kind == .string else {
      throw LanguageRule.failureMessage.error("the message is a string literal", at: node)
    }
    // The first piece stands in the node itself or, where the front end read it, before the first value.
    let first = text.children.first?.kind == .string ? [] : [text.text]
    let parts = first + text.children.filter { $0.kind == .string }.map(\.text)
    let values = text.children.filter { $0.kind != .string }
    guard values.count <= 2 else {
      throw LanguageRule.failureMessage.error("\(values.count) values; two can be reported", at: node)
    }
    let lowered = try lowerAll(values, expected: values.map { natural($0) ?? literalDefault($0) })
    for (value, source) in zip(lowered, values) where value.type.scalar == nil {
      guard case .structure(let name) = value.type, types.enums[name] != nil else {
        throw LanguageRule.failureMessage.error("only numbers are reported", at: source)
      }
    }
    emit(.fail(module.site(.explicit, call, parts), values: lowered))
  }
}

extension KernelModule {
  /// Bytes of shared memory that the module declares.
  var sharedBytes: Int {
    resources.reduce(0) { sum, resource in
      guard case .shared(let count) = resource.kind, let layout = types.layout(of: resource.element) else { return sum }
      let (bytes, overflow) = layout.stride.multipliedReportingOverflow(by: count)
      let aligned = (sum + layout.alignment - 1) / layout.alignment * layout.alignment
      let (total, past) = aligned.addingReportingOverflow(bytes)
      return overflow || past ? Int.max / 2 : min(total, Int.max / 2)
    }
  }
}
