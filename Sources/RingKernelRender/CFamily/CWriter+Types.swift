internal import RingKernelIR

extension CWriter {
  /// The C name of a type; arrays and, where the language has none, vectors become structs that are defined on first use.
  mutating func type(_ type: KernelType) throws(RenderError) -> String {
    switch type {
    case .void: return "void"
    case .scalar(let scalar): return try self.scalar(scalar)
    case .vector(let scalar, let lanes):
      let element = try self.scalar(scalar)
      guard !dialect.hasVectors else { return "\(element)\(lanes)" }
      let bytes = scalar.byteCount * (lanes == 3 ? 4 : lanes)
      let name = "rk_\(scalar.rawValue)x\(lanes)"
      return helpers.use(name, "struct alignas(\(bytes)) \(name) { \(element) v[\(lanes)]; };")
    case .array(let element, let count):
      let inner = try self.type(element)
      let name = "rk_\(inner.hasPrefix("rk_") ? String(inner.dropFirst(3)) : inner)_a\(count)"
      return helpers.use(name, "struct \(name) { \(inner) v[\(max(count, 1))]; };")
    case .structure(let name):
      guard let structure = module.types.structs[name], let own = structNames[name] else {
        throw .layout(dialect.name, name, module.name)
      }
      var body = ""
      var end = 0
      for (place, field) in structure.fields.enumerated() {
        guard let layout = module.types.layout(of: field.type) else {
          throw .layout(dialect.name, name, module.name)
        }
        // swiftc puts a field into the tail padding of a struct before it, C never does.
        guard field.offset >= end else { throw .layout(dialect.name, name, module.name) }
        body += "  \(try self.type(field.type)) \(fieldNames[name]?[place] ?? "");\n"
        end = field.offset + (isAggregate(field.type) ? layout.stride : layout.size)
      }
      if structure.fields.isEmpty { body += "  \(dialect.scalar(.u8)) none;\n" }
      return helpers.use(own, "struct alignas(\(structure.alignment)) \(own) {\n\(body)};")
    }
  }

  private func isAggregate(_ type: KernelType) -> Bool { if case .scalar = type { false } else { true } }

  private func scalar(_ scalar: ScalarType) throws(RenderError) -> String {
    guard let name = dialect.scalars[scalar] else {
      throw .lacks(dialect.name, "\(scalar.swiftName)", module.name)
    }
    return name
  }
}
