// Elements of buffers and of shared memory.
extension FunctionLowering {
  func sharedElement(
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
  func indexOperands(
    _ arguments: [SyntaxNode],
    _ count: Int,
    _ node: SyntaxNode
  ) throws(CompileError) -> [Expression] {
    guard arguments.count == count else {
      throw LanguageRule.indices(arguments.count, ofAxes: count, at: node)
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

  func bufferElement(
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
