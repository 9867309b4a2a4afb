// Members of the context of a handler. Each is a statement: it has an effect or reads what the engine holds.
extension FunctionLowering {
  /// The type of the hybrid clock's times: its word.
  static var time: KernelType { .structure("HybridTime") }
  /// The type of a route: its number.
  static var route: KernelType { .structure("Route") }

  /// Type of `context.name` or `context.name(…)`, for inference.
  func naturalContext(_ name: String) -> KernelType? {
    // `gridSize(of:)` gives what `gridSize` does.
    IntrinsicLookup.member(name).flatMap { swiftType(of: $0) }
  }

  /// The type that Swift gives an operation; nil for none.
  private func swiftType(of row: Intrinsic) -> KernelType? {
    switch (row.id, row.result) {
    case (.hlcNow, _), (.hlcTick, _), (.hlcUpdate, _), (.contextMessageTime, _): Self.time
    case (.contextReply, _), (.emit, _), (.k2kSend, _), (_, .none): nil
    case (_, .fixed(.scalar(.i32))): .int
    case (_, .fixed(let type)): type
    default: nil
    }
  }

  /// `context.name`.
  func contextMember(_ name: String, _ node: SyntaxNode) throws(CompileError) -> Expression {
    guard let row = IntrinsicLookup.member(name), row.parameters.isEmpty,
      ![.hlcTick, .markTerminated, .contextGoesOn].contains(row.id)
    else { throw unknownOperation(name, node) }
    return try read(row, node)
  }

  /// `context.name(…)`.
  func contextCall(_ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode) throws(CompileError) -> Expression {
    let labels = arguments.map(\.text)
    switch name {
    case "reply" where labels == [""]: return try giveAway(.contextReply, arguments[0], node)
    case "emit" where labels == [""]: return try giveAway(.emit, arguments[0], node)
    case "send" where labels.starts(with: ["", "to"]): return try send(arguments, node)
    case "gridSize" where labels == ["of"]:
      return try replicas(of: try lower(arguments[0], expected: Self.route), node).converted(to: .i64)
    case "tick" where labels.isEmpty: return try advance(.hlcTick, [], node)
    case "merge" where labels == [""]:
      return try advance(.hlcUpdate, [temporary(try lower(arguments[0], expected: Self.time))], node)
    case "requestTermination" where labels.isEmpty:
      mark(call: node)
      emit(.perform(.markTerminated, [], result: nil))
      return Expression(.void, .constant(0))
    case "report":
      throw LanguageRule.report.error("an error is no value of a kernel; emit a message, or fail this one", at: node)
    case "failure":
      throw LanguageRule.context.error("context.failure(…) is thrown", at: node)
    default: throw unknownOperation(name, node)
    }
  }

  private func unknownOperation(_ name: String, _ node: SyntaxNode) -> CompileError {
    let reason = IntrinsicTable.rows.first { $0.refusal != nil && $0.swiftName == name }?.refusal
    let text = reason.map { "context.\(name) is not there: \($0)" } ?? "the context has no such operation \(name)"
    return LanguageRule.unknownMember.error(text, at: node)
  }

  /// Performs an operation and gives its result as Swift has it.
  private func read(_ row: Intrinsic, _ node: SyntaxNode) throws(CompileError) -> Expression {
    guard case .fixed(let type) = row.result, let swift = swiftType(of: row) else {
      return Expression(.void, .constant(0))
    }
    let value = perform(row.id, [], swift == .int ? type : swift, node)
    return swift == .int ? value.converted(to: .i64) : value
  }

  /// Performs an operation that gives a value of `type`.
  private func perform(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ type: KernelType,
    _ node: SyntaxNode
  ) -> Expression {
    mark(call: node)
    let result = newLocal("t", type)
    settled.insert(result)
    emit(.perform(id, operands.map { .value($0) }, result: result))
    return .local(result, type)
  }

  /// A message that is answered, emitted or sent.
  private func message(_ value: Expression, _ node: SyntaxNode) throws(CompileError) {
    if case .structure(let name) = value.type, module.isPartial || module.unit.messages[name] != nil { return }
    throw LanguageRule.typeMismatch.error("\(spelled(value.type)) is no message; mark it @RingMessage", at: node)
  }

  private func giveAway(
    _ id: IntrinsicID,
    _ argument: SyntaxNode,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let value = try lower(argument)
    try message(value, argument)
    emit(.check(perform(id, [value], .bool, node), module.site(.emissions, node, []), values: []))
    return Expression(.void, .constant(0))
  }

