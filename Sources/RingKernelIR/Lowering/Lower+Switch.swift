// Switches become chains of branches over a subject that is evaluated once.
extension FunctionLowering {
  /// Lowers a switch; `result` takes the value of each case where the switch is an expression.
  func switchStatement(_ node: SyntaxNode, result: LocalID?) throws(CompileError) {
    guard let subject = node.children.first else { throw malformed(node) }
    let cases = node.all(.case)
    guard cases.count <= 128 else {
      throw LanguageRule.tooLarge.error("\(cases.count) cases; at most 128 are lowered", at: node)
    }
    let lowered = try lower(subject, expected: natural(subject) ?? literalDefault(subject))
    let value = temporary(lowered)
    guard isExhaustive(cases, value.type) else {
      throw LanguageRule.exhaustive.error("not every value is covered; add a default", at: node)
    }
    let leaves = cases.contains { item in
      guard let body = item.first(.block) else { return false }
      return breaksInside(body, node.text, isTail: true, isNested: false)
    }
    if leaves {
      try once(node.text) { () throws(CompileError) in try chain(cases[...], value, result, exits: true) }
    } else {
      try chain(cases[...], value, result, exits: false)
    }
  }

  private func chain(
    _ cases: ArraySlice<SyntaxNode>,
    _ value: Expression,
    _ result: LocalID?,
    exits: Bool
  ) throws(CompileError) {
    guard let first = cases.first else { return }
    try scoped { () throws(CompileError) in
      mark(first)
      let condition = try matches(first, value)
      let (then, _) = try collect { () throws(CompileError) in try caseBody(cases, result, exits: exits) }
      // The last case needs no test: the switch is exhaustive.
      if cases.count == 1 || condition.constantBits == 1 { return then.forEach { sink.append($0) } }
      let (other, _) = try collect { () throws(CompileError) in
        try chain(cases.dropFirst(), value, result, exits: exits)
      }
      emit(.branch(condition, then: then, else: other))
    }
  }

  private func caseBody(_ cases: ArraySlice<SyntaxNode>, _ result: LocalID?, exits: Bool) throws(CompileError) {
    guard let first = cases.first, var body = first.first(.block) else { return }
    if let result {
      return try storeLast(of: body, in: result)
    }
    let falls = body.children.last?.kind == .fallthrough
    let breaks = body.children.last.map { $0.kind == .break && $0.text.isEmpty } ?? false
    if falls || breaks { body.children.removeLast() }
    try block(body)
    guard falls else { return }
    guard let next = cases.dropFirst().first, !next.binds else {
      throw LanguageRule.fallThrough.error("there is no case to fall through to, or it binds values", at: first)
    }
    // The next body is lowered a second time, here.
    try caseBody(cases.dropFirst(), nil, exits: exits)
  }

  /// Lowers a block that is one expression and stores its value.
  func storeLast(of body: SyntaxNode, in result: LocalID) throws(CompileError) {
    let type = locals[result].type
    guard let last = body.children.last, body.children.count == 1 else {
      throw LanguageRule.missingReturn.error("a branch that gives a value is one expression", at: body)
    }
    mark(last)
    switch last.kind {
    case .throw: return try block(body)
    case .if, .switch:
      return emit(.assign(Place(type, .local(result)), try lower(last, expected: type)))
    default: break
    }
    guard last.kind == .expression, let inner = last.children.first else {
      throw LanguageRule.missingReturn.error("a branch that gives a value is one expression", at: last.leftmost)
    }
    emit(.assign(Place(type, .local(result)), try lower(inner, expected: type)))
  }

  /// `if` and `switch` as expressions.
  func branchValue(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    guard let type = expected ?? natural(node) ?? branchLiteral(node), type != .void else {
      throw LanguageRule.missingReturn.error("no branch gives a value", at: node)
    }
    let id = newLocal("t", type)
    emit(.define(id, module.zero(type)))
    if node.kind == .switch {
      try switchStatement(node, result: id)
    } else {
      try ifValue(node, id)
    }
    return .local(id, type)
  }

