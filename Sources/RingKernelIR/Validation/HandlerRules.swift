/// What holds for the handlers of an actor and for the operations of their context.
enum HandlerRules {
  /// What is wrong with the entry of an actor.
  static func problems(of module: KernelModule) -> [String] {
    guard case .actor(let handlers) = module.entry else { return [] }
    var problems: [String] = []
    if handlers.isEmpty { problems.append("an actor needs a handler") }
    if module.resources.first?.kind != .state { problems.append("the first resource of an actor is its state") }
    for handler in handlers {
      guard module.functions.indices.contains(handler.function) else {
        problems.append("function \(handler.function) of a handler does not exist")
        continue
      }
      let function = module.functions[handler.function]
      if function.parameters.map(\.type) != [.structure(handler.message)] {
        problems.append("the handler of \(handler.message) takes something else")
      }
      if function.result != handler.reply.map({ .structure($0) }) ?? .void {
        problems.append("the handler of \(handler.message) gives another type than its reply")
      }
      for name in [handler.message] + (handler.reply.map { [$0] } ?? []) where module.messages[name] == nil {
        problems.append("\(name) is no message")
      }
    }
    if Set(handlers.map(\.message)).count != handlers.count { problems.append("two handlers take one message") }
    return problems
  }

  /// What is wrong with an operation of the context.
  static func problem(
    of row: Intrinsic,
    _ operands: [Operand],
    _ result: KernelType?,
    in module: KernelModule
  ) -> String? {
    guard row.category == .context || row.category == .ring else { return nil }
    if let refusal = row.refusal { return "\(row.id.rawValue) is not there: \(refusal)" }
    guard row.id != .fail else { return "a failure is a statement of its own" }
    guard case .actor = module.entry else { return "\(row.id.rawValue) stands outside of an actor" }
    guard operands.count == row.parameters.count else { return "\(row.id.rawValue) takes other operands" }
    for (operand, pattern) in zip(operands, row.parameters) {
      guard case .value(let value) = operand else { return "\(row.id.rawValue) takes values" }
      switch (pattern, value.type) {
      case (.fixed(let type), _) where type == value.type: continue
      case (.generic, .structure(let name)) where module.messages[name] != nil: continue
      case (.generic, _): return "\(row.id.rawValue) takes a message"
      default: return "\(row.id.rawValue) takes another type"
      }
    }
    if let result, row.result != .fixed(result) { return "\(row.id.rawValue) gives another type" }
    return nil
  }
}
