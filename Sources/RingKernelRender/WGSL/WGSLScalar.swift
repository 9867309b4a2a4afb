internal import RingKernelIR

/// Spellings of scalar operations in WGSL: wrapping, total, and nothing that a compiler may fold to an error.
///
/// Integers of up to 32 bits are held in `i32` and `u32`, halves in `f32`; what leaves the type is wrapped or rounded
/// again. Integers of 64 bits are `i64` and `u64`, or pairs of words, low first. `WGSLLibrary` has the functions.
struct WGSLScalar {
  /// Whether the adapter has 64-bit integers.
  let isWideNative: Bool

  func name(_ type: ScalarType) -> String {
    switch type {
    case .bool: "bool"
    case .i8, .i16, .i32: "i32"
    case .u8, .u16, .u32: "u32"
    case .f16, .f32, .f64: "f32"
    case .i64: isWideNative ? "i64" : "vec2<u32>"
    case .u64: isWideNative ? "u64" : "vec2<u32>"
    }
  }

  static func isWide(_ type: ScalarType) -> Bool { type == .i64 || type == .u64 }
  static func isNarrow(_ type: ScalarType) -> Bool { type.isInteger && type.bitWidth < 32 }

  /// Whether operations on the type are WGSL's own operators, which go lane by lane.
  static func isNative(_ type: ScalarType) -> Bool { [.i32, .u32, .f32].contains(type) }

  func constant(_ bits: UInt64, _ type: ScalarType) -> String {
    let word = UInt32(truncatingIfNeeded: bits)
    switch type {
    case .bool: return bits & 1 == 1 ? "true" : "false"
    case .f32, .f64: return Self.float(Float(bitPattern: word))
    case .f16: return Self.float(Self.half(UInt16(truncatingIfNeeded: bits)))
    case .u8, .u16, .u32: return "\(word)u"
    case .i8, .i16, .i32:
      let value = Int32(bitPattern: word)
      return value == .min ? "(-2147483647i - 1i)" : "\(value)i"
    case .u64: return isWideNative ? "\(bits)lu" : "vec2<u32>(\(word)u, \(bits >> 32)u)"
    case .i64:
      guard isWideNative else { return "vec2<u32>(\(word)u, \(bits >> 32)u)" }
      let value = Int64(bitPattern: bits)
      return value == .min ? "(-9223372036854775807li - 1li)" : "\(value)li"
    }
  }

  /// Infinities, NaN and subnormals go by their bits, through a function: as constants they are errors.
  private static func float(_ value: Float) -> String {
    // The shortest digits of the largest floats are above them.
    if value.magnitude > 1e38, value.isFinite { return "\(Double(value))f" }
    return value.isNormal || (value.isZero && value.sign == .plus) ? "\(value)f" : "rk_float(\(value.bitPattern)u)"
  }

  /// The value of a half; `Float16` is not on every machine.
  private static func half(_ bits: UInt16) -> Float {
    let fraction = Float(bits & 1023)
    let magnitude: Float =
      switch Int(bits >> 10 & 31) {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      case let exponent: Float(sign: .plus, exponent: exponent - 25, significand: 1) * (1024 + fraction)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }

  /// A value computed in 32 bits, back in its type.
  func wrap(_ text: String, _ type: ScalarType) -> String {
    switch type {
    case .i8, .i16: "extractBits(\(text), 0u, \(type.bitWidth)u)"
    case .u8: "(\(text)) & 255u"
    case .u16: "(\(text)) & 65535u"
    case .f16: "rk_half(\(text))"
    default: text
    }
  }

  func unary(_ op: UnaryOperator, _ a: String, _ type: ScalarType) -> String {
    switch op {
    case .not: return "!\(a)"
    case .complement: return wrap("~\(a)", type)
    case .negate:
      if type.isFloat { return "-\(a)" }
      if Self.isWide(type) { return isWideNative ? "\(zero(type)) - \(a)" : "rk_sub64(vec2<u32>(0u, 0u), \(a))" }
      return wrap(type.isSigned ? "-\(a)" : "0u - \(a)", type)
    }
  }

  func zero(_ type: ScalarType) -> String { constant(0, type) }

  /// The mark of an operator that WGSL has.
  static func mark(_ op: BinaryOperator) -> String? {
    switch op {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    case .divide, .remainder, .shiftLeft, .shiftRight: nil
    }
  }

  func binary(_ op: BinaryOperator, _ a: String, _ b: String, _ type: ScalarType) -> String {
    if type == .bool {
      return op == .bitAnd ? "\(a) && \(b)" : op == .bitOr ? "\(a) || \(b)" : "\(a) != \(b)"
    }
    if type.isFloat {
      if op == .remainder { return wrap("rk_fmod(\(a), \(b))", type) }
      return wrap("\(a) \(Self.mark(op) ?? "/") \(b)", type)
    }
    if Self.isWide(type) { return wide(op, a, b, type) }
    let holder = name(type)
    switch op {
    case .divide: return wrap("rk_div_\(holder)(\(a), \(b))", type.isSigned ? type : .u32)
    case .remainder: return "rk_rem_\(holder)(\(a), \(b))"
    case .shiftLeft, .shiftRight:
      let count = type.isSigned ? "bitcast<u32>(\(b))" : b
      return shift(op, a, "(\(count) & \(type.bitWidth - 1)u)", type)
    case .bitAnd, .bitOr, .bitXor: return "\(a) \(Self.mark(op) ?? "") \(b)"
    default: return wrap("\(a) \(Self.mark(op) ?? "") \(b)", type)
    }
  }

  /// A shift by a `u32` below the width.
  func shift(_ op: BinaryOperator, _ a: String, _ count: String, _ type: ScalarType) -> String {
    if Self.isWide(type), !isWideNative {
      return op == .shiftLeft ? "rk_shl64(\(a), \(count))" : "rk_shr_\(type.rawValue)(\(a), \(count))"
    }
    let text = "\(a) \(op == .shiftLeft ? "<<" : ">>") \(count)"
    return op == .shiftLeft ? wrap(text, type) : text
  }

  private func wide(_ op: BinaryOperator, _ a: String, _ b: String, _ type: ScalarType) -> String {
    let name = type.rawValue
    switch op {
    case .shiftLeft, .shiftRight: return shift(op, a, "(\(low(b)) & 63u)", type)
    case .divide, .remainder:
      return "rk_\(op == .divide ? "div" : "rem")_\(isWideNative ? "native_" : "")\(name)(\(a), \(b))"
    case .bitAnd, .bitOr, .bitXor: return "\(a) \(Self.mark(op) ?? "") \(b)"
    default:
      if isWideNative { return "\(a) \(Self.mark(op) ?? "") \(b)" }
      return "rk_\(op == .add ? "add" : op == .subtract ? "sub" : "mul")64(\(a), \(b))"
    }
  }

  /// The low word of a 64-bit integer.
  func low(_ text: String) -> String { isWideNative ? "u32(\(text))" : "\(text).x" }

  /// A 64-bit integer as a pair of words.
  func pair(_ text: String, _ type: ScalarType) -> String {
    isWideNative ? "rk_pair(\(type == .i64 ? "u64(\(text))" : text))" : text
  }

  /// A pair of words as a 64-bit integer.
  func joined(_ text: String, _ type: ScalarType) -> String {
    isWideNative ? (type == .i64 ? "i64(rk_joined(\(text)))" : "rk_joined(\(text))") : text
  }
}
