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
      let x = try given(operands[0])
      return "\(try type(result))(\(scalars.wrap("rk_sin(\(x))", scalar)), \(scalars.wrap("rk_cos(\(x))", scalar)))"
    default: break
    }
    let blank = operands.map { _ in "" }
    guard scalars.intrinsic(id, blank, scalar) != nil else { throw .lacks(.wgsl, id.rawValue, module.name) }
    return try lanes(result, operands, id.rawValue, isMerged: Self.computes(id)) { (writer, texts, _) in
      writer.scalars.intrinsic(id, texts, scalar) ?? ""
    }
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
