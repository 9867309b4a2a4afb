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
  private func discarded(_ node: SyntaxNode) throws(CompileError) {
    switch node.kind {
    case .if: try branch(node)
    case .switch: try switchStatement(node, result: nil)
    default: _ = try lower(node)
    }
  }

  private func variable(_ node: SyntaxNode) throws(CompileError) {
    guard let pattern = node.children.first else { throw malformed(node) }
    let isMutable = node.text == "var"
    let initial = node.first(.initial)?.children.first
    let annotation = node.first(.annotation)
    if let initial, try sharedDeclaration(pattern, initial, node) { return }
    let wanted = try annotation.map { (node) throws(CompileError) in try type(node) }
    if pattern.kind == .tuplePattern {
      guard let initial else { throw malformed(node) }
      return try destructure(pattern, initial, wanted, isMutable, node)
    }
    guard pattern.kind == .name else { throw malformed(pattern) }
    let value: Expression
    if let initial {
      value = try lower(initial, expected: wanted)
    } else if let wanted {
      value = module.zero(wanted)
    } else {
      throw malformed(node)
    }
    guard value.type != .void else {
      throw LanguageRule.typeMismatch.error("\(pattern.text) would hold no value", at: node)
    }
    guard let layout = types.layout(of: value.type), layout.size <= 1 << 16 else {
      throw LanguageRule.tooLarge.error("\(pattern.text) takes more than 64 KiB", at: node)
    }
    if pattern.text == "_" { return }
    let id = newLocal(pattern.text, value.type)
    // A `let` without a value is assigned once later; it counts as assignable until then.
    if !isMutable, initial != nil { settle(id, value) }
    emit(.define(id, value))
    try declare(
      pattern.text,
      .place(Place(value.type, .local(id)), isMutable: isMutable || initial == nil),
      at: pattern
    )
  }

  private func destructure(
    _ pattern: SyntaxNode,
    _ initial: SyntaxNode,
    _ wanted: KernelType?,
    _ isMutable: Bool,
    _ node: SyntaxNode
  ) throws(CompileError) {
    let value = try lower(initial, expected: wanted)
    guard case .structure(let name) = value.type, module.tupleNames[name] != nil,
      let fields = types.structs[name]?.fields, fields.count == pattern.children.count
    else {
      throw LanguageRule.typeMismatch.error("\(spelled(value.type)) is no tuple of \(pattern.children.count)", at: node)
    }
    let whole = temporary(value)
    for (index, element) in pattern.children.enumerated() where element.text != "_" {
      let id = newLocal(element.text, fields[index].type)
      if !isMutable { settled.insert(id) }
      emit(.define(id, Expression(fields[index].type, .extract(whole, index))))
      try declare(
        element.text,
        .place(Place(fields[index].type, .local(id)), isMutable: isMutable),
        at: element
      )
    }
  }

  /// `var tile = SharedArray<256, Float>()`.
  private func sharedDeclaration(
    _ pattern: SyntaxNode,
    _ initial: SyntaxNode,
    _ node: SyntaxNode
  ) throws(CompileError) -> Bool {
    guard initial.kind == .call, let callee = initial.children.first, callee.kind == .typeName,
      let type = callee.children.first, ["SharedArray", "SharedTile"].contains(type.text)
    else { return false }
    guard !module.isHandler else {
      throw LanguageRule.sharedScope.error("a handler has no block to share memory with", at: node)
    }
    let shape = try module.sharedShape(type, values.merging(module.unit.constants) { own, _ in own })
    let count = shape.axes.reduce(1) { Int(clamping: Int128($0) * Int128($1)) }
    module.module.resources.append(Resource(pattern.text, shape.element, .shared(count: count)))
    let id = module.module.resources.count - 1
    module.module.resources[id].isAtomic = module.atomics.contains(id)
    let bytes = module.module.sharedBytes
    guard bytes <= 32 * 1024 else {
      throw LanguageRule.sharedMemory.error("shared memory takes \(bytes) bytes; 32768 are there", at: node)
    }
    try declare(pattern.text, .shared(id, shape.axes), at: pattern)
    return true
  }

  private func assign(_ node: SyntaxNode) throws(CompileError) {
    guard node.children.count == 2 else { throw malformed(node) }
    let (target, source) = (node.children[0], node.children[1])
    if node.text == "=" {
      if target.kind == .name, target.text == "_" { return try discarded(source) }
      if target.kind == .tuple { return try assignTuple(target, source, node) }
      var pending = try place(target)
      let start = sink.count
      let value = try lower(source, expected: pending.place.type)
      protect(&pending, from: start)
      return try store(value, in: pending, node)
    }
    guard node.text.hasSuffix("="), node.text.count > 1 else { throw malformed(node) }
    let op = String(node.text.dropLast())
    var pending = try place(target)
    let start = sink.count
    let type = pending.place.type
    let operand: KernelType =
      if op.hasSuffix("<<") || op.hasSuffix(">>") {
        natural(source) ?? (isLiteral(source) ? .int : type)
      } else if let lane = type.lane, type.lanes != nil, natural(source)?.lanes == nil,
        isLiteral(source) || natural(source) != nil
      {
        .scalar(lane)
      } else {
        type
      }
    let value = try lower(source, expected: operand)
    protect(&pending, from: start)
    let old = read(pending)
    let mid = sink.count
    let result =
      op.hasSuffix("<<") || op.hasSuffix(">>")
      ? try shift(op, old, value, node) : try arithmetic(op, old, value, node)
    let new = try expect(result, type, node)
    var unchecked = pending
    unchecked.checks = []
    protect(&unchecked, from: mid)
    try store(new, in: unchecked, node)
  }

  private func assignTuple(_ target: SyntaxNode, _ source: SyntaxNode, _ node: SyntaxNode) throws(CompileError) {
    var places: [PendingPlace?] = []
    let start = sink.count
    for argument in target.children {
      guard let inner = argument.children.first else { throw malformed(argument) }
      places.append(inner.kind == .name && inner.text == "_" ? nil : try place(inner))
    }
    let known = places.compactMap { place in place.map { (nil as String?, $0.place.type) } }
    let expected = known.count == places.count ? try module.tuple(known, at: target) : nil
    let value = try lower(source, expected: expected)
    guard case .structure(let name) = value.type, let fields = types.structs[name]?.fields, fields.count == places.count
    else { throw LanguageRule.typeMismatch.error("the sides have different numbers of elements", at: node) }
    // The whole right side is kept first: `(a, b) = (b, a)` swaps.
    let id = newLocal("t", value.type)
    settled.insert(id)
    emit(.define(id, value))
    for (index, pending) in places.enumerated() {
      guard var pending else { continue }
      protect(&pending, from: start)
      let part = Expression(fields[index].type, .extract(.local(id, value.type), index))
      try store(try expect(part, pending.place.type, node), in: pending, node)
    }
  }

  /// The conjunction of conditions, each evaluated only if those before hold.
  func conditions(_ nodes: [SyntaxNode]) throws(CompileError) -> Expression {
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
    let parts = [text.text] + text.children.filter { $0.kind == .string }.map(\.text)
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
    emit(.fail(module.site(.explicit, node, parts), values: lowered))
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
