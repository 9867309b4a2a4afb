internal import RingKernelIR

// Scalar operations that are functions of their own: their operands are used more than once.
extension CDialect {
  /// A function of scalars.
  func helper(
    _ name: String,
    _ result: ScalarType,
    _ parameters: [(String, ScalarType)],
    _ body: String
  ) -> CHelper {
    let list = parameters.map { "\(scalar($1)) \($0)" }.joined(separator: ", ")
    return CHelper(name: name, text: "\(function) \(scalar(result)) \(name)(\(list)) { \(body) }")
  }

  func division(_ op: BinaryOperator, _ type: ScalarType) -> CHelper {
    let t = scalar(type)
    let zero = op == .divide ? "0" : "a"
    let least = op == .divide ? "(\(t))(0 - (\(scalar(wide(type))))a)" : "0"
    let minus = type.isSigned ? "if (b == -1) return \(least); " : ""
    let body = "if (b == 0) return \(zero); \(minus)return (\(t))(a \(op == .divide ? "/" : "%") b);"
    return helper("rk_\(op)_\(type.rawValue)", type, [("a", type), ("b", type)], body)
  }

  func overflows(_ op: BinaryOperator, _ type: ScalarType) -> CHelper {
    let (t, i64, u64) = (scalar(type), scalar(.i64), scalar(.u64))
    let mark = op == .add ? "+" : op == .subtract ? "-" : "*"
    let body: String
    if op == .divide || op == .remainder {
      let least = "(\(t))((\(scalar(wide(type))))1 << \(type.bitWidth - 1))"
      body = type.isSigned ? "return b == -1 && a == \(least);" : "return false;"
    } else if type.bitWidth < 64 {
      body = "\(i64) r = (\(i64))a \(mark) (\(i64))b; return r != (\(i64))(\(t))r;"
    } else if type == .u64 {
      switch op {
      case .add: body = "return a + b < a;"
      case .subtract: body = "return a < b;"
      default: body = "return a != 0 && a * b / a != b;"
      }
    } else {
      switch op {
      case .add: body = "\(i64) r = (\(i64))((\(u64))a + (\(u64))b); return ((a ^ r) & (b ^ r)) < 0;"
      case .subtract: body = "\(i64) r = (\(i64))((\(u64))a - (\(u64))b); return ((a ^ b) & (a ^ r)) < 0;"
      default:
        let least = "(\(i64))(1u\(long) << 63)"
        body = """
          if (a == 0 || b == 0) return false; if (a == -1) return b == \(least); if (b == -1) return a == \(least); \
          \(i64) r = (\(i64))((\(u64))a * (\(u64))b); return r / b != a;
          """
      }
    }
    return helper("rk_\(op)_overflows_\(type.rawValue)", .bool, [("a", type), ("b", type)], body)
  }

  /// A float as an integer: saturates, and NaN gives 0.
  ///
  /// The limits are exact in every float type.
  func toInteger(_ from: ScalarType, _ to: ScalarType) -> CHelper {
    let (t, from) = (scalar(to), from == .f16 ? ScalarType.f32 : from)
    let high = powerOfTwo(to.isSigned ? to.bitWidth - 1 : to.bitWidth, from)
    let top = constant(to.isSigned ? (1 << UInt64(to.bitWidth - 1)) - 1 : .max >> UInt64(64 - to.bitWidth), to).text
    let least = UInt64(bitPattern: Int64.min >> Int64(64 - to.bitWidth))
    let bottom = to.isSigned ? constant(least, to).text : "0"
    let low = to.isSigned ? "-\(high)" : "0"
    let body = "return x != x ? 0 : x >= \(high) ? \(top) : x <= \(low) ? \(bottom) : (\(t))x;"
    return helper("rk_\(to.rawValue)_of_\(from.rawValue)", to, [("x", from)], body)
  }

  /// Whether a number is one of another type: floats once they are truncated.
  func fits(_ from: ScalarType, _ to: ScalarType) -> CHelper {
    let source = from == .f16 ? ScalarType.f32 : from
    let name = "rk_fits_\(to.rawValue)_\(source.rawValue)"
    guard from.isInteger else {
      let high = powerOfTwo(to.isSigned ? to.bitWidth - 1 : to.bitWidth, source)
      let whole = "\(scalar(source)) w = \(math("trunc", source) ?? "trunc")(x);"
      let body = "\(whole) return w >= \(to.isSigned ? "-\(high)" : "0") && w < \(high);"
      return helper(name, .bool, [("x", source)], body)
    }
    let same = "(\(scalar(from)))(\(scalar(to)))x == x"
    let signs = "(x < 0) == ((\(scalar(to)))x < 0)"
    return helper(name, .bool, [("x", from)], "return \(from.isSigned == to.isSigned ? same : "\(same) && \(signs)");")
  }

  private func powerOfTwo(_ exponent: Int, _ type: ScalarType) -> String {
    let value = Double(sign: .plus, exponent: exponent, significand: 1)
    return type == .f32 ? "\(Float(value))f" : "\(value)"
  }
}
