// Calls of device functions and methods.
extension FunctionLowering {
  func call(_ node: SyntaxNode, expected: KernelType?) throws(CompileError) -> Expression {
    guard let callee = node.children.first else { throw malformed(node) }
    let arguments = node.all(.argument)
    if let value = try construction(callee, arguments, node, expected: expected) { return value }
    switch callee.kind {
    case .name: return try namedCall(callee.text, arguments, node, expected: expected)
    case .member:
      guard let base = callee.children.first else {
        // `.init(…)` and static functions of the expected type.
        if callee.text == "init", arguments.count == 1, arguments[0].text.isEmpty,
          let value = arguments[0].children.first, value.kind != .array, !isLiteral(value)
        {
          // The printed body, which knows no types, could not tell a conversion that fails.
          throw LanguageRule.unsupported.error("name the type that this is converted to, as in Int32(x)", at: callee)
        }
        guard let expected else { throw unknown(callee) }
        if callee.text == "init" { return try construct(expected, arguments, node) }
        return try staticCall(callee.text, of: expected, arguments, node, expected: expected)
      }
      return try memberCall(callee, base, arguments, node, expected: expected)
    default: throw LanguageRule.noSuchCall.error("this cannot be called", at: callee)
    }
  }

  private func namedCall(
    _ name: String,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    let candidates = functionCandidates(name)
    if let found = overload(name, in: candidates, arguments, expected: expected) {
      let isMethod = !(module.functions[name] ?? []).contains(found.node)
      return try invoke(found, on: isMethod ? selfPlace : nil, owner: isMethod ? owner : nil, node)
    }
    if ["any", "all"].contains(name), arguments.count == 1, let lanes = natural(arguments[0])?.lanes {
      let mask = temporary(try lower(arguments[0], expected: .vector(.bool, lanes)))
      let parts = (0..<lanes).map { Expression(.bool, .extract(mask, $0)) }
      return parts.dropFirst().reduce(parts[0]) { name == "all" ? .both($0, $1) : .either($0, $1) }
    }
    if name == "mix", arguments.map(\.text) == [""] {
      return mixed(temporary(try lower(arguments[0], expected: .scalar(.u64))))
    }
    if let value = try intrinsic(name, arguments, node, expected: expected) { return value }
    if ["stride", "zip", "print", "precondition", "assert", "fatalError"].contains(name) {
      throw LanguageRule.unsupported.error("\(name) is not available here", at: node)
    }
    if candidates.isEmpty, IntrinsicLookup.rows(name).isEmpty {
      throw LanguageRule.unknownName.error("no function \(name) is known; mark it @DeviceFunction", at: node)
    }
    throw noMatch(name, arguments, node)
  }

  func noMatch(_ name: String, _ arguments: [SyntaxNode], _ node: SyntaxNode) -> CompileError {
    let types = arguments.map { argument in
      let type = natural(argument).map { spelled($0) } ?? "_"
      return argument.text.isEmpty ? type : "\(argument.text): \(type)"
    }
    return LanguageRule.noSuchCall.error("\(name) does not take (\(types.joined(separator: ", ")))", at: node)
  }

  private func memberCall(
    _ callee: SyntaxNode,
    _ base: SyntaxNode,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    if base.kind == .name {
      if base.text == "Swift", lookup("Swift") == nil {
        return try namedCall(callee.text, arguments, node, expected: expected)
      }
      switch lookup(base.text) {
      case .context?: return try contextCall(callee.text, arguments, node)
      case .buffer(let id)?: return try neighbour(callee.text, of: id, arguments, node)
      case .invalid?: throw .silent
      default: break
      }
      if base.text == "self", let owner,
        let own = methodCandidates(callee.text, of: .structure(owner), isStatic: false),
        let found = overload(callee.text, in: own, arguments, expected: expected)
      {
        return try invoke(found, on: selfPlace, owner: owner, node)
      }
    }
    if let type = typeNamed(base) {
      if callee.text == "init" { return try construct(type, arguments, node) }
      return try staticCall(callee.text, of: type, arguments, node, expected: expected)
    }
    let type = natural(base) ?? expected ?? literalDefault(base)
    if case .structure(let structure) = type, let own = methodCandidates(callee.text, of: type, isStatic: false) {
      guard let found = overload(callee.text, in: own, arguments, expected: expected) else {
        throw noMatch(callee.text, arguments, node)
      }
      if let resident = try residentPlace(base, isMutating: found.node.has("mutating")) {
        return try invoke(found, on: resident, owner: structure, node)
      }
      if found.node.has("mutating") {
        return try mutatingCall(found, on: base, structure, node)
      }
      let value = try lower(base)
      let id = newLocal("self", value.type)
      settled.insert(id)
      emit(.define(id, value))
      return try invoke(found, on: (Place(value.type, .local(id)), isMutable: false), owner: structure, node)
    }
    return try valueMethod(callee.text, base, type, arguments, node, expected: expected)
  }

  /// The place of a struct in the actor's state: its methods work there, on the state itself, as on the host.
  private func residentPlace(
    _ base: SyntaxNode,
    isMutating: Bool
  ) throws(CompileError) -> (Place, isMutable: Bool)? {
    guard module.isHandler, isPlace(base), isResident(base) else { return nil }
    let pending = try place(base)
    if isMutating, !pending.isMutable {
      throw LanguageRule.notAssignable.error("this cannot be changed", at: base)
    }
    pending.checks.forEach(emit)
    let place = pending.place.mapIndices { temporary($0) }
    return (place, pending.isMutable)
  }

