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
  /// Functions that somebody calls where not only thread 0 comes by.
  private var enteredByOthers: Set<FunctionID> = []
  /// Locals of each function that hold the number of the thread.
  private let numbers: [Set<LocalID>]
  private(set) var errors: [CompileError] = []

  /// How control may leave a list of statements in some threads only.
  private struct Escape {
    var gives = false
    var jumps = false
  }

  init(_ module: KernelModule) {
    self.module = module
    divergent = Array(repeating: [], count: module.functions.count)
    numbers = module.handlerThreads > 1 ? module.functions.map(FirstThreadTest.numbers) : []
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
        let isFirst = entered.contains(id) && !enteredByOthers.contains(id)
        _ = walk(module.functions[id].body, id, isDivergent: entered.contains(id), isFirst: isFirst, &reports)
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
    isFirst: Bool,
    _ reports: inout [CompileError]
  ) -> Escape {
    var escape = Escape()
    var apart = isDivergent
    var alone = isFirst
    var place = (line: module.functions[id].line, column: 0)
    // The call is what is wrong then.
    let isCalledApart = entered.contains(id)
    for statement in statements {
      switch statement {
      case .mark(let line, let column): place = (line, column)
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
        if let error = misplaced(intrinsic, apart, alone, place) { reports.append(error) }
        if apart, !isCalledApart, effect == .barrier {
          reports.append(divergence(.divergentBarrier, intrinsic.rawValue, place))
        }
        if apart, !isCalledApart, effect == .subgroup {
          reports.append(divergence(.divergentSubgroup, intrinsic.rawValue, place))
        }
      case .call(let callee, let operands, let result):
        call(callee, operands, result, id, (apart, alone), place, &reports)
      case .branch(let condition, let then, let other):
        let inner = apart || differs(condition, in: id)
        let test = module.handlerThreads > 1 ? FirstThreadTest(condition, numbers[id]) : FirstThreadTest()
        for (block, isFirst) in [(then, test.holds), (other, test.fails)] {
          let left = walk(block, id, isDivergent: inner, isFirst: alone || isFirst, &reports)
          escape.gives = escape.gives || left.gives
          escape.jumps = escape.jumps || left.jumps
          apart = apart || left.gives || left.jumps
        }
        // Behind a branch that every other thread leaves, thread 0 is alone.
        if test.fails, !then.canComplete { alone = true }
        if test.holds, !other.canComplete { alone = true }
      case .loop(let condition, let body, let step):
        var inner = apart || condition.map { differs($0, in: id) } == true
        var quiet: [CompileError] = []
        let probe = walk(body, id, isDivergent: inner, isFirst: alone, &quiet)
        inner = inner || probe.jumps || probe.gives
        let left = walk(body, id, isDivergent: inner, isFirst: alone, &reports)
        _ = walk(step, id, isDivergent: inner, isFirst: alone, &reports)
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
    _ reach: (apart: Bool, alone: Bool),
    _ place: (line: Int, column: Int),
    _ reports: inout [CompileError]
  ) {
    guard module.functions.indices.contains(callee) else { return }
    let apart = reach.apart
    if !reach.alone { enteredByOthers.insert(callee) }
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
    guard apart, !entered.contains(id) else { return }
    if hasBarrier.contains(callee) { reports.append(divergence(.divergentBarrier, name, place)) }
    if hasSubgroup.contains(callee) { reports.append(divergence(.divergentSubgroup, name, place)) }
  }

  /// What is wrong with an operation of the context in a handler with a block of threads.
  private func misplaced(
    _ id: IntrinsicID,
    _ apart: Bool,
    _ alone: Bool,
    _ place: (line: Int, column: Int)
  ) -> CompileError? {
    guard module.handlerThreads > 1, !alone, id.isFirstThreadsOwn || (apart && id.isOfFirstThread) else { return nil }
    // A send looks for its replica first.
    let name = id == .k2kTurn ? "send" : IntrinsicLookup.row(id)?.swiftName ?? id.rawValue
    let others = id.isFirstThreadsOwn ? "" : " or where all threads come by"
    return CompileError(
      LanguageRule.contextThread.code,
      "\(name) is done by thread 0 for the block; it stands under 'if threadIndex.x == 0'\(others)",
      line: place.line,
      column: place.column
    )
  }

  private func divergence(_ rule: LanguageRule, _ name: String, _ place: (line: Int, column: Int)) -> CompileError {
    CompileError(
      rule.code,
      "\(name) is reached by some threads of the block only; move it out of conditions that depend on a thread index or "
        + "on memory, and behind no early return",
      line: place.line,
      column: place.column
    )
  }
}
