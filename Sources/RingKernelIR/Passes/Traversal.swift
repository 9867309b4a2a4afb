// Walks over expressions and statements, for lowering, passes and validation.
//
// None is inlined: the optimizer took a fifth of its time for copies of these in closures that call them. It also crashes
// (Swift 6.3.1, CopyPropagation, ownership) where it inlines `Place.local` into code that goes on using the place.
extension Expression {
  /// Calls `body` for this expression and every one inside, indices of places included.
  @inline(never)
  package func visit(_ body: (Expression) -> Void) {
    body(self)
    forEachChild { $0.visit(body) }
  }

  /// Calls `body` for the direct parts.
  @inline(never)
  package func forEachChild(_ body: (Expression) -> Void) {
    switch node {
    case .constant, .extent, .builtin: break
    case .read(let place): place.indices.forEach(body)
    case .unary(_, let a), .convert(let a), .bitcast(let a), .fits(let a, _), .splat(let a), .extract(let a, _): body(a)
    case .binary(_, let a, let b), .compare(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .overflows(_, let a, let b):
      body(a)
      body(b)
    case .select(let a, let b, let c):
      body(a)
      body(b)
      body(c)
    case .make(let parts), .intrinsic(_, let parts): parts.forEach(body)
    }
  }

  /// The same expression with its direct parts replaced.
  @inline(never)
  func mapChildren(_ change: (Expression) -> Expression) -> Expression {
    var copy = self
    switch node {
    case .constant, .extent, .builtin: break
    case .read(let place): copy.node = .read(place.mapIndices(change))
    case .unary(let op, let a): copy.node = .unary(op, change(a))
    case .convert(let a): copy.node = .convert(change(a))
    case .bitcast(let a): copy.node = .bitcast(change(a))
    case .fits(let a, let scalar): copy.node = .fits(change(a), scalar)
    case .splat(let a): copy.node = .splat(change(a))
    case .extract(let a, let index): copy.node = .extract(change(a), index)
    case .binary(let op, let a, let b): copy.node = .binary(op, change(a), change(b))
    case .compare(let op, let a, let b): copy.node = .compare(op, change(a), change(b))
    case .and(let a, let b): copy.node = .and(change(a), change(b))
    case .or(let a, let b): copy.node = .or(change(a), change(b))
    case .overflows(let op, let a, let b): copy.node = .overflows(op, change(a), change(b))
    case .select(let a, let b, let c): copy.node = .select(change(a), change(b), change(c))
    case .make(let parts): copy.node = .make(parts.map(change))
    case .intrinsic(let id, let parts): copy.node = .intrinsic(id, parts.map(change))
    }
    return copy
  }

  /// Every part replaced, innermost first.
  @inline(never)
  func rewritten(_ change: (Expression) -> Expression) -> Expression {
    change(mapChildren { $0.rewritten(change) })
  }
}

extension Place {
  /// Index expressions on the way.
  @inline(never)
  var indices: [Expression] {
    var all: [Expression] = []
    if case .resource(_, let index?) = root { all.append(index) }
    for case .element(let index) in path { all.append(index) }
    return all
  }

  /// The local at the root, if it is one.
  @inline(never)
  var local: LocalID? { if case .local(let id) = root { id } else { nil } }

  /// The resource at the root, if it is one.
  @inline(never)
  var resource: ResourceID? { if case .resource(let id, _) = root { id } else { nil } }

  /// The same place with its indices replaced.
  @inline(never)
  func mapIndices(_ change: (Expression) -> Expression) -> Place {
    var copy = self
    if case .resource(let id, let index?) = root { copy.root = .resource(id, index: change(index)) }
    copy.path = path.map { step in if case .element(let index) = step { .element(change(index)) } else { step } }
    return copy
  }
}

extension Operand {
  /// The operand with its expressions replaced.
  @inline(never)
  func map(_ change: (Expression) -> Expression) -> Operand {
    switch self {
    case .value(let value): .value(change(value))
    case .place(let place): .place(place.mapIndices(change))
    }
  }

