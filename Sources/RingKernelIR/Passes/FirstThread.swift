/// Leaves to thread 0 of a block what a handler does once a message: answers, emissions, sends, the actor's end.
///
/// `Uniformity` has seen to it that all threads come by, or thread 0 alone. The others go on as if it had gone well, and
/// so does thread 0 once a thread has failed: what stands behind a barrier that a failed thread has passed is not done.
enum FirstThread {
  static func apply(to module: KernelModule) -> KernelModule {
    guard module.handlerThreads > 1 else { return module }
    let canFail = module.functions.contains { function in
      function.body.contains { statement in
        var found = false
        statement.visit { inner in
          switch inner {
          case .check, .fail: found = true
          default: break
          }
        }
        return found
      }
    }
    var result = module
    for id in result.functions.indices {
      var locals = result.functions[id].locals
      result.functions[id].body = result.functions[id].body.flatMap { chosen($0, &locals, canFail: canFail) }
      result.functions[id].locals = locals
    }
    return result
  }

  private static func chosen(
    _ statement: Statement,
    _ locals: inout [KernelFunction.Local],
    canFail: Bool
  ) -> [Statement] {
    func inside(_ list: [Statement]) -> [Statement] { list.flatMap { chosen($0, &locals, canFail: canFail) } }
    switch statement {
    case .branch(let condition, let then, let other):
      return [.branch(condition, then: inside(then), else: inside(other))]
    case .loop(let condition, let body, let step): return [.loop(while: condition, body: inside(body), step: step)]
    case .perform(let id, let operands, let result) where id.isOfFirstThread:
      var before: [Statement] = []
      var own: [Statement] = []
      if let result {
        let type = locals[result].type
        locals.append(.init("t", type))
        let value = locals.count - 1
        // What an operation gives that went well.
        let well = type == .bool ? Expression.bool(true) : Expression(type, .constant(0))
        before.append(.define(result, well))
        own = [
          .perform(id, operands, result: value), .assign(Place(type, .local(result)), .local(value, type)),
        ]
      } else {
        own = [.perform(id, operands, result: nil)]
      }
      if canFail {
        locals.append(.init("t", .bool))
        let goes = locals.count - 1
        own = [
          .perform(.contextGoesOn, [], result: goes), .branch(.local(goes, .bool), then: own, else: []),
        ]
      }
      let number = Expression(.scalar(.i32), .builtin(.linearThreadIndex, axis: 0))
      return before + [.branch(.compare(.equal, number, .integer(0, .i32)), then: own, else: [])]
    default: return [statement]
    }
  }
}
