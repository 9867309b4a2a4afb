internal import RingKernelIR

extension CWriter {
  mutating func intrinsic(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType
  ) throws(RenderError) -> String {
    let scalar = operands.compactMap(\.type.lane).first { $0.isFloat } ?? operands.first?.type.lane ?? result.lane
    guard let scalar else {
      if id == .loadReadOnly { return try expression(operands[0]) }
      throw .lacks(.cuda, id.rawValue, module.name)
    }
    switch id {
    case .loadReadOnly: return try expression(operands[0])
    case .nan: return scalar == .f64 ? "rk_bits<f64>(0x7ff8000000000000ull)" : "rk_bits<f32>(0x7fc00000u)"
    case .dot, .length, .distance, .normalize, .cross: return try geometry(id, operands, result, scalar)
    case .sincos:
      let name = try type(result)
      let x = try operand(operands[0])
      let f = scalar == .f64 ? "" : "f"
      return "\(name){sin\(f)(\(x)), cos\(f)(\(x))}"
    default: break
    }
    guard let spelling = CIntrinsics.spelling(id, scalar) else { throw .lacks(.cuda, id.rawValue, module.name) }
    if let helper = spelling.helper { _ = helpers.use(helper.name, helper.text) }
    return try lanes(result, operands, "i_\(id.rawValue)") { (texts, _) in
      var text = spelling.pattern
      for (place, operand) in texts.enumerated() { text = text.replacing("$\(place)", with: operand) }
      return text
    }
  }

  private mutating func geometry(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: KernelType,
    _ scalar: ScalarType
  ) throws(RenderError) -> String {
    guard case .vector(_, let count) = operands[0].type else { throw .lacks(.cuda, id.rawValue, module.name) }
    let vector = try type(operands[0].type)
    let t = scalar.rawValue
    let root = scalar == .f64 ? "sqrt" : "sqrtf"
    let name = "\(vector)_\(id.rawValue)"
    var arguments: [String] = []
    for part in operands { arguments.append(try expression(part)) }
    let sum = { (a: String, b: String) in "\(t) s = 0; for (int i = 0; i < \(count); i++) s += (\(a)) * (\(b));" }
    let text: String
    switch id {
    case .dot:
      text = "static __device__ \(t) \(name)(\(vector) a, \(vector) b) { \(sum("a.v[i]", "b.v[i]")) return s; }"
    case .length: text = "static __device__ \(t) \(name)(\(vector) a) { \(sum("a.v[i]", "a.v[i]")) return \(root)(s); }"
    case .distance:
      text =
        "static __device__ \(t) \(name)(\(vector) a, \(vector) b) { \(sum("a.v[i] - b.v[i]", "a.v[i] - b.v[i]")) return \(root)(s); }"
    case .normalize:
      text =
        "static __device__ \(vector) \(name)(\(vector) a) { \(sum("a.v[i]", "a.v[i]")) s = \(root)(s); \(vector) r; for (int i = 0; i < \(count); i++) r.v[i] = a.v[i] / s; return r; }"
    default:
      text = """
        static __device__ \(vector) \(name)(\(vector) a, \(vector) b) { return \(vector){{a.v[1] * b.v[2] - a.v[2] * b.v[1], \
        a.v[2] * b.v[0] - a.v[0] * b.v[2], a.v[0] * b.v[1] - a.v[1] * b.v[0]}}; }
        """
    }
    return "\(helpers.use(name, text))(\(arguments.joined(separator: ", ")))"
  }

  /// An intrinsic with an effect.
  mutating func perform(_ id: IntrinsicID, _ operands: [Operand], _ result: LocalID?) throws(RenderError) {
    var texts: [String] = []
    var type = KernelType.void
    for operand in operands {
      switch operand {
      case .value(let value):
        if type == .void { type = value.type }
        texts.append(try self.operand(value))
      case .place(let place):
        texts.append("&" + (try self.place(place)))
        type = place.type
      }
    }
    guard let call = CIntrinsics.effect(id, type.scalar, texts) else { throw .lacks(.cuda, id.rawValue, module.name) }
    if let helper = call.helper { _ = helpers.use(helper.name, helper.text) }
    guard let result else { return emit("\(call.text);") }
    emit("\(try self.type(function.locals[result].type)) \(localNames[result]) = \(call.text);")
  }
}
