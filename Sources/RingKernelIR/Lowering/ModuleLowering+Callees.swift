extension ModuleLowering {
  /// The function of an overload, lowered at its first call.
  func callee(
    _ overload: Overload,
    owner: String?,
    resources: [ResourceID],
    axes: Int,
    hasSelf: Bool,
    path: [Place.Step],
    at node: SyntaxNode
  ) throws(CompileError) -> FunctionID {
    var constants = overload.values
    constants["\u{0}axes"] = axes == 0 ? nil : Int64(axes)
    let instance = Instance(
      owner: owner ?? "",
      node: overload.node,
      resources: resources,
      constants: constants,
      path: path
    )
    var isLimited = false
    let id = try function(instance, at: node) { () throws(CompileError) in
      let body = FunctionLowering(self, values: overload.values, result: overload.result)
      var lowered = try body.device(
        overload,
        owner: owner,
        resources: resources,
        axes: axes,
        hasSelf: hasSelf,
        path: path
      )
      isLimited = body.dropAllowance(&lowered)
      return lowered
    }
    if isLimited { limited.insert(id) }
    return id
  }
}

extension FunctionLowering {
  /// Lowers a device function or a method.
  func device(
    _ overload: Overload,
    owner: String?,
    resources: [ResourceID],
    axes: Int,
    hasSelf: Bool,
    path: [Place.Step]
  ) throws(CompileError) -> KernelFunction {
    self.owner = owner
    var parameters: [KernelFunction.Parameter] = []
    let isActor = module.isHandler && owner == module.unit.declaration.text
    let isMutating = overload.node.has("mutating")
    if isActor {
      selfPlace = (Place(.structure(owner ?? ""), .resource(0, index: nil)), isMutable: isMutating)
    } else if hasSelf, let owner, !path.isEmpty {
      // The indices on the way to the struct in the state come first.
      let place = Place(.structure(owner), .resource(0, index: nil), path).mapIndices { index in
        let name = "self_\(parameters.count)"
        parameters.append(KernelFunction.Parameter(name, index.type))
        let id = newLocal(name, index.type)
        settled.insert(id)
        return .local(id, index.type)
      }
      selfPlace = (place, isMutable: isMutating)
    } else if hasSelf, let owner {
      let type = KernelType.structure(owner)
      parameters.append(KernelFunction.Parameter("self", type, isInout: isMutating))
      selfPlace = (Place(type, .local(newLocal("self", type))), isMutable: isMutating)
    }
    let position = overload.parameters.first { if case .position = $0.kind { true } else { false } }
    if let position {
      let names = ["x", "y", "z"].prefix(axes).map { "\(position.name)_\($0)" }
      parameters += names.map { KernelFunction.Parameter($0, .int) }
      let locals = names.map { Expression.local(newLocal($0, .int), .int) }
      try declare(position.name, .position(locals), at: position.node)
    }
    var free = resources[...]
    for parameter in overload.parameters {
      switch parameter.kind {
      case .value(let type):
        parameters.append(KernelFunction.Parameter(parameter.name, type, isInout: parameter.isInout))
        let id = newLocal(parameter.name, type)
        if !parameter.isInout { settled.insert(id) }
        try declare(parameter.name, .place(Place(type, .local(id)), isMutable: parameter.isInout), at: parameter.node)
      case .buffer:
        guard let id = free.popFirst() else { throw malformed(parameter.node) }
        try declare(parameter.name, .buffer(id), at: parameter.node)
      case .shared(_, let axes):
        guard let id = free.popFirst() else { throw malformed(parameter.node) }
        try declare(parameter.name, .shared(id, axes), at: parameter.node)
      case .context:
        hasContext = true
        try declare(parameter.name, .context, at: parameter.node)
      case .position: break
      case .unknown: try declare(parameter.name, .invalid, at: parameter.node)
      }
    }
    declareAllowance(&parameters)
    guard let block = overload.node.first(.block) else { throw malformed(overload.node) }
    try functionBody(block, overload.node)
    let name = owner.map { "\($0)_\(overload.node.text)" } ?? overload.node.text
    return KernelFunction(
      name: name,
      parameters: parameters,
      result: result,
      locals: locals,
      body: sink,
      line: overload.node.line
    )
  }

  /// Lowers the block of a function; a single expression is its result.
  func functionBody(_ block: SyntaxNode, _ node: SyntaxNode) throws(CompileError) {
    if result != .void, block.children.count == 1, let only = block.children.first {
      let value = only.kind == .expression ? only.children.first : [.if, .switch].contains(only.kind) ? only : nil
      if let value, !containsReturn(value) {
        mark(only)
        emit(.give(try lower(value, expected: result)))
        return
      }
    }
    let before = module.errors.count
    try self.block(block)
    // A statement that failed to lower may be the one that returns.
    if result != .void, sink.canComplete, module.errors.count == before {
      throw LanguageRule.missingReturn.error("\(node.text) ends without returning \(spelled(result))", at: node)
    }
  }

  private func containsReturn(_ node: SyntaxNode) -> Bool {
    node.kind == .return || node.kind == .throw || node.children.contains(where: containsReturn)
  }
}

extension [Statement] {
  /// Whether control can reach the end of the list.
  var canComplete: Bool {
    for statement in self {
      switch statement {
      case .give, .fail, .exit, .next: return false
      case .branch(_, let then, let other): if !then.canComplete, !other.canComplete { return false }
      case .loop(nil, let body, _): if !body.leavesLoop { return false }
      default: break
      }
    }
    return true
  }

  /// Whether an `exit` of this loop is among the statements.
  var leavesLoop: Bool {
    contains { statement in
      switch statement {
      case .exit: true
      case .branch(_, let then, let other): then.leavesLoop || other.leavesLoop
      default: false
      }
    }
  }
}
