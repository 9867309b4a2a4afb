internal import RingKernelIR

extension WGSLWriter {
  /// Prints a list up to its first jump.
  mutating func print(_ body: [Statement]) throws(RenderError) {
    for statement in body {
      try print(statement)
      switch statement {
      case .exit, .next, .give: return
      case .fail: if !module.isMasked { return }
      default: break
      }
    }
  }

  private mutating func print(_ statement: Statement) throws(RenderError) {
    switch statement {
    case .mark(let line, _): mark(line)
    case .define(let local, let value): emit("\(try named(local)) = \(try expression(value));")
    case .assign(let place, let value): emit("\(try assign(place, try stored(value, in: place)));")
    case .check(let condition, let site, let values):
      try block("if (\(try negated(condition)))") { (writer) throws(RenderError) in try writer.fail(site, values) }
    case .fail(let site, let values): try fail(site, values)
    case .branch(let condition, let then, let otherwise): try branch(condition, then, otherwise)
    case .loop(let condition, let body, let step):
      try block("loop") { (writer) throws(RenderError) in
        if let condition { writer.emit("if (\(try writer.negated(condition))) { break; }") }
        try writer.print(body)
        guard !step.isEmpty else { return }
        try writer.block("continuing") { (writer) throws(RenderError) in try writer.print(step) }
      }
    case .exit: emit("break;")
    case .next: emit("continue;")
    case .give(let value):
      emit(try value.map { (value) throws(RenderError) in "return \(try expression(value));" } ?? "return;")
    case .call(let function, let operands, let result): try call(function, operands, result)
    case .perform(let id, let operands, let result): try perform(id, operands, result)
    }
  }

  /// The condition's opposite.
  private mutating func negated(_ condition: Expression) throws(RenderError) -> String {
    let text = try expression(condition)
    let inner = String(text.dropFirst())
    return text.hasPrefix("!") && Self.closed(inner) == inner ? inner : "!\(Self.closed(text))"
  }

  /// `let name` or `var name`.
  func named(_ local: LocalID) throws(RenderError) -> String {
    "\(variables.contains(local) ? "var" : "let") \(localNames[local])"
  }

  private mutating func branch(
    _ condition: Expression,
    _ then: [Statement],
    _ otherwise: [Statement]
  ) throws(RenderError) {
    try block("if (\(try expression(condition)))") { (writer) throws(RenderError) in try writer.print(then) }
    guard !otherwise.isEmpty else { return }
    try block("else") { (writer) throws(RenderError) in try writer.print(otherwise) }
  }

  private mutating func fail(_ site: SiteID, _ values: [Expression]) throws(RenderError) {
    var words: [String] = []
    for value in values.prefix(2) {
      words.append(scalars.word(try operand(value), value.type.scalar ?? .u32))
    }
    while words.count < 2 { words.append("vec2<u32>(0u, 0u)") }
    let place = isEngine ? "\(module.sites[site].code.rawValue)u, \(site)u" : "\(site)u, \(launchThread())"
    emit("rk_fail(\(place), \(words[0]), \(words[1]));")
    guard !module.isMasked else { return }
    emit("rk_failed = true;")
    emit(try leave())
  }

  private mutating func leave() throws(RenderError) -> String {
    function.result == .void || isEntry ? "return;" : "return \(try type(function.result))();"
  }

  private mutating func call(
    _ number: FunctionID,
    _ operands: [Operand],
    _ result: LocalID?
  ) throws(RenderError) {
    var arguments = (builtins[number] ?? []).map(\.rawValue)
    for operand in operands {
      switch operand {
      case .value(let value): arguments.append(try argument(value))
      case .place(let place):
        let name = try reference(place)
        arguments.append(name.hasPrefix("(*") ? String(name.dropFirst(2).dropLast()) : "&\(name)")
      }
    }
    let call = "\(functionNames[number])(\(arguments.joined(separator: ", ")));"
    if let result { emit("\(try named(result)) = \(call)") } else { emit(call) }
    guard failing.contains(number), !module.isMasked else { return }
    emit("if (rk_failed) { \(try leave()) }")
  }
}
