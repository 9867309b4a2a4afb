internal import RingKernelIR

// What threads of a block do together: the link by the first warp, and handlers of actors that ask for a block of threads.
extension CUDAEngine {
  static let orders = [
    // What the first thread tells the others. Written between two meetings in which nobody else reads it.
    """
    struct rk_order {
      u32 step, program, row, ring; u32* at;
      // For the warp: words that it copies or writes to a ring of records, of so many words less 1, at a position; the line
      // that it looks at, and whether some of that had not come.
      const u32* from; u32* to; u32 count;
      u64* words; u32 mask, position; bool is_fenced;
      u32 sequence, missing;
    };
    __shared__ rk_order rk_told;
    // The failure that counts: barriers before it << 10 | thread, all ones for none; its words. Arrivals and rounds of
    // barriers that take no whole warps, and votes.
    struct rk_members { u32 failed, failure[rk_failure_words], arrived, round, votes; };
    __shared__ rk_members rk_team;
    """,
    """
    static __device__ void rk_meet_warp() { __syncwarp(0xffffffffu); }
    #ifdef __CUDA_ARCH__
    static __device__ void rk_meet_all() { if (rk_threads > 32u) __syncthreads(); else rk_meet_warp(); }
    #else
    // Who is outside of a team waits in a barrier of the block there: lanes of the warp are those of the team alone.
    static void rk_meet_all() { __syncthreads(); }
    #endif
    """,
  ]

  /// Bytes of shared memory that the handlers of an actor may use.
  static let sharedLimit = 40 * 1024

  /// Memory of a block: for messages of up to 1 KiB, for records that are drafted where they fit beside what handlers
  /// use, and for that.
  static func memory(_ room: ResidentRoom, _ sharedBytes: Int) -> (words: [(String, Int)], arrays: [String]) {
    let isNear = room.draftWords * 4 <= 16 * 1024 && room.draftWords * 4 + sharedBytes <= sharedLimit + 4096
    let words = [("threads", room.threads), ("draft_words", room.draftWords), ("near_words", 256)]
    var arrays = ["alignas(16) __shared__ u32 rk_near[rk_near_words];"]
    if sharedBytes > 0 { arrays.append("alignas(16) __shared__ u8 rk_shared[\(sharedBytes)];") }
    if isNear { arrays.append("alignas(16) __shared__ u32 rk_drafted[rk_draft_words];") }
    arrays.append("static __device__ u32* rk_drafts(u32* far) { return \(isNear ? "rk_drafted" : "far"); }")
    return (words, arrays)
  }

  static let team = [
    // Threads 0 to n - 1 meet. A named barrier takes whole warps only; others count warps in shared memory.
    """
    #ifdef __CUDA_ARCH__
    static __device__ void rk_form(u32) {}
    template <u32 n> static __device__ void rk_meet() {
      if (n == rk_threads) { rk_meet_all(); return; }
      if (n % 32u == 0u) { asm volatile("barrier.sync 1, %0;" :: "r"(n) : "memory"); return; }
      u32 mask = threadIdx.x / 32u < n / 32u ? 0xffffffffu : (1u << (n & 31u)) - 1u;
      __syncwarp(mask);
      if (n > 32u && (threadIdx.x & 31u) == 0u) {
        volatile u32* round = &rk_team.round;
        u32 now = *round;
        __threadfence_block();
        if (atomicAdd(&rk_team.arrived, 1u) == n / 32u) {
          *(volatile u32*)&rk_team.arrived = 0u;
          __threadfence_block();
          *round = now + 1u;
        } else while (*round == now) {}
        __threadfence_block();
      }
      __syncwarp(mask);
    }
    #else
    static void rk_form(u32 n) { g_form(n); }
    template <u32 n> static void rk_meet() { g_meet(n); }
    #endif
    """,
    // How many of them say yes.
    """
    template <u32 n> static __device__ u32 rk_count(bool yes) {
      if (threadIdx.x == 0u) *(volatile u32*)&rk_team.votes = 0u;
      rk_meet<n>();
      if (yes) atomicAdd(&rk_team.votes, 1u);
      rk_meet<n>();
      u32 votes = *(volatile u32*)&rk_team.votes;
      rk_meet<n>();
      return votes;
    }
    """,
    """
    static __device__ u32 rk_tell(rk_turn& t, u32 step) {
      rk_told.program = t.program;
      rk_told.row = t.row;
      rk_told.at = t.at;
      rk_told.ring = t.from;
      rk_team.failed = ~0u;
      return step;
    }
    // Whether no thread had failed by the last barrier.
    static __device__ bool rk_goes_on(const rk_turn& t) { return *(volatile u32*)&rk_team.failed >> 10 >= t.passed; }
    static __device__ void rk_fail_together(rk_turn& t, u32 code, u32 site, u64 a, u64 b) {
      rk_fail(t, code, site, a, b);
      t.failure[rk_failure_thread] = threadIdx.x;
      atomicMin(&rk_team.failed, t.passed << 10 | threadIdx.x);
      t.own_failure = t.passed << 10 | threadIdx.x;
    }
    // The thread whose failure counts shows it; the first thread learns whether there was one, and how.
    static __device__ void rk_show_failure(const rk_turn& t) {
      if (!t.failed || rk_team.failed != t.own_failure) return;
      for (u32 k = 0u; k < rk_failure_words; k++) rk_team.failure[k] = t.failure[k];
    }
    static __device__ bool rk_learn_failure(rk_turn& t) {
      if (rk_team.failed == ~0u) return false;
      for (u32 k = 0u; k < rk_failure_words; k++) t.failure[k] = rk_team.failure[k];
      return true;
    }
    """,
  ]
}