  /// Expressions of the operand.
  @inline(never)
  var expressions: [Expression] {
    switch self {
    case .value(let value): [value]
    case .place(let place): place.indices
    }
  }
}

extension Statement {
  /// Expressions of this statement itself, not of statements inside.
  @inline(never)
  package var expressions: [Expression] {
    switch self {
    case .mark, .exit, .next: []
    case .define(_, let value): [value]
    case .assign(let place, let value): place.indices + [value]
    case .check(let condition, _, let values): [condition] + values
    case .fail(_, let values): values
    case .perform(_, let operands, _), .call(_, let operands, _): operands.flatMap(\.expressions)
    case .branch(let condition, _, _): [condition]
    case .loop(let condition, _, _): condition.map { [$0] } ?? []
    case .give(let value): value.map { [$0] } ?? []
    }
  }

  /// Lists of statements inside.
  @inline(never)
  var blocks: [[Statement]] {
    switch self {
    case .branch(_, let then, let other): [then, other]
    case .loop(_, let body, let step): [body, step]
    default: []
    }
  }

  /// The statement with its own expressions replaced.
  @inline(never)
  func mapExpressions(_ change: (Expression) -> Expression) -> Statement {
    switch self {
    case .mark, .exit, .next: self
    case .define(let id, let value): .define(id, change(value))
    case .assign(let place, let value): .assign(place.mapIndices(change), change(value))
    case .check(let condition, let site, let values): .check(change(condition), site, values: values.map(change))
    case .fail(let site, let values): .fail(site, values: values.map(change))
    case .perform(let id, let operands, let result): .perform(id, operands.map { $0.map(change) }, result: result)
    case .call(let id, let operands, let result): .call(id, operands.map { $0.map(change) }, result: result)
    case .branch(let condition, let then, let other): .branch(change(condition), then: then, else: other)
    case .loop(let condition, let body, let step): .loop(while: condition.map(change), body: body, step: step)
    case .give(let value): .give(value.map(change))
    }
  }

  /// The statement with the lists inside replaced.
  @inline(never)
  func mapBlocks(_ change: ([Statement]) -> [Statement]) -> Statement {
    switch self {
    case .branch(let condition, let then, let other): .branch(condition, then: change(then), else: change(other))
    case .loop(let condition, let body, let step): .loop(while: condition, body: change(body), step: change(step))
    default: self
    }
  }

  /// Calls `body` for this statement and every one inside.
  @inline(never)
  package func visit(_ body: (Statement) -> Void) {
    body(self)
    for block in blocks {
      for statement in block { statement.visit(body) }
    }
  }

  /// Locals that this statement itself changes or defines.
  @inline(never)
  var stored: [LocalID] {
    switch self {
    case .define(let id, _): [id]
    case .assign(let place, _): place.local.map { [$0] } ?? []
    case .perform(_, let operands, let result), .call(_, let operands, let result):
      (result.map { [$0] } ?? [])
        + operands.compactMap { if case .place(let place) = $0 { place.local } else { nil } }
    default: []
    }
  }

  /// Whether memory other than locals may change.
  @inline(never)
  var changesMemory: Bool {
    switch self {
    case .assign(let place, _): place.resource != nil
    case .perform(let id, _, _): id != .atomicLoad
    case .call: true
    default: false
    }
  }
}

/// What a run of statements may change.
struct Effects {
  var locals: Set<LocalID> = []
  var memory = false

  init(_ statements: some Sequence<Statement>) {
    for statement in statements {
      statement.visit { inner in
        locals.formUnion(inner.stored)
        if inner.changesMemory { memory = true }
      }
    }
  }

  /// Whether the value of `expression` may be another one afterwards.
  func touch(_ expression: Expression) -> Bool {
    guard memory || !locals.isEmpty else { return false }
    var touched = false
    expression.visit { inner in
      guard case .read(let place) = inner.node else { return }
      switch place.root {
      case .local(let id): if locals.contains(id) { touched = true }
      case .resource: if memory { touched = true }
      }
    }
    return touched
  }
}
