internal import RingKernelIR

// Scalar operations: wrapping, total, and without undefined behaviour. Integers narrower than 32 bits are carried in 32;
// what wraps is computed in an unsigned type and cast back where its value counts.
extension CDialect {
  func constant(_ bits: UInt64, _ type: ScalarType) -> Code {
    var code: Code
    switch type {
    case .bool: code = Code(bits & 1 == 1 ? "true" : "false", .primary, .bool)
    case .f32:
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      code = Code("\(value)f", value.sign == .minus ? .prefix : .primary, .f32)
    case .f64: code = Code("\(Double(bitPattern: bits))", Int64(bitPattern: bits) < 0 ? .prefix : .primary, .f64)
    case .f16: code = Code(half(UInt16(truncatingIfNeeded: bits)), bits >> 15 & 1 == 1 ? .prefix : .primary, .f16)
    case .u64: code = Code("\(bits)u\(long)", .primary, .u64)
    case .i64:
      code =
        bits == 1 << 63
        ? Code("-9223372036854775807\(long) - 1", .sum, .i64)
        : Code("\(Int64(bitPattern: bits))\(long)", Int64(bitPattern: bits) < 0 ? .prefix : .primary, .i64)
    case .u32: code = Code("\(UInt32(truncatingIfNeeded: bits))u", .primary, .u32)
    default:
      let value = Int64(bitPattern: bits)
      code =
        value == Int64(Int32.min)
        ? Code("-2147483647 - 1", .sum, .i32) : Code("\(value)", value < 0 ? .prefix : .primary, .i32)
    }
    if type.isInteger { code.constant = bits }
    return code
  }

  func cast(_ a: Code, _ type: ScalarType) -> Code {
    // A second cast between integers of one width says all that the first did.
    let isAgain = type.isInteger && a.carrier?.isInteger == true && a.carrier?.bitWidth == type.bitWidth
    let inner = isAgain ? a.uncast ?? a.at(.prefix) : a.at(.prefix)
    var result = Code("(\(scalar(type)))\(inner)", .prefix, type)
    if type.isInteger, a.carrier?.isInteger == true { result.uncast = inner }
    return result
  }

  /// A value that is the number itself: cast if it is so modulo its width only.
  func exact(_ a: Code, _ type: ScalarType) -> Code { a.isExact ? a : cast(a, type) }

  /// A value that C takes for the type, or for an `int` that holds a narrower number.
  func typed(_ a: Code, _ type: ScalarType) -> Code {
    guard type.isInteger else { return a }
    if a.isExact, a.carrier == type || type.bitWidth < 32 && (a.carrier == .i32 || a.carrier?.bitWidth ?? 64 < 32) {
      return a
    }
    return a.constant.map { constant($0, type) } ?? cast(a, type)
  }

  /// The unsigned type in which arithmetic of a type wraps.
  func wide(_ type: ScalarType) -> ScalarType { type.bitWidth == 64 ? .u64 : .u32 }

  func unary(_ op: UnaryOperator, _ a: Code, _ type: ScalarType) -> Code {
    switch op {
    case .not: return Code("!\(a.at(.prefix))", .prefix, .bool)
    case .complement:
      let value = typed(a, type)
      return Code("~\(value.at(.prefix))", .prefix, carried(type), isExact: type.isSigned || type.bitWidth >= 32)
    case .negate:
      guard type.isFloat else { return wrapping("-", .sum, constant(0, wide(type)), a, type) }
      return Code("-\(a.text.hasPrefix("-") ? "(\(a.text))" : a.at(.prefix))", .prefix, type)
    }
  }

  /// The type that C promotes a type to.
  private func carried(_ type: ScalarType) -> ScalarType { type.bitWidth < 32 ? .i32 : type }

