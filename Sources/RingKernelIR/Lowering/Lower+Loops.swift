// Loops and jumps.
extension FunctionLowering {
  /// Lowers the body of a loop or of a switch that `break` leaves, and what a jump past it needs.
  private func targeted(
    _ target: JumpTarget,
    _ body: () throws(CompileError) -> Void
  ) throws(CompileError) -> (statements: [Statement], target: JumpTarget) {
    targets.append(target)
    defer { targets.removeLast() }
    let (statements, _) = try collect(body)
    return (statements, targets[targets.count - 1])
  }

  /// Emits a loop, the flags of its label before it, and the jumps that go on outwards after it.
  private func emitLoop(
    _ condition: Expression?,
    _ target: JumpTarget,
    prologue: [Statement] = [],
    step: [Statement],
    _ body: () throws(CompileError) -> Void
  ) throws(CompileError) {
    let before = jumpCount
    let (statements, done) = try targeted(target, body)
    var all = prologue
    if let flag = done.continueFlag { all.append(.define(flag, .bool(false))) }
    all += statements
    if let flag = done.breakFlag { emit(.define(flag, .bool(false))) }
    emit(.loop(while: condition, body: all, step: step))
    if jumpCount != before { leave() }
  }

  /// After an inner loop: goes on with a jump that means an outer one.
  private func leave() {
    for index in targets.indices.reversed() {
      let isNearest = index == targets.count - 1
      if let flag = targets[index].breakFlag {
        emit(.branch(.local(flag, .bool), then: [.exit], else: []))
      }
      if let flag = targets[index].continueFlag {
        emit(.branch(.local(flag, .bool), then: [isNearest ? .next : .exit], else: []))
      }
    }
  }

  func jump(_ node: SyntaxNode, isBreak: Bool) throws(CompileError) {
    let index = targets.lastIndex { target in
      if !node.text.isEmpty { return target.label == node.text && (isBreak || target.isLoop) }
      return isBreak ? target.takesBreak : target.isLoop
    }
    guard let index else {
      throw LanguageRule.strayJump.error("nothing here to \(isBreak ? "break out of" : "continue")", at: node)
    }
    if index == targets.count - 1 { return emit(isBreak ? .exit : .next) }
    jumpCount += 1
    let flag: LocalID
    if isBreak {
      flag = targets[index].breakFlag ?? newLocal("leave", .bool)
      targets[index].breakFlag = flag
    } else {
      flag = targets[index].continueFlag ?? newLocal("again", .bool)
      targets[index].continueFlag = flag
    }
    emit(.assign(Place(.bool, .local(flag)), .bool(true)))
    emit(.exit)
  }

  func whileLoop(_ node: SyntaxNode) throws(CompileError) {
    guard let body = node.first(.block) else { throw malformed(node) }
    try requireBound(node, node.all(.condition), body)
    let target = JumpTarget(label: node.text, isLoop: true, takesBreak: true)
    if allowance != nil, node.all(.condition).contains(where: CPUPrinter.hasBarrier) {
      // Threads meet in the condition: a loop without end that looks for itself, as on the CPU.
      return try counted(node) { counting throws(CompileError) in
        let (statements, condition) = try collect { () throws(CompileError) in try conditions(node.all(.condition)) }
        let test = counting + statements + [.branch(.not(condition), then: [.exit], else: [])]
        try emitLoop(nil, target, prologue: test, step: []) { () throws(CompileError) in try block(body) }
      }
    }
    let (statements, condition) = try collect { () throws(CompileError) in try conditions(node.all(.condition)) }
    if statements.isEmpty {
      let always = condition.constantBits == 1
      try counted(node) { counting throws(CompileError) in
        try emitLoop(always ? nil : condition, target, prologue: counting, step: []) { () throws(CompileError) in
          try block(body)
        }
      }
      // A part of the body that only other files explain may be the one that leaves.
      if always, !module.isPartial, sink.endsInLoopForever {
        throw LanguageRule.unboundedLoop.error("nothing here leaves the loop; write a condition or break", at: node)
      }
    } else {
      let test = statements + [.branch(.not(condition), then: [.exit], else: [])]
      try counted(node) { counting throws(CompileError) in
        try emitLoop(nil, target, prologue: test + counting, step: []) { () throws(CompileError) in try block(body) }
      }
    }
  }

  func repeatLoop(_ node: SyntaxNode) throws(CompileError) {
    guard let body = node.first(.block) else { throw malformed(node) }
    try requireBound(node, node.all(.condition), body)
    let (statements, condition) = try collect { () throws(CompileError) in try conditions(node.all(.condition)) }
    let target = JumpTarget(label: node.text, isLoop: true, takesBreak: true)
    let flag = newLocal(statements.isEmpty ? "again" : "first", .bool)
    let place = Place(.bool, .local(flag))
    let value = Expression.local(flag, .bool)
    emit(.define(flag, .bool(true)))
    if statements.isEmpty {
      try counted(node) { counting throws(CompileError) in
        let step = [Statement.assign(place, condition)]
        try emitLoop(value, target, prologue: counting, step: step) { () throws(CompileError) in try block(body) }
      }
    } else {
      // The step of a loop cannot fail, so a condition that can is tested at the top, from the second round on.
      let test: [Statement] = [
        .branch(.not(value), then: statements + [.branch(.not(condition), then: [.exit], else: [])], else: []),
        .assign(place, .bool(false)),
      ]
      try counted(node) { counting throws(CompileError) in
        try emitLoop(nil, target, prologue: test + counting, step: []) { () throws(CompileError) in try block(body) }
      }
    }
  }

