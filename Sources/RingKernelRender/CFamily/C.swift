internal import RingKernelIR

/// Spellings of scalar operations in C: wrapping, total, and without undefined behaviour.
enum C {
  static func constant(_ bits: UInt64, _ type: ScalarType) -> String {
    switch type {
    case .bool: return bits & 1 == 1 ? "true" : "false"
    case .f32:
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
      return value.isFinite ? "\(value)f" : "rk_bits<f32>(\(UInt32(truncatingIfNeeded: bits))u)"
    case .f64, .f16:
      let value = Double(bitPattern: bits)
      return value.isFinite ? "\(value)" : "rk_bits<f64>(\(bits)ull)"
    case .u64: return "\(bits)ull"
    case .i64: return bits == 1 << 63 ? "(-9223372036854775807ll - 1)" : "\(Int64(bitPattern: bits))ll"
    case .i32:
      let value = Int32(truncatingIfNeeded: bits)
      return value == .min ? "(-2147483647 - 1)" : "\(value)"
    case .u32: return "\(UInt32(truncatingIfNeeded: bits))u"
    default: return "(\(type.rawValue))\(Int64(bitPattern: bits))"
    }
  }

  static func comparison(_ op: Comparison) -> String {
    switch op {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// The unsigned type in which arithmetic of a type wraps.
  private static func wide(_ type: ScalarType) -> String { type.bitWidth == 64 ? "u64" : "u32" }

  static func unary(_ op: UnaryOperator, _ a: String, _ type: ScalarType) -> String {
    switch op {
    case .not: "!\(a)"
    case .complement: "(\(type.rawValue))~\(a)"
    case .negate: type.isFloat ? "-\(a)" : "(\(type.rawValue))(0 - (\(wide(type)))\(a))"
    }
  }

  static func binary(_ op: BinaryOperator, _ a: String, _ b: String, _ type: ScalarType) -> String {
    let name = type.rawValue
    let wide = wide(type)
    func wrapping(_ mark: String) -> String {
      type == .u32 || type == .u64 ? "\(a) \(mark) \(b)" : "(\(name))((\(wide))\(a) \(mark) (\(wide))\(b))"
    }
    switch op {
    case .add, .subtract, .multiply, .divide, .remainder:
      let mark = op == .add ? "+" : op == .subtract ? "-" : op == .multiply ? "*" : op == .divide ? "/" : "%"
      return type.isFloat ? "\(a) \(mark) \(b)" : wrapping(mark)
    case .bitAnd: return type == .bool ? "(\(a) && \(b))" : "(\(name))(\(a) & \(b))"
    case .bitOr: return type == .bool ? "(\(a) || \(b))" : "(\(name))(\(a) | \(b))"
    case .bitXor: return type == .bool ? "(\(a) != \(b))" : "(\(name))(\(a) ^ \(b))"
    case .shiftLeft: return "(\(name))((\(wide))\(a) << (\(b) & \(type.bitWidth - 1)))"
    case .shiftRight: return "(\(name))(\(a) >> (\(b) & \(type.bitWidth - 1)))"
    }
  }

  static func division(_ op: BinaryOperator, _ type: ScalarType, _ name: String) -> String {
    let t = type.rawValue
    let zero = op == .divide ? "0" : "a"
    let least = op == .divide ? "(\(t))(0 - (\(wide(type)))a)" : "0"
    let mark = op == .divide ? "/" : "%"
    let minus = type.isSigned ? "if (b == (\(t))-1) return \(least); " : ""
    return
      "static __device__ \(t) \(name)(\(t) a, \(t) b) { if (b == 0) return \(zero); \(minus)return (\(t))(a \(mark) b); }"
  }

  static func overflows(_ op: BinaryOperator, _ type: ScalarType, _ name: String) -> String {
    let t = type.rawValue
    let mark = op == .add ? "+" : op == .subtract ? "-" : "*"
    let body: String
    if op == .divide || op == .remainder {
      body =
        type.isSigned
        ? "return b == (\(t))-1 && a == (\(t))((\(wide(type)))1 << \(type.bitWidth - 1));" : "return false;"
    } else if type.bitWidth < 64 {
      body = "i64 r = (i64)a \(mark) (i64)b; return r != (i64)(\(t))r;"
    } else if type == .u64 {
      switch op {
      case .add: body = "return a + b < a;"
      case .subtract: body = "return a < b;"
      default: body = "return a != 0 && a * b / a != b;"
      }
    } else {
      switch op {
      case .add: body = "i64 r = (i64)((u64)a + (u64)b); return ((a ^ r) & (b ^ r)) < 0;"
      case .subtract: body = "i64 r = (i64)((u64)a - (u64)b); return ((a ^ b) & (a ^ r)) < 0;"
      default:
        body = """
          if (a == 0 || b == 0) return false; if (a == -1) return b == (i64)(1ull << 63); if (b == -1) return a == (i64)(1ull << 63); \
          i64 r = (i64)((u64)a * (u64)b); return r / b != a;
          """
      }
    }
    return "static __device__ bool \(name)(\(t) a, \(t) b) { \(body) }"
  }

  static func convert(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    guard from.isFloat, !to.isFloat else { return "(\(to.rawValue))\(a)" }
    // Saturates; NaN gives 0. The limits are exact in every float type.
    let t = to.rawValue
    let f = from.rawValue
    let high = to.isSigned ? powerOfTwo(to.bitWidth - 1, from) : powerOfTwo(to.bitWidth, from)
    let top = to.isSigned ? "(\(t))(((u64)1 << \(to.bitWidth - 1)) - 1)" : "(\(t))~(u64)0"
    let low = to.isSigned ? "-\(high)" : "(\(f))0"
    let bottom = to.isSigned ? "(\(t))((u64)1 << \(to.bitWidth - 1))" : "(\(t))0"
    return "(\(a) != \(a) ? (\(t))0 : \(a) >= \(high) ? \(top) : \(a) <= \(low) ? \(bottom) : (\(t))\(a))"
  }

  static func fits(_ a: String, _ from: ScalarType, _ to: ScalarType) -> String {
    guard !to.isFloat else { return "true" }
    guard from.isFloat else {
      let same = "(\(from.rawValue))(\(to.rawValue))\(a) == \(a)"
      return from.isSigned == to.isSigned ? same : "(\(same) && (\(a) < 0) == ((\(to.rawValue))\(a) < 0))"
    }
    let whole = "\(from == .f64 ? "trunc" : "truncf")(\(a))"
    let high = to.isSigned ? powerOfTwo(to.bitWidth - 1, from) : powerOfTwo(to.bitWidth, from)
    return "(\(whole) >= \(to.isSigned ? "-\(high)" : "0") && \(whole) < \(high))"
  }

  private static func powerOfTwo(_ exponent: Int, _ type: ScalarType) -> String {
    let value = Double(sign: .plus, exponent: exponent, significand: 1)
    return type == .f32 ? "\(value)f" : "\(value)"
  }

  static func builtin(_ builtin: Builtin, _ axis: Int) -> String {
    let name = ["x", "y", "z"][axis]
    switch builtin {
    case .threadIndex: return "(i32)threadIdx.\(name)"
    case .blockIndex: return "(i32)blockIdx.\(name)"
    case .blockSize: return "(i32)blockDim.\(name)"
    case .gridSize: return "(i32)gridDim.\(name)"
    case .globalThreadIndex: return "(i32)(blockIdx.\(name) * blockDim.\(name) + threadIdx.\(name))"
    case .linearThreadIndex: return "rk_linear()"
    case .laneIndex: return "rk_linear() & 31"
    case .subgroupIndex: return "rk_linear() >> 5"
    case .subgroupSize: return "32"
    }
  }
}
