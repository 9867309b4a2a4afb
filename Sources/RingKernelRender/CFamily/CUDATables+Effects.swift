internal import RingKernelIR

extension CUDATables {
  /// The call of an intrinsic with an effect; nil where there is none.
  ///
  /// - Parameters:
  ///   - effect: The intrinsic and its operands.
  ///   - own: The number of the thread among those that run the kernel or the handler together.
  ///   - count: How many they are.
  static func effect(
    _ effect: CEffect,
    own: String = linear(nil).text,
    count: String = "blockDim.x * blockDim.y * blockDim.z"
  ) -> CCall? {
    let a = effect.operands
    let mask = "rk_lanes(\(own), \(count))"
    switch effect.id {
    case .barrier: return CCall("__syncthreads()")
    case .barrierCount: return CCall("__syncthreads_count(\(a[0]))")
    case .barrierAll: return CCall("__syncthreads_and(\(a[0])) != 0")
    case .barrierAny: return CCall("__syncthreads_or(\(a[0])) != 0")
    case .gridBarrier: return CCall("rk_grid_barrier(\(effect.record) + 3)", gridBarrier)
    case .subgroupBarrier: return CCall("__syncwarp(\(mask))", lanes)
    case .threadFence: return CCall("__threadfence()")
    case .threadFenceBlock: return CCall("__threadfence_block()")
    case .threadFenceSystem: return CCall("__threadfence_system()")
    case .clock32: return CCall("(u32)clock64()")
    case .clock64: return CCall("(u64)clock64()")
    case .nanosleep: return CCall("__nanosleep(\(a[0]))")
    case .prefetchL1: return CCall("rk_prefetch_l1(\(a[0]))", prefetch(1))
    case .prefetchL2: return CCall("rk_prefetch_l2(\(a[0]))", prefetch(2))
    case .subgroupActiveMask: return CCall(mask, lanes)
    case .subgroupBallot: return CCall("__ballot_sync(\(mask), \(a[0]))", lanes)
    case .subgroupAll: return CCall("__all_sync(\(mask), \(a[0])) != 0", lanes)
    case .subgroupAny: return CCall("__any_sync(\(mask), \(a[0])) != 0", lanes)
    case .subgroupElect: return CCall("((\(own)) & 31) == 0")
    default: break
    }
    guard let type = effect.type else { return nil }
    let among = "\(mask), (i32)((\(own)) & 31)"
    return atomic(effect, type) ?? shuffle(effect, type, among) ?? subgroup(effect, type, among)
      ?? CReductions.block(effect, type, .cuda)
  }

  /// A bit for each lane of the warp that takes part; the last warp may have fewer than 32.
  ///
  /// The lanes that happen to be active (`__activemask`) may be any part of them, for nothing makes a warp converge; those
  /// that a mask names wait for each other. Subgroup operations stand in uniform control flow: no lane stays away.
  private static let lanes = CHelper(
    name: "rk_lanes",
    text: """
      static __device__ u32 rk_lanes(u32 own, u32 count) {
        u32 left = count - (own & ~31u);
        return left < 32 ? (1u << left) - 1 : 0xffffffffu;
      }
      """
  )

  /// CUDA C++ has no function for it; a host that compiles the text has no such instruction.
  private static func prefetch(_ level: Int) -> CHelper {
    CHelper(
      name: "rk_prefetch_l\(level)",
      text: """
        static __device__ void rk_prefetch_l\(level)(const void* p) {
        #ifdef __CUDA_ARCH__
          asm volatile("prefetch.global.L\(level) [%0];" :: "l"(__cvta_generic_to_global(p)));
        #endif
        }
        """
    )
  }

  /// A barrier of the grid, whose blocks must all be resident.
  ///
  /// They take tickets from a word that is zero at the start of a launch; each waits for the last of its round.
  private static let gridBarrier = CHelper(
    name: "rk_grid_barrier",
    text: """
      static __device__ void rk_grid_barrier(u32* tickets) {
        __threadfence();
        __syncthreads();
        if (threadIdx.x == 0 && threadIdx.y == 0 && threadIdx.z == 0) {
          u32 blocks = gridDim.x * gridDim.y * gridDim.z, ticket = atomicAdd(tickets, 1u), last = (ticket / blocks + 1) * blocks;
          while ((i32)(*(volatile u32*)tickets - last) < 0) __nanosleep(32);
          __threadfence();
        }
        __syncthreads();
      }
      """
  )

