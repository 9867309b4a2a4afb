internal import RingKernelIR

// Values at host offsets in bindings of words. Functions that name a binding have names of ours for everything else.
extension WGSLWriter {
  /// A word of a binding.
  func word(_ memory: WGSLMemory, _ place: String) -> String {
    if memory.isUniform {
      if let number = Int(place.dropLast()) { return "\(memory.name)[\(number / 4)][\(number % 4)]" }
      return "\(memory.name)[(\(place)) >> 2u][(\(place)) & 3u]"
    }
    return memory.isAtomic ? "atomicLoad(&\(memory.name)[\(place)])" : "\(memory.name)[\(place)]"
  }

  private func setting(_ memory: WGSLMemory, _ place: String, _ value: String) -> String {
    memory.isAtomic ? "atomicStore(&\(memory.name)[\(place)], \(value))" : "\(memory.name)[\(place)] = \(value)"
  }

  /// The value of a type at an address.
  mutating func load(
    _ type: KernelType,
    _ address: WGSLAddress,
    _ memory: WGSLMemory
  ) throws(RenderError) -> String {
    if let scalar = type.scalar { return try load(scalar, address, memory) }
    let name = "rk_load_\(memory.name)_\(mangled(type))"
    let from = try start(type)
    if !helpers.contains(name) {
      let result = try self.type(type)
      let body: String
      if let (element, stride, count) = try longArray(type) {
        let at = WGSLAddress(terms: from.terms + [("rk_k", stride)])
        body = """
            var rk_r: \(result);
            for (var rk_k = 0u; rk_k < \(count)u; rk_k++) { rk_r[rk_k] = \(try load(element, at, memory)); }
            return rk_r;
          """
      } else {
        var parts: [String] = []
        for part in try self.parts(type) { parts.append(try load(part.type, from.advanced(by: part.offset), memory)) }
        body = "  return \(result)(\(parts.joined(separator: ", ")));"
      }
      _ = helpers.use(name, "fn \(name)(rk_at: u32) -> \(result) {\n\(body)\n}")
    }
    return "\(name)(\(try start(type, address)))"
  }

  /// The statement, without its semicolon, that stores a value.
  mutating func store(
    _ type: KernelType,
    _ address: WGSLAddress,
    _ memory: WGSLMemory,
    _ value: String
  ) throws(RenderError) -> String {
    if let scalar = type.scalar { return try store(scalar, address, memory, value) }
    let name = "rk_store_\(memory.name)_\(mangled(type))"
    let from = try start(type)
    if !helpers.contains(name) {
      var body = ""
      if let (element, stride, count) = try longArray(type) {
        let at = WGSLAddress(terms: from.terms + [("rk_k", stride)])
        let part = try store(element, at, memory, "rk_w[rk_k]")
        body = "  var rk_w = rk_v;\n  for (var rk_k = 0u; rk_k < \(count)u; rk_k++) { \(part); }\n"
      } else {
        for (place, part) in try parts(type).enumerated() {
          let inner = if case .structure = type { "rk_v.f\(place)" } else { "rk_v[\(place)]" }
          body += "  \(try store(part.type, from.advanced(by: part.offset), memory, inner));\n"
        }
      }
      let own = try self.type(type)
      _ = helpers.use(name, "fn \(name)(rk_at: u32, rk_v: \(own)) {\n\(body)}")
    }
    return "\(name)(\(try start(type, address)), \(value))"
  }

  /// What a helper of a type is handed: the number of its first word, of its first byte if it need not begin a word.
  private func start(_ type: KernelType) throws(RenderError) -> WGSLAddress {
    guard let layout = module.types.layout(of: type) else { throw .layout(.wgsl, "\(type)", module.name) }
    return WGSLAddress(terms: [("rk_at", layout.alignment % 4 == 0 ? 4 : 1)])
  }

  private func start(_ type: KernelType, _ address: WGSLAddress) throws(RenderError) -> String {
    guard module.types.layout(of: type)?.alignment ?? 1 >= 4 else { return address.byte }
    guard address.isWord else { throw .layout(.wgsl, mangled(type), module.name) }
    return address.word
  }

  /// An array that is copied by a loop.
  func longArray(_ type: KernelType) throws(RenderError) -> (element: KernelType, stride: Int, count: Int)? {
    guard case .array(let element, let count) = type, count > 8 else { return nil }
    guard let stride = module.types.layout(of: element)?.stride else {
      throw .layout(.wgsl, mangled(type), module.name)
    }
    return (element, stride, count)
  }

