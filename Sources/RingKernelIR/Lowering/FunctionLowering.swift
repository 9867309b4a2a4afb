/// Lowers the body of one function: scopes, locals, the statements so far.
///
/// Expressions are pure; what has an effect or can fail goes to `sink` in the order of evaluation.
final class FunctionLowering {
  let module: ModuleLowering
  /// Value parameters of the function and their values.
  let values: [String: Int64]
  let result: KernelType
  /// Struct whose method is lowered; its members are found without `self`.
  var owner: String?
  /// The place of `self`, and whether it may be changed.
  var selfPlace: (Place, isMutable: Bool)?
  var locals: [KernelFunction.Local] = []
  var scopes: [[String: Entity]] = [[:]]
  var sink: [Statement] = []
  var targets: [JumpTarget] = []
  /// Rounds that a loop may run where the lowering stands; nil outside of handlers and what they call.
  var allowance: Expression?
  /// Where a throw may stand.
  var hasContext = false
  /// Whether the result has a type that only other files know; then any value is given.
  var givesUnknown = false
  private var lastMark = 0
  /// Jumps so far that leave more than the innermost loop.
  var jumpCount = 0

  init(_ module: ModuleLowering, values: [String: Int64] = [:], result: KernelType) {
    self.module = module
    self.values = values
    self.result = result
  }

  var checking: Checking { module.checking }
  var types: TypeTable { module.module.types }

  /// Adds a statement.
  func emit(_ statement: Statement) {
    sink.append(statement)
    module.statementCount += 1
  }

  /// Says which source line follows, once a line.
  func mark(_ node: SyntaxNode) {
    guard node.line != 0, node.line != lastMark else { return }
    lastMark = node.line
    emit(.mark(line: node.line, column: 0))
  }

  /// Says where a call stands that not every thread may reach: its errors are found in the statements alone.
  func mark(call node: SyntaxNode) {
    guard node.line != 0 else { return }
    lastMark = node.line
    emit(.mark(line: node.line, column: node.column))
  }

  /// Runs `body` with an empty sink and gives what it emitted.
  func collect<R>(_ body: () throws(CompileError) -> R) throws(CompileError) -> ([Statement], R) {
    let outer = sink
    sink = []
    defer { sink = outer }
    let value = try body()
    return (sink, value)
  }

  /// Runs `body` in a scope of its own.
  func scoped<R>(_ body: () throws(CompileError) -> R) throws(CompileError) -> R {
    scopes.append([:])
    defer { scopes.removeLast() }
    return try body()
  }

  /// Makes a local.
  func newLocal(_ name: String, _ type: KernelType) -> LocalID {
    locals.append(KernelFunction.Local(name, type))
    return locals.count - 1
  }

  /// Binds a value to a temporary, unless copying it is free.
  func temporary(_ value: Expression, _ name: String = "t") -> Expression {
    if value.isTrivial { return value }
    if case .read(let place) = value.node, case .local = place.root, place.path.isEmpty, isSettled(place) {
      return value
    }
    let id = newLocal(name, value.type)
    settle(id, value)
    emit(.define(id, value))
    return .local(id, value.type)
  }

  /// Ranges of settled integer locals, so that loops can be shaped before facts are gathered.
  private var ranges: [LocalID: Interval] = [:]

  /// Notes that a local keeps the value of its definition.
  func settle(_ id: LocalID, _ value: Expression) {
    settled.insert(id)
    if value.type.scalar?.isInteger == true { ranges[id] = range(of: value) }
  }

  /// The range that an integer is in whatever the launch.
  func range(of value: Expression) -> Interval {
    if case .read(let place) = value.node, let id = place.local, place.path.isEmpty, let known = ranges[id] {
      return known
    }
    return Facts(blockSize: module.module.blockSize).interval(value)
  }

  /// Whether a local is never assigned after its definition as far as the source can say.
  private func isSettled(_ place: Place) -> Bool {
    guard case .local(let id) = place.root else { return false }
    return settled.contains(id)
  }

  /// Locals that no statement of the source assigns: `let`s, parameters, counters of `for`, temporaries.
  var settled: Set<LocalID> = []

  /// Declares a name in the innermost scope.
  func declare(_ name: String, _ entity: Entity, at node: SyntaxNode) throws(CompileError) {
    guard name != "_" else { return }
    guard scopes[scopes.count - 1].updateValue(entity, forKey: name) == nil else {
      throw LanguageRule.duplicate.error("\(name) is declared twice here", at: node)
    }
  }

  /// What a name stands for; nil when nothing does.
  func lookup(_ name: String) -> Entity? {
    for scope in scopes.reversed() {
      if let entity = scope[name] { return entity }
    }
    if let value = values[name] ?? module.unit.constants[name] { return .value(.int(Int(value))) }
    if name == "self", let selfPlace { return .place(selfPlace.0, isMutable: selfPlace.isMutable) }
    if let selfPlace, case .structure(let owner) = selfPlace.0.type,
      let fields = types.structs[owner]?.fields, let index = fields.firstIndex(where: { $0.name == name })
    {
      var place = selfPlace.0
      place.type = fields[index].type
      place.path.append(.field(index))
      return .place(place, isMutable: selfPlace.isMutable)
    }
    return module.isBeyondReach(name) ? .invalid : nil
  }

  func type(_ node: SyntaxNode) throws(CompileError) -> KernelType { try module.type(node, values) }
  func malformed(_ node: SyntaxNode) -> CompileError { module.malformed(node) }

  /// Makes sure that `value` has the type that is expected.
  func expect(_ value: Expression, _ type: KernelType, _ node: SyntaxNode) throws(CompileError) -> Expression {
    if value.type == type { return value }
    if let same = retupled(value, type) { return same }
    throw LanguageRule.typeMismatch.error(
      "\(spelled(value.type)) stands where \(spelled(type)) is needed; convert it by name",
      at: node,
      fix: conversion(of: node, value.type, to: type)
    )
  }

  /// Writes `T(x)` around a name.
  private func conversion(of node: SyntaxNode, _ from: KernelType, to type: KernelType) -> SourceFix? {
    guard node.kind == .name, let from = from.scalar, let to = type.scalar, from != .bool, to != .bool else {
      return nil
    }
    let text = "\(spelled(type))(\(node.text))"
    return SourceFix("write '\(text)'", [node.edit(to: text)])
  }

  /// A tuple under other labels.
  private func retupled(_ value: Expression, _ type: KernelType) -> Expression? {
    guard case .structure(let from) = value.type, case .structure(let to) = type,
      module.tupleNames[from] != nil, module.tupleNames[to] != nil,
      let source = types.structs[from]?.fields, let target = types.structs[to]?.fields,
      source.map(\.type) == target.map(\.type)
    else { return nil }
    let whole = temporary(value)
    return Expression(
      type,
      .make(source.enumerated().map { Expression($0.element.type, .extract(whole, $0.offset)) })
    )
  }

  /// A type as Swift spells it.
  func spelled(_ type: KernelType) -> String {
    switch type {
    case .void: "Void"
    case .scalar(.i64): "Int"
    case .scalar(.u64): "UInt64"
    case .scalar(let scalar): scalar.swiftName
    case .vector(let scalar, let lanes): "SIMD\(lanes)<\(scalar.swiftName)>"
    case .array(let element, let count): "InlineArray<\(count), \(spelled(element))>"
    case .structure(let name):
      types.bounded(type).map { "BoundedArray<\($0.capacity), \(spelled($0.element))>" } ?? name
    }
  }
}
