internal import RingKernelIR

// Operations that go lane by lane, and conversions.
extension CWriter {
  /// Applies a scalar operation to scalars in place; to vectors as the language does it, or by a helper that goes lane by
  /// lane.
  ///
  /// - Parameters:
  ///   - isNative: Whether the operation is spelled the same on vectors of a language that has them.
  ///   - body: The operation, given the operands and the scalar type of the result.
  mutating func lanes(
    _ type: KernelType,
    _ operands: [Expression],
    _ name: String,
    isNative: Bool = false,
    _ body: ([Code], ScalarType) -> Code
  ) throws(RenderError) -> Code {
    guard let scalar = type.lane else { throw .layout(dialect.name, "an operation on \(type)", module.name) }
    var codes: [Code] = []
    for part in operands { codes.append(try expression(part)) }
    guard case .vector(_, let count) = type else { return body(codes, scalar) }
    let result = try self.type(type)
    if isNative, dialect.hasVectors, operands.allSatisfy({ if case .vector = $0.type { true } else { false } }) {
      return try native(codes, operands, type, body)
    }
    var parameters: [String] = []
    var inputs: [Code] = []
    for (place, part) in operands.enumerated() {
      parameters.append("\(try self.type(part.type)) a\(place)")
      guard case .vector(let lane, _) = part.type else {
        inputs.append(Code("a\(place)", .primary, part.type.scalar))
        continue
      }
      inputs.append(Code(dialect.hasVectors ? "a\(place)[i]" : "a\(place).v[i]", .primary, lane))
    }
    let types = operands.compactMap { $0.type.lane?.rawValue }.joined(separator: "_")
    let full = "rk_\(name)_\(scalar.rawValue)x\(count)_\(types)"
    let target = dialect.hasVectors ? "r[i]" : "r.v[i]"
    let loop = "for (int i = 0; i < \(count); i++) \(target) = \(body(inputs, scalar).text);"
    let head = "\(dialect.function) \(result) \(full)(\(parameters.joined(separator: ", ")))"
    return .call(helpers.use(full, "\(head) { \(result) r; \(loop) return r; }"), codes, nil)
  }

  /// The operation on whole vectors: integers wrap in the unsigned vector.
  private mutating func native(
    _ codes: [Code],
    _ operands: [Expression],
    _ type: KernelType,
    _ body: ([Code], ScalarType) -> Code
  ) throws(RenderError) -> Code {
    guard case .vector(let scalar, let count) = type, let lane = operands[0].type.lane else { return codes[0] }
    let isSigned = lane.isInteger && lane.isSigned && scalar == lane
    let wide = isSigned ? ScalarType(rawValue: "u\(lane.bitWidth)") ?? lane : lane
    let inputs = codes.map { code -> Code in
      var input = isSigned ? Code("\(dialect.scalar(wide))\(count)(\(code.text))") : code
      // To the scalar rules the vector is an exact value of a type that does not wrap by surprise.
      input.carrier = scalar == lane ? self.wide(wide) : lane
      return input
    }
    var result = body(inputs, scalar == lane ? self.wide(wide) : scalar)
    result.carrier = nil
    if isSigned { result = Code("\(try self.type(type))(\(result.text))") }
    return result
  }

  private func wide(_ type: ScalarType) -> ScalarType { type.isInteger ? dialect.wide(type) : type }

  // MARK: Conversions

  mutating func convert(_ a: Expression, _ type: KernelType) throws(RenderError) -> Code {
    let dialect = dialect
    guard let from = a.type.lane, let to = type.lane else { return try expression(a) }
    if case .extent(let resource, let axis) = a.node, to == .i32 {
      return Code("\(isEntry ? "rk_words." : "rk.words->")\(extentNames[resource][axis])", .primary, .i32)
    }
    if from.isFloat, to.isInteger {
      let helper = dialect.toInteger(from, to)
      _ = use(helper)
      return try lanes(type, [a], "to") { (operands, _) in .call(helper.name, operands, to) }
    }
    if to == .f16, !dialect.hasVectors {
      // A number of 64 bits that is not exact in a float is past the largest half anyway.
      return try lanes(type, [a], "to") { (operands, _) in
        let value = dialect.typed(operands[0], from)
        return .call("rk_half", [from.isFloat ? value : dialect.cast(value, .f32)], .f16)
      }
    }
    if dialect.hasVectors, case .vector = type { return .call(try self.type(type), [try expression(a)], nil) }
    return try lanes(type, [a], "to") { (operands, _) in dialect.convert(operands[0], from, to) }
  }

  mutating func bitcast(_ a: Expression, _ type: KernelType) throws(RenderError) -> Code {
    let dialect = dialect
    guard let from = a.type.lane, let to = type.lane else { return try expression(a) }
    if from.isInteger, to.isInteger { return try convert(a, type) }
    if dialect.hasVectors, case .vector = type {
      return .call("as_type<\(try self.type(type))>", [try expression(a)], nil)
    }
    if let helper = dialect.bits("x", from, to).helper { _ = use(helper) }
    return try lanes(type, [a], "bits") { (operands, _) in
      let value = dialect.typed(operands[0], from)
      let operand = value.carrier == from || !from.isInteger ? value : dialect.cast(value, from)
      return Code(dialect.bits(operand.text, from, to).text, .primary, to)
    }
  }
}
