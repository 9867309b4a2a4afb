/// Which values differ between the threads of a block, and which control flow therefore does.
///
/// Sources of divergence are indices of threads, lanes and subgroups, reads of memory, atomics and subgroup results;
/// parameters of the kernel, block indices, sizes and results of barriers are uniform.
struct Uniformity {
  private let module: KernelModule
  /// Locals of each function whose values may differ.
  private(set) var divergent: [Set<LocalID>]
  /// Functions that meet a barrier, and those that do a subgroup operation.
  let hasBarrier: Set<FunctionID>
  private let hasSubgroup: Set<FunctionID>
  /// Functions whose result may differ whatever the arguments.
  private var isSource: Set<FunctionID> = []
  private var entered: Set<FunctionID> = []
  private(set) var errors: [CompileError] = []

  /// How control may leave a list of statements in some threads only.
  private struct Escape {
    var gives = false
    var jumps = false
  }

  init(_ module: KernelModule) {
    self.module = module
    divergent = Array(repeating: [], count: module.functions.count)
    var barriers: Set<FunctionID> = []
    var subgroups: Set<FunctionID> = []
    var sources: Set<FunctionID> = []
    for (id, function) in module.functions.enumerated() {
      for statement in function.body {
        statement.visit { inner in
          switch inner {
          case .perform(let intrinsic, _, _):
            switch IntrinsicLookup.row(intrinsic)?.effect {
            case .barrier?: barriers.insert(id)
            case .subgroup?:
              subgroups.insert(id)
              sources.insert(id)
            default: sources.insert(id)
            }
          case .call(let callee, _, _):
            if barriers.contains(callee) { barriers.insert(id) }
            if subgroups.contains(callee) { subgroups.insert(id) }
            if sources.contains(callee) { sources.insert(id) }
          default: break
          }
          for expression in inner.expressions where Self.isSource(expression) { sources.insert(id) }
        }
      }
    }
    hasBarrier = barriers
    hasSubgroup = subgroups
    isSource = sources
    // Callers come after their callees: what they hand over is known when the callee's turn comes.
    for id in module.functions.indices.reversed() {
      var before: Set<LocalID>?
      while before != divergent[id] {
        before = divergent[id]
        var reports: [CompileError] = []
        _ = walk(module.functions[id].body, id, isDivergent: entered.contains(id), &reports)
        if before == divergent[id] { errors += reports }
      }
    }
  }

  private static func isSource(_ e: Expression) -> Bool {
    var found = false
    e.visit { part in
      switch part.node {
      case .builtin(let builtin, _):
        if ![.blockIndex, .blockSize, .gridSize, .subgroupSize].contains(builtin) { found = true }
      case .read(let place): if place.resource != nil { found = true }
      default: break
      }
    }
    return found
  }

  /// Whether the value may differ between threads.
  func differs(_ e: Expression, in function: FunctionID) -> Bool {
    Self.isSource(e) || e.mentions(divergent[function], memory: false)
  }

  private mutating func walk(
    _ statements: [Statement],
    _ id: FunctionID,
    isDivergent: Bool,
    _ reports: inout [CompileError]
  ) -> Escape {
    var escape = Escape()
    var apart = isDivergent
    var line = module.functions[id].line
    for statement in statements {
      switch statement {
      case .mark(let number): line = number
      case .define(let local, let value):
        if apart || differs(value, in: id) { divergent[id].insert(local) }
      case .assign(let place, let value):
        if let local = place.local,
          apart || differs(value, in: id) || place.indices.contains(where: { differs($0, in: id) })
        {
          divergent[id].insert(local)
        }
      case .perform(let intrinsic, _, let result):
        let effect = IntrinsicLookup.row(intrinsic)?.effect
        if let result, effect != .barrier || apart { divergent[id].insert(result) }
        if apart, effect == .barrier { reports.append(divergence(.divergentBarrier, intrinsic.rawValue, line)) }
        if apart, effect == .subgroup { reports.append(divergence(.divergentSubgroup, intrinsic.rawValue, line)) }
      case .call(let callee, let operands, let result):
        call(callee, operands, result, id, apart, line, &reports)
      case .branch(let condition, let then, let other):
        let inner = apart || differs(condition, in: id)
        for block in [then, other] {
          let left = walk(block, id, isDivergent: inner, &reports)
          escape.gives = escape.gives || left.gives
          escape.jumps = escape.jumps || left.jumps
          apart = apart || left.gives || left.jumps
        }
      case .loop(let condition, let body, let step):
        var inner = apart || condition.map { differs($0, in: id) } == true
        var quiet: [CompileError] = []
        let probe = walk(body, id, isDivergent: inner, &quiet)
        inner = inner || probe.jumps || probe.gives
        let left = walk(body, id, isDivergent: inner, &reports)
        _ = walk(step, id, isDivergent: inner, &reports)
        if left.gives {
          escape.gives = true
          apart = true
        }
      case .exit, .next: if apart { escape.jumps = true }
      case .give: if apart { escape.gives = true }
      case .check, .fail: break
      }
    }
    return escape
  }

  private mutating func call(
    _ callee: FunctionID,
    _ operands: [Operand],
    _ result: LocalID?,
    _ id: FunctionID,
    _ apart: Bool,
    _ line: Int,
    _ reports: inout [CompileError]
  ) {
    guard module.functions.indices.contains(callee) else { return }
    var anyDiffers = false
    for (index, operand) in operands.enumerated() {
      let varies =
        switch operand {
        case .value(let value): differs(value, in: id)
        case .place(let place): place.local.map { divergent[id].contains($0) } ?? true
        }
      if varies || apart {
        anyDiffers = true
        divergent[callee].insert(index)
      }
    }
    let varies = apart || anyDiffers || isSource.contains(callee)
    if apart { entered.insert(callee) }
    if varies {
      if let result { divergent[id].insert(result) }
      for case .place(let place) in operands { if let local = place.local { divergent[id].insert(local) } }
    }
    let name = module.functions[callee].name
    if apart, hasBarrier.contains(callee) { reports.append(divergence(.divergentBarrier, name, line)) }
    if apart, hasSubgroup.contains(callee) { reports.append(divergence(.divergentSubgroup, name, line)) }
  }

  private func divergence(_ rule: LanguageRule, _ name: String, _ line: Int) -> CompileError {
    CompileError(
      rule.code,
      "\(name) is reached by some threads of the block only; move it out of conditions that depend on a thread index or "
        + "on memory, and behind no early return",
      line: line
    )
  }
}
