// Calls of intrinsics, typed by their rows.
extension FunctionLowering {
  /// Type of an intrinsic's result, for inference.
  func naturalIntrinsic(_ name: String, _ arguments: [SyntaxNode]) -> KernelType? {
    let rows = IntrinsicLookup.rows(name, labels: arguments.map(\.text))
    guard let row = rows.first else { return nil }
    switch row.result {
    case .fixed(let type): return type
    case .none: return nil
    default: break
    }
    for (pattern, argument) in zip(row.parameters, arguments) {
      switch pattern {
      case .generic, .place:
        guard let type = natural(argument) else { continue }
        return resultType(row, type, argument)
      default: continue
      }
    }
    return nil
  }

  private func resultType(_ row: Intrinsic, _ type: KernelType, _ node: SyntaxNode) -> KernelType? {
    switch row.result {
    case .generic:
      return [.dot, .length, .distance].contains(row.id) ? type.lane.map { .scalar($0) } : type
    case .place: return type
    case .fixed(let fixed): return fixed
    case .bits: return type.scalar.map { .scalar($0.unsigned) }
    case .pair: return try? module.tuple([(nil, type), (nil, type)], at: node)
    case .none: return .void
    }
  }

  /// An intrinsic by its Swift name; nil when there is none of that name.
  func intrinsic(
    _ name: String,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression? {
    let rows = IntrinsicLookup.rows(name, labels: arguments.map(\.text))
    guard let row = rows.first else {
      return try variadic(name, arguments, node, expected: expected)
    }
    let type = try genericType(row, arguments, expected: expected, node)
    guard row.result != .none || row.effect != .pure else { return nil }
    var nodes: [SyntaxNode] = []
    var wanted: [KernelType?] = []
    for (pattern, argument) in zip(row.parameters, arguments) where pattern != .place {
      nodes.append(argument)
      wanted.append(try operandType(pattern, type, node))
    }
    var atomic: PendingPlace?
    if let index = row.parameters.firstIndex(of: .place) {
      atomic = try atomicPlace(arguments[index], node)
    }
    let start = sink.count
    var values = try lowerAll(nodes, expected: wanted)[...]
    if var place = atomic, sink.count > start {
      protect(&place, from: start)
      atomic = place
    }
    let result = type.flatMap { resultType(row, $0, node) } ?? resultType(row, .void, node) ?? .void
    if row.effect == .pure { return Expression(result, .intrinsic(row.id, Array(values))) }
    atomic?.checks.forEach(emit)
    var operands: [Operand] = []
    for pattern in row.parameters {
      if pattern == .place, let atomic {
        operands.append(.place(atomic.place))
      } else if let value = values.popFirst() {
        operands.append(.value(value))
      }
    }
    mark(call: node)
    guard result != .void else {
      emit(.perform(row.id, operands, result: nil))
      return Expression(.void, .constant(0))
    }
    let id = newLocal("t", result)
    settled.insert(id)
    emit(.perform(row.id, operands, result: id))
    return .local(id, result)
  }

  /// `min` and `max` of more than two values.
  private func variadic(
    _ name: String,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression? {
    guard ["min", "max"].contains(name), arguments.count > 2, let id = IntrinsicID(rawValue: name) else { return nil }
    let type =
      firstNatural(arguments[...]) ?? expected ?? (arguments.contains(where: holdsFloat) ? .scalar(.f64) : .int)
    let values = try lowerAll(arguments, expected: arguments.map { _ in type })
    return values.dropFirst().reduce(values[0]) { Expression(type, .intrinsic(id, [$0, $1])) }
  }

  /// What `T` is in a call.
  private func genericType(
    _ row: Intrinsic,
    _ arguments: [SyntaxNode],
    expected: KernelType?,
    _ node: SyntaxNode
  ) throws(CompileError) -> KernelType? {
    guard row.generic != .none else { return nil }
    var type: KernelType?
    for (pattern, argument) in zip(row.parameters, arguments) where type == nil || type?.lanes == nil {
      switch pattern {
      case .generic, .place:
        if let found = natural(argument), type == nil || found.lanes != nil { type = found }
      case .bits, .fixed, .pair, .none: continue
      }
    }
    let chosen =
      type ?? (row.result == .generic ? expected : nil)
      ?? (arguments.contains(where: holdsFloat) || row.generic == .float ? .scalar(.f64) : .int)
    guard let lane = chosen.lane ?? enumRaw(chosen), row.generic.contains(lane) || row.generic == .any else {
      if row.generic == .any { return chosen }
      throw LanguageRule.typeMismatch.error("\(row.swiftName) does not take \(spelled(chosen))", at: node)
    }
    return chosen
  }

  private func enumRaw(_ type: KernelType) -> ScalarType? {
    if case .structure(let name) = type { types.enums[name]?.raw } else { nil }
  }

  private func operandType(
    _ pattern: Intrinsic.TypePattern,
    _ type: KernelType?,
    _ node: SyntaxNode
  ) throws(CompileError) -> KernelType? {
    switch pattern {
    case .generic, .place: return type
    case .fixed(let fixed): return fixed
    case .bits: return type?.scalar.map { .scalar($0.unsigned) }
    case .pair:
      return try type.map { (type) throws(CompileError) in try module.tuple([(nil, type), (nil, type)], at: node) }
    case .none: return nil
    }
  }

  /// The place of an atomic: one scalar of mutable memory.
  private func atomicPlace(_ argument: SyntaxNode, _ node: SyntaxNode) throws(CompileError) -> PendingPlace {
    guard let inner = argument.children.first, inner.kind == .inout, let target = inner.children.first else {
      let fix = SourceFix("write '&'", [SourceFix.Edit(line: argument.line, column: argument.column, text: "&")])
      throw LanguageRule.atomicPlace.error("write & before the place", at: argument, fix: fix)
    }
    let pending = try place(target)
    guard let resource = pending.place.resource, pending.place.path.isEmpty, pending.place.type.scalar != nil,
      module.module.resources[resource].kind != .state
    else { throw LanguageRule.atomicPlace.error("this is no element of a buffer or of shared memory", at: target) }
    guard pending.isMutable else {
      let name = module.module.resources[resource].name
      throw LanguageRule.readOnlyBuffer.error(
        "\(name) is read-only; make it an inout MutableSpan",
        at: target.leftmost,
        fix: module.mutableBuffer(name)
      )
    }
    module.touchedByAtomics.insert(resource)
    module.module.resources[resource].isAtomic = true
    return pending
  }

  /// A pure intrinsic of lowered operands; nil when the table has none for their type.
  func pureIntrinsic(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ node: SyntaxNode
  ) throws(CompileError)
    -> Expression?
  {
    guard let row = IntrinsicLookup.row(id), let lane = operands.first?.type.lane, row.generic.contains(lane) else {
      return nil
    }
    let first = operands[0].type
    guard operands.allSatisfy({ $0.type == first }) else {
      throw LanguageRule.typeMismatch.error("\(row.swiftName) takes values of one type", at: node)
    }
    return resultType(row, first, node).map { Expression($0, .intrinsic(id, operands)) }
  }
}

extension Intrinsic.TypeClass {
  /// Whether the class has this scalar.
  func contains(_ scalar: ScalarType) -> Bool {
    switch self {
    case .none: false
    case .float: scalar.isFloat
    case .integer: scalar.isInteger
    case .number: scalar != .bool
    case .word: scalar == .i32 || scalar == .u32
    case .atomicInteger: [.i32, .u32, .i64, .u64].contains(scalar)
    case .atomicNumber: [.i32, .u32, .i64, .u64, .f32].contains(scalar)
    case .any: true
    }
  }
}
