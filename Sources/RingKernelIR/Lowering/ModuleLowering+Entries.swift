// Entries: kernels, stencil kernels, handlers, and plain functions for tests.
extension ModuleLowering {
  func lowerKernel(_ node: SyntaxNode) throws(CompileError) {
    let body = FunctionLowering(self, values: unit.constants, result: .void)
    let isStencil = node.has("stencil")
    module.blockSize = try blockSize(node)
    let parameters = try entryParameters(node, body)
    var fields: [ResourceID] = []
    var position: ParameterInfo?
    for info in try self.parameters(of: node, unit.constants) {
      if case .position = info.kind { position = info }
      if case .buffer(_, let rank, _) = info.kind, info.node.isField {
        _ = rank
        if let id = module.resources.firstIndex(where: { $0.name == info.name }) { fields.append(id) }
      }
    }
    guard let block = node.first(.block) else { throw malformed(node) }
    if isStencil || position != nil {
      guard let position, !fields.isEmpty else {
        throw LanguageRule.stencil.error("\(node.text) needs a field and a parameter `at pos: GridPosition`", at: node)
      }
      try stencilBody(block, node, fields, position, body)
    } else {
      try body.functionBody(block, node)
    }
    let name = node.text
    _ = add(
      KernelFunction(name: name, parameters: parameters, locals: body.locals, body: body.sink, line: node.line)
    )
  }

  /// Declares what a kernel takes: buffers become resources, everything else parameters.
  private func entryParameters(
    _ node: SyntaxNode,
    _ body: FunctionLowering
  ) throws(CompileError) -> [KernelFunction.Parameter] {
    var parameters: [KernelFunction.Parameter] = []
    for info in try self.parameters(of: node, unit.constants) {
      switch info.kind {
      case .buffer(let element, let rank, let isMutable):
        module.resources.append(
          Resource(
            info.name,
            element,
            .buffer(isMutable: isMutable, rank: rank),
            isAtomic: atomics.contains(module.resources.count)
          )
        )
        try body.declare(info.name, .buffer(module.resources.count - 1), at: info.node)
      case .value(let type):
        guard !info.isInout, type != .void else {
          throw LanguageRule.entryParameter.error(
            "\(info.name) cannot be inout; hand a buffer over",
            at: info.node,
            fix: info.node.withoutInout
          )
        }
        parameters.append(KernelFunction.Parameter(info.name, type))
        let id = body.newLocal(info.name, type)
        body.settled.insert(id)
        try body.declare(info.name, .place(Place(type, .local(id)), isMutable: false), at: info.node)
      case .position: break
      case .unknown: try body.declare(info.name, .invalid, at: info.node)
      case .shared, .context:
        throw LanguageRule.entryParameter.error("a kernel does not take \(info.name)", at: info.node)
      }
    }
    return parameters
  }

  private func blockSize(_ node: SyntaxNode) throws(CompileError) -> [Int]? {
    let attribute = node.children.first { $0.kind == .attribute && ["block", "tile"].contains($0.text) }
    guard let attribute else { return nil }
    let parts = attribute.children.first?.kind == .tuple ? attribute.children[0].children : attribute.children
    var sizes: [Int] = []
    for part in parts.prefix(4) {
      let value = try constant(part.kind == .argument ? part.children.first ?? part : part, unit.constants)
      guard (1...1024).contains(value) else {
        throw LanguageRule.stencil.error("a block of \(value) threads along an axis; 1 to 1024 are possible", at: part)
      }
      sizes.append(Int(value))
    }
    guard (1...3).contains(sizes.count), sizes.reduce(1, *) <= 1024 else {
      throw LanguageRule.stencil.error("a block has one to three axes and at most 1024 threads", at: attribute)
    }
    return sizes + Array(repeating: 1, count: 3 - sizes.count)
  }

