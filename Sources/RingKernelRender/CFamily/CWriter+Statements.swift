internal import RingKernelIR

extension CWriter {
  mutating func print(_ body: [Statement], step: [Statement] = []) throws(RenderError) {
    for statement in body { try print(statement, step) }
  }

  /// Prints one statement; `step` is what the innermost loop does before it goes on.
  private mutating func print(_ statement: Statement, _ step: [Statement]) throws(RenderError) {
    switch statement {
    case .mark(let line, _): mark(line)
    case .define(let local, let value):
      emit("\(try type(function.locals[local].type)) \(localNames[local]) = \(try stored(value));")
    case .assign(let place, let value):
      emit("\(try self.place(place)) = \(try stored(value));")
    case .check(let condition, let site, let values):
      try block("if (\(try negation(condition).text))") { (writer) throws(RenderError) in try writer.fail(site, values)
      }
    case .fail(let site, let values): try fail(site, values)
    case .branch(let condition, let then, let otherwise): try branch(condition, then, otherwise, step)
    case .loop(let condition, let body, let step):
      let test = try condition.map { (condition) throws(RenderError) in try expression(condition).text } ?? "true"
      try block("while (\(test))") { (writer) throws(RenderError) in
        try writer.print(body, step: step)
        try writer.print(step)
      }
    case .exit: emit("break;")
    case .next:
      // A step only defines and assigns, so it can stand wherever the loop goes on.
      guard !step.isEmpty else { return emit("continue;") }
      try block("") { (writer) throws(RenderError) in
        try writer.print(step)
        writer.emit("continue;")
      }
    case .give(let value):
      emit(try value.map { (value) throws(RenderError) in "return \(try stored(value));" } ?? "return;")
    case .call(let function, let operands, let result): try call(function, operands, result)
    case .perform(let id, let operands, let result): try perform(id, operands, result)
    }
  }

  /// A value that is stored: C cuts integers to the width of the place.
  private mutating func stored(_ value: Expression) throws(RenderError) -> String {
    let code = try expression(value)
    // A Boolean is not cut but compared with 0.
    return value.type.scalar == .bool ? dialect.typed(code, .bool).text : code.text
  }

  private mutating func branch(
    _ condition: Expression,
    _ then: [Statement],
    _ otherwise: [Statement],
    _ step: [Statement]
  ) throws(RenderError) {
    let end = otherwise.isEmpty ? "}" : ""
    try block("if (\(try expression(condition).text))", end) { (writer) throws(RenderError) in
      try writer.print(then, step: step)
    }
    guard !otherwise.isEmpty else { return }
    try block("} else") { (writer) throws(RenderError) in try writer.print(otherwise, step: step) }
  }

  /// The opposite of a condition; NaN leaves comparisons of floats without one.
  mutating func negation(_ condition: Expression) throws(RenderError) -> Code {
    switch condition.node {
    case .unary(.not, let inner): return try expression(inner)
    case .compare(let op, let a, let b) where a.type.scalar?.isFloat == false:
      return try expression(Expression(condition.type, .compare(op.opposite, a, b)))
    case .and(let a, let b) where isNegatable(a) && isNegatable(b):
      return .infix(try negation(a), "||", try negation(b), .or, .bool)
    case .or(let a, let b) where isNegatable(a) && isNegatable(b):
      return .infix(try negation(a), "&&", try negation(b), .and, .bool)
    default: return Code("!\(try expression(condition).at(.prefix))", .prefix, .bool)
    }
  }

  private func isNegatable(_ condition: Expression) -> Bool {
    switch condition.node {
    case .compare(_, let a, _): a.type.scalar?.isFloat == false
    case .and(let a, let b), .or(let a, let b): isNegatable(a) && isNegatable(b)
    case .unary(.not, _): true
    default: false
    }
  }

  private mutating func fail(_ site: SiteID, _ values: [Expression]) throws(RenderError) {
    var words: [String] = []
    for value in values.prefix(2) { words.append(try word(value)) }
    while words.count < 2 { words.append("0") }
    if isEngine {
      emit(
        "\(isTogether ? "rk_fail_together" : "rk_fail")(rk.turn, \(module.sites[site].code.rawValue)u, \(site)u, \(words[0]), \(words[1]));"
      )
      guard !module.isMasked else { return }
      emit("rk.failed = true;")
      return emit(try leave())
    }
    let thread = dialect.thisThread(prefix)
    _ = use(thread.helper)
    let record = isEntry ? "rk_record" : "rk.record"
    _ = use(dialect.fail)
    emit("\(dialect.fail.name)(\(record), \(site), \(noting(thread.text)), \(words[0]), \(words[1]));")
    guard !module.isMasked else { return }
    if isEntry { return emit("return;") }
    emit("rk.failed = true;")
    emit(try leave())
  }

  private mutating func leave() throws(RenderError) -> String {
    function.result == .void ? "return;" : "return \(try type(function.result)){};"
  }

  /// A value extended to 64 bits by its own type, as C does with an argument.
  private mutating func word(_ value: Expression) throws(RenderError) -> String {
    let code = try expression(value)
    guard let scalar = value.type.scalar else { return "0" }
    guard scalar.isFloat else { return dialect.typed(code, scalar).text }
    return use(dialect.widened(scalar == .f16 ? dialect.cast(code, .f32).at(.primary) : code.at(.primary), scalar))
  }

  private mutating func call(
    _ number: FunctionID,
    _ operands: [Operand],
    _ result: LocalID?
  ) throws(RenderError) {
    var arguments = ["rk"]
    for operand in operands {
      switch operand {
      case .value(let value):
        let code = try expression(value)
        arguments.append(value.type.scalar.map { dialect.typed(code, $0).text } ?? code.text)
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

extension Comparison {
  /// What holds between integers when this does not.
  var opposite: Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
