internal import RingKernelIR

extension WGSLWriter {
  /// A pure intrinsic.
  mutating func intrinsic(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType
  ) throws(RenderError) -> String {
    if id == .loadReadOnly { return try expression(operands[0]) }
    let scalar = operands.compactMap(\.type.lane).first { $0.isFloat } ?? operands.first?.type.lane ?? result.lane
    guard let scalar else { throw .lacks(.wgsl, id.rawValue, module.name) }
    switch id {
    case .dot, .length, .distance, .normalize, .cross: return try geometry(id, operands, result, scalar)
    case .sincos:
      let x = try expression(operands[0])
      return "\(try type(result))(\(scalars.wrap("rk_sin(\(x))", scalar)), \(scalars.wrap("rk_cos(\(x))", scalar)))"
    default: break
    }
    let blank = operands.map { _ in "" }
    guard scalars.intrinsic(id, blank, scalar) != nil else { throw .lacks(.wgsl, id.rawValue, module.name) }
    return try lanes(result, operands, id.rawValue) { (writer, texts, _) in
      writer.scalars.intrinsic(id, texts, scalar) ?? ""
    }
  }

  private mutating func geometry(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType,
    _ scalar: ScalarType
  ) throws(RenderError) -> String {
    guard case .vector(_, let count) = operands[0].type, scalar != .f64 else {
      throw .lacks(.wgsl, id.rawValue, module.name)
    }
    var texts: [String] = []
    for part in operands { texts.append(try operand(part)) }
    let text: String
    switch id {
    case .normalize:
      let own = try type(result)
      text =
        "\(helpers.use("rk_unit_x\(count)", "fn rk_unit_x\(count)(a: \(own)) -> \(own) { return a / length(a); }"))(\(texts[0]))"
    default: text = "\(id.rawValue)(\(texts.joined(separator: ", ")))"
    }
    guard scalar == .f16 else { return text }
    guard case .vector = result else { return "rk_half(\(text))" }
    let lanes = (0..<count).map { "rk_half(a[\($0)])" }.joined(separator: ", ")
    let name = "rk_half_x\(count)"
    let own = "vec\(count)<f32>"
    return "\(helpers.use(name, "fn \(name)(a: \(own)) -> \(own) { return \(own)(\(lanes)); }"))(\(text))"
  }

  /// An intrinsic with an effect.
  mutating func perform(_ id: IntrinsicID, _ operands: [Operand], _ result: LocalID?) throws(RenderError) {
    guard let row = IntrinsicTable.row(id) else { throw .lacks(.wgsl, id.rawValue, module.name) }
    var values: [Expression] = []
    var target: Place?
    for operand in operands {
      switch operand {
      case .value(let value): values.append(value)
      case .place(let place): target = place
      }
    }
    let text: String
    switch row.category {
    case .atomic: text = try atomic(id, target, values)
    case .synchronisation, .reduction: return try meet(id, target, values, result)
    case .subgroup: text = try subgroup(id, values)
    case .memory: return emit("// WGSL has no prefetch.")
    case .context, .ring: return try operate(id, values, result)
    default: throw .lacks(.wgsl, id.rawValue, module.name)
    }
    if let result { return emit("\(try named(result)) = \(text);") }
    emit(id == .atomicStore ? "\(text);" : "_ = \(text);")
  }
}
