// The type of an expression without its context; nil for literals, implicit members and what is unknown.
extension FunctionLowering {
  /// The type that `node` has whatever is expected of it.
  func natural(_ node: SyntaxNode) -> KernelType? {
    switch node.kind {
    case .boolean: return .bool
    case .name: return naturalName(node.text)
    case .member: return naturalMember(node)
    case .call: return naturalCall(node)
    case .subscript: return naturalSubscript(node)
    case .binary: return naturalBinary(node)
    case .prefix:
      guard let operand = node.children.first else { return nil }
      return natural(operand)
    case .ternary: return firstNatural(node.children.dropFirst())
    case .inout, .argument: return node.children.first.flatMap { natural($0) }
    case .if, .switch: return naturalBranches(node)
    case .tuple:
      var elements: [(String?, KernelType)] = []
      for argument in node.children {
        guard let type = natural(argument) else { return nil }
        elements.append((argument.text.isEmpty ? nil : argument.text, type))
      }
      return try? module.tuple(elements, at: node)
    default: return nil
    }
  }

  /// The first type that is known.
  ///
  /// Each node is looked at once: nested calls would otherwise take exponential time.
  func firstNatural(_ nodes: ArraySlice<SyntaxNode>) -> KernelType? {
    for node in nodes {
      if let type = natural(node) { return type }
    }
    return nil
  }

  private func naturalName(_ name: String) -> KernelType? {
    switch lookup(name) {
    case .value(let value)?: value.type
    case .place(let place, _)?: place.type
    case nil where Builtin(scalarName: name) != nil: .int
    default: nil
    }
  }

  private func naturalBranches(_ node: SyntaxNode) -> KernelType? {
    for child in node.children {
      switch child.kind {
      case .block:
        if let only = child.children.last, only.kind == .expression, let value = only.children.first,
          let type = natural(value)
        {
          return type
        }
      case .if, .case:
        if let type = naturalBranches(child) { return type }
      default: break
      }
    }
    return nil
  }

  private func naturalSubscript(_ node: SyntaxNode) -> KernelType? {
    guard let base = node.children.first else { return nil }
    switch memory(base) {
    case .buffer(let id)?, .shared(let id, _)?: return module.module.resources[id].element
    default: break
    }
    let type = natural(base)
    if let type, let shape = types.bounded(type) { return shape.element }
    switch type {
    case .array(let element, _)?: return element
    case .vector(let scalar, _)?: return .scalar(scalar)
    default: return nil
    }
  }

  private func naturalBinary(_ node: SyntaxNode) -> KernelType? {
    guard node.children.count == 2 else { return nil }
    let (left, right) = (node.children[0], node.children[1])
    switch node.text {
    case "&&", "||", "==", "!=", "<", "<=", ">", ">=": return .bool
    case "<<", ">>", "&<<", "&>>": return natural(left)
    case ".<", ".<=", ".>", ".>=", ".==", ".!=":
      return (natural(left)?.lanes ?? natural(right)?.lanes).map { .vector(.bool, $0) }
    default:
      let pair = (natural(left), natural(right))
      if pair.0?.lanes != nil { return pair.0 }
      if pair.1?.lanes != nil { return pair.1 }
      return pair.0 ?? pair.1
    }
  }

  private func naturalMember(_ node: SyntaxNode) -> KernelType? {
    if let value = staticConstant(node) { return value.type }
    guard let base = node.children.first else { return nil }
    if base.kind == .name {
      if lookup(base.text) == nil, Builtin(vectorName: base.text) != nil { return .int }
      switch lookup(base.text) {
      case .buffer?, .shared?, .position?: return .int
      case .context?: return naturalContext(node.text)
      default: break
      }
    }
    if let type = typeNamed(base) { return staticMember(node.text, of: type)?.type }
    guard let type = natural(base) ?? (isLiteral(base) ? literalDefault(base) : nil) else { return nil }
    return step(of: node.text, in: type)?.type ?? memberType(node.text, of: type)
  }