  func forLoop(_ node: SyntaxNode) throws(CompileError) {
    guard node.children.count >= 3, let name = node.children.first, let body = node.first(.block) else {
      throw malformed(node)
    }
    guard name.kind == .name else { throw LanguageRule.unsupported.error("a for loop binds one name", at: name) }
    guard let counter = try knownCounter(node.children[1]) else {
      let target = JumpTarget(label: node.text, isLoop: true, takesBreak: true)
      return try emitLoop(.bool(true), target, step: []) { () throws(CompileError) in
        try scoped { () throws(CompileError) in
          try declare(name.text, .invalid, at: name)
          try block(body)
        }
      }
    }
    try limited(node, counter) { () throws(CompileError) in try rounds(of: node, name, counter, body) }
  }

  /// The rounds of a `for` over a counter.
  private func rounds(
    of node: SyntaxNode,
    _ name: SyntaxNode,
    _ counter: LoopCounter,
    _ body: SyntaxNode
  ) throws(CompileError) {
    // The counter belongs to the loop; the body sees it as a constant.
    let id = newLocal(name.text == "_" ? "i" : name.text, counter.type)
    let value = Expression.local(id, counter.type)
    let place = Place(counter.type, .local(id))
    settled.insert(id)
    emit(.define(id, counter.start))
    var condition = counter.condition(value)
    var step = counter.step(place, value)
    if let more = counter.more {
      let flag = newLocal("more", .bool)
      emit(.define(flag, condition))
      condition = .local(flag, .bool)
      step.insert(.assign(Place(.bool, .local(flag)), more(value)), at: 0)
    }
    let target = JumpTarget(label: node.text, isLoop: true, takesBreak: true)
    try emitLoop(condition, target, step: step) { () throws(CompileError) in
      try scoped { () throws(CompileError) in
        try declare(name.text, .place(place, isMutable: false), at: name)
        if let filter = node.first(.condition) {
          let holds = try conditions([filter])
          let (inner, _) = try collect { () throws(CompileError) in try block(body) }
          emit(.branch(holds, then: inner, else: []))
        } else {
          try block(body)
        }
      }
    }
  }

  /// The counter of a `for`; nil where its range names something of another file.
  private func knownCounter(_ range: SyntaxNode) throws(CompileError) -> LoopCounter? {
    guard module.isPartial else { return try counterOf(range) }
    do throws(CompileError) { return try counterOf(range) } catch {
      module.record(error)
      return nil
    }
  }

  /// A switch whose cases break out of it from within: a loop that runs once.
  func once(_ label: String, _ body: () throws(CompileError) -> Void) throws(CompileError) {
    let target = JumpTarget(label: label, isLoop: false, takesBreak: true)
    try emitLoop(nil, target, step: []) { () throws(CompileError) in
      try body()
      if sink.canComplete { emit(.exit) }
    }
  }

  /// Loops of handlers need a bound that anyone can see.
  private func requireBound(_ node: SyntaxNode, _ conditions: [SyntaxNode], _ body: SyntaxNode) throws(CompileError) {
    guard module.isHandler else { return }
    let isBounded = conditions.contains { condition in
      guard let inner = condition.children.first else { return false }
      return bounds(inner, body)
    }
    guard isBounded else {
      throw LanguageRule.unboundedLoop.error("compare a counter with a constant, or loop over a range", at: node)
    }
  }

  private func bounds(_ node: SyntaxNode, _ body: SyntaxNode) -> Bool {
    guard node.kind == .binary, node.children.count == 2 else { return false }
    let (left, right) = (node.children[0], node.children[1])
    switch node.text {
    case "&&": return bounds(left, body) || bounds(right, body)
    case "<", "<=": return counts(left, "+=", right, body) || counts(right, "-=", left, body)
    case ">", ">=": return counts(left, "-=", right, body) || counts(right, "+=", left, body)
    default: return false
    }
  }

  private func counts(_ counter: SyntaxNode, _ op: String, _ limit: SyntaxNode, _ body: SyntaxNode) -> Bool {
    let isConstant = isLiteral(limit) || (try? module.constant(limit, values)) != nil
    guard counter.kind == .name, isConstant else { return false }
    // Nothing else may write the counter, and no `continue` may skip its step.
    let steps = body.children.filter { $0.kind == .assign && $0.children.first == counter || isStep($0, counter, op) }
    return steps.contains { isStep($0, counter, op) } && !body.writes(counter.text, besides: op)
      && !body.contains(.continue)
  }

  private func isStep(_ node: SyntaxNode, _ counter: SyntaxNode, _ op: String) -> Bool {
    guard node.kind == .assign, node.children.count == 2, node.children[0].text == counter.text,
      node.text == op || node.text == "&" + op, let amount = Int(node.children[1].text)
    else { return false }
    return node.children[1].kind == .integer && amount > 0
  }
}

extension [Statement] {
  /// Whether the last loop of the list runs for ever.
  fileprivate var endsInLoopForever: Bool {
    for statement in reversed() {
      guard case .loop(let condition, let body, _) = statement else { continue }
      return condition == nil && body.runsForever
    }
    return false
  }

  /// Whether nothing in a body leaves the loop around it.
  var runsForever: Bool { !leavesLoop && canComplete && !givesSomewhere }
}

extension SyntaxNode {
  /// Whether a node of this kind is inside.
  func contains(_ kind: SyntaxKind) -> Bool { self.kind == kind || children.contains { $0.contains(kind) } }

  /// Whether something inside changes the variable in another way than by `op`.
  func writes(_ name: String, besides op: String) -> Bool {
    if kind == .assign, let target = children.first, target.text == name, text != op, text != "&" + op { return true }
    if kind == .inout, children.first?.text == name { return true }
    return children.contains { $0.writes(name, besides: op) }
  }
}
