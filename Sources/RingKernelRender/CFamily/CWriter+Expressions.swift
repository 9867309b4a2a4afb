internal import RingKernelIR

extension CWriter {
  mutating func expression(_ value: Expression) throws(RenderError) -> Code {
    switch value.node {
    case .constant(let bits):
      guard let scalar = value.type.scalar else {
        throw .layout(dialect.name, "a constant of \(value.type)", module.name)
      }
      return constant(bits, scalar)
    case .read(let place): return Code(try self.place(place), .primary, value.type.scalar)
    case .unary(.not, let a) where a.type.scalar != nil: return try negation(a)
    case .unary(let op, let a):
      let dialect = dialect
      return try lanes(value.type, [a], "u_\(op)", isNative: op == .negate && value.type.lane?.isFloat == true) {
        dialect.unary(op, $0[0], $1)
      }
    case .binary(let op, let a, let b): return try binary(op, a, b, value.type)
    case .compare(let op, let a, let b):
      let (dialect, type) = (dialect, a.type.lane ?? .bool)
      return try lanes(value.type, [a, b], "c_\(op)", isNative: type != .bool) { (operands, _) in
        dialect.compare(op, operands[0], operands[1], type)
      }
    case .and(let a, let b): return .infix(try expression(a), "&&", try expression(b), .and, .bool)
    case .or(let a, let b): return .infix(try expression(a), "||", try expression(b), .or, .bool)
    case .select(let condition, let a, let b): return try select(condition, a, b, value.type)
    case .convert(let a): return try convert(a, value.type)
    case .bitcast(let a): return try bitcast(a, value.type)
    case .overflows(let op, let a, let b):
      let scalar = a.type.scalar ?? .i32
      let operands = [dialect.typed(try expression(a), scalar), dialect.typed(try expression(b), scalar)]
      return .call(use(dialect.overflows(op, scalar)), operands, .bool)
    case .fits(let a, let to):
      guard !to.isFloat, let from = a.type.scalar else { return Code("true", .primary, .bool) }
      return .call(use(dialect.fits(from, to)), [dialect.typed(try expression(a), from)], .bool)
    case .make(let parts): return try make(parts, value.type)
    case .splat(let a): return try splat(a, value.type)
    case .extract(let a, let part):
      let whole = try expression(a).at(.primary)
      if case .structure(let name) = a.type {
        return Code("\(whole).\(fieldNames[name]?[part] ?? "")", .primary, value.type.scalar)
      }
      if case .vector = a.type { return Code(whole + lane(part), .primary, value.type.scalar) }
      return Code("\(whole).v[\(part)]", .primary, value.type.scalar)
    case .extent(let resource, let axis):
      let name = extentNames[resource][axis]
      return Code("(\(dialect.scalar(.i64)))\(words)\(name)", .prefix, .i64)
    case .builtin(let builtin, let axis):
      let code = dialect.builtin(builtin, axis, isEntry ? module.blockSize : nil, prefix)
      _ = noting(code.text)
      return code
    case .intrinsic(let id, let operands): return try intrinsic(id, operands, value.type)
    }
  }

  private var words: String { isEntry ? "rk_words." : "rk.words->" }

  /// A constant; numbers that are not finite come from their bits.
  private mutating func constant(_ bits: UInt64, _ type: ScalarType) -> Code {
    let isFinite =
      switch type {
      case .f32: Float(bitPattern: UInt32(truncatingIfNeeded: bits)).isFinite
      case .f64: Double(bitPattern: bits).isFinite
      default: true
      }
    guard !isFinite else { return dialect.constant(bits, type) }
    let word = type == .f32 ? ScalarType.u32 : .u64
    return Code(use(dialect.bits(dialect.constant(bits, word).text, word, type)), .primary, type)
  }

