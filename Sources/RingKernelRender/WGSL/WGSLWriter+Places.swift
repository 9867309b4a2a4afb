internal import RingKernelIR

extension WGSLWriter {
  /// The value in a place.
  mutating func read(_ place: Place) throws(RenderError) -> String {
    guard case .resource(let id, let index) = place.root, module.resources[id].kind.isMemory else {
      return try reference(place)
    }
    let memory = memory(id)
    guard memory.element != nil else {
      return try load(place.type, try address(place), memory)
    }
    let element = "\(memory.name)[\(try self.index(index))]"
    guard memory.isAtomic else { return element }
    let word = "atomicLoad(&\(element))"
    return place.type.scalar == .f32 ? "bitcast<f32>(\(word))" : word
  }

  /// The statement, without its semicolon, that stores a value.
  mutating func assign(_ place: Place, _ value: String) throws(RenderError) -> String {
    guard case .resource(let id, let index) = place.root, module.resources[id].kind.isMemory else {
      if case .resource(let id, let index) = place.root, module.resources[id].isAtomic {
        let word = place.type.scalar == .f32 ? "bitcast<u32>(\(value))" : value
        return "atomicStore(&\(resourceNames[id])[\(try self.index(index))], \(word))"
      }
      return "\(try reference(place)) = \(value)"
    }
    let memory = memory(id)
    guard memory.element != nil else { return try store(place.type, try address(place), memory, value) }
    let element = "\(memory.name)[\(try self.index(index))]"
    guard memory.isAtomic else { return "\(element) = \(value)" }
    return "atomicStore(&\(element), \(place.type.scalar == .f32 ? "bitcast<u32>(\(value))" : value))"
  }

  /// A local or shared memory, and the way into it.
  mutating func reference(_ place: Place) throws(RenderError) -> String {
    var text: String
    var type: KernelType
    switch place.root {
    case .local(let local):
      text = localNames[local]
      type = function.locals[local].type
    case .resource(let id, let index):
      type = module.resources[id].element
      text = "\(resourceNames[id])[\(try self.index(index, of: module.resources[id].kind.count))]"
    }
    for step in place.path {
      switch (step, type) {
      case (.field(let field), .structure(let name)):
        text += ".f\(field)"
        type = module.types.structs[name]?.fields[field].type ?? .void
      case (.element(let index), .array(let element, let count)):
        text += "[\(try self.index(index, of: count))]"
        type = element
      case (.element(let index), .vector(let scalar, let count)):
        text += "[\(try self.index(index, of: count))]"
        type = .scalar(scalar)
      default: throw .layout(.wgsl, mangled(type), module.name)
      }
    }
    return text
  }

  /// The place in a binding of words.
  private mutating func address(_ place: Place) throws(RenderError) -> WGSLAddress {
    guard case .resource(let id, let index) = place.root else {
      throw .layout(.wgsl, "the address of a local", module.name)
    }
    var address = WGSLAddress()
    if isEngine { address.terms.append(("rk_base", 4)) }
    var type = module.resources[id].element
    if let index { try step(index, over: type, &address) }
    for part in place.path {
      switch (part, type) {
      case (.field(let field), .structure(let name)):
        guard let found = module.types.structs[name]?.fields[field] else {
          throw .layout(.wgsl, name, module.name)
        }
        address.constant += found.offset
        type = found.type
      case (.element(let index), .array(let element, _)):
        try step(index, over: element, &address)
        type = element
      case (.element(let index), .vector(let scalar, _)):
        try step(index, over: .scalar(scalar), &address)
        type = .scalar(scalar)
      default: throw .layout(.wgsl, mangled(type), module.name)
      }
    }
    return address
  }

  private mutating func step(
    _ index: Expression,
    over type: KernelType,
    _ address: inout WGSLAddress
  ) throws(RenderError) {
    guard let stride = module.types.layout(of: type)?.stride else { throw .layout(.wgsl, mangled(type), module.name) }
    if case .constant(let bits) = index.node, bits < 1 << 31 {
      address.constant += Int(bits) * stride
    } else {
      address.terms.append((Self.closed(try self.index(index, isWord: true)), stride))
    }
  }

  /// An index: its low word, for in range that is all of it.
  ///
  /// - Parameters:
  ///   - count: How many elements there are, if that is known: constants past them, which are never reached, become 0.
  ///   - isWord: Whether it must be `u32`.
  mutating func index(_ value: Expression?, of count: Int? = nil, isWord: Bool = false) throws(RenderError) -> String {
    guard let value else { return "0u" }
    if case .constant(let bits) = value.node { return bits < UInt64(count ?? 1 << 31) ? "\(bits)u" : "0u" }
    if case .convert(let inner) = value.node, inner.type == .scalar(.i32) || inner.type == .scalar(.u32) {
      return try index(inner, isWord: isWord)
    }
    if WGSLScalar.isWide(value.type.scalar ?? .i32) { return scalars.low(try operand(value)) }
    let text = try expression(value)
    return isWord && value.type.scalar?.isSigned == true ? "u32(\(text))" : text
  }
}

extension Resource.Kind {
  /// Whether it is a binding.
  var isMemory: Bool { if case .shared = self { false } else { true } }
  /// Elements of shared memory.
  var count: Int? { if case .shared(let count) = self { count } else { nil } }
}