  /// The body of a stencil kernel runs where every neighbour within the halo exists.
  private func stencilBody(
    _ block: SyntaxNode,
    _ node: SyntaxNode,
    _ fields: [ResourceID],
    _ position: ParameterInfo,
    _ body: FunctionLowering
  ) throws(CompileError) {
    guard case .buffer(_, let rank) = module.resources[fields[0]].kind,
      fields.allSatisfy({ if case .buffer(_, rank) = module.resources[$0].kind { true } else { false } })
    else { throw LanguageRule.stencil.error("the fields of a stencil kernel have one rank", at: node) }
    var halo = 1
    if let attribute = node.children.first(where: { $0.kind == .attribute && $0.text == "halo" }),
      let value = attribute.children.first
    {
      let number = try constant(value, unit.constants)
      guard (0...64).contains(number) else {
        throw LanguageRule.stencil.error("a halo of \(number) cells; 0 to 64 are possible", at: value)
      }
      halo = Int(number)
    }
    let axes = (0..<rank).map { axis in
      let index = Expression(.scalar(.i32), .builtin(.globalThreadIndex, axis: axis)).converted(to: .i64)
      let id = body.newLocal("\(position.name)_\(["x", "y", "z"][axis])", .int)
      body.settled.insert(id)
      body.emit(.define(id, index))
      return Expression.local(id, .int)
    }
    try body.declare(position.name, .position(axes), at: position.node)
    var inside = Expression.bool(true)
    for (axis, index) in axes.enumerated() {
      let extent = Expression(.int, .extent(fields[0], axis: axis))
      let end = halo == 0 ? extent : Expression.binary(.subtract, extent, .int(halo))
      var test = Expression.compare(.less, index, end)
      if halo > 0 { test = .both(.compare(.greaterOrEqual, index, .int(halo)), test) }
      inside = axis == 0 ? test : .both(inside, test)
    }
    let (statements, _) = try body.collect { () throws(CompileError) in
      // Fields of one launch have one size. Checked once, it proves the accesses to all of them.
      if checking != .unchecked {
        for other in fields.dropFirst() {
          for axis in 0..<rank {
            let (a, b) = (
              Expression(.int, .extent(fields[0], axis: axis)), Expression(.int, .extent(other, axis: axis))
            )
            let site = site(.indexOutOfRange, node, ["extent", "other extent"])
            body.emit(.check(.compare(.equal, a, b), site, values: [a, b]))
          }
        }
      }
      try body.functionBody(block, node)
    }
    body.emit(.branch(inside, then: statements, else: []))
  }

  /// Lowers the handlers of an actor: all of them, or the one of the unit's message.
  func lowerActor(_ node: SyntaxNode) throws(CompileError) {
    let handlers = node.children.filter { function in
      let spelled = function.first(.parameter)?.first(.type)?.text
      return function.kind == .function && function.has("handler") && (unit.message == nil || spelled == unit.message)
    }
    guard !handlers.isEmpty else {
      let missing = unit.message ?? "a message: 'mutating func receive(_ message: M, in context: inout RingContext)'"
      throw LanguageRule.handler.error("\(node.text) has no handler of \(missing)", at: node)
    }
    guard module.types.structs[node.text] != nil else {
      throw LanguageRule.unknownType.error("the layout of \(node.text) is missing", at: node)
    }
    module.blockSize = try handlerBlock(node)
    try checkLoopLimit(node)
    module.resources.append(Resource("state", .structure(node.text), .state))
    var lowered: [Handler] = []
    for handler in handlers {
      do throws(CompileError) {
        let next = try lowerHandler(handler, of: node)
        guard !lowered.contains(where: { $0.message == next.message }) else {
          throw LanguageRule.handler.error("two handlers take \(next.message)", at: handler)
        }
        lowered.append(next)
      } catch { record(error) }
    }
    module.entry = .actor(lowered)
  }

  /// Threads that run each handler of an actor, where it asks for a block of them.
  func handlerBlock(_ node: SyntaxNode) throws(CompileError) -> [Int]? {
    guard let attribute = node.children.first(where: { $0.kind == .attribute && $0.text == "block" }) else {
      return nil
    }
    guard attribute.children.count == 1, let size = Int(attribute.children[0].text), (1...1024).contains(size) else {
      throw LanguageRule.attribute.error("the block of a handler has one axis, of 1 to 1024 threads", at: attribute)
    }
    return [size, 1, 1]
  }