  /// The parts of a vector, array or struct, with their offsets.
  func parts(_ type: KernelType) throws(RenderError) -> [(type: KernelType, offset: Int)] {
    switch type {
    case .vector(let scalar, let lanes):
      return (0..<lanes).map { (.scalar(scalar), $0 * scalar.byteCount) }
    case .array(let element, let count):
      guard let stride = module.types.layout(of: element)?.stride else { break }
      return (0..<count).map { (element, $0 * stride) }
    case .structure(let name):
      guard let fields = module.types.structs[name]?.fields else { break }
      return fields.map { ($0.type, $0.offset) }
    default: break
    }
    throw .layout(.wgsl, mangled(type), module.name)
  }

  private mutating func load(
    _ scalar: ScalarType,
    _ address: WGSLAddress,
    _ memory: WGSLMemory
  ) throws(RenderError) -> String {
    if scalar.byteCount >= 4, !address.isWord { throw .layout(.wgsl, scalar.rawValue, module.name) }
    switch scalar {
    case .f64: throw .lacks(.wgsl, "64-bit floats", module.name)
    case .u32: return word(memory, address.word)
    case .i32, .f32: return "bitcast<\(scalars.name(scalar))>(\(word(memory, address.word)))"
    case .i64, .u64:
      let name = "rk_wide_\(memory.name)"
      let pair = "vec2<u32>(\(word(memory, "rk_at")), \(word(memory, "rk_at + 1u")))"
      _ = helpers.use(name, "fn \(name)(rk_at: u32) -> vec2<u32> { return \(pair); }")
      return scalars.joined("\(name)(\(address.word))", scalar)
    default: break
    }
    let width = scalar.byteCount * 8
    if scalar.isSigned { return "extractBits(bitcast<i32>(\(shifted(address, memory))), 0u, \(width)u)" }
    let bits = "(\(shifted(address, memory)) & \(width == 8 ? 255 : 65535)u)"
    switch scalar {
    case .bool: return "((\(shifted(address, memory)) & 1u) == 1u)"
    case .f16: return "rk_half_value(\(bits))"
    default: return bits
    }
  }

  /// The word of an address, shifted so that the value there begins at bit 0.
  private mutating func shifted(_ address: WGSLAddress, _ memory: WGSLMemory) -> String {
    if address.isInWord {
      let word = word(memory, address.word)
      return address.bits == 0 ? word : "(\(word) >> \(address.bits)u)"
    }
    let name = "rk_narrow_\(memory.name)"
    let word = word(memory, "rk_at >> 2u")
    let text = "fn \(name)(rk_at: u32) -> u32 { return \(word) >> ((rk_at & 3u) * 8u); }"
    return "\(helpers.use(name, text))(\(address.byte))"
  }

  private mutating func store(
    _ scalar: ScalarType,
    _ address: WGSLAddress,
    _ memory: WGSLMemory,
    _ value: String
  ) throws(RenderError) -> String {
    if scalar.byteCount >= 4, !address.isWord { throw .layout(.wgsl, scalar.rawValue, module.name) }
    switch scalar {
    case .f64: throw .lacks(.wgsl, "64-bit floats", module.name)
    case .u32: return setting(memory, address.word, value)
    case .i32, .f32: return setting(memory, address.word, "bitcast<u32>(\(value))")
    case .i64, .u64:
      let name = "rk_put_wide_\(memory.name)"
      let (low, high) = (setting(memory, "rk_at", "rk_v.x"), setting(memory, "rk_at + 1u", "rk_v.y"))
      let text = "fn \(name)(rk_at: u32, rk_v: vec2<u32>) { \(low); \(high); }"
      return "\(helpers.use(name, text))(\(address.word), \(scalars.pair(value, scalar)))"
    default: break
    }
    let bits: String
    switch scalar {
    case .bool: bits = "select(0u, 1u, \(value))"
    case .f16: bits = "rk_half_bits(\(value))"
    default: bits = scalar.isSigned ? "bitcast<u32>(\(value))" : value
    }
    let name = "rk_put_narrow_\(memory.name)"
    let text =
      memory.isOwn
      ? """
      fn \(name)(rk_at: u32, rk_mask: u32, rk_v: u32) {
        let rk_shift = (rk_at & 3u) * 8u;
        \(memory.name)[rk_at >> 2u] = (\(memory.name)[rk_at >> 2u] & ~(rk_mask << rk_shift)) | ((rk_v & rk_mask) << rk_shift);
      }
      """
      : """
      fn \(name)(rk_at: u32, rk_mask: u32, rk_v: u32) {
        let rk_shift = (rk_at & 3u) * 8u;
        atomicAnd(&\(memory.name)[rk_at >> 2u], ~(rk_mask << rk_shift));
        atomicOr(&\(memory.name)[rk_at >> 2u], (rk_v & rk_mask) << rk_shift);
      }
      """
    let mask = scalar.byteCount == 1 ? 255 : 65535
    return "\(helpers.use(name, text))(\(address.byte), \(mask)u, \(bits))"
  }
}