  /// The type that an expression node spells, if it spells one.
  func typeNamed(_ node: SyntaxNode) -> KernelType? {
    switch node.kind {
    case .typeName: return try? type(node)
    case .name where node.text == "Self": return owner.map { .structure($0) }
    case .name where lookup(node.text) == nil:
      return try? module.type(SyntaxNode(.type, node.text), values)
    default: return nil
    }
  }

  /// Type of a computed member of a value, as in `x.nonzeroBitCount`.
  func memberType(_ name: String, of type: KernelType) -> KernelType? {
    guard swiftMember([.property], name, of: type) != nil else { return nil }
    if types.bounded(type) != nil { return name == "isEmpty" ? .bool : .int }
    switch (name, type) {
    case ("count", .array), ("scalarCount", .vector): return .int
    case ("physical", Self.time): return .scalar(.u64)
    case ("logical", Self.time): return .scalar(.u16)
    case ("rawValue", .structure(let name)): return types.enums[name].map { .scalar($0.raw) }
    case ("nonzeroBitCount", .scalar), ("leadingZeroBitCount", .scalar), ("trailingZeroBitCount", .scalar),
      ("bitWidth", .scalar):
      return .int
    case ("isNaN", .scalar), ("isFinite", .scalar), ("isInfinite", .scalar), ("isNormal", .scalar), ("isZero", .scalar):
      return .bool
    case ("bitPattern", .scalar(let scalar)): return scalar.isFloat ? .scalar(scalar.unsigned) : nil
    case ("magnitude", .scalar(let scalar)): return .scalar(scalar.isSigned ? scalar.unsigned : scalar)
    default: return nil
    }
  }

  private func naturalCall(_ node: SyntaxNode) -> KernelType? {
    guard let callee = node.children.first else { return nil }
    let arguments = node.all(.argument)
    if let type = naturalConstruction(callee, arguments) { return type }
    switch callee.kind {
    case .name:
      if let found = overload(callee.text, in: functionCandidates(callee.text), arguments, expected: nil) {
        return found.result
      }
      if ["any", "all"].contains(callee.text), arguments.count == 1 { return .bool }
      if callee.text == "mix", arguments.count == 1 { return .scalar(.u64) }
      return naturalIntrinsic(callee.text, arguments)
    case .member:
      guard let base = callee.children.first else { return nil }
      if case .buffer(let id)? = memory(base), callee.text != "indices" { return module.module.resources[id].element }
      if base.kind == .name, base.text == "Swift" { return naturalIntrinsic(callee.text, arguments) }
      if case .context? = base.kind == .name ? lookup(base.text) : nil {
        return naturalContext(callee.text)
      }
      if let type = typeNamed(base) {
        if callee.text == "init" { return type }
        if ["maximum", "minimum"].contains(callee.text), type.scalar?.isFloat == true { return type }
        return methodCandidates(callee.text, of: type, isStatic: true)
          .flatMap { overload(callee.text, in: $0, arguments, expected: nil)?.result }
      }
      guard let type = natural(base) else { return nil }
      if let methods = methodCandidates(callee.text, of: type, isStatic: false) {
        return overload(callee.text, in: methods, arguments, expected: nil)?.result
      }
      return methodType(callee.text, of: type, labels: arguments.map(\.text))
    default: return nil
    }
  }

  private func naturalConstruction(_ callee: SyntaxNode, _ arguments: [SyntaxNode]) -> KernelType? {
    if let type = typeNamed(callee) { return type }
    // `SIMD3(a, b, c)` and `InlineArray(repeating:)` leave their arguments to inference.
    guard callee.kind == .name || callee.kind == .typeName, let lanes = Self.laneCount(callee) else { return nil }
    return firstNatural(arguments[...])?.lane.map { .vector($0, lanes) }
  }

  /// Lanes of `SIMD2`, `SIMD3` or `SIMD4` without arguments.
  static func laneCount(_ callee: SyntaxNode) -> Int? {
    let name = callee.kind == .typeName ? callee.children.first?.text ?? "" : callee.text
    return switch name {
    case "SIMD2": 2
    case "SIMD3": 3
    case "SIMD4": 4
    default: nil
    }
  }
}
