internal import RingKernelIR

extension CWriter {
  mutating func print(_ body: [Statement], step: [Statement] = []) throws(RenderError) {
    for statement in body { try print(statement, step) }
  }

  /// Prints one statement; `step` is what the innermost loop does before it goes on.
  private mutating func print(_ statement: Statement, _ step: [Statement]) throws(RenderError) {
    switch statement {
    case .mark(let line): mark(line)
    case .define(let local, let value):
      emit("\(try type(function.locals[local].type)) \(localNames[local]) = \(try expression(value));")
    case .assign(let place, let value):
      emit("\(try self.place(place)) = \(try expression(value));")
    case .check(let condition, let site, let values):
      try block("if (!\(try operand(condition)))") { (writer) throws(RenderError) in try writer.fail(site, values) }
    case .fail(let site, let values): try fail(site, values)
    case .branch(let condition, let then, let otherwise):
      try block("if (\(try expression(condition)))") { (writer) throws(RenderError) in
        try writer.print(then, step: step)
      }
      guard !otherwise.isEmpty else { return }
      try block("else") { (writer) throws(RenderError) in try writer.print(otherwise, step: step) }
    case .loop(let condition, let body, let step):
      let test = try condition.map { (condition) throws(RenderError) in try expression(condition) } ?? "true"
      try block("while (\(test))") { (writer) throws(RenderError) in
        try writer.print(body, step: step)
        try writer.print(step)
      }
    case .exit: emit("break;")
    case .next:
      // A step only defines and assigns, so it can stand wherever the loop goes on.
      try block("") { (writer) throws(RenderError) in
        try writer.print(step)
        writer.emit("continue;")
      }
    case .give(let value):
      emit(try value.map { (value) throws(RenderError) in "return \(try expression(value));" } ?? "return;")
    case .call(let function, let operands, let result): try call(function, operands, result)
    case .perform(let id, let operands, let result): try perform(id, operands, result)
    }
  }

  private mutating func fail(_ site: SiteID, _ values: [Expression]) throws(RenderError) {
    var words: [String] = []
    for value in values.prefix(2) { words.append(try word(value)) }
    while words.count < 2 { words.append("0") }
    let record = isEntry ? "rk_record" : "rk.record"
    emit("rk_fail(\(record), \(site)u, rk_thread(), \(words[0]), \(words[1]));")
    guard !module.isMasked else { return }
    if isEntry { return emit("return;") }
    emit("rk.failed = true;")
    emit(try leave())
  }

  private mutating func leave() throws(RenderError) -> String {
    function.result == .void ? "return;" : "return \(try type(function.result)){};"
  }

  /// A value extended to 64 bits by its own type.
  private mutating func word(_ value: Expression) throws(RenderError) -> String {
    let text = try operand(value)
    guard let scalar = value.type.scalar else { return "0" }
    if scalar.isFloat { return "rk_bits<u64>((f64)\(text))" }
    return scalar.isSigned ? "(u64)(i64)\(text)" : "(u64)\(text)"
  }

  private mutating func call(
    _ number: FunctionID,
    _ operands: [Operand],
    _ result: LocalID?
  ) throws(RenderError) {
    var arguments = ["rk"]
    for operand in operands {
      switch operand {
      case .value(let value): arguments.append(try expression(value))
      case .place(let place): arguments.append(try self.place(place))
      }
    }
    let call = "\(functionNames[number])(\(arguments.joined(separator: ", ")));"
    if let result {
      emit("\(try type(function.locals[result].type)) \(localNames[result]) = \(call)")
    } else {
      emit(call)
    }
    guard !module.isMasked else { return }
    emit("if (rk.failed) \(isEntry ? "return;" : try leave())")
  }
}