  private func advance(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let clock = operands.isEmpty ? [] : [perform(.hlcNow, [], Self.time, node)]
    let time = perform(id, operands, Self.time, node)
    let site = module.site(.clock, node, operands.isEmpty ? [] : ["time", "clock"])
    emit(.check(.compare(.notEqual, time, Expression(Self.time, .constant(0))), site, values: operands + clock))
    return time
  }

  /// Replicas behind a route that is there.
  private func replicas(of route: Expression, _ node: SyntaxNode) throws(CompileError) -> Expression {
    let count = perform(.k2kReplicas, [route], .scalar(.i32), node)
    let unknown = Expression.integer(Int64(SendCode.routeUnknown.rawValue), .i32)
    emit(
      .check(.compare(.greaterOrEqual, count, .integer(0, .i32)), sending(node), values: [unknown, route])
    )
    return count
  }

  private func sending(_ node: SyntaxNode) -> SiteID { module.site(.send, node, ["outcome", "route"]) }

  /// `context.send(message, to:, key:, replica:, forwardingCall:)`.
  private func send(_ arguments: [SyntaxNode], _ node: SyntaxNode) throws(CompileError) -> Expression {
    let types: [String: KernelType] = [
      "to": Self.route, "key": .scalar(.u64), "replica": .int, "forwardingCall": .bool,
    ]
    let labels = arguments.map(\.text)
    let order = ["", "to", "key", "replica", "forwardingCall"]
    guard labels == order.filter({ labels.contains($0) }) else {
      throw LanguageRule.noSuchCall.error("send does not take (\(labels.joined(separator: ":")):)", at: node)
    }
    // The message stays where it is: nothing changes it before it is sent.
    let values = try lowerAll(arguments, expected: labels.map { types[$0] }).enumerated().map {
      $0.offset == 0 ? $0.element : temporary($0.element)
    }
    let named = Dictionary(zip(labels, values)) { $1 }
    guard let message = named[""], let route = named["to"] else { throw malformed(node) }
    try self.message(message, arguments[0])
    let replica: Expression
    if let number = named["replica"] {
      replica = place(number)
    } else if let key = named["key"] {
      let count = try replicas(of: route, node).converted(to: .u64)
      replica = Expression.binary(.remainder, mixed(key), count).converted(to: .i32)
    } else {
      replica = perform(.k2kTurn, [route], .scalar(.i32), node)
    }
    let operands = [message, route, replica, named["forwardingCall"] ?? .bool(false)]
    let outcome = perform(.k2kSend, operands, .scalar(.i32), node)
    emit(
      .check(.compare(.greaterOrEqual, outcome, .integer(0, .i32)), sending(node), values: [outcome, route])
    )
    return Expression(.void, .constant(0))
  }

  /// The number of a replica in 32 bits; what does not fit is none.
  private func place(_ number: Expression) -> Expression {
    let fits = Expression.both(
      .compare(.greaterOrEqual, number, .int(0)),
      .compare(.lessOrEqual, number, .int(Int(Int32.max)))
    )
    return .select(fits, number.converted(to: .i32), .integer(-1, .i32))
  }

  /// Spreads keys over replicas exactly as the host's `mix` does: the finaliser of SplitMix64.
  func mixed(_ key: Expression) -> Expression {
    func word(_ bits: UInt64) -> Expression { Expression(.scalar(.u64), .constant(bits)) }
    func folded(_ value: Expression, _ shift: UInt64) -> Expression {
      .binary(.bitXor, value, .binary(.shiftRight, value, word(shift)))
    }
    let first = temporary(.binary(.add, key, word(0x9e37_79b9_7f4a_7c15)))
    let second = temporary(.binary(.multiply, folded(first, 30), word(0xbf58_476d_1ce4_e5b9)))
    let third = temporary(.binary(.multiply, folded(second, 27), word(0x94d0_49bb_1331_11eb)))
    return folded(third, 31)
  }
}

extension EnumType {
  /// Types of the context that are one number: the time of the hybrid clock and a route.
  static let contextual = [
    "HybridTime": EnumType(
      name: "HybridTime",
      raw: .u64,
      cases: [EnumType.Case("unstamped", 0), EnumType.Case("saturated", -1)]
    ),
    "Route": EnumType(name: "Route", raw: .i32, cases: []),
  ]
}
