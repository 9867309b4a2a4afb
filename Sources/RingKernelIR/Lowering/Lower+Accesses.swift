// Reads and writes of places.
extension FunctionLowering {
  /// Keeps the indices of a place as they were before the statements from `start` on.
  func protect(_ pending: inout PendingPlace, from start: Int) {
    let effects = Effects(sink[start...])
    var inserted: [Statement] = []
    var checks = pending.checks
    let place = pending.place.mapIndices { index in
      guard effects.touch(index) else { return index }
      let id = newLocal("t", index.type)
      settled.insert(id)
      inserted.append(.define(id, index))
      let copy = Expression.local(id, index.type)
      checks = checks.map { check in check.mapExpressions { $0.rewritten { $0 == index ? copy : $0 } } }
      return copy
    }
    pending.place = place
    pending.checks = checks
    sink.insert(contentsOf: inserted, at: start)
  }

  /// The value in a place; makes the checks first.
  func read(_ pending: PendingPlace) -> Expression {
    pending.checks.forEach(emit)
    if let resource = pending.place.resource, module.atomics.contains(resource) {
      let id = newLocal("t", pending.place.type)
      settled.insert(id)
      emit(.perform(.atomicLoad, [.place(pending.place)], result: id))
      return .local(id, pending.place.type)
    }
    return Expression(pending.place.type, .read(pending.place))
  }

  /// Stores a value; makes the checks first.
  func store(_ value: Expression, in pending: PendingPlace, _ node: SyntaxNode) throws(CompileError) {
    guard pending.isMutable else {
      if let resource = pending.place.resource, case .buffer = module.module.resources[resource].kind {
        let name = module.module.resources[resource].name
        throw LanguageRule.readOnlyBuffer.error(
          "\(name) is read-only; make it an inout MutableSpan",
          at: node.leftmost,
          fix: module.mutableBuffer(name)
        )
      }
      throw LanguageRule.notAssignable.error(
        "this cannot be changed; declare it with var",
        at: node.leftmost,
        fix: module.variable(node.leftmost)
      )
    }
    pending.checks.forEach(emit)
    if let resource = pending.place.resource, module.atomics.contains(resource) {
      emit(.perform(.atomicStore, [.place(pending.place), .value(value)], result: nil))
    } else {
      emit(.assign(pending.place, value))
    }
  }
}
