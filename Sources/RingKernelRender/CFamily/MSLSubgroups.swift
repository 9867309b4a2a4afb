internal import RingKernelIR

/// Shuffles, reductions and scans over a subgroup in Metal.
enum MSLSubgroups {
  static func call(_ effect: CEffect, _ type: ScalarType) -> CCall? {
    guard effect.id.rawValue.hasPrefix("subgroup") else { return nil }
    if type.isInteger, type.bitWidth <= 32, let name = native(effect.id) {
      guard type.isSigned, name.hasSuffix("sum") else { return CCall("\(name)(\(effect.operands[0]))") }
      // Sums wrap, and Metal says so of unsigned numbers alone.
      let (t, wide) = (CDialect.msl.scalar(type), CDialect.msl.scalar(CDialect.msl.wide(type)))
      return CCall("(\(t))\(name)(\(wide)(\(effect.operands[0])))")
    }
    let t = CDialect.msl.scalar(type)
    let name = "rk_\(effect.id.rawValue)_\(type.rawValue)"
    let value = effect.operands[0]
    if let source = CReductions.source(effect.id) {
      let text = """
        static \(t) \(name)(\(t) v, long lane, long own) {
          \(mask)
          long from = \(source);
          bool there = from >= 0 && from < 32 && (mask >> (from & 31) & 1);
          \(t) other = \(shuffle("v", "there ? from : own", type));
          return there ? other : v;
        }
        """
      let operands = "\(value), \(effect.operands[1]), \(effect.prefix)rk_lane"
      return CCall("\(name)(\(operands))", CHelper(name: name, text: text))
    }
    if effect.id == .subgroupMatchAny || effect.id == .subgroupMatchAll {
      let end = effect.id == .subgroupMatchAny ? "same" : "same == mask ? mask : 0"
      let other = shuffle("v", "k", type)
      let text = """
        static uint \(name)(\(t) v) {
          \(mask)
          uint same = 0;
          for (int k = 0; k < 32; k++) if (mask >> k & 1) { \(t) other = \(other); if (other == v) same |= 1u << k; }
          return \(end);
        }
        """
      return CCall("\(name)(\(value))", CHelper(name: name, text: text))
    }
    guard let operation = CReductions.operation(effect.id, type, .msl) else { return nil }
    let isScan = effect.id == .subgroupInclusiveAdd || effect.id == .subgroupExclusiveAdd
    let body: String
    if isScan {
      let give = effect.id == .subgroupInclusiveAdd ? "k <= own" : "k < own"
      let y = shuffle("v", "k", type)
      body = """
          \(t) x = 0;
          for (int k = 0; k < 32; k++) if (mask >> k & 1) { \(t) y = \(y); if (\(give)) x = \(operation); }
          return x;
        """
    } else {
      body = """
          \(t) x = v;
          for (int s = 16; s > 0; s >>= 1) {
            bool there = own + s < 32 && (mask >> (own + s) & 1);
            \(t) y = \(shuffle("x", "there ? own + s : own", type));
            if (own < s && there) x = \(operation);
          }
          return \(shuffle("x", "0", type));
        """
    }
    let text = "static \(t) \(name)(\(t) v, int own) {\n  \(mask)\n\(body)\n}"
    return CCall("\(name)(\(value), \(effect.prefix)rk_lane)", CHelper(name: name, text: text))
  }

  private static let mask = "uint mask = (uint)(simd_vote::vote_t)simd_active_threads_mask();"

  /// The function that reduces integers of up to 32 bits, whose order does not matter.
  private static func native(_ id: IntrinsicID) -> String? {
    switch id {
    case .subgroupReduceAdd: "simd_sum"
    case .subgroupReduceMin: "simd_min"
    case .subgroupReduceMax: "simd_max"
    case .subgroupReduceAnd: "simd_and"
    case .subgroupReduceOr: "simd_or"
    case .subgroupReduceXor: "simd_xor"
    case .subgroupInclusiveAdd: "simd_prefix_inclusive_sum"
    case .subgroupExclusiveAdd: "simd_prefix_exclusive_sum"
    default: nil
    }
  }

  /// The value of another lane: Metal takes no Booleans and no 64-bit numbers.
  private static func shuffle(_ value: String, _ lane: String, _ type: ScalarType) -> String {
    switch type {
    case .bool: "(bool)simd_shuffle((ushort)\(value), (ushort)(\(lane)))"
    case .i64, .u64:
      "as_type<\(CDialect.msl.scalar(type))>(simd_shuffle(as_type<uint2>(\(value)), (ushort)(\(lane))))"
    default: "simd_shuffle(\(value), (ushort)(\(lane)))"
    }
  }
}
