// Lists that no barrier stands in.
extension Masker {
  /// After a statement that may fail, the rest of the list stands in a branch on `active`.
  func plain(_ statements: [Statement]) -> [Statement] {
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

  func plain(_ statement: Statement) -> [Statement] {
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
}
