/// Walks a function with the facts that hold at each point: drops checks that cannot fail, folds, and narrows 64-bit
/// arithmetic to 32 bits where the two are equal.
struct CheckProof {
  private let function: KernelFunction
  /// What holds before anything has run.
  private let nothing: Facts
  /// Range of everything that was stored in a local; nil once something unknown was.
  private(set) var stored: [LocalID: Interval] = [:]
  private let narrows: Bool

  /// The function with checks proved and constants folded, and its `Int` locals held in 32 bits where they fit.
  static func apply(to function: KernelFunction, in module: KernelModule) -> KernelFunction {
    var first = CheckProof(function, module, narrows: false)
    var result = function
    result.body = first.run()
    let inouts = function.parameters.count
    let candidates = first.stored.filter { id, range in
      id >= inouts && function.locals[id].type == .int && range.isInside(.word)
    }
    result = Narrowing.narrow(result, Set(candidates.keys))
    var second = CheckProof(result, module, narrows: true)
    result.body = second.run()
    return result
  }

  private init(_ function: KernelFunction, _ module: KernelModule, narrows: Bool) {
    self.function = function
    nothing = Facts(
      blockSize: module.blockSize,
      stable: Set(
        module.resources.indices.filter { id in
          switch module.resources[id].kind {
          case .buffer(let isMutable, _): !isMutable
          case .state: true
          case .shared: false
          }
        }
      )
    )
    self.narrows = narrows
  }

  private mutating func run() -> [Statement] {
    var facts = nothing
    return walk(function.body, &facts)
  }

  private func value(_ e: Expression, _ facts: Facts) -> Expression {
    let folded = Folding.fold(e, facts)
    return narrows ? Narrowing.narrow(folded, facts) : folded
  }

  private func place(_ place: Place, _ facts: Facts) -> Place {
    let folded = place.mapIndices { Folding.fold($0, facts) }
    return narrows ? Narrowing.narrow(folded, facts) : folded
  }

  private mutating func note(_ id: LocalID, _ value: Expression?, _ facts: Facts) {
    let whole = Interval(ScalarType.i64.range)
    let range = value.map { facts.interval($0) } ?? whole
    stored[id] = stored[id].map { $0.union(range) } ?? range
  }

  private mutating func walk(_ statements: [Statement], _ facts: inout Facts) -> [Statement] {
    var result: [Statement] = []
    for statement in statements {
      result += step(statement, &facts)
      if let last = result.last, ![last].canComplete { break }
    }
    return result
  }

  private mutating func step(_ statement: Statement, _ facts: inout Facts) -> [Statement] {
    switch statement {
    case .mark, .exit, .next: return [statement]
    case .define(let id, let e):
      let new = value(e, facts)
      note(id, new, facts)
      facts.store(id, new)
      return [.define(id, new)]
    case .assign(let target, let e):
      let new = value(e, facts)
      let to = place(target, facts)
      if let id = to.local, to.path.isEmpty {
        note(id, new, facts)
        facts.store(id, new)
      } else {
        facts.forget(to.local.map { [$0] } ?? [], memory: to.resource != nil)
      }
      return [.assign(to, new)]
    case .check(let condition, let site, let values):
      let new = Folding.fold(condition, facts)
      if new.constantBits == 1 { return [] }
      let all = values.map { Folding.fold($0, facts) }
      let printed = narrows ? Narrowing.narrow(new, facts) : new
      let shown = narrows ? all.map { Narrowing.shortened($0, facts) } : all
      facts.assume(new)
      if new.constantBits == 0 { return [.fail(site, values: shown)] }
      return [.check(printed, site, values: shown)]
    case .fail(let site, let values):
      return [
        .fail(site, values: values.map { narrows ? Narrowing.shortened(value($0, facts), facts) : value($0, facts) })
      ]
    case .perform(_, _, _), .call(_, _, _):
      var changed = statement.mapExpressions { value($0, facts) }
      if case .perform(let id, let operands, let result) = changed, narrows {
        changed = .perform(
          id,
          operands.map { if case .place(let inner) = $0 { .place(Narrowing.narrow(inner, facts)) } else { $0 } },
          result: result
        )
      }
      for id in statement.stored { note(id, nil, facts) }
      facts.forget(Set(statement.stored), memory: statement.changesMemory)
      return [changed]
    case .branch(let condition, let then, let other): return branch(condition, then, other, &facts)
    case .loop(let condition, let body, let step): return loop(condition, body, step, &facts)
    case .give(let e): return [.give(e.map { value($0, facts) })]
    }
  }

  private mutating func branch(
    _ condition: Expression,
    _ then: [Statement],
    _ other: [Statement],
    _ facts: inout Facts
  ) -> [Statement] {
    let test = Folding.fold(condition, facts)
    if let bits = test.constantBits { return walk(bits == 1 ? then : other, &facts) }
    let printed = narrows ? Narrowing.narrow(test, facts) : test
    var (yes, no) = (facts, facts)
    yes.assume(test)
    no.assume(test, false)
    let first = walk(then, &yes)
    let second = walk(other, &no)
    switch (first.canComplete, second.canComplete) {
    case (true, false): facts = yes
    case (false, true): facts = no
    default: facts = yes.joined(no)
    }
    if first.isEmpty, second.isEmpty { return [] }
    if first.isEmpty {
      // Without facts: those after the branch may hold only because of it.
      return [.branch(Folding.fold(.not(printed), nothing), then: second, else: [])]
    }
    return [.branch(printed, then: first, else: second)]
  }

  private mutating func loop(
    _ condition: Expression?,
    _ body: [Statement],
    _ step: [Statement],
    _ facts: inout Facts
  ) -> [Statement] {
    if let condition, Folding.fold(condition, facts).constantBits == 0 { return [] }
    let effects = Effects(body + step)
    let inBody = Effects(body)
    let trends = effects.locals.sorted().compactMap { id in
      Trend(of: id, function.locals[id].type, body + step, changed: effects.locals, facts).map { trend in
        (trend, facts.bounds(of: id, trend.type, above: !trend.isGrowing, without: effects.locals))
      }
    }
    facts.forget(effects.locals, memory: effects.memory)
    for (trend, bounds) in trends {
      // A counter moves one way, as long as it cannot wrap: the condition bounds it on the other side.
      guard let condition else { continue }
      var inside = facts
      inside.assume(condition)
      if trend.stays(within: inside.interval(.local(trend.id, trend.type))) {
        facts.restore(bounds, of: trend.id, trend.type, above: !trend.isGrowing)
      }
    }
    let test = condition.map { Folding.fold($0, facts) }
    var inside = facts
    if let test { inside.assume(test) }
    var after = inside
    after.forget(inBody.locals, memory: inBody.memory)
    let newBody = walk(body, &inside)
    let newStep = walk(step, &after)
    let printed = test.map { narrows ? Narrowing.narrow($0, facts) : $0 }
    let kept = condition.map { narrows ? Narrowing.narrow($0, facts) : $0 }
    if let test, !body.leavesLoop { facts.assume(test, false) }
    guard printed?.constantBits == 1 else { return [.loop(while: printed, body: newBody, step: newStep)] }
    // A loop that is known to run for ever keeps its condition: a dialect may refuse one without an end.
    return [.loop(while: newBody.runsForever ? kept : nil, body: newBody, step: newStep)]
  }
}

extension Expression.Node {
  /// The node under conversions between integers.
  var unconverted: Expression.Node {
    if case .convert(let inner) = self, inner.type.scalar?.isInteger == true { inner.node.unconverted } else { self }
  }
}
