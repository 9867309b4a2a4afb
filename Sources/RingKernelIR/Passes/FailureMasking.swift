/// Rewrites kernels that have both barriers and checks, so that a thread that fails still meets every barrier.
///
/// WGSL forbids a barrier after some threads have returned, and on the other devices it hangs. Each function that can fail
/// gets a Boolean `active`; `check` becomes a branch that records the failure and clears it; whatever could fail, differ
/// between threads or touch memory afterwards stands in branches on `active`. Uniform values are computed and uniform
/// control flow is followed by failed threads as well: that is what keeps them in step with the others.
enum FailureMasking {
  static func apply(to module: KernelModule) -> KernelModule {
    guard module.entry == .kernel, let entry = module.functions.indices.last else { return module }
    let uniformity = Uniformity(module)
    var failing: Set<FunctionID> = []
    var meeting = uniformity.hasBarrier
    for (id, function) in module.functions.enumerated() {
      for statement in function.body {
        statement.visit { inner in
          switch inner {
          case .check, .fail: failing.insert(id)
          case .call(let callee, _, _):
            if failing.contains(callee) { failing.insert(id) }
            if meeting.contains(callee) { meeting.insert(id) }
          case .perform(let intrinsic, _, _):
            if IntrinsicLookup.row(intrinsic)?.effect == .subgroup { meeting.insert(id) }
          default: break
          }
        }
      }
    }
    guard uniformity.hasBarrier.contains(entry), failing.contains(entry) else { return module }
    var result = module
    result.isMasked = true
    for id in module.functions.indices where failing.contains(id) {
      var masker = Masker(module, id, uniformity.divergent[id], failing: failing, meeting: meeting)
      result.functions[id] = masker.run(isEntry: id == entry)
    }
    return result
  }
}

/// Masks one function.
struct Masker {
  private let module: KernelModule
  private let failing: Set<FunctionID>
  private let meeting: Set<FunctionID>
  private var divergent: Set<LocalID>
  private var function: KernelFunction
  private var active: LocalID = 0
  /// How often each local is read in the whole function.
  private var reads: [LocalID: Int] = [:]

  init(
    _ module: KernelModule,
    _ id: FunctionID,
    _ divergent: Set<LocalID>,
    failing: Set<FunctionID>,
    meeting: Set<FunctionID>
  ) {
    self.module = module
    self.failing = failing
    self.meeting = meeting
    self.divergent = divergent
    function = module.functions[id]
  }

  mutating func run(isEntry: Bool) -> KernelFunction {
    if isEntry {
      active = function.locals.count
      function.locals.append(.init("active", .bool))
    } else {
      // The new parameter comes last; every other local moves up by one.
      active = function.parameters.count
      let numbers = Dictionary(
        uniqueKeysWithValues: function.locals.indices.map { ($0, $0 < active ? $0 : $0 + 1) }
      )
      function.parameters.append(.init("active", .bool, isInout: true))
      function.locals.insert(.init("active", .bool), at: active)
      function.body = function.body.map { $0.renumbered(numbers) }
      divergent = Set(divergent.map { numbers[$0] ?? $0 })
    }
    divergent.insert(active)
    reads = Self.reads(function.body)
    var body = masked(function.body, afterFailure: !isEntry)
    if isEntry { body.insert(.define(active, .bool(true)), at: 0) }
    if function.result != .void {
      let endsInGive = if case .give? = body.last { true } else { false }
      if !endsInGive { body.append(.give(zero(function.result))) }
    }
    function.body = body
    return function
  }

  private var isActive: Expression { .local(active, .bool) }

  private func zero(_ type: KernelType) -> Expression { module.types.zero(type) }

  private static func reads(_ statements: [Statement]) -> [LocalID: Int] {
    var counts: [LocalID: Int] = [:]
    for statement in statements {
      statement.visit { inner in
        for expression in inner.expressions {
          expression.visit { part in
            if case .read(let place) = part.node, let id = place.local { counts[id, default: 0] += 1 }
          }
        }
        switch inner {
        case .perform(_, let operands, _), .call(_, let operands, _):
          for case .place(let place) in operands { if let id = place.local { counts[id, default: 0] += 1 } }
        case .assign(let place, _): if let id = place.local { counts[id, default: 0] += 1 }
        default: break
        }
      }
    }
    return counts
  }

  private func differs(_ e: Expression) -> Bool {
    var found = false
    e.visit { part in
      switch part.node {
      case .builtin(let builtin, _):
        if ![.blockIndex, .blockSize, .gridSize, .subgroupSize].contains(builtin) { found = true }
      case .read(let place): if place.resource != nil || place.local.map(divergent.contains) == true { found = true }
      default: break
      }
    }
    return found
  }

