/// A parameter of a function as the source declares it.
struct ParameterInfo {
  var label: String?
  var name: String
  var isInout: Bool
  var kind: Kind
  var defaultValue: SyntaxNode?
  var node: SyntaxNode

  enum Kind {
    case value(KernelType)
    case buffer(KernelType, rank: Int, isMutable: Bool)
    case shared(KernelType, [Int])
    case position
    case context
    /// A type that only other files know; see `PartialCheck`.
    case unknown
  }
}

/// A function that a call means, with its parameters typed.
struct Overload {
  var node: SyntaxNode
  var parameters: [ParameterInfo]
  /// The argument of each parameter: from the call, else the default value.
  var arguments: [SyntaxNode]
  var values: [String: Int64]
  var result: KernelType
}

extension ModuleLowering {
  /// Buffers by the name of their type: axes, and whether `inout` is needed for writing.
  static let bufferRanks = ["Span": 1, "MutableSpan": 1, "Field1D": 1, "Field2D": 2, "Field3D": 3]

  /// The parameters of a function or kernel.
  func parameters(of node: SyntaxNode, _ values: [String: Int64]) throws(CompileError) -> [ParameterInfo] {
    var all: [ParameterInfo] = []
    for parameter in node.all(.parameter) {
      let types: Set<SyntaxKind> = [.type, .tupleType]
      guard let place = parameter.children.firstIndex(where: { types.contains($0.kind) }) else {
        throw malformed(parameter)
      }
      let label = parameter.first(.label)?.text ?? parameter.text
      let isInout = parameter.has("inout")
      all.append(
        ParameterInfo(
          label: label == "_" ? nil : label,
          name: parameter.text,
          isInout: isInout,
          kind: try kindOrUnknown(of: parameter.children[place], isInout: isInout, values),
          defaultValue: parameter.children.dropFirst(place + 1).first,
          node: parameter
        )
      )
    }
    return all
  }

  private func kindOrUnknown(
    of node: SyntaxNode,
    isInout: Bool,
    _ values: [String: Int64]
  ) throws(CompileError) -> ParameterInfo.Kind {
    do throws(CompileError) { return try kind(of: node, isInout: isInout, values) } catch {
      guard isPartial else { throw error }
      record(error)
      return .unknown
    }
  }

  private func kind(
    of node: SyntaxNode,
    isInout: Bool,
    _ values: [String: Int64]
  ) throws(CompileError) -> ParameterInfo.Kind {
    if let rank = Self.bufferRanks[node.text], node.kind == .type {
      guard let element = node.children.first else {
        throw LanguageRule.unknownType.error("\(node.text) needs the type of its elements", at: node)
      }
      let type = try type(element, values)
      guard types(hold: type) else {
        throw LanguageRule.unknownType.error("the elements of a buffer need a known layout", at: node)
      }
      return .buffer(type, rank: rank, isMutable: isInout)
    }
    switch node.text {
    case "SharedArray", "SharedTile":
      let shape = try sharedShape(node, values)
      return .shared(shape.element, shape.axes)
    case "GridPosition": return .position
    case "RingContext": return .context
    default: return .value(try type(node, values))
    }
  }

  func types(hold type: KernelType) -> Bool { type != .void && module.types.layout(of: type) != nil }

  /// Element and axes of `SharedArray<N, T>` or `SharedTile<H, W, T>`.
  func sharedShape(
    _ node: SyntaxNode,
    _ values: [String: Int64]
  ) throws(CompileError) -> (element: KernelType, axes: [Int]) {
    guard node.children.count == (node.text == "SharedTile" ? 3 : 2), let last = node.children.last else {
      throw LanguageRule.unknownType.error("\(node.text) needs its sizes and the type of its elements", at: node)
    }
    var axes: [Int] = []
    for child in node.children.dropLast() {
      let value = try constant(child, values)
      guard value > 0, value <= 1 << 20 else {
        throw LanguageRule.sharedMemory.error("\(value) elements are no size of shared memory", at: child)
      }
      axes.append(Int(value))
    }
    let element = try type(last, values)
    guard types(hold: element) else {
      throw LanguageRule.unknownType.error("the elements of \(node.text) need a known layout", at: last)
    }
    return (element, axes)
  }
}

