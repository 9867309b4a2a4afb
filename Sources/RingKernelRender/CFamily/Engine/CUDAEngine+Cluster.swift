// Rings in shared memory, which blocks of one cluster write to each other: tier 1 of `Design/0007`. Their place in the
// memory of the device keeps them while no program runs, and while their senders sit elsewhere.
extension CUDAEngine {
  /// Accesses at the scope of a cluster, by generic addresses of shared memory.
  static let clusterAccesses = """
    #ifdef __CUDA_ARCH__
    #define RK_CLUSTERS (__CUDA_ARCH__ >= 900)
    #else
    #define RK_CLUSTERS 1
    #endif
    #if !RK_CLUSTERS
    // Nothing here is called.
    #define rk_load_cluster rk_load
    #define rk_acquire_cluster rk_acquire
    #define rk_release_cluster rk_release
    #define rk_claim_cluster rk_claim
    static __device__ u32* rk_area() { return nullptr; }
    static __device__ u32* rk_mapped(u32* own, u32) { return own; }
    static __device__ void rk_meet_cluster() {}
    #elif defined(__CUDA_ARCH__)
    #define RK_SHARED(address) "{ .reg .u64 at; cvta.to.shared::cluster.u64 at, " address "; "
    #define RK_LOAD_CLUSTER(name, mode) static __device__ u32 name(const u32* p) { u32 v; asm volatile(RK_SHARED("%1") "ld." mode ".cluster.shared::cluster.u32 %0, [at]; }" : "=r"(v) : "l"(p) : "memory"); return v; }
    RK_LOAD_CLUSTER(rk_load_cluster, "relaxed") RK_LOAD_CLUSTER(rk_acquire_cluster, "acquire")
    static __device__ void rk_release_cluster(u32* p, u32 v) {
      asm volatile(RK_SHARED("%0") "st.release.cluster.shared::cluster.u32 [at], %1; }" :: "l"(p), "r"(v) : "memory");
    }
    static __device__ u32 rk_claim_cluster(u32* p, u32 expected, u32 next) {
      u32 v; asm volatile(RK_SHARED("%1") "atom.relaxed.cluster.shared::cluster.cas.b32 %0, [at], %2, %3; }" : "=r"(v) : "l"(p), "r"(expected), "r"(next) : "memory"); return v;
    }
    extern __shared__ __align__(16) u32 rk_dynamic[];
    static __device__ u32* rk_area() { return rk_dynamic; }
    // The same place in the memory of another block of the cluster.
    static __device__ u32* rk_mapped(u32* own, u32 rank) {
      u64 there; asm("mapa.u64 %0, %1, %2;" : "=l"(there) : "l"(own), "r"(rank)); return (u32*)there;
    }
    static __device__ void rk_meet_cluster() { asm volatile("barrier.cluster.arrive.release; barrier.cluster.wait.acquire;" ::: "memory"); }
    #else
    static u32 rk_load_cluster(const u32* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
    static u32 rk_acquire_cluster(const u32* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
    static void rk_release_cluster(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }
    static u32 rk_claim_cluster(u32* p, u32 expected, u32 next) {
      __atomic_compare_exchange_n(p, &expected, next, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED); return expected;
    }
    static u32* rk_area() { return (u32*)g_dynamic(); }
    static u32* rk_mapped(u32* own, u32 rank) { return (u32*)g_mapped(own, rank); }
    static void rk_meet_cluster() { g_cluster_barrier(); }
    #endif
    """

  static let clusters = [
    // The rings that lie in this block's shared memory: words of their rows, 0 for a free place.
    "__shared__ u32 rk_placed[rk_area_places];",
    // An address among the words that a program is handed.
    """
    template <class T> static __device__ T* rk_place(const u32* words, u32 at) { return (T*)((u64)words[at + 1u] << 32 | words[at]); }
    """,
    // A ring on its way between shared memory and its place in the memory of the device: positions at once, slots by
    // whoever copies.
    """
    struct rk_move { u32* to; const u32* from; u32 words; };
    static __device__ rk_move rk_move_of(u32* table, u32* rings, u32 ring, bool is_home, bool is_first) {
      u32* area = rk_area() + table[ring + rk_ring_area];
      u32* slots = rings + table[ring + rk_ring_slots];
      u32 words = table[ring + rk_ring_capacity] * table[ring + rk_ring_stride];
      if (is_first && is_home) {
        table[ring + rk_ring_tail] = area[rk_area_tail];
        table[ring + rk_ring_head] = area[rk_area_head];
      } else if (is_first) {
        area[rk_area_tail] = table[ring + rk_ring_tail];
        area[rk_area_head] = table[ring + rk_ring_head];
      }
      area += rk_area_head_words;
      return is_home ? rk_move{slots, area, words} : rk_move{area, slots, words};
    }
    """,
    // Follows the list of places, one ring after the other; true where the warp is to copy. Whoever uses the ring is
    // paused until the block shows the generation.
    """
    static __device__ bool rk_move_next(rk_turn& t) {
      if (t.cluster <= 1u) return false;
      for (u32 k = 0u; k < rk_area_places; k++) {
        u32 ring = rk_load_sys(t.table + t.areas + k), placed = rk_placed[k];
        if (ring == placed) continue;
        bool is_home = placed != 0u;
        rk_move move = rk_move_of(t.table, t.rings, is_home ? placed : ring, is_home, true);
        rk_placed[k] = is_home ? 0u : ring;
        rk_told.to = move.to; rk_told.from = move.from; rk_told.count = move.words;
        return true;
      }
      return false;
    }
    """,
    // All threads of a block, before its first look and behind its last one: nobody uses the memory of a block that has
    // not fetched its rings, or that saves them.
    """
    static __device__ void rk_move_all(const u32* words, bool is_home) {
      u32* table = rk_place<u32>(words, rk_at_table);
      u32* rings = rk_place<u32>(words, rk_at_rings);
      u32 list = words[rk_at_areas] + blockIdx.x * rk_area_places;
      for (u32 k = 0u; k < rk_area_places; k++) {
        u32 ring = is_home ? rk_placed[k] : rk_load_sys(table + list + k);
        if (threadIdx.x == 0u && !is_home) rk_placed[k] = ring;
        if (ring == 0u) continue;
        rk_move move = rk_move_of(table, rings, ring, is_home, threadIdx.x == 0u);
        for (u32 n = threadIdx.x * 4u; n < move.words; n += rk_threads * 4u) rk_copy16(move.to + n, move.from + n);
      }
    }
    static __device__ void rk_join(rk_turn& t, const u32* words) {
      t.cluster = RK_CLUSTERS ? words[rk_at_cluster] : 1u;
      if (t.cluster <= 1u) return;
      t.rank = blockIdx.x % t.cluster;
      t.areas = words[rk_at_areas] + blockIdx.x * rk_area_places;
      rk_move_all(words, false);
      rk_meet_cluster();
    }
    static __device__ void rk_part(rk_turn& t, const u32* words) {
      if (t.cluster <= 1u) return;
      // Its heart stands still until the last one is done with its message.
      if (threadIdx.x == 0u) rk_release_sys(t.device + rk_device_phase, rk_phase_leaving);
      rk_meet_cluster();
      rk_move_all(words, true);
      rk_meet_all();
    }
    """,
  ]
}
