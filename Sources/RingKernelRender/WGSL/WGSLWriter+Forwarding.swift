internal import RingKernelIR

// Compilers hand what a thread has stored to its next read of that memory and merge the arithmetic on both sides of it,
// and two reads of one element are one value to them.
extension WGSLWriter {
  /// Memory that the program stores to and reads.
  static func readBack(_ module: KernelModule) -> Set<ResourceID> {
    var found: Set<ResourceID> = []
    for statement in module.functions.flatMap(\.body) {
      statement.visit { inner in
        for expression in inner.expressions {
          expression.visit { part in
            guard case .read(let place) = part.node, case .resource(let id, _) = place.root else { return }
            if case .buffer(isMutable: false, _) = module.resources[id].kind { return }
            found.insert(id)
          }
        }
      }
    }
    return found
  }

  /// What is stored in a place: floats go through `rk_stored` where the program reads that memory.
  mutating func stored(_ value: Expression, in place: Place) throws(RenderError) -> String {
    let text = try expression(value)
    guard !options.allowsReordering, case .resource(let id, _) = place.root, readBack.contains(id) else { return text }
    return try hidden(text, value.type)
  }

  /// A value that compilers do not follow.
  private mutating func hidden(_ text: String, _ type: KernelType) throws(RenderError) -> String {
    switch type {
    case .scalar(.f32): return "rk_stored(\(text))"
    case .vector(.f32, let lanes): return "rk_stored_x\(lanes)(\(text))"
    case .array, .structure: break
    default: return text
    }
    guard try holdsFloats(type) else { return text }
    let (own, name) = (try self.type(type), "rk_stored_of_\(mangled(type))")
    if !helpers.contains(name) {
      let body: String
      if let (element, _, count) = try longArray(type) {
        let part = try hidden("v[k]", element)
        body = "  var r = v;\n  for (var k = 0u; k < \(count)u; k++) { r[k] = \(part); }\n  return r;"
      } else {
        var parts: [String] = []
        for (place, part) in try self.parts(type).enumerated() {
          let inner = if case .structure = type { "v.f\(place)" } else { "v[\(place)]" }
          parts.append(try hidden(inner, part.type))
        }
        body = "  return \(own)(\(parts.joined(separator: ", ")));"
      }
      _ = helpers.use(name, "fn \(name)(v: \(own)) -> \(own) {\n\(body)\n}")
    }
    return "\(name)(\(text))"
  }

  private func holdsFloats(_ type: KernelType) throws(RenderError) -> Bool {
    switch type {
    case .array, .structure:
      for part in try parts(type) where try holdsFloats(part.type) { return true }
      return false
    default: return type.lane == .f32
    }
  }

  /// Whether the operands may be known to be equal: their difference would be 0 and their quotient 1, also of infinities.
  func mayCancel(_ a: Expression, _ b: Expression) -> Bool {
    if isComputed(a) { return false }
    if case .constant = a.node { return false }
    if case .constant = b.node { return false }
    return !areApart(a, b)
  }

  /// Whether two reads are of different elements, in memory of which nothing is handed on.
  private func areApart(_ a: Expression, _ b: Expression) -> Bool {
    guard case .read(let one) = a.node, case .read(let other) = b.node,
      case .resource(let id, let index?) = one.root, case .resource(let otherID, let otherIndex?) = other.root
    else { return false }
    if id != otherID { return !readBack.contains(id) || !readBack.contains(otherID) }
    return !readBack.contains(id) && Self.differ(index, otherIndex)
  }

  /// Whether indices differ by a constant.
  private static func differ(_ a: Expression, _ b: Expression) -> Bool {
    switch (a.node, b.node) {
    case (.constant(let one), .constant(let other)): one != other
    case (.binary(let op, let a0, let a1), .binary(let other, let b0, let b1)) where op == other:
      a0 == b0 && differ(a1, b1) || a1 == b1 && differ(a0, b0)
    case (.binary(.add, b, let step), _), (_, .binary(.add, a, let step)):
      if case .constant = step.node { true } else { false }
    default: false
    }
  }
}