extension FunctionLowering {
  /// The one function of `candidates` that the call means; nil when none or several fit.
  func overload(
    _ name: String,
    in candidates: [SyntaxNode],
    _ arguments: [SyntaxNode],
    expected: KernelType?
  ) -> Overload? {
    guard !candidates.isEmpty else { return nil }
    let types = arguments.map { natural($0) }
    let matching = candidates.compactMap { match($0, arguments, types) }
    if matching.count <= 1 { return matching.first }
    if let expected, let one = matching.first(where: { $0.result == expected }) { return one }
    // Literals prefer Int and Double, as in Swift.
    return matching.first { overload in
      zip(overload.parameters, overload.arguments).allSatisfy { parameter, argument in
        guard case .value(let type) = parameter.kind else { return true }
        return natural(argument) != nil || literalDefault(argument) == type
      }
    } ?? matching.first
  }

  private func match(_ candidate: SyntaxNode, _ arguments: [SyntaxNode], _ types: [KernelType?]) -> Overload? {
    let declared = candidate.all(.parameter)
    guard arguments.count <= declared.count else { return nil }
    let names = Set(candidate.all(.valueParameter).map(\.text))
    var bound: [String: Int64] = [:]
    for (parameter, type) in zip(declared, types) {
      if let type, let spelled = parameter.first(.type) { module.match(spelled, type, names, &bound) }
    }
    guard let parameters = try? module.parameters(of: candidate, bound) else { return nil }
    var chosen: [SyntaxNode] = []
    var next = 0
    for parameter in parameters {
      let label = parameter.label ?? ""
      if next < arguments.count, arguments[next].text == label,
        fits(types[next], arguments[next], parameter.kind)
      {
        chosen.append(arguments[next])
        next += 1
      } else if let value = parameter.defaultValue {
        chosen.append(value)
      } else {
        return nil
      }
    }
    guard next == arguments.count else { return nil }
    let result = candidate.first(.result).map { try? module.type($0, bound) } ?? .void
    guard let result else { return nil }
    return Overload(node: candidate, parameters: parameters, arguments: chosen, values: bound, result: result)
  }

  private func fits(_ type: KernelType?, _ argument: SyntaxNode, _ kind: ParameterInfo.Kind) -> Bool {
    guard let value = argument.children.first else { return false }
    switch kind {
    case .value(let wanted):
      guard let type else {
        guard isLiteral(value) else { return true }
        guard let scalar = wanted.scalar, scalar != .bool else { return false }
        return scalar.isFloat || !holdsFloat(value)
      }
      return type == wanted || sameTuple(type, wanted)
    case .buffer(let element, let rank, let isMutable):
      guard case .buffer(let id)? = memory(value), case .buffer(let writable, rank) = module.module.resources[id].kind
      else { return false }
      return module.module.resources[id].element == element && (writable || !isMutable)
    case .shared(let element, let axes):
      guard case .shared(let id, axes)? = memory(value) else { return false }
      return module.module.resources[id].element == element
    case .position: return position(value) != nil
    case .context:
      let name = value.kind == .inout ? value.children.first?.text : value.text
      if let name, case .context? = lookup(name) { return true }
      return false
    case .unknown: return false
    }
  }

  private func sameTuple(_ a: KernelType, _ b: KernelType) -> Bool {
    guard case .structure(let a) = a, case .structure(let b) = b, module.tupleNames[a] != nil,
      module.tupleNames[b] != nil
    else { return false }
    return types.structs[a]?.fields.map(\.type) == types.structs[b]?.fields.map(\.type)
  }

  /// Device functions and, inside an actor or struct, its own methods.
  func functionCandidates(_ name: String) -> [SyntaxNode] {
    // Static functions call each other by name alone; there is no `self` then.
    (module.functions[name] ?? []) + (owner.flatMap { methods(name, of: $0, isStatic: selfPlace == nil) } ?? [])
  }

  /// Methods of a struct or of the actor; nil when there are none of that name.
  func methodCandidates(_ name: String, of type: KernelType, isStatic: Bool) -> [SyntaxNode]? {
    guard case .structure(let structure) = type else { return nil }
    return methods(name, of: structure, isStatic: isStatic)
  }

  private func methods(_ name: String, of owner: String, isStatic: Bool) -> [SyntaxNode]? {
    let declaration = module.unit.declaration
    let node = declaration.kind == .actor && declaration.text == owner ? declaration : module.structures[owner]
    let found = node?.children.filter {
      $0.kind == .function && $0.text == name && $0.has("static") == isStatic && !$0.has("handler")
    }
    return found?.isEmpty == false ? found : nil
  }
}