  private static func atomic(_ effect: CEffect, _ type: ScalarType) -> CCall? {
    let (t, a) = (type.rawValue, type == .i64 ? effect.tight : effect.operands)
    guard [.i32, .u32, .i64, .u64, .f32].contains(type) else { return nil }
    // CUDA has most 64-bit atomics for unsigned words only; bits are bits.
    func call(_ name: String, _ values: String..., signed: Bool = false) -> CCall {
      guard type == .i64, !signed else { return CCall("\(name)(\(([a[0]] + values).joined(separator: ", ")))") }
      return CCall("\(name)((u64*)\(a[0])\(values.map { $0.hasPrefix("0 - ") ? ", \($0)" : ", (u64)\($0)" }.joined()))")
    }
    switch effect.id {
    case .atomicAdd: return call("atomicAdd", a[1])
    case .atomicSubtract where type == .f32: return call("atomicAdd", "-\(effect.tight[1])")
    case .atomicSubtract where type.bitWidth == 64: return call("atomicAdd", "0 - (u64)\(effect.tight[1])")
    case .atomicSubtract: return call("atomicSub", a[1])
    case .atomicMin where type.isInteger: return call("atomicMin", a[1], signed: true)
    case .atomicMax where type.isInteger: return call("atomicMax", a[1], signed: true)
    case .atomicExchange: return call("atomicExch", a[1])
    case .atomicAnd where type.isInteger: return call("atomicAnd", a[1])
    case .atomicOr where type.isInteger: return call("atomicOr", a[1])
    case .atomicXor where type.isInteger: return call("atomicXor", a[1])
    case .atomicCompareExchange where type.isInteger: return call("atomicCAS", a[1], a[2])
    case .atomicIncrement, .atomicDecrement:
      let name = "rk_\(effect.id.rawValue)_\(t)"
      let next = CReductions.counted(effect.id)
      let text = """
        static __device__ \(t) \(name)(\(t)* place, \(t) limit) {
          \(t) old = *(volatile \(t)*)place;
          while (true) { \(t) seen = atomicCAS(place, old, (\(t))(\(next))); if (seen == old) return old; old = seen; }
        }
        """
      return CCall("\(name)(\(a[0]), \(a[1]))", CHelper(name: name, text: text))
    case .atomicLoad: return CCall("*(volatile \(t)*)\(a[0])")
    case .atomicStore: return CCall("*(volatile \(t)*)\(a[0]) = \(a[1])")
    default: return nil
    }
  }

  /// The value of another lane: narrow numbers travel as words, half-precision ones as their bits.
  private static func carried(_ type: ScalarType) -> (sent: (String) -> String, got: (String) -> String) {
    switch type {
    case .f16: ({ "(i32)\($0).bits" }, { "f16{(u16)\($0)}" })
    case .bool, .i8, .i16, .u8, .u16: ({ "(i32)\($0)" }, { "(\(type.rawValue))\($0)" })
    default: ({ $0 }, { $0 })
    }
  }

  private static func shuffle(_ effect: CEffect, _ type: ScalarType, _ among: String) -> CCall? {
    let (t, a) = (type.rawValue, effect.operands)
    let (sent, got) = carried(type)
    let name = "rk_\(effect.id.rawValue)_\(t)"
    if effect.id == .subgroupMatchAny || effect.id == .subgroupMatchAll {
      let end = effect.id == .subgroupMatchAny ? "same" : "same == mask ? mask : 0"
      let text = """
        static __device__ u32 \(name)(u32 mask, i32 own, \(t) v) {
          u32 same = 0;
          for (i32 k = 0; k < 32; k++) if (mask >> k & 1) { \(t) other = __shfl_sync(mask, v, k); if (other == v) same |= 1u << k; }
          return \(end);
        }
        """
      return CCall("\(name)(\(among), \(a[0]))", lanes, CHelper(name: name, text: text))
    }
    guard let source = CReductions.source(effect.id) else { return nil }
    let text = """
      static __device__ \(t) \(name)(u32 mask, i64 own, \(t) v, i64 lane) {
        i64 from = \(source);
        bool there = from >= 0 && from < 32 && (mask >> (from & 31) & 1);
        \(t) other = \(got("__shfl_sync(mask, \(sent("v")), there ? (i32)from : (i32)own)"));
        return there ? other : v;
      }
      """
    return CCall("\(name)(\(among), \(a[0]), \(a[1]))", lanes, CHelper(name: name, text: text))
  }

  /// Reductions and scans over a subgroup, in the order that the table documents.
  private static func subgroup(_ effect: CEffect, _ type: ScalarType, _ among: String) -> CCall? {
    guard effect.id.rawValue.hasPrefix("subgroup") else { return nil }
    let t = type.rawValue
    let (sent, got) = carried(type)
    guard let operation = CReductions.operation(effect.id, type, .cuda) else { return nil }
    let name = "rk_\(effect.id.rawValue)_\(t)"
    let text: String
    if effect.id == .subgroupInclusiveAdd || effect.id == .subgroupExclusiveAdd {
      let give = effect.id == .subgroupInclusiveAdd ? "k <= own" : "k < own"
      text = """
        static __device__ \(t) \(name)(u32 mask, i32 own, \(t) v) {
          \(t) x = \(type == .f16 ? "f16{0}" : "0");
          for (i32 k = 0; k < 32; k++) if (mask >> k & 1) { \(t) y = \(got("__shfl_sync(mask, \(sent("v")), k)")); if (\(give)) x = \(operation); }
          return x;
        }
        """
    } else {
      text = """
        static __device__ \(t) \(name)(u32 mask, i32 own, \(t) x) {
          for (i32 s = 16; s > 0; s >>= 1) {
            bool there = own + s < 32 && (mask >> (own + s) & 1);
            \(t) y = \(got("__shfl_sync(mask, \(sent("x")), there ? own + s : own)"));
            if (own < s && there) x = \(operation);
          }
          return \(got("__shfl_sync(mask, \(sent("x")), 0)"));
        }
        """
    }
    return CCall("\(name)(\(among), \(effect.operands[0]))", lanes, CHelper(name: name, text: text))
  }
}
