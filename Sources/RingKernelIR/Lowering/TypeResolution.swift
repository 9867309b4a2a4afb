// Types as the source spells them.
extension ModuleLowering {
  /// The type that `node` spells; `values` are the value parameters in scope.
  func type(_ node: SyntaxNode, _ values: [String: Int64] = [:]) throws(CompileError) -> KernelType {
    switch node.kind {
    case .type: return try namedType(node, values)
    case .tupleType:
      var elements: [(String?, KernelType)] = []
      for element in node.children {
        guard element.kind == .element, let inner = element.children.first else { throw malformed(element) }
        elements.append((element.text.isEmpty ? nil : element.text, try type(inner, values)))
      }
      if elements.isEmpty { return .void }
      if elements.count == 1 { return elements[0].1 }
      return try tuple(elements, at: node)
    case .typeName, .result, .annotation:
      guard let inner = node.children.first else { throw malformed(node) }
      return try type(inner, values)
    case .integer, .floating, .name, .member, .call, .binary, .prefix:
      throw LanguageRule.unknownType.error("a type stands here", at: node)
    default: throw malformed(node)
    }
  }

  func malformed(_ node: SyntaxNode) -> CompileError {
    LanguageRule.malformed.error("a node of kind \(node.kind.rawValue) does not belong here or lacks a part", at: node)
  }

  private func namedType(_ node: SyntaxNode, _ values: [String: Int64]) throws(CompileError) -> KernelType {
    if let scalar = ScalarType(swiftName: node.text) { return .scalar(scalar) }
    switch node.text {
    case "Void": return .void
    case "SIMD2", "SIMD3", "SIMD4":
      guard let lane = node.children.first, case .scalar(let scalar) = try type(lane, values) else {
        throw LanguageRule.unknownType.error("\(node.text) needs a scalar, as in \(node.text)<Float>", at: node)
      }
      return .vector(scalar, node.text == "SIMD2" ? 2 : node.text == "SIMD3" ? 3 : 4)
    case "SIMDMask":
      guard let inner = node.children.first, case .vector(_, let lanes) = try type(inner, values) else { break }
      return .vector(.bool, lanes)
    case "InlineArray":
      guard node.children.count == 2 else { break }
      let count = try constant(node.children[0], values)
      return try array(of: try type(node.children[1], values), Int(clamping: count), at: node)
    case "BoundedArray":
      guard node.children.count == 2 else { break }
      let count = try constant(node.children[0], values)
      return try bounded(try type(node.children[1], values), Int(clamping: count), at: node)
    default:
      if module.types.structs[node.text] != nil || module.types.enums[node.text] != nil { return .structure(node.text) }
    }
    throw LanguageRule.unknownType.error("\(node.text) is no type of the kernel language", at: node)
  }

  /// An array that is small enough for a local.
  func array(of element: KernelType, _ count: Int, at node: SyntaxNode) throws(CompileError) -> KernelType {
    let type = KernelType.array(element, count)
    guard count >= 0, let layout = module.types.layout(of: type), layout.size <= 1 << 26 else {
      throw LanguageRule.tooLarge.error("an array of \(count) elements is too large", at: node)
    }
    return type
  }

  /// The struct of a tuple, laid out as Swift does.
  func tuple(_ elements: [(String?, KernelType)], at node: SyntaxNode) throws(CompileError) -> KernelType {
    let name = elements.reduce(into: "Tuple") { name, element in
      if let label = element.0 { name += "_" + label }
      name += "_" + Self.mangled(element.1)
    }
    guard module.types.structs[name] == nil else { return .structure(name) }
    var fields: [StructField] = []
    var size = 0
    var alignment = 1
    for (place, element) in elements.enumerated() {
      guard let layout = module.types.layout(of: element.1), layout.size < 1 << 26 else {
        throw LanguageRule.unknownType.error("element \(place) of the tuple has no layout", at: node)
      }
      let offset = (size + layout.alignment - 1) / layout.alignment * layout.alignment
      fields.append(StructField(element.0 ?? "_\(place)", element.1, offset: offset))
      size = offset + layout.size
      alignment = max(alignment, layout.alignment)
    }
    module.types.structs[name] = StructType(name: name, fields: fields, size: size, alignment: alignment)
    tupleNames[name] = elements.map(\.0)
    return .structure(name)
  }

  static func mangled(_ type: KernelType) -> String {
    switch type {
    case .void: "void"
    case .scalar(let scalar): scalar.rawValue
    case .vector(let scalar, let lanes): "\(scalar.rawValue)x\(lanes)"
    case .array(let element, let count): "a\(count)_\(mangled(element))"
    case .structure(let name): name
    }
  }

  /// The value of a constant expression.
  func constant(_ node: SyntaxNode, _ values: [String: Int64]) throws(CompileError) -> Int64 {
    let refused = LanguageRule.notConstant.error("not a constant that is known when the kernel is compiled", at: node)
    switch node.kind {
    case .integer:
      guard let value = Int64(node.text) else { throw refused }
      return value
    case .name, .type:
      guard let value = values[node.text] ?? unit.constants[node.text] else { throw refused }
      return value
    case .binary where node.children.count == 2:
      let a = try constant(node.children[0], values)
      let b = try constant(node.children[1], values)
      let (result, overflow): (Int64, Bool)
      switch node.text {
      case "+": (result, overflow) = a.addingReportingOverflow(b)
      case "-": (result, overflow) = a.subtractingReportingOverflow(b)
      case "*": (result, overflow) = a.multipliedReportingOverflow(by: b)
      case "/": (result, overflow) = a.dividedReportingOverflow(by: b)
      default: throw refused
      }
      guard !overflow else { throw refused }
      return result
    default: throw refused
    }
  }

  /// Matches a spelled type with a real one and binds the value parameters that it names.
  func match(_ node: SyntaxNode, _ actual: KernelType, _ names: Set<String>, _ values: inout [String: Int64]) {
    guard node.kind == .type, node.text == "InlineArray", node.children.count == 2,
      case .array(let element, let count) = actual
    else { return }
    let size = node.children[0]
    if names.contains(size.text), values[size.text] == nil { values[size.text] = Int64(count) }
    match(node.children[1], element, names, &values)
  }

  /// The zero of a type.
  func zero(_ type: KernelType) -> Expression { module.types.zero(type) }
}
