internal import RingKernelIR

extension WGSLWriter {
  /// An expression that can stand as an operand: in parentheses where it needs them.
  mutating func operand(_ value: Expression) throws(RenderError) -> String { Self.closed(try expression(value)) }

  /// An expression that can stand among others in a list: of `f(a < b, c > d)` WGSL reads `a<b, c>` as a template.
  mutating func argument(_ value: Expression) throws(RenderError) -> String {
    if case .compare = value.node { return try operand(value) }
    return try expression(value)
  }

  mutating func expression(_ value: Expression) throws(RenderError) -> String {
    guard !isOpaque, Self.isFoldable(value) else { return try spelled(value) }
    isOpaque = true
    defer { isOpaque = false }
    return try spelled(value)
  }

  /// Whether a compiler would fold it, and refuse the text where a number overflows.
  private static func isFoldable(_ value: Expression) -> Bool {
    switch value.node {
    case .unary, .binary, .compare, .convert, .bitcast, .overflows, .fits, .intrinsic, .select: break
    default: return false
    }
    var isConstant = true
    value.visit { part in
      switch part.node {
      case .read, .extent: isConstant = false
      case .builtin(let builtin, _): if builtin != .blockSize { isConstant = false }
      default: break
      }
    }
    return isConstant
  }

  private mutating func spelled(_ value: Expression) throws(RenderError) -> String {
    switch value.node {
    case .constant(let bits): return try constant(bits, value.type)
    case .read(let place): return try read(place)
    case .unary(let op, let a):
      return try lanes(value.type, [a], "\(op)") { $0.scalars.unary(op, $1[0], $2) }
    case .binary(let op, let a, let b): return try binary(op, a, b, value.type)
    case .compare(let op, let a, let b):
      let lane = a.type.lane ?? .u32
      if case .vector = value.type, WGSLScalar.isNative(lane) {
        return scalars.compare(op, try operand(a), try operand(b), lane)
      }
      return try lanes(value.type, [a, b], "\(op)") { (writer, operands, _) in
        writer.scalars.compare(op, operands[0], operands[1], lane)
      }
    case .and(let a, let b): return "\(try operand(a)) && \(try operand(b))"
    case .or(let a, let b): return "\(try operand(a)) || \(try operand(b))"
    case .select(let condition, let a, let b): return try select(condition, a, b, value.type)
    case .convert(let a): return try convert(a, value.type)
    case .bitcast(let a):
      let from = a.type.lane ?? .u32
      return try lanes(value.type, [a], "bits") { $0.scalars.bitcast($1[0], from, $2) }
    case .overflows(let op, let a, let b):
      return scalars.overflows(op, try operand(a), try operand(b), a.type.scalar ?? .i32)
    case .fits(let a, let to): return scalars.fits(try operand(a), a.type.scalar ?? .i32, to)
    case .make(let parts):
      var texts: [String] = []
      for part in parts { texts.append(try argument(part)) }
      return "\(try type(value.type))(\(texts.joined(separator: ", ")))"
    case .splat(let a): return try splat(a, value.type)
    case .extract(let a, let part):
      if case .structure = a.type { return "\(try operand(a)).f\(part)" }
      return "\(try operand(a))[\(part)]"
    case .extent(let resource, let axis):
      let word = extent(resource, axis)
      return scalars.isWideNative ? "i64(\(word))" : "vec2<u32>(\(word), 0u)"
    case .builtin(let builtin, let axis): return opaque(self.builtin(builtin, axis), .i32)
    case .intrinsic(let id, let operands): return try intrinsic(id, operands, value.type)
    }
  }

  private func constant(_ bits: UInt64, _ type: KernelType) throws(RenderError) -> String {
    guard let scalar = type.scalar else { throw .layout(.wgsl, "a constant of \(mangled(type))", module.name) }
    _ = try self.scalar(scalar)
    if hidesZeros, scalar.isFloat, bits << UInt64(65 - scalar.bitWidth) == 0 {
      return "rk_exact(\(scalars.constant(bits, scalar)))"
    }
    return opaque(scalars.constant(bits, scalar), scalar)
  }

  /// A constant behind a function when the compiler must not see it.
  private func opaque(_ text: String, _ scalar: ScalarType) -> String {
    guard isOpaque else { return text }
    let holder = scalars.name(scalar)
    return "rk_\(holder == "vec2<u32>" ? "vec2_u32" : holder)(\(text))"
  }