  private func ifValue(_ node: SyntaxNode, _ id: LocalID) throws(CompileError) {
    let blocks = node.children.filter { $0.kind != .condition }
    guard blocks.count == 2, blocks[0].kind == .block else {
      throw LanguageRule.missingReturn.error("an if expression needs an else", at: node)
    }
    let condition = try conditions(node.all(.condition))
    let (then, _) = try collect { () throws(CompileError) in
      try scoped { () throws(CompileError) in try storeLast(of: blocks[0], in: id) }
    }
    let (other, _) = try collect { () throws(CompileError) in
      if blocks[1].kind == .if {
        try ifValue(blocks[1], id)
      } else {
        try scoped { () throws(CompileError) in try storeLast(of: blocks[1], in: id) }
      }
    }
    if case .assign(_, let a)? = then.onlyStatement, case .assign(_, let b)? = other.onlyStatement {
      return emit(.assign(Place(a.type, .local(id)), .select(condition, a, b)))
    }
    emit(.branch(condition, then: then, else: other))
  }

  private func branchLiteral(_ node: SyntaxNode) -> KernelType? {
    guard let inner = firstExpression(node) else { return nil }
    return literalDefault(inner)
  }

  private func firstExpression(_ node: SyntaxNode) -> SyntaxNode? {
    if node.kind == .expression { return node.children.first }
    for child in node.children where [.block, .if, .case, .expression].contains(child.kind) {
      if let found = firstExpression(child) { return found }
    }
    return nil
  }

  /// Whether a `break` that means the switch stands somewhere else than at the end of a case.
  private func breaksInside(_ node: SyntaxNode, _ label: String, isTail: Bool, isNested: Bool) -> Bool {
    for (index, child) in node.children.enumerated() {
      switch child.kind {
      case .break:
        let means = child.text.isEmpty ? !isNested : child.text == label
        let isLast = isTail && index == node.children.count - 1 && child.text.isEmpty
        if means, !isLast { return true }
      case .for, .while, .repeat, .switch:
        if breaksInside(child, label, isTail: false, isNested: true) { return true }
      default:
        if breaksInside(child, label, isTail: false, isNested: isNested) { return true }
      }
    }
    return false
  }

  private func isExhaustive(_ cases: [SyntaxNode], _ type: KernelType) -> Bool {
    // swiftc has judged the source already; a tree from elsewhere must at least end in a catch-all or name every case.
    if cases.contains(where: { $0.text == "default" || $0.catchesAll }) { return true }
    switch type {
    case .structure(let name):
      guard let enumeration = types.enums[name] else { return !cases.isEmpty }
      let named = Set(cases.flatMap { $0.all(.item) }.compactMap(\.enumCase))
      return enumeration.cases.allSatisfy { named.contains($0.name) }
    case .scalar(.bool): return cases.count >= 2
    case .scalar(let scalar): return scalar.bitWidth <= 16 && cases.count >= 1
    default: return false
    }
  }
}

extension [Statement] {
  /// The one statement, marks aside.
  var onlyStatement: Statement? {
    let real = filter { if case .mark = $0 { false } else { true } }
    return real.count == 1 ? real[0] : nil
  }
}

extension SyntaxNode {
  /// Whether a case binds a name.
  var binds: Bool { all(.item).contains { $0.contains(.bindingPattern) } }

  /// Whether a case takes every value.
  var catchesAll: Bool {
    all(.item).contains { item in
      item.first(.condition) == nil && item.children.first?.isIrrefutable == true
    }
  }

  private var isIrrefutable: Bool {
    switch kind {
    case .wildcardPattern, .bindingPattern: true
    case .tupleOfPatterns: children.allSatisfy(\.isIrrefutable)
    default: false
    }
  }

  /// The enum case that an item without `where` names.
  var enumCase: String? {
    guard first(.condition) == nil, let pattern = children.first, pattern.kind == .valuePattern,
      let value = pattern.children.first, value.kind == .member
    else { return nil }
    return value.text
  }
}