  private func holds(_ statement: Statement, _ test: (Statement) -> Bool) -> Bool {
    var found = false
    statement.visit { if test($0) { found = true } }
    return found
  }

  /// Whether all threads of a block or subgroup take part in something inside.
  private func meets(_ statement: Statement) -> Bool {
    holds(statement) { inner in
      switch inner {
      case .perform(let id, _, _):
        let effect = IntrinsicLookup.row(id)?.effect
        return effect == .barrier || effect == .subgroup
      case .call(let callee, _, _): return meeting.contains(callee)
      default: return false
      }
    }
  }

  private func mayFail(_ statement: Statement) -> Bool {
    holds(statement) { inner in
      switch inner {
      case .check, .fail: true
      case .call(let callee, _, _): failing.contains(callee)
      default: false
      }
    }
  }

  private func leaves(_ statement: Statement) -> Bool {
    holds(statement) { inner in
      switch inner {
      case .give, .exit, .next: true
      default: false
      }
    }
  }

  // MARK: Lists without meeting points

  /// After a statement that may fail, the rest of the list stands in a branch on `active`.
  private func plain(_ statements: [Statement]) -> [Statement] {
    var result: [Statement] = []
    for (index, statement) in statements.enumerated() {
      result += plain(statement)
      guard mayFail(statement) else { continue }
      let rest = Array(statements[(index + 1)...])
      if !rest.isEmpty { result.append(.branch(isActive, then: plain(rest), else: [])) }
      return result
    }
    return result
  }

  private func plain(_ statement: Statement) -> [Statement] {
    let clear = Statement.assign(Place(.bool, .local(active)), .bool(false))
    switch statement {
    case .check(let condition, let site, let values):
      return [.branch(.not(condition), then: [.fail(site, values: values), clear], else: [])]
    case .fail(let site, let values): return [.fail(site, values: values), clear]
    case .call(let callee, let operands, let result) where failing.contains(callee):
      return [.call(callee, operands + [.place(Place(.bool, .local(active)))], result: result)]
    case .branch(let condition, let then, let other): return [.branch(condition, then: plain(then), else: plain(other))]
    case .loop(let condition, let body, let step):
      var inner = plain(body)
      if body.contains(where: mayFail) { inner.append(.branch(.not(isActive), then: [.exit], else: [])) }
      return [.loop(while: condition, body: inner, step: step)]
    default: return [statement]
    }
  }

  // MARK: Lists with meeting points

  private mutating func masked(_ statements: [Statement], afterFailure: Bool) -> [Statement] {
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
  private func isUniform(_ statement: Statement) -> Bool {
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
  private func feedsOthers(_ statement: Statement) -> Bool {
    let inside = Self.reads([statement])
    return holds(statement) { inner in
      inner.stored.contains { !divergent.contains($0) && (reads[$0] ?? 0) > (inside[$0] ?? 0) }
    }
  }

  private mutating func shared(_ statement: Statement, _ failed: inout Bool) -> [Statement] {
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
  private mutating func settled(_ operand: Operand, _ before: inout [Statement]) -> Operand {
    guard case .value(let value) = operand, differs(value) else { return operand }
    let id = newLocal("t", value.type)
    before.append(.define(id, zero(value.type)))
    before.append(.branch(isActive, then: [.assign(Place(value.type, .local(id)), value)], else: []))
    return .value(.local(id, value.type))
  }

  private mutating func newLocal(_ name: String, _ type: KernelType) -> LocalID {
    function.locals.append(.init(name, type))
    return function.locals.count - 1
  }

  /// A step cannot branch: it keeps the old value of a failed thread.
  private func guarded(step: Statement) -> Statement {
    guard case .assign(let place, let value) = step else { return step }
    return .assign(place, .select(isActive, value, Expression(place.type, .read(place))))
  }

  /// Emits a run between meeting points; from the first failure on it stands in a branch, and locals that are used after
  /// it come to life before.
  private mutating func flush(_ run: inout [Statement], _ failed: inout Bool, into result: inout [Statement]) {
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

extension TypeTable {
  /// The zero of a type.
  func zero(_ type: KernelType) -> Expression {
    switch type {
    case .array(let element, _): return Expression(type, .splat(zero(element)))
    case .vector(let scalar, _): return Expression(type, .splat(Expression(.scalar(scalar), .constant(0))))
    case .structure(let name):
      guard let fields = structs[name]?.fields else { return Expression(type, .constant(0)) }
      return Expression(type, .make(fields.map { zero($0.type) }))
    case .void, .scalar: return Expression(type, .constant(0))
    }
  }
}