  /// The word of an extent.
  private func extent(_ id: ResourceID, _ axis: Int) -> String {
    let place = module.extentWord(of: id, axis: axis)
    return isEntry ? "\(Self.extentName)\(place)" : word(launchWords, "\(place)u")
  }

  private mutating func binary(
    _ op: BinaryOperator,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> String {
    guard let lane = type.lane else { throw .layout(.wgsl, "an operator on \(mangled(type))", module.name) }
    _ = try scalar(lane)
    if lane.isFloat, op != .remainder { return try floatBinary(op, a, b, type) }
    if case .vector = type, WGSLScalar.isNative(lane), let mark = WGSLScalar.mark(op) {
      return "\(try operand(a)) \(mark) \(try operand(b))"
    }
    if op == .divide || op == .remainder, type.scalar?.isInteger == true, case .constant(let bits) = b.node {
      // By a constant neither 0 nor -1 there is nothing to settle.
      let isHeld = !WGSLScalar.isWide(lane) || scalars.isWideNative
      if isHeld, bits != 0, !(lane.isSigned && bits == .max) {
        return "\(try operand(a)) \(op == .divide ? "/" : "%") \(try operand(b))"
      }
    }
    if op == .shiftLeft || op == .shiftRight, let scalar = type.scalar, case .constant(let bits) = b.node {
      return scalars.shift(op, try operand(a), "\(bits % UInt64(scalar.bitWidth))u", scalar)
    }
    return try lanes(type, [a, b], "\(op)") { $0.scalars.binary(op, $1[0], $1[1], $2) }
  }

  private mutating func convert(_ a: Expression, _ type: KernelType) throws(RenderError) -> String {
    if case .extent(let resource, let axis) = a.node, let to = type.scalar, !WGSLScalar.isWide(to) {
      return scalars.convert(extent(resource, axis), .u32, to)
    }
    let from = a.type.lane ?? .u32
    return try lanes(type, [a], "to") { $0.scalars.convert($1[0], from, $2) }
  }

  private mutating func select(
    _ condition: Expression,
    _ a: Expression,
    _ b: Expression,
    _ type: KernelType
  ) throws(RenderError) -> String {
    if case .vector = condition.type {
      return try lanes(type, [condition, a, b], "select") { (_, texts, _) in
        "select(\(texts[2]), \(texts[1]), \(texts[0]))"
      }
    }
    let texts = (try argument(a), try argument(b), try argument(condition))
    if try isPlainValue(type) { return "select(\(texts.1), \(texts.0), \(texts.2))" }
    let name = "rk_select_\(mangled(type))"
    let own = try self.type(type)
    let text = "fn \(name)(b: \(own), a: \(own), c: bool) -> \(own) { if (c) { return a; } return b; }"
    return "\(helpers.use(name, text))(\(texts.1), \(texts.0), \(texts.2))"
  }

  /// Whether WGSL's `select` takes it.
  private func isPlainValue(_ type: KernelType) throws(RenderError) -> Bool {
    switch type {
    case .scalar(let scalar): !WGSLScalar.isWide(scalar) || !scalars.isWideNative
    case .vector(let scalar, _): !WGSLScalar.isWide(scalar)
    default: false
    }
  }

  private mutating func splat(_ a: Expression, _ type: KernelType) throws(RenderError) -> String {
    let own = try self.type(type)
    if Self.isZero(a), !hidesZeros { return "\(own)()" }
    let element = try expression(a)
    switch type {
    case .vector(let scalar, _) where !WGSLScalar.isWide(scalar): return "\(own)(\(element))"
    case .vector, .array: break
    default: return element
    }
    let name = "rk_splat_\(mangled(type))"
    let inner = try self.type(a.type)
    let count = if case .array(_, let count) = type { count } else { try parts(type).count }
    let text = """
      fn \(name)(a: \(inner)) -> \(own) {
        var r: \(own);
        for (var k = 0u; k < \(count)u; k++) { r[k] = a; }
        return r;
      }
      """
    return "\(helpers.use(name, text))(\(element))"
  }

  private static func isZero(_ value: Expression) -> Bool {
    switch value.node {
    case .constant(let bits): bits == 0
    case .splat(let a): isZero(a)
    case .make(let parts): parts.allSatisfy(isZero)
    default: false
    }
  }
}
