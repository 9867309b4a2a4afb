internal import RingKernelIR

/// Functions whose answer for half precision is not that of single precision, rounded.
enum CHalfFunctions {
  static func spelling(_ id: IntrinsicID, _ d: CDialect) -> CSpelling? {
    let (u16, f32) = (d.scalar(.u16), d.scalar(.f32))
    let bits = { (name: String) in d.bits(name, .f16, .u16).text }
    switch id {
    case .isNormal:
      let body = "\(u16) e = (\(u16))(\(bits("x")) >> 10 & 31); return e != 0 && e != 31;"
      return CIntrinsics.function(id, .f16, "x", d, result: .bool, body)
    case .nextAfter:
      let body = """
        \(f32) a = (\(f32))x, b = (\(f32))y; if (a == b || b != b) return y; if (a != a) return x; \(u16) w = \(bits("x")); \
        if (a == 0) w = (\(u16))((\(bits("y")) & 0x8000) | 1); else w = (\(u16))(w + ((a < b) == (a > 0) ? 1 : -1)); \
        return \(d.bits("w", .u16, .f16).text);
        """
      return CIntrinsics.function(id, .f16, "x y", d, body)
    default: return nil
    }
  }
}
