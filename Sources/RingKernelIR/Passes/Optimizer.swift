/// Runs the passes over a module.
enum Optimizer {
  static func optimize(_ module: KernelModule) -> KernelModule {
    var module = module
    module.functions = module.functions.map { function in
      let proved = CheckProof.apply(to: function, in: module)
      return compacted(Unused.apply(to: proved))
    }
    release(&module)
    return module
  }

  /// Memory whose atomic operations are all gone is memory like any other: no device has to have them.
  private static func release(_ module: inout KernelModule) {
    var kept: Set<ResourceID> = []
    for statement in module.functions.flatMap(\.body) {
      statement.visit { inner in
        guard case .perform(_, let operands, _) = inner else { return }
        for case .place(let place) in operands { if let id = place.resource { kept.insert(id) } }
      }
    }
    for id in module.resources.indices where !kept.contains(id) { module.resources[id].isAtomic = false }
  }

  /// Renumbers the locals that are left.
  private static func compacted(_ function: KernelFunction) -> KernelFunction {
    var used = Set(0..<function.parameters.count)
    for statement in function.body {
      statement.visit { inner in
        used.formUnion(inner.stored)
        for expression in inner.expressions {
          expression.visit { part in
            if case .read(let place) = part.node, let id = place.local { used.insert(id) }
          }
        }
      }
    }
    let order = function.locals.indices.filter { used.contains($0) }
    guard order.count < function.locals.count else { return function }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
    var result = function
    result.locals = order.map { function.locals[$0] }
    result.body = function.body.map { $0.renumbered(numbers) }
    return result
  }
}

extension Statement {
  /// The statement with other numbers for locals.
  func renumbered(_ numbers: [LocalID: LocalID]) -> Statement {
    func place(_ old: Place) -> Place {
      var new = old
      if case .local(let id) = old.root { new.root = .local(numbers[id] ?? id) }
      return new
    }
    let changed = mapExpressions { e in
      e.rewritten { part in
        guard case .read(let old) = part.node else { return part }
        return Expression(part.type, .read(place(old)))
      }
    }.mapBlocks { $0.map { $0.renumbered(numbers) } }
    func operands(_ all: [Operand]) -> [Operand] {
      all.map { if case .place(let old) = $0 { .place(place(old)) } else { $0 } }
    }
    return switch changed {
    case .define(let id, let value): .define(numbers[id] ?? id, value)
    case .assign(let old, let value): .assign(place(old), value)
    case .perform(let id, let all, let result): .perform(id, operands(all), result: result.map { numbers[$0] ?? $0 })
    case .call(let id, let all, let result): .call(id, operands(all), result: result.map { numbers[$0] ?? $0 })
    default: changed
    }
  }
}
