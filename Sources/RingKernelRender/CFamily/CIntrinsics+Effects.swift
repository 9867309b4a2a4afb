internal import RingKernelIR

extension CIntrinsics {
  struct Call {
    let text: String
    var helper: Helper?
  }

  /// The call of an intrinsic with an effect; nil where there is none.
  static func effect(_ id: IntrinsicID, _ type: ScalarType?, _ a: [String]) -> Call? {
    switch id {
    case .barrier: return Call(text: "__syncthreads()")
    case .barrierCount: return Call(text: "__syncthreads_count(\(a[0]))")
    case .barrierAll: return Call(text: "__syncthreads_and(\(a[0])) != 0")
    case .barrierAny: return Call(text: "__syncthreads_or(\(a[0])) != 0")
    case .subgroupBarrier: return Call(text: "__syncwarp(__activemask())")
    case .threadFence: return Call(text: "__threadfence()")
    case .threadFenceBlock: return Call(text: "__threadfence_block()")
    case .threadFenceSystem: return Call(text: "__threadfence_system()")
    case .clock32: return Call(text: "(u32)clock64()")
    case .clock64: return Call(text: "(u64)clock64()")
    case .nanosleep: return Call(text: "__nanosleep(\(a[0]))")
    case .prefetchL1, .prefetchL2: return Call(text: "(void)(\(a[0]))")
    case .subgroupActiveMask: return Call(text: "__activemask()")
    case .subgroupBallot: return Call(text: "__ballot_sync(__activemask(), \(a[0]))")
    case .subgroupAll: return Call(text: "__all_sync(__activemask(), \(a[0])) != 0")
    case .subgroupAny: return Call(text: "__any_sync(__activemask(), \(a[0])) != 0")
    case .subgroupElect: return Call(text: "__ffs((i32)__activemask()) - 1 == (rk_linear() & 31)")
    default: break
    }
    guard let type else { return nil }
    return atomic(id, type, a) ?? shuffle(id, type, a) ?? reduction(id, type, a)
  }

  private static func atomic(_ id: IntrinsicID, _ type: ScalarType, _ a: [String]) -> Call? {
    let t = type.rawValue
    guard [.i32, .u32, .i64, .u64, .f32].contains(type) else { return nil }
    // CUDA has most 64-bit atomics for unsigned words only; bits are bits.
    let wide = type == .i64
    func call(_ name: String, _ values: [String], unsigned: Bool = true) -> Call {
      let place = wide && unsigned ? "(u64*)\(a[0])" : a[0]
      let casts = values.map { wide && unsigned ? "(u64)\($0)" : $0 }
      let text = "\(name)(\(([place] + casts).joined(separator: ", ")))"
      return Call(text: wide && unsigned ? "(i64)\(text)" : text)
    }
    switch id {
    case .atomicAdd: return call("atomicAdd", [a[1]])
    case .atomicSubtract:
      if type == .f32 { return call("atomicAdd", ["-\(a[1])"]) }
      return call("atomicAdd", ["(\(t))(0 - (\(type.bitWidth == 64 ? "u64" : "u32"))\(a[1]))"])
    case .atomicMin: return call("atomicMin", [a[1]], unsigned: false)
    case .atomicMax: return call("atomicMax", [a[1]], unsigned: false)
    case .atomicExchange: return call("atomicExch", [a[1]])
    case .atomicAnd: return call("atomicAnd", [a[1]])
    case .atomicOr: return call("atomicOr", [a[1]])
    case .atomicXor: return call("atomicXor", [a[1]])
    case .atomicCompareExchange: return call("atomicCAS", [a[1], a[2]])
    case .atomicIncrement, .atomicDecrement:
      let name = "rk_\(id.rawValue)_\(t)"
      let next = id == .atomicIncrement ? "old < limit ? old + 1 : 0" : "old == 0 || limit < old ? limit : old - 1"
      let text = """
        static __device__ \(t) \(name)(\(t)* place, \(t) limit) { \(t) old = *(volatile \(t)*)place; \
        while (true) { \(t) seen = atomicCAS(place, old, (\(t))(\(next))); if (seen == old) return old; old = seen; } }
        """
      return Call(text: "\(name)(\(a[0]), \(a[1]))", helper: Helper(name: name, text: text))
    case .atomicLoad: return Call(text: "*(volatile \(t)*)\(a[0])")
    case .atomicStore: return Call(text: "*(volatile \(t)*)\(a[0]) = \(a[1])")
    default: return nil
    }
  }

  private static func shuffle(_ id: IntrinsicID, _ type: ScalarType, _ a: [String]) -> Call? {
    let t = type.rawValue
    // Narrow types travel as 32-bit words.
    let carried = type.bitWidth < 32 ? "i32" : t
    let source: String
    switch id {
    case .subgroupShuffle, .subgroupBroadcast: source = "lane"
    case .subgroupShuffleUp: source = "own - lane"
    case .subgroupShuffleDown: source = "own + lane"
    case .subgroupShuffleXor: source = "own ^ lane"
    case .subgroupMatchAny, .subgroupMatchAll: return match(id, type, a)
    default: return nil
    }
    let name = "rk_\(id.rawValue)_\(t)"
    let text = """
      static __device__ \(t) \(name)(\(t) v, i64 lane) { u32 mask = __activemask(); i64 own = rk_linear() & 31, from = \(source); \
      bool there = from >= 0 && from < 32 && (mask >> (from & 31) & 1); \
      \(carried) got = __shfl_sync(mask, (\(carried))v, there ? (i32)from : (i32)own); return there ? (\(t))got : v; }
      """
    return Call(text: "\(name)(\(a[0]), \(a[1]))", helper: Helper(name: name, text: text))
  }

