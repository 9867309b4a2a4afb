/// Masks one function.
struct Masker {
  let module: KernelModule
  let failing: Set<FunctionID>
  let meeting: Set<FunctionID>
  var divergent: Set<LocalID>
  var function: KernelFunction
  var active: LocalID = 0
  /// How often each local is read in the whole function.
  var reads: [LocalID: Int] = [:]

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

  var isActive: Expression { .local(active, .bool) }

  func zero(_ type: KernelType) -> Expression { module.types.zero(type) }

  static func reads(_ statements: [Statement]) -> [LocalID: Int] {
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

  func differs(_ e: Expression) -> Bool {
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

  func holds(_ statement: Statement, _ test: (Statement) -> Bool) -> Bool {
    var found = false
    statement.visit { if test($0) { found = true } }
    return found
  }

  /// Whether all threads of a block or subgroup take part in something inside.
  func meets(_ statement: Statement) -> Bool {
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

  func mayFail(_ statement: Statement) -> Bool {
    holds(statement) { inner in
      switch inner {
      case .check, .fail: true
      case .call(let callee, _, _): failing.contains(callee)
      default: false
      }
    }
  }

  func leaves(_ statement: Statement) -> Bool {
    holds(statement) { inner in
      switch inner {
      case .give, .exit, .next: true
      default: false
      }
    }
  }
}
