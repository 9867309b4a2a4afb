internal import RingKernelIR

extension CWriter {
  /// An expression that can stand as an operand: in parentheses where it needs them.
  mutating func operand(_ value: Expression) throws(RenderError) -> String {
    let text = try expression(value)
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "[" || $0 == "]" }
    return isPlain ? text : "(\(text))"
  }

  mutating func expression(_ value: Expression) throws(RenderError) -> String {
    switch value.node {
    case .constant(let bits): return try constant(bits, value.type)
    case .read(let place): return try self.place(place)
    case .unary(let op, let a): return try lanes(value.type, [a], "u_\(op)") { C.unary(op, $0[0], $1) }
    case .binary(let op, let a, let b): return try binary(op, a, b, value.type)
    case .compare(let op, let a, let b):
      return try lanes(value.type, [a, b], "c_\(op)") { (operands, _) in
        "\(operands[0]) \(C.comparison(op)) \(operands[1])"
      }
    case .and(let a, let b): return "\(try operand(a)) && \(try operand(b))"
    case .or(let a, let b): return "\(try operand(a)) || \(try operand(b))"
    case .select(let condition, let a, let b):
      guard case .vector = condition.type else {
        return "\(try operand(condition)) ? \(try operand(a)) : \(try operand(b))"
      }
      return try lanes(value.type, [condition, a, b], "select") { (operands, _) in
        "\(operands[0]) ? \(operands[1]) : \(operands[2])"
      }
    case .convert(let a):
      let from = a.type.lane ?? .u64
      return try lanes(value.type, [a], "to", also: from) { C.convert($0[0], from, $1) }
    case .bitcast(let a):
      return try lanes(value.type, [a], "bits") { "rk_bits<\($1.rawValue)>(\($0[0]))" }
    case .overflows(let op, let a, let b):
      let scalar = a.type.scalar ?? .i32
      let name = "rk_\(op)_overflows_\(scalar.rawValue)"
      _ = helpers.use(name, C.overflows(op, scalar, name))
      return "\(name)(\(try expression(a)), \(try expression(b)))"
    case .fits(let a, let to): return C.fits(try operand(a), a.type.scalar ?? .i64, to)
    case .make(let parts): return try make(parts, value.type)
    case .splat(let a):
      let count: Int
      switch value.type {
      case .vector(_, let lanes): count = lanes
      case .array(_, let elements): count = elements
      default: return try expression(a)
      }
      let type = try type(value.type)
      let element = try self.type(a.type)
      let name = "\(type)_splat"
      let text =
        "static __device__ \(type) \(name)(\(element) a) { \(type) r; for (int i = 0; i < \(count); i++) r.v[i] = a; return r; }"
      return "\(helpers.use(name, text))(\(try expression(a)))"
    case .extract(let a, let part):
      if case .structure = a.type { return "\(try operand(a)).f\(part)" }
      return "\(try operand(a)).v[\(part)]"
    case .extent(let resource, let axis): return "(i64)\(words).e\(resource)_\(axis)"
    case .builtin(let builtin, let axis): return C.builtin(builtin, axis)
    case .intrinsic(let id, let operands): return try intrinsic(id, operands, value.type)
    }
  }

  private var words: String { isEntry ? "rk_words" : "rk.words[0]" }

  private func constant(_ bits: UInt64, _ type: KernelType) throws(RenderError) -> String {
    guard let scalar = type.scalar else { throw .layout(.cuda, "a constant of \(type)", module.name) }
    return C.constant(bits, scalar)
  }

  private mutating func binary(
    _ op: BinaryOperator,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> String {
    guard let scalar = type.lane else { throw .layout(.cuda, "an operator on \(type)", module.name) }
    if scalar.isFloat, op == .remainder { return try intrinsic(.fmod, [a, b], type) }
    if scalar.isInteger, op == .divide || op == .remainder {
      let name = "rk_\(op)_\(scalar.rawValue)"
      _ = helpers.use(name, C.division(op, scalar, name))
      return try lanes(type, [a, b], "b_\(op)") { (operands, _) in "\(name)(\(operands[0]), \(operands[1]))" }
    }
    return try lanes(type, [a, b], "b_\(op)") { C.binary(op, $0[0], $0[1], $1) }
  }

  private mutating func make(_ parts: [Expression], _ type: KernelType) throws(RenderError) -> String {
    let name = try self.type(type)
    var texts: [String] = []
    for part in parts { texts.append(try expression(part)) }
    // A struct begins with its first field, a vector or array with its elements.
    if case .structure = type { return "\(name){\(texts.joined(separator: ", "))}" }
    return "\(name){{\(texts.joined(separator: ", "))}}"
  }

  /// Applies a scalar operation to scalars in place, to vectors by a helper that goes lane by lane.
  ///
  /// - Parameter text: The operation, given the operands and the scalar type of the result.
  mutating func lanes(
    _ type: KernelType,
    _ operands: [Expression],
    _ name: String,
    also: ScalarType? = nil,
    _ text: ([String], ScalarType) -> String
  ) throws(RenderError) -> String {
    guard let scalar = type.lane else { throw .layout(.cuda, "an operation on \(type)", module.name) }
    guard case .vector(_, let count) = type else {
      var texts: [String] = []
      for part in operands { texts.append(try operand(part)) }
      return text(texts, scalar)
    }
    let result = try self.type(type)
    var parameters: [String] = []
    var arguments: [String] = []
    for (place, part) in operands.enumerated() {
      parameters.append("\(try self.type(part.type)) a\(place)")
      arguments.append(try expression(part))
    }
    let inputs = operands.indices.map { place -> String in
      if case .vector = operands[place].type { "a\(place).v[i]" } else { "a\(place)" }
    }
    let types = operands.compactMap { $0.type.lane?.rawValue }.joined(separator: "_")
    let full = "\(result)_\(name)_\(types)"
    let body = text(inputs, scalar)
    let head = "static __device__ \(result) \(full)(\(parameters.joined(separator: ", ")))"
    _ = helpers.use(full, "\(head) { \(result) r; for (int i = 0; i < \(count); i++) r.v[i] = \(body); return r; }")
    return "\(full)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: Places

  mutating func place(_ place: Place) throws(RenderError) -> String {
    var text: String
    var type: KernelType
    switch place.root {
    case .local(let local):
      text = localNames[local]
      type = function.locals[local].type
    case .resource(let id, let index):
      text = isEntry ? resourceNames[id] : "rk.\(resourceNames[id])"
      type = module.resources[id].element
      if let index { text += "[\(try expression(index))]" }
    }
    for step in place.path {
      switch step {
      case .field(let field):
        text += ".f\(field)"
        if case .structure(let name) = type { type = module.types.structs[name]?.fields[field].type ?? .void }
      case .element(let index):
        text += ".v[\(try expression(index))]"
        switch type {
        case .array(let element, _): type = element
        case .vector(let scalar, _): type = .scalar(scalar)
        default: break
        }
      }
    }
    return text
  }
}

extension KernelType {
  /// The scalar of a scalar or of a vector's lanes.
  var lane: ScalarType? {
    switch self {
    case .scalar(let scalar), .vector(let scalar, _): scalar
    default: nil
    }
  }
}