  /// An actor that says how long its loops may run says so within limits.
  private func checkLoopLimit(_ node: SyntaxNode) throws(CompileError) {
    guard let attribute = node.children.first(where: { $0.kind == .attribute && $0.text == "loopLimit" }),
      !(1...LoopLimit.largest).contains(LoopLimit.rounds(of: node)) || attribute.children.count != 1
    else { return }
    throw LanguageRule.attribute.error("the limit of an actor's loops is 1 to \(LoopLimit.largest)", at: attribute)
  }

  /// Lowers a handler; the state is resource 0.
  func lowerHandler(_ handler: SyntaxNode, of node: SyntaxNode) throws(CompileError) -> Handler {
    let reply = try result(of: handler)
    let body = FunctionLowering(self, values: unit.constants, result: reply)
    body.owner = node.text
    body.selfPlace = (Place(.structure(node.text), .resource(0, index: nil)), isMutable: handler.has("mutating"))
    body.hasContext = true
    body.allowance = .integer(Int64(LoopLimit.rounds(of: node)), .u32)
    body.givesUnknown = isPartial && reply == .void
    var parameters: [KernelFunction.Parameter] = []
    for info in try self.parameters(of: handler, unit.constants) {
      switch info.kind {
      case .context: try body.declare(info.name, .context, at: info.node)
      case .value(let type) where !info.isInout && parameters.isEmpty:
        parameters.append(KernelFunction.Parameter(info.name, type))
        let id = body.newLocal(info.name, type)
        body.settled.insert(id)
        try body.declare(info.name, .place(Place(type, .local(id)), isMutable: false), at: info.node)
      case .unknown:
        parameters.append(KernelFunction.Parameter(info.name, .structure("?")))
        _ = body.newLocal(info.name, .structure("?"))
        try body.declare(info.name, .invalid, at: info.node)
      default: throw LanguageRule.handler.error("a handler takes a message and the context", at: info.node)
      }
    }
    guard let message = parameters.first, case .structure(let messageName) = message.type else {
      throw LanguageRule.handler.error("a handler takes a message", at: handler)
    }
    var replyName: String?
    if case .structure(let name) = reply { replyName = name }
    guard reply == .void || replyName != nil, let block = handler.first(.block) else {
      throw LanguageRule.handler.error("a handler answers with a message or nothing", at: handler)
    }
    for name in [messageName] + (replyName.map { [$0] } ?? []) where !isPartial && unit.messages[name] == nil {
      throw LanguageRule.handler.error("\(name) is no message; mark it @RingMessage", at: handler)
    }
    try body.functionBody(block, handler)
    let function = KernelFunction(
      name: handler.text,
      parameters: parameters,
      result: reply,
      locals: body.locals,
      body: body.sink,
      line: handler.line
    )
    return Handler(add(function), message: messageName, reply: replyName)
  }

  /// The type that a function gives; nothing where only other files know it.
  func result(of function: SyntaxNode) throws(CompileError) -> KernelType {
    guard let node = function.first(.result) else { return .void }
    do throws(CompileError) { return try type(node, unit.constants) } catch {
      guard isPartial else { throw error }
      return .void
    }
  }

  /// A function alone, for tests: its parameters are the entry's, its result is given.
  func lowerTestFunction(_ node: SyntaxNode) throws(CompileError) {
    let result = try result(of: node)
    let body = FunctionLowering(self, values: unit.constants, result: result)
    body.givesUnknown = isPartial && result == .void
    let parameters = try entryParameters(node, body)
    guard let block = node.first(.block) else { throw malformed(node) }
    try body.functionBody(block, node)
    _ = add(
      KernelFunction(
        name: node.text,
        parameters: parameters,
        result: result,
        locals: body.locals,
        body: body.sink,
        line: node.line
      )
    )
  }
}

extension SyntaxNode {
  /// Whether a parameter is a field of a stencil.
  fileprivate var isField: Bool { first(.type)?.text.hasPrefix("Field") == true }
}
