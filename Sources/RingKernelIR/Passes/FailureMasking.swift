/// Rewrites kernels, and handlers with a block of threads, that have both barriers and checks, so that a thread that fails still meets every barrier.
///
/// WGSL forbids a barrier after some threads have returned, and on the other devices it hangs. Each function that can fail
/// gets a Boolean `active`; `check` becomes a branch that records the failure and clears it; whatever could fail, differ
/// between threads or touch memory afterwards stands in branches on `active`. Uniform values are computed and uniform
/// control flow is followed by failed threads as well: that is what keeps them in step with the others.
enum FailureMasking {
  static func apply(to module: KernelModule) -> KernelModule {
    guard module.entry == .kernel || module.handlerThreads > 1 else { return module }
    let handlers = Set(module.handlers.map(\.function))
    let entries = handlers.isEmpty ? Set([module.functions.count - 1]) : handlers
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
    guard entries.contains(where: { uniformity.hasBarrier.contains($0) && failing.contains($0) }) else { return module }
    var result = module
    result.isMasked = true
    for id in module.functions.indices where failing.contains(id) {
      var masker = Masker(module, id, uniformity.divergent[id], failing: failing, meeting: meeting)
      result.functions[id] = masker.run(isEntry: entries.contains(id))
    }
    return result
  }
}
