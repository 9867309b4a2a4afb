internal import RingKernelIR

extension WGSLWriter {
  /// The WGSL name of a type; structs are declared on first use.
  mutating func type(_ type: KernelType) throws(RenderError) -> String {
    switch type {
    case .void: return "void"
    case .scalar(let scalar): return try self.scalar(scalar)
    case .vector(let scalar, let lanes):
      let element = try self.scalar(scalar)
      return WGSLScalar.isWide(scalar) ? "array<\(element), \(lanes)>" : "vec\(lanes)<\(element)>"
    case .array(let element, let count): return "array<\(try self.type(element)), \(max(count, 1))>"
    case .structure(let name):
      guard let structure = module.types.structs[name], let own = structNames[name] else {
        throw .layout(.wgsl, name, module.name)
      }
      var body = ""
      for (place, field) in structure.fields.enumerated() {
        body += "  f\(place): \(try self.type(field.type)),  // \(field.name)\n"
      }
      if structure.fields.isEmpty { body += "  none: u32,\n" }
      return helpers.use(own, "struct \(own) {\n\(body)}")
    }
  }

  func scalar(_ scalar: ScalarType) throws(RenderError) -> String {
    guard scalar != .f64 else { throw .lacks(.wgsl, "64-bit floats", module.name) }
    return scalars.name(scalar)
  }

  /// A type as a part of a name.
  func mangled(_ type: KernelType) -> String {
    switch type {
    case .void: "void"
    case .scalar(let scalar): scalar.rawValue
    case .vector(let scalar, let lanes): "\(scalar.rawValue)x\(lanes)"
    case .array(let element, let count): "\(mangled(element))_a\(count)"
    case .structure(let name): structNames[name] ?? name
    }
  }

  /// Bytes of a value in shared memory, where WGSL lays out as it likes best.
  func sharedLayout(_ type: KernelType) -> (size: Int, alignment: Int) {
    switch type {
    case .void: return (0, 1)
    case .scalar(let scalar): return WGSLScalar.isWide(scalar) ? (8, 8) : (4, 4)
    case .vector(let scalar, let lanes):
      if WGSLScalar.isWide(scalar) { return (8 * lanes, 8) }
      return (4 * lanes, lanes == 2 ? 8 : 16)
    case .array(let element, let count):
      let inner = sharedLayout(element)
      return (Self.rounded(inner.size, inner.alignment) * max(count, 1), inner.alignment)
    case .structure(let name):
      var (size, alignment) = (0, 4)
      for field in module.types.structs[name]?.fields ?? [] {
        let inner = sharedLayout(field.type)
        size = Self.rounded(size, inner.alignment) + inner.size
        alignment = max(alignment, inner.alignment)
      }
      return (Self.rounded(max(size, 4), alignment), alignment)
    }
  }

  private static func rounded(_ size: Int, _ alignment: Int) -> Int { (size + alignment - 1) / alignment * alignment }
}
