internal import RingKernelIR

extension CDialect {
  /// The Metal Shading Language, 3.2.
  static let msl: CDialect = CDialect(
    name: .msl,
    title: "Metal Shading Language",
    opening: [
      "#include <metal_stdlib>", "#pragma METAL fp math_mode(safe)", "#pragma METAL fp contract(off)",
      "using namespace metal;",
    ],
    scalars: MSLTables.scalars,
    definitions: [:],
    keywords: CKeywords.metal,
    function: "static",
    entry: "kernel void",
    thread: "thread ",
    device: "device ",
    shared: "threadgroup ",
    sharedArray: "threadgroup ",
    restrict: "",
    words: "constant rk_arguments& rk_words",
    wordsPointer: "constant rk_arguments*",
    count: "constant uint& rk_count",
    long: "l",
    hasAttributes: true,
    hasVectors: true,
    sharedLimit: 32 * 1024,
    lacks: [
      .float64: "64-bit floats; use Float", .atomics64: "64-bit atomics; use 32-bit ones",
      .gridBarrier: "barrier of the grid; launch once for each phase", .clock: "clock", .nanosleep: "nanosleep",
    ],
    threadValues: [
      "rk_local": "uint3 rk_local [[thread_position_in_threadgroup]]",
      "rk_group": "uint3 rk_group [[threadgroup_position_in_grid]]",
      "rk_group_size": "uint3 rk_group_size [[threads_per_threadgroup]]",
      "rk_groups": "uint3 rk_groups [[threadgroups_per_grid]]",
      "rk_global": "uint3 rk_global [[thread_position_in_grid]]",
      "rk_size": "uint3 rk_size [[threads_per_grid]]",
      "rk_linear": "uint rk_linear [[thread_index_in_threadgroup]]",
      "rk_lane": "uint rk_lane [[thread_index_in_simdgroup]]",
      "rk_subgroup": "uint rk_subgroup [[simdgroup_index_in_threadgroup]]",
      "rk_lanes": "uint rk_lanes [[threads_per_simdgroup]]",
    ],
    builtin: { builtin, axis, block, prefix in
      let name = ["x", "y", "z"][axis]
      let text: String
      switch builtin {
      case .threadIndex: text = "\(prefix)rk_local.\(name)"
      case .blockIndex: text = "\(prefix)rk_group.\(name)"
      case .blockSize:
        if let block { return Code("\(block[axis])", .primary, .i32) }
        text = "\(prefix)rk_group_size.\(name)"
      case .gridSize: text = "\(prefix)rk_groups.\(name)"
      case .globalThreadIndex: text = "\(prefix)rk_global.\(name)"
      case .linearThreadIndex: text = "\(prefix)rk_linear"
      case .laneIndex: text = "\(prefix)rk_lane"
      case .subgroupIndex: text = "\(prefix)rk_subgroup"
      case .subgroupSize: text = "\(prefix)rk_lanes"
      }
      return Code(text, .primary, .u32)
    },
    thisThread: { prefix in ("rk_thread(\(prefix)rk_global, \(prefix)rk_size)", MSLTables.thread) },
    fail: MSLTables.fail,
    widened: { text, _ in ("rk_double_bits(\(text))", MSLTables.doubleBits) },
    math: MSLTables.math,
    own: MSLTables.own,
    effect: MSLTables.effect,
    bits: { text, _, to in ("as_type<\(MSLTables.scalars[to] ?? to.rawValue)>(\(text))", nil) },
    half: { bits in
      let value = HalfPrecision.value(bits)
      return value.isFinite ? "\(value)h" : "as_type<half>((ushort)\(bits))"
    }
  )
}

/// Half-precision bits as numbers; `Float16` is not on every host.
enum HalfPrecision {
  static func value(_ bits: UInt16) -> Float {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}

/// The intrinsics of Metal.
enum MSLTables {
  static let scalars: [ScalarType: String] = [
    .bool: "bool", .i8: "char", .i16: "short", .i32: "int", .i64: "long", .u8: "uchar", .u16: "ushort", .u32: "uint",
    .u64: "ulong", .f16: "half", .f32: "float",
  ]

