/// A place whose index checks are still to be made: right before the access, after the value is computed.
struct PendingPlace {
  var place: Place
  var checks: [Statement] = []
  var isMutable: Bool
}

extension FunctionLowering {
  /// Whether `node` names memory rather than a value.
  func isPlace(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .name:
      switch lookup(node.text) {
      case .place: return true
      default: return false
      }
    case .member:
      guard let base = node.children.first, let type = natural(base), isPlace(base) else { return false }
      return step(of: node.text, in: type) != nil
    case .subscript:
      guard let base = node.children.first else { return false }
      return memory(base) != nil || isPlace(base)
    case .inout: return node.children.first.map(isPlace) == true
    default: return false
    }
  }

  /// The buffer or shared memory that `node` names.
  func memory(_ node: SyntaxNode) -> Entity? {
    let name = node.kind == .inout ? node.children.first : node
    guard let name, name.kind == .name else { return nil }
    switch lookup(name.text) {
    case .buffer(let id)?: return .buffer(id)
    case .shared(let id, let shape)?: return .shared(id, shape)
    default: return nil
    }
  }

  /// Field or lane that a member name means in a type: its index and type.
  func step(of name: String, in type: KernelType) -> (index: Int, type: KernelType)? {
    switch type {
    case .vector(let scalar, let lanes):
      guard let lane = ["x", "y", "z", "w"].firstIndex(of: name), lane < lanes else { return nil }
      return (lane, .scalar(scalar))
    case .structure(let structure):
      guard let fields = types.structs[structure]?.fields else { return nil }
      if let index = fields.firstIndex(where: { $0.name == name }) { return (index, fields[index].type) }
      guard module.tupleNames[structure] != nil, let index = Int(name), fields.indices.contains(index) else {
        return nil
      }
      return (index, fields[index].type)
    default: return nil
    }
  }

  /// Lowers `node` as a place; index operands are evaluated now, the checks are left to the caller.
  func place(_ node: SyntaxNode) throws(CompileError) -> PendingPlace {
    switch node.kind {
    case .inout where node.children.count == 1: return try place(node.children[0])
    case .name:
      switch lookup(node.text) {
      case .place(let place, let isMutable): return PendingPlace(place: place, isMutable: isMutable)
      case .invalid: throw .silent
      case .buffer, .shared:
        throw LanguageRule.bufferValue.error("\(node.text) is a buffer; index it", at: node)
      case nil: throw unknown(node)
      default: throw LanguageRule.notAssignable.error("\(node.text) is not a variable", at: node)
      }
    case .member:
      guard let base = node.children.first else { throw malformed(node) }
      var pending = try place(base)
      guard let step = step(of: node.text, in: pending.place.type) else {
        throw LanguageRule.unknownMember.error("\(spelled(pending.place.type)) has no member \(node.text)", at: node)
      }
      if pending.place.type.lanes != nil {
        pending.place.path.append(.element(.integer(Int64(step.index), .i32)))
      } else {
        pending.place.path.append(.field(step.index))
      }
      pending.place.type = step.type
      return pending
    case .subscript:
      guard let base = node.children.first else { throw malformed(node) }
      let arguments = node.all(.argument)
      switch memory(base) {
      case .buffer(let id)?: return try bufferElement(id, arguments, node)
      case .shared(let id, let shape)?: return try sharedElement(id, shape, arguments, node)
      default: return try element(of: try place(base), arguments, node)
      }
    default:
      throw LanguageRule.notAssignable.error("this is a value, not a place that can be changed", at: node)
    }
  }

  func unknown(_ node: SyntaxNode) -> CompileError {
    LanguageRule.unknownName.error("\(node.text) is not known here", at: node)
  }

  private func element(
    of base: PendingPlace,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> PendingPlace {
    var pending = base
    let (count, type): (Int, KernelType)
    switch base.place.type {
    case .array(let element, let elements): (count, type) = (elements, element)
    case .vector(let scalar, let lanes): (count, type) = (lanes, .scalar(scalar))
    default:
      throw LanguageRule.typeMismatch.error("\(spelled(base.place.type)) has no elements", at: node)
    }
    let before = sink.count
    let index = try indexOperands(arguments, 1, node)[0]
    protect(&pending, from: before)
    try check(index, below: .int(count), node, &pending.checks)
    pending.place.path.append(.element(index))
    pending.place.type = type
    return pending
  }

  private func sharedElement(
    _ id: ResourceID,
    _ shape: [Int],
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> PendingPlace {
    let indices = try indexOperands(arguments, shape.count, node)
    var pending = PendingPlace(
      place: Place(module.module.resources[id].element, .resource(id, index: nil)),
      isMutable: true
    )
    for (index, count) in zip(indices, shape) { try check(index, below: .int(count), node, &pending.checks) }
    var linear = indices[0]
    if shape.count == 2 { linear = .binary(.add, .binary(.multiply, linear, .int(shape[1])), indices[1]) }
    pending.place.root = .resource(id, index: linear)
    return pending
  }

  /// Index operands as stable `Int`s.
  private func indexOperands(
    _ arguments: [SyntaxNode],
    _ count: Int,
    _ node: SyntaxNode
  ) throws(CompileError) -> [Expression] {
    guard arguments.count == count else {
      throw LanguageRule.noSuchCall.error("\(count) indices are needed, \(arguments.count) given", at: node)
    }
    let nodes = arguments.compactMap(\.children.first)
    guard nodes.count == count else { throw malformed(node) }
    return try lowerAll(nodes, expected: nodes.map { _ in .int })
  }

  /// Adds the check that an index is in range, or nothing when it plainly is.
  func check(
    _ index: Expression,
    below count: Expression,
    _ node: SyntaxNode,
    _ checks: inout [Statement]
  ) throws(CompileError) {
    if let bits = index.constantBits, let limit = count.constantBits {
      let value = Int64(bitPattern: bits)
      if value >= 0, value < Int64(bitPattern: limit) { return }
      throw LanguageRule.constantIndex.error(
        "index \(value) is outside of \(Int64(bitPattern: limit)) elements",
        at: node
      )
    }
    guard checking != .unchecked else { return }
    let inside = Expression.both(.compare(.greaterOrEqual, index, .int(0)), .compare(.less, index, count))
    let site = module.site(.indexOutOfRange, node, ["index", "count"])
    checks.append(.check(inside, site, values: [index, count]))
  }

  private func bufferElement(
    _ id: ResourceID,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode
  ) throws(CompileError) -> PendingPlace {
    let resource = module.module.resources[id]
    guard case .buffer(let isMutable, let rank) = resource.kind else { throw malformed(node) }
    var indices: [Expression]
    if arguments.count == 1, let argument = arguments[0].children.first, let position = position(argument) {
      guard position.count == rank else {
        throw LanguageRule.stencil.error("the position has \(position.count) axes, the field \(rank)", at: node)
      }
      indices = position
    } else {
      indices = try indexOperands(arguments, rank, node)
    }
    var checks: [Statement] = []
    let place = try bufferPlace(id, &indices, node, &checks)
    return PendingPlace(place: place, checks: checks, isMutable: isMutable)
  }

  /// The element of a buffer at the indices, x first.
  func bufferPlace(
    _ id: ResourceID,
    _ indices: inout [Expression],
    _ node: SyntaxNode,
    _ checks: inout [Statement]
  ) throws(CompileError) -> Place {
    for axis in indices.indices where checking != .unchecked && !indices[axis].isSimple {
      indices[axis] = temporary(indices[axis])
    }
    for (axis, index) in indices.enumerated() {
      try check(index, below: Expression(.int, .extent(id, axis: axis)), node, &checks)
    }
    var linear = indices[indices.count - 1]
    for axis in indices.indices.reversed().dropFirst() {
      linear = .binary(.add, .binary(.multiply, linear, Expression(.int, .extent(id, axis: axis))), indices[axis])
    }
    return Place(module.module.resources[id].element, .resource(id, index: linear))
  }

  /// The axes of a grid position, if `node` names one.
  func position(_ node: SyntaxNode) -> [Expression]? {
    guard node.kind == .name, case .position(let axes)? = lookup(node.text) else { return nil }
    return axes
  }

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
        throw LanguageRule.readOnlyBuffer.error("\(name) is read-only; make it an inout MutableSpan", at: node)
      }
      throw LanguageRule.notAssignable.error("this cannot be changed; declare it with var", at: node)
    }
    pending.checks.forEach(emit)
    if let resource = pending.place.resource, module.atomics.contains(resource) {
      emit(.perform(.atomicStore, [.place(pending.place), .value(value)], result: nil))
    } else {
      emit(.assign(pending.place, value))
    }
  }
}

extension Expression {
  /// Whether repeating it in a check and in an access is as good as a temporary.
  var isSimple: Bool {
    switch node {
    case .constant, .extent, .builtin: true
    case .convert(let inner): inner.isSimple
    case .read(let place): place.local != nil && place.path.isEmpty
    case .binary(.add, let a, let b), .binary(.subtract, let a, let b):
      (a.isSimple && b.constantBits != nil) || (a.constantBits != nil && b.isSimple)
    default: false
    }
  }
}