  private mutating func binary(
    _ op: BinaryOperator,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> Code {
    guard let scalar = type.lane else { throw .layout(dialect.name, "an operator on \(type)", module.name) }
    let dialect = dialect
    if scalar.isFloat, op == .remainder { return try intrinsic(.fmod, [a, b], type) }
    guard scalar.isInteger, op == .divide || op == .remainder else {
      let isNative = scalar.isFloat || ![.shiftLeft, .shiftRight].contains(op) && scalar.isInteger
      return try lanes(type, [a, b], "b_\(op)", isNative: isNative) { dialect.binary(op, $0[0], $0[1], $1) }
    }
    if case .constant(let bits) = b.node, bits != 0, !scalar.isSigned || Int64(bitPattern: bits) != -1 {
      // A divisor that is neither 0 nor -1 needs no care.
      return try lanes(type, [a, b], "b_\(op)") { (operands, _) in
        let (x, y) = (dialect.typed(operands[0], scalar), dialect.typed(operands[1], scalar))
        return .infix(x, op == .divide ? "/" : "%", y, .product, scalar.bitWidth < 32 ? .i32 : scalar)
      }
    }
    let helper = dialect.division(op, scalar)
    _ = use(helper)
    return try lanes(type, [a, b], "b_\(op)") { (operands, _) in
      .call(helper.name, operands.map { dialect.typed($0, scalar) }, scalar)
    }
  }

  private mutating func select(
    _ condition: Expression,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> Code {
    let dialect = dialect
    func choose(_ c: Code, _ a: Code, _ b: Code) -> Code {
      Code("\(c.at(.or)) ? \(a.at(.or)) : \(b.at(.or))", .ternary, a.carrier)
    }
    if case .vector = condition.type {
      if dialect.hasVectors {
        let operands = [try expression(b), try expression(a), try expression(condition)]
        return .call("select", operands, nil)
      }
      return try lanes(type, [condition, a, b], "select") { (operands, scalar) in
        choose(operands[0], dialect.typed(operands[1], scalar), dialect.typed(operands[2], scalar))
      }
    }
    let scalar = type.scalar
    func typed(_ code: Code) -> Code { scalar.map { dialect.typed(code, $0) } ?? code }
    let (c, x, y) = (try expression(condition), typed(try expression(a)), typed(try expression(b)))
    var result = choose(c, x, y)
    // Two numbers of different carriers meet in an int.
    if x.carrier != y.carrier { result.carrier = .i32 }
    return result
  }

  private mutating func make(_ parts: [Expression], _ type: KernelType) throws(RenderError) -> Code {
    let name = try self.type(type)
    var texts: [String] = []
    for part in parts {
      let code = try expression(part)
      // Braces do not narrow.
      texts.append(part.type.scalar.map { strict(code, $0).text } ?? code.text)
    }
    let list = texts.joined(separator: ", ")
    switch type {
    case .structure: return Code("\(name){\(list)}")
    case .vector where dialect.hasVectors: return Code("\(name)(\(list))")
    default: return Code("\(name){{\(list)}}")
    }
  }

  /// A number that C takes for exactly its type.
  func strict(_ code: Code, _ type: ScalarType) -> Code {
    let value = dialect.typed(code, type)
    if value.carrier == type || value.carrier == nil { return value }
    // An int literal is never narrowed by surprise.
    return dialect.cast(value, type)
  }

  private mutating func splat(_ a: Expression, _ type: KernelType) throws(RenderError) -> Code {
    let value = try expression(a)
    let own = try self.type(type)
    let count: Int
    switch type {
    case .vector(let scalar, let lanes):
      if dialect.hasVectors { return Code("\(own)(\(strict(value, scalar).text))") }
      count = lanes
    case .array(_, let elements): count = elements
    default: return value
    }
    let element = try self.type(a.type)
    let name = "\(own)_splat"
    let loop = "for (int i = 0; i < \(count); i++) r.v[i] = a;"
    let text = "\(dialect.function) \(own) \(name)(\(element) a) { \(own) r; \(loop) return r; }"
    return .call(helpers.use(name, text), [a.type.scalar.map { dialect.typed(value, $0) } ?? value], nil)
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