  static let thread = CHelper(
    name: "rk_thread",
    text: "static uint rk_thread(uint3 at, uint3 size) { return at.x + size.x * (at.y + size.y * at.z); }"
  )

  static let fail = CHelper(
    name: "rk_fail",
    text: """
      static void rk_fail(device uint* record, uint site, uint who, ulong a, ulong b) {
        if (atomic_exchange_explicit((device atomic_uint*)record, 1u, memory_order_relaxed) != 0) return;
        record[1] = site; record[2] = who; record[4] = (uint)a; record[5] = (uint)(a >> 32); record[6] = (uint)b; record[7] = (uint)(b >> 32);
      }
      """
  )

  /// A float as the bits of a double, by hand: Metal has none.
  static let doubleBits = CHelper(
    name: "rk_double_bits",
    text: """
      static ulong rk_double_bits(float x) {
        uint b = as_type<uint>(x), e = b >> 23 & 255, m = b & 0x7fffff;
        ulong sign = (ulong)(b >> 31) << 63;
        if (e == 255) return sign | 0x7ff0000000000000ul | (ulong)m << 29;
        if (e == 0 && m == 0) return sign;
        uint shift = e == 0 ? clz(m) - 8 : 0;
        return sign | (ulong)((e == 0 ? 1 - shift : e) + 896) << 52 | (ulong)(m << shift & 0x7fffff) << 29;
      }
      """
  )

  /// Functions with one result in any mode, and those that the fast mode would loosen.
  private static let exact: Set<String> = [
    "floor", "ceil", "round", "trunc", "fabs", "fma", "copysign", "ldexp", "ilogb", "nextafter", "fmin", "fmax", "fdim",
    "rint",
  ]
  private static let precise: Set<String> = [
    "sqrt", "rsqrt", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh",
    "atanh", "exp", "exp2", "exp10", "log", "log2", "log10", "sinpi", "cospi", "pow", "fmod",
  ]

  static func math(_ name: String, _ type: ScalarType) -> String? {
    guard type != .f64 else { return nil }
    return exact.contains(name) ? name : precise.contains(name) ? "precise::\(name)" : nil
  }

  static func own(_ id: IntrinsicID, _ type: ScalarType) -> CSpelling? {
    switch id {
    case .fma where type == .f16: return CSpelling(pattern: "fma($0, $1, $2)")
    case .populationCount where type.isInteger: return CSpelling(pattern: "(int)popcount($0)", level: .prefix)
    case .leadingZeros where type.isInteger: return CSpelling(pattern: "(int)clz($0)", level: .prefix)
    case .trailingZeros where type.isInteger: return CSpelling(pattern: "(int)ctz($0)", level: .prefix)
    case .findFirstSet where type.isInteger:
      return CIntrinsics.function(id, type, "x", .msl, result: .i32, "return x == 0 ? 0 : (int)ctz(x) + 1;")
    case .reverseBits where type.isInteger: return CSpelling(pattern: "reverse_bits($0)", takesVectors: true)
    case .bytePermute:
      let body = """
        ulong bytes = (ulong)high << 32 | low; uint r = 0; \
        for (int i = 0; i < 4; i++) r |= (uint)(bytes >> (8 * (select >> (4 * i) & 7)) & 0xff) << (8 * i); return r;
        """
      return CIntrinsics.function(id, type, "low high select", .msl, body)
    case .funnelShiftLeft:
      let body = "return (uint)((((ulong)high << 32 | low) << (shift & 31)) >> 32);"
      return CIntrinsics.function(id, type, "low high shift", .msl, body)
    case .funnelShiftRight:
      let body = "return (uint)(((ulong)high << 32 | low) >> (shift & 31));"
      return CIntrinsics.function(id, type, "low high shift", .msl, body)
    default: return type == .f32 ? MSLMath.spelling(id) : nil
    }
  }
}