  /// Arithmetic that wraps, in the unsigned type; one operand of that type is enough for C to take it.
  private func wrapping(
    _ mark: String,
    _ level: Code.Level,
    _ a: Code,
    _ b: Code,
    _ type: ScalarType
  ) -> Code {
    let wide = wide(type)
    var mark = mark
    var (x, y) = (a, b)
    if let bits = y.constant, mark == "+", Int64(bitPattern: bits) < 0, type.isSigned {
      // x + -1 is x - 1.
      (mark, y) = ("-", constant(0 &- bits, wide))
    }
    x = x.constant.map { constant(word($0, wide), wide) } ?? x
    y = y.constant.map { constant(word($0, wide), wide) } ?? y
    if x.carrier != wide, y.carrier != wide { x = cast(x, wide) }
    var result = Code.infix(x, mark, y, level, wide)
    result.isExact = type == wide
    return result
  }

  private func word(_ bits: UInt64, _ wide: ScalarType) -> UInt64 { wide == .u64 ? bits : bits & 0xffff_ffff }

  func binary(_ op: BinaryOperator, _ a: Code, _ b: Code, _ type: ScalarType) -> Code {
    switch op {
    case .add, .subtract, .multiply, .divide, .remainder:
      let marks: [BinaryOperator: String] = [.add: "+", .subtract: "-", .multiply: "*", .divide: "/"]
      let (mark, level) = (marks[op] ?? "%", op == .add || op == .subtract ? Code.Level.sum : .product)
      return type.isFloat ? .infix(a, mark, b, level, type) : wrapping(mark, level, a, b, type)
    case .bitAnd: return type == .bool ? .infix(a, "&&", b, .and, .bool) : bitwise("&", .bitAnd, a, b, type)
    case .bitOr: return type == .bool ? .infix(a, "||", b, .or, .bool) : bitwise("|", .bitOr, a, b, type)
    case .bitXor: return type == .bool ? .infix(a, "!=", b, .equality, .bool) : bitwise("^", .bitXor, a, b, type)
    case .shiftLeft:
      let wide = wide(type)
      let value = a.carrier == wide ? a : a.constant.map { constant($0, wide) } ?? cast(a, wide)
      var result = Code.infix(value, "<<", count(b, type), .shift, wide)
      result.isExact = type == wide
      return result
    case .shiftRight: return .infix(typed(a, type), ">>", count(b, type), .shift, carried(type))
    }
  }

  /// A shift count, modulo the width.
  private func count(_ b: Code, _ type: ScalarType) -> Code {
    let mask = UInt64(type.bitWidth - 1)
    if let bits = b.constant { return constant(bits & mask, .i32) }
    return .infix(b, "&", constant(mask, .i32), .bitAnd, b.carrier)
  }

  private func bitwise(_ mark: String, _ level: Code.Level, _ a: Code, _ b: Code, _ type: ScalarType) -> Code {
    let (x, y) = (typed(a, type), typed(b, type))
    return .infix(x, mark, y, level, carried(type))
  }

  func compare(_ op: Comparison, _ a: Code, _ b: Code, _ type: ScalarType) -> Code {
    let marks: [Comparison: String] = [
      .equal: "==", .notEqual: "!=", .less: "<", .lessOrEqual: "<=", .greater: ">", .greaterOrEqual: ">=",
    ]
    let level = op == .equal || op == .notEqual ? Code.Level.equality : .relation
    return .infix(typed(a, type), marks[op] ?? "==", typed(b, type), level, .bool)
  }

  /// Between integers, to a float, to a Boolean, or to a wider float; `toInteger` has the rest.
  func convert(_ a: Code, _ from: ScalarType, _ to: ScalarType) -> Code {
    guard from.isInteger, to.isInteger else { return cast(typed(a, from), to) }
    if to.bitWidth > from.bitWidth { return cast(exact(a, from), to) }
    if let bits = a.constant, to.bitWidth >= 32 {
      let word =
        to.bitWidth == 64 ? bits : to.isSigned ? UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits))) : bits
      return constant(word, to)
    }
    guard to.bitWidth == from.bitWidth else { return cast(a, to) }
    guard a.carrier != to else { return Code(a.text, a.level, to) }
    // The bits are the same; a cast comes when somebody needs the number.
    return to == wide(to) ? cast(a, to) : Code(a.text, a.level, a.carrier, isExact: false)
  }
}
