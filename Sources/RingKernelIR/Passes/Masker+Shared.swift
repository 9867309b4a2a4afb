// Lists with barriers and subgroup operations, which every thread takes part in.
extension Masker {
  mutating func masked(_ statements: [Statement], afterFailure: Bool) -> [Statement] {
    var result: [Statement] = []
    var run: [Statement] = []
    var failed = afterFailure
    for statement in statements {
      let isShared = meets(statement) || isUniform(statement)
      guard isShared else {
        run.append(statement)
        continue
      }
      flush(&run, &failed, into: &result)
      result += shared(statement, &failed)
    }
    flush(&run, &failed, into: &result)
    return result
  }

  /// Whether failed threads do it as well: marks, uniform values, jumps under uniform conditions.
  func isUniform(_ statement: Statement) -> Bool {
    switch statement {
    case .mark, .exit, .next, .give: true
    case .define(let id, let value): !divergent.contains(id) && !differs(value)
    case .assign(let place, let value):
      place.local.map { !divergent.contains($0) } == true && !differs(value) && !place.indices.contains(where: differs)
    case .branch(let condition, _, _): !differs(condition) && (leaves(statement) || feedsOthers(statement))
    case .loop: feedsOthers(statement)
    default: false
    }
  }

  /// Whether uniform locals change inside that are read elsewhere: failed threads need their values, too.
  func feedsOthers(_ statement: Statement) -> Bool {
    let inside = Self.reads([statement])
    return holds(statement) { inner in
      inner.stored.contains { !divergent.contains($0) && (reads[$0] ?? 0) > (inside[$0] ?? 0) }
    }
  }

  mutating func shared(_ statement: Statement, _ failed: inout Bool) -> [Statement] {
    switch statement {
    case .branch(let condition, let then, let other):
      let both = [masked(then, afterFailure: failed), masked(other, afterFailure: failed)]
      failed = failed || mayFail(statement)
      return [.branch(condition, then: both[0], else: both[1])]
    case .loop(let condition, let body, let step):
      failed = failed || mayFail(statement)
      let inner = masked(body, afterFailure: failed)
      let steps = step.map { failed && !isUniform($0) ? guarded(step: $0) : $0 }
      return [.loop(while: condition, body: inner, step: steps)]
    case .perform(let id, let operands, let result):
      var before: [Statement] = []
      let safe = operands.map { failed ? settled($0, &before) : $0 }
      return before + [.perform(id, safe, result: result)]
    case .call(let callee, let operands, let result):
      var before: [Statement] = []
      var safe = operands.map { failed ? settled($0, &before) : $0 }
      if failing.contains(callee) {
        safe.append(.place(Place(.bool, .local(active))))
        failed = true
      }
      return before + [.call(callee, safe, result: result)]
    case .give(let value?) where failed && differs(value):
      var before: [Statement] = []
      guard case .value(let safe) = settled(.value(value), &before) else { return [statement] }
      return before + [.give(safe)]
    default: return [statement]
    }
  }

  /// An operand that a failed thread can hand over: zero instead of what it never computed.
  mutating func settled(_ operand: Operand, _ before: inout [Statement]) -> Operand {
    guard case .value(let value) = operand, differs(value) else { return operand }
    let id = newLocal("t", value.type)
    before.append(.define(id, zero(value.type)))
    before.append(.branch(isActive, then: [.assign(Place(value.type, .local(id)), value)], else: []))
    return .value(.local(id, value.type))
  }

  mutating func newLocal(_ name: String, _ type: KernelType) -> LocalID {
    function.locals.append(.init(name, type))
    return function.locals.count - 1
  }

  /// A step cannot branch: it keeps the old value of a failed thread.
  func guarded(step: Statement) -> Statement {
    guard case .assign(let place, let value) = step else { return step }
    return .assign(place, .select(isActive, value, Expression(place.type, .read(place))))
  }

  /// Emits a run between meeting points; from the first failure on it stands in a branch, and locals that are used after
  /// it come to life before.
  mutating func flush(_ run: inout [Statement], _ failed: inout Bool, into result: inout [Statement]) {
    defer { run = [] }
    guard !run.isEmpty else { return }
    var rest = run[...]
    while !failed, let first = rest.popFirst() {
      result += plain(first)
      failed = mayFail(first)
    }
    guard !rest.isEmpty else { return }
    let inside = Array(rest)
    let used = Self.reads(inside)
    var born: Set<LocalID> = []
    for statement in inside {
      switch statement {
      case .define(let id, _), .perform(_, _, let id?), .call(_, _, let id?): born.insert(id)
      default: break
      }
    }
    let outer = born.filter { (reads[$0] ?? 0) > (used[$0] ?? 0) }
    for id in outer.sorted() { result.append(.define(id, zero(function.locals[id].type))) }
    var body: [Statement] = []
    for statement in inside {
      switch statement {
      case .define(let id, let value) where outer.contains(id):
        body.append(.assign(Place(value.type, .local(id)), value))
      case .perform(let intrinsic, let operands, let id?) where outer.contains(id):
        let type = function.locals[id].type
        let copy = newLocal("t", type)
        body.append(.perform(intrinsic, operands, result: copy))
        body.append(.assign(Place(type, .local(id)), .local(copy, type)))
      case .call(let callee, let operands, let id?) where outer.contains(id):
        let type = function.locals[id].type
        let copy = newLocal("t", type)
        body.append(.call(callee, operands, result: copy))
        body.append(.assign(Place(type, .local(id)), .local(copy, type)))
      default: body.append(statement)
      }
    }
    result.append(.branch(isActive, then: plain(body), else: []))
    failed = failed || inside.contains(where: mayFail)
  }
}