  /// Whether a place begins at the state.
  private func isResident(_ node: SyntaxNode) -> Bool {
    switch node.kind {
    case .name:
      guard case .place(let place, _)? = lookup(node.text), let resource = place.resource else { return false }
      return module.module.resources[resource].kind == .state
    case .member, .subscript: return node.children.first.map(isResident) == true
    default: return false
    }
  }

  private func mutatingCall(
    _ overload: Overload,
    on base: SyntaxNode,
    _ structure: String,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    let pending = try place(base)
    if pending.isMutable, pending.place.local != nil, pending.place.path.isEmpty {
      return try invoke(overload, on: (pending.place, isMutable: true), owner: structure, node)
    }
    // Only whole locals are handed over: copy in, call, copy out.
    let type = pending.place.type
    let id = newLocal("t", type)
    emit(.define(id, read(pending)))
    let value = try invoke(overload, on: (Place(type, .local(id)), isMutable: true), owner: structure, node)
    var unchecked = pending
    unchecked.checks = []
    try store(.local(id, type), in: unchecked, node)
    return value
  }

  private func staticCall(
    _ name: String,
    of type: KernelType,
    _ arguments: [SyntaxNode],
    _ node: SyntaxNode,
    expected: KernelType?
  ) throws(CompileError) -> Expression {
    if let candidates = methodCandidates(name, of: type, isStatic: true), case .structure(let owner) = type {
      guard let found = overload(name, in: candidates, arguments, expected: expected) else {
        throw noMatch(name, arguments, node)
      }
      return try invoke(found, on: nil, owner: owner, node)
    }
    if swiftMember([.function], name, labels: arguments.map(\.text), of: type) != nil,
      let value = try intrinsic(name == "minimum" ? "min" : "max", arguments, node, expected: type)
    {
      return value
    }
    throw LanguageRule.unknownMember.error("\(spelled(type)) has no function \(name)", at: node)
  }

  /// Calls a function of the unit: arguments from left to right, `inout` copied in and out, buffers specialised.
  func invoke(
    _ overload: Overload,
    on receiver: (Place, isMutable: Bool)?,
    owner: String?,
    _ node: SyntaxNode
  ) throws(CompileError) -> Expression {
    var nodes: [SyntaxNode] = []
    var wanted: [KernelType?] = []
    var pending: [Int: PendingPlace] = [:]
    var resources: [ResourceID] = []
    var operands: [Operand?] = []
    var positions: [Expression] = []
    for (parameter, argument) in zip(overload.parameters, overload.arguments) {
      switch parameter.kind {
      case .buffer, .shared:
        guard let value = argument.kind == .argument ? argument.children.first : argument else {
          throw malformed(argument)
        }
        switch memory(value) {
        case .buffer(let id)?, .shared(let id, _)?: resources.append(id)
        default: throw LanguageRule.bufferValue.error("\(parameter.name) takes a buffer by its name", at: value)
        }
      case .position:
        guard let value = argument.children.first, let axes = position(value) else {
          throw LanguageRule.stencil.error("\(parameter.name) takes the position of a stencil kernel", at: argument)
        }
        positions = axes
      case .context, .unknown: break
      case .value(let type):
        if parameter.isInout {
          guard let value = argument.children.first, value.kind == .inout else {
            throw LanguageRule.noSuchCall.error("\(parameter.name) is inout: write &", at: argument)
          }
          pending[operands.count] = try place(value)
        } else {
          nodes.append(argument)
          wanted.append(type)
        }
        operands.append(nil)
      }
    }
    var arguments = try lowerAll(nodes, expected: wanted)[...]
    for index in operands.indices where pending[index] == nil {
      operands[index] = arguments.popFirst().map { .value($0) }
    }
    var copies: [(LocalID, PendingPlace)] = []
    for (index, place) in pending.sorted(by: { $0.key < $1.key }) {
      guard place.isMutable else { throw LanguageRule.notAssignable.error("this cannot be changed", at: node) }
      if place.place.local != nil, place.place.path.isEmpty {
        operands[index] = .place(place.place)
      } else {
        let id = newLocal("t", place.place.type)
        emit(.define(id, read(place)))
        operands[index] = .place(Place(place.place.type, .local(id)))
        copies.append((id, place))
      }
    }
    var all = positions.map(Operand.value) + operands.compactMap { $0 }
    let isActor = module.isHandler && owner == module.unit.declaration.text
    var path: [Place.Step] = []
    if let receiver, !isActor, receiver.0.resource != nil {
      // Part of the state: the function is made for this place and takes its indices.
      var indices: [Operand] = []
      path = receiver.0.path.map { step in
        guard case .element(let index) = step else { return step }
        indices.append(.value(index))
        return .element(Expression(index.type, .constant(0)))
      }
      all.insert(contentsOf: indices, at: 0)
    } else if let receiver, !isActor {
      let isMutating = overload.node.has("mutating")
      if isMutating, !receiver.isMutable {
        throw LanguageRule.notAssignable.error("\(overload.node.text) changes a value that is constant", at: node)
      }
      let value = Expression(receiver.0.type, .read(receiver.0))
      all.insert(isMutating ? .place(receiver.0) : .value(value), at: 0)
    }
    let id = try module.callee(
      overload,
      owner: owner,
      resources: resources,
      axes: positions.count,
      hasSelf: receiver != nil,
      path: path,
      at: node
    )
    if module.limited.contains(id), let allowance { all.append(.value(allowance)) }
    var result: LocalID?
    if overload.result != .void { result = newLocal("t", overload.result) }
    mark(call: node)
    emit(.call(id, all, result: result))
    for (copy, place) in copies {
      var unchecked = place
      unchecked.checks = []
      try store(.local(copy, place.place.type), in: unchecked, node)
    }
    guard let result else { return Expression(.void, .constant(0)) }
    settled.insert(result)
    return .local(result, overload.result)
  }
}
