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
      guard let base = node.children.first else {
        throw LanguageRule.notAssignable.error(".\(node.text) is not a variable", at: node)
      }
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
    if let shape = types.bounded(base.place.type) { return try boundedElement(of: base, shape, arguments, node) }
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
}