  private static func match(_ id: IntrinsicID, _ type: ScalarType, _ a: [String]) -> Call {
    let t = type.rawValue
    let name = "rk_\(id.rawValue)_\(t)"
    let end = id == .subgroupMatchAny ? "same" : "same == mask ? mask : 0"
    let text = """
      static __device__ u32 \(name)(\(t) v) { u32 mask = __activemask(), same = 0; \
      for (i32 k = 0; k < 32; k++) if (mask >> k & 1) { \(t) other = __shfl_sync(mask, v, k); if (other == v) same |= 1u << k; } return \(end); }
      """
    return Call(text: "\(name)(\(a[0]))", helper: Helper(name: name, text: text))
  }

  /// Reductions and scans, in the order that the table documents.
  private static func reduction(_ id: IntrinsicID, _ type: ScalarType, _ a: [String]) -> Call? {
    let t = type.rawValue
    let place = [.gridReduceAdd, .gridReduceMin, .gridReduceMax].contains(id)
    let operation: String
    let wide = type.bitWidth == 64 ? "u64" : "u32"
    switch id {
    case .blockReduceAdd, .reduceAndBroadcast, .subgroupReduceAdd, .gridReduceAdd, .subgroupInclusiveAdd,
      .subgroupExclusiveAdd:
      operation = type.isFloat ? "x + y" : "(\(t))((\(wide))x + (\(wide))y)"
    case .blockReduceMin, .subgroupReduceMin, .gridReduceMin:
      operation = type.isFloat ? "(x != x || y < x ? y : x)" : "(y < x ? y : x)"
    case .blockReduceMax, .subgroupReduceMax, .gridReduceMax:
      operation = type.isFloat ? "(x != x || y > x ? y : x)" : "(x < y ? y : x)"
    case .blockReduceAnd, .subgroupReduceAnd: operation = "(\(t))(x & y)"
    case .blockReduceOr, .subgroupReduceOr: operation = "(\(t))(x | y)"
    case .subgroupReduceXor: operation = "(\(t))(x ^ y)"
    default: return nil
    }
    let name = "rk_\(id.rawValue)_\(t)"
    let carried = type.bitWidth < 32 ? "i32" : t
    if id == .subgroupInclusiveAdd || id == .subgroupExclusiveAdd {
      let give = id == .subgroupInclusiveAdd ? "k <= own" : "k < own"
      let text = """
        static __device__ \(t) \(name)(\(t) v) { u32 mask = __activemask(); i32 own = rk_linear() & 31; \(t) x = 0; \
        for (i32 k = 0; k < 32; k++) if (mask >> k & 1) { \(t) y = (\(t))__shfl_sync(mask, (\(carried))v, k); if (\(give)) x = \(operation); } return x; }
        """
      return Call(text: "\(name)(\(a[0]))", helper: Helper(name: name, text: text))
    }
    if id.rawValue.hasPrefix("subgroup") {
      let text = """
        static __device__ \(t) \(name)(\(t) x) { u32 mask = __activemask(); i32 own = rk_linear() & 31; \
        for (i32 s = 16; s > 0; s >>= 1) { bool there = own + s < 32 && (mask >> (own + s) & 1); \
        \(t) y = (\(t))__shfl_sync(mask, (\(carried))x, there ? own + s : own); if (own < s && there) x = \(operation); } \
        return (\(t))__shfl_sync(mask, (\(carried))x, 0); }
        """
      return Call(text: "\(name)(\(a[0]))", helper: Helper(name: name, text: text))
    }
    let block = "rk_block_\(id.rawValue)_\(t)"
    var text = """
      static __device__ \(t) \(block)(\(t) v) { __shared__ \(t) slots[1024]; i32 own = rk_linear(), n = (i32)(blockDim.x * blockDim.y * blockDim.z), s = 1; \
      slots[own] = v; __syncthreads(); while (s < n) s *= 2; \
      while (s > 1) { s /= 2; if (own < s && own + s < n) { \(t) x = slots[own], y = slots[own + s]; slots[own] = \(operation); } __syncthreads(); } \
      \(t) r = slots[0]; __syncthreads(); return r; }
      """
    guard place else { return Call(text: "\(block)(\(a[0]))", helper: Helper(name: block, text: text)) }
    let kind: IntrinsicID = id == .gridReduceAdd ? .atomicAdd : id == .gridReduceMin ? .atomicMin : .atomicMax
    guard let atomic = atomic(kind, type, ["place", "r"]) else { return nil }
    text +=
      "\nstatic __device__ void \(name)(\(t)* place, \(t) v) { \(t) r = \(block)(v); if (rk_linear() == 0) \(atomic.text); }"
    return Call(text: "\(name)(\(a[0]), \(a[1]))", helper: Helper(name: name, text: text))
  }
}
