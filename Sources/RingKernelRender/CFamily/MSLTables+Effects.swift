internal import RingKernelIR

extension MSLTables {
  /// The call of an intrinsic with an effect; nil where there is none.
  static func effect(_ effect: CEffect) -> CCall? {
    let a = effect.operands
    let all = "mem_flags::mem_device | mem_flags::mem_threadgroup"
    switch effect.id {
    case .barrier: return CCall("threadgroup_barrier(\(all))")
    case .barrierCount: return CCall(votes(effect), count)
    case .barrierAll:
      let size = "\(effect.prefix)rk_group_size"
      return CCall("\(votes(effect)) == (int)(\(size).x * \(size).y * \(size).z)", count)
    case .barrierAny: return CCall("\(votes(effect)) != 0", count)
    case .subgroupBarrier: return CCall("simdgroup_barrier(\(all))")
    case .threadFence:
      return CCall("atomic_thread_fence(mem_flags::mem_device, memory_order_seq_cst, thread_scope_device)")
    case .threadFenceBlock: return CCall("atomic_thread_fence(\(all), memory_order_seq_cst, thread_scope_threadgroup)")
    case .subgroupActiveMask: return CCall("(uint)(simd_vote::vote_t)simd_active_threads_mask()")
    case .subgroupBallot: return CCall("(uint)(simd_vote::vote_t)simd_ballot(\(a[0]))")
    case .subgroupAll: return CCall("simd_all(\(a[0]))")
    case .subgroupAny: return CCall("simd_any(\(a[0]))")
    case .subgroupElect: return CCall("simd_is_first()")
    default: break
    }
    guard let type = effect.type else { return nil }
    return atomic(effect, type) ?? MSLSubgroups.call(effect, type) ?? CReductions.block(effect, type, .msl)
  }

  private static func votes(_ effect: CEffect) -> String {
    "rk_barrier_count(\(effect.operands[0]), \(effect.scratch(.u32)), \(effect.prefix)rk_linear)"
  }

  private static let count = CHelper(
    name: "rk_barrier_count",
    text: """
      static int rk_barrier_count(bool v, threadgroup uint* slots, uint own) {
        threadgroup atomic_uint* votes = (threadgroup atomic_uint*)slots;
        if (own == 0) atomic_store_explicit(votes, 0u, memory_order_relaxed);
        threadgroup_barrier(mem_flags::mem_device | mem_flags::mem_threadgroup);
        if (v) atomic_fetch_add_explicit(votes, 1u, memory_order_relaxed);
        threadgroup_barrier(mem_flags::mem_device | mem_flags::mem_threadgroup);
        int count = (int)atomic_load_explicit(votes, memory_order_relaxed);
        threadgroup_barrier(mem_flags::mem_threadgroup);
        return count;
      }
      """
  )

  private static func atomic(_ effect: CEffect, _ type: ScalarType) -> CCall? {
    guard [.i32, .u32, .f32].contains(type) else { return nil }
    let (a, space) = (effect.operands, effect.space)
    // Floats are swapped as their bits; only device memory has an addition of its own.
    let own = type == .i32 ? "atomic_int" : "atomic_uint"
    let place = a.isEmpty ? "" : "(\(space)\(own)*)\(a[0])"
    func call(_ name: String, _ place: String, _ values: String...) -> String {
      "atomic_\(name)_explicit(\(([place] + values).joined(separator: ", ")), memory_order_relaxed)"
    }
    func bits(_ value: String) -> String { type == .f32 ? "as_type<uint>(\(value))" : value }
    func number(_ value: String) -> String { type == .f32 ? "as_type<float>(\(value))" : value }
    switch effect.id {
    case .atomicAdd, .atomicSubtract:
      let isAdd = effect.id == .atomicAdd
      guard type == .f32 else { return CCall(call(isAdd ? "fetch_add" : "fetch_sub", place, a[1])) }
      let value = isAdd ? a[1] : "-\(effect.tight[1])"
      guard space != "device " else { return CCall(call("fetch_add", "(device atomic_float*)\(a[0])", value)) }
      return CCall("rk_atomicAdd_f32_shared(\(place), \(value))", sharedAdd)
    case .atomicMin where type.isInteger: return CCall(call("fetch_min", place, a[1]))
    case .atomicMax where type.isInteger: return CCall(call("fetch_max", place, a[1]))
    case .atomicAnd where type.isInteger: return CCall(call("fetch_and", place, a[1]))
    case .atomicOr where type.isInteger: return CCall(call("fetch_or", place, a[1]))
    case .atomicXor where type.isInteger: return CCall(call("fetch_xor", place, a[1]))
    case .atomicExchange: return CCall(number(call("exchange", place, bits(a[1]))))
    case .atomicLoad: return CCall(number(call("load", place)))
    case .atomicStore: return CCall(call("store", place, bits(a[1])))
    case .atomicCompareExchange where type.isInteger: return exchange(effect, type, own, place)
    case .atomicIncrement, .atomicDecrement: return counted(effect, type, own, place)
    default: return nil
    }
  }

  private static func suffix(_ effect: CEffect) -> String { effect.space == "device " ? "" : "_shared" }

  /// Metal's compare-and-exchange may fail for no reason.
  private static func exchange(_ effect: CEffect, _ type: ScalarType, _ own: String, _ place: String) -> CCall {
    let (name, t) = ("rk_atomicCompareExchange_\(type.rawValue)\(suffix(effect))", CDialect.msl.scalar(type))
    let text = """
      static \(t) \(name)(\(effect.space)\(own)* place, \(t) expected, \(t) desired) {
        \(t) seen = expected;
        while (!atomic_compare_exchange_weak_explicit(place, &seen, desired, memory_order_relaxed, memory_order_relaxed) && seen == expected) {}
        return seen;
      }
      """
    return CCall("\(name)(\(place), \(effect.operands[1]), \(effect.operands[2]))", CHelper(name: name, text: text))
  }

  private static func counted(_ effect: CEffect, _ type: ScalarType, _ own: String, _ place: String) -> CCall {
    let (name, t) = ("rk_\(effect.id.rawValue)_\(type.rawValue)\(suffix(effect))", CDialect.msl.scalar(type))
    let text = """
      static \(t) \(name)(\(effect.space)\(own)* place, \(t) limit) {
        \(t) old = atomic_load_explicit(place, memory_order_relaxed);
        while (!atomic_compare_exchange_weak_explicit(place, &old, \(CReductions.counted(effect.id)), memory_order_relaxed, memory_order_relaxed)) {}
        return old;
      }
      """
    return CCall("\(name)(\(place), \(effect.operands[1]))", CHelper(name: name, text: text))
  }

  private static let sharedAdd = CHelper(
    name: "rk_atomicAdd_f32_shared",
    text: """
      static float rk_atomicAdd_f32_shared(threadgroup atomic_uint* place, float v) {
        uint old = atomic_load_explicit(place, memory_order_relaxed);
        while (!atomic_compare_exchange_weak_explicit(place, &old, as_type<uint>(as_type<float>(old) + v), memory_order_relaxed, memory_order_relaxed)) {}
        return as_type<float>(old);
      }
      """
  )
}
