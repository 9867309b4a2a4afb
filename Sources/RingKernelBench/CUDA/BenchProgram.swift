/// CUDA C++ that is written by hand: what the printed programs are measured beside.
struct BenchProgram: Sendable {
  let name: String
  let text: String
  let entries: [String]

  private init(_ name: String, _ body: String, _ entries: [String]) {
    self.name = name
    text = Self.accesses + "\n" + body + "\n"
    self.entries = entries
  }

  static let answer = BenchProgram("answer", answerText, ["bench_answer"])
  static let ring = BenchProgram("ring", ringText, ["rk_resident_ring"])
  static let line = BenchProgram("line", linesText, ["rk_resident_line"])
  static let lines = BenchProgram("lines", linesText, ["rk_resident_lines"])
  static let hop = BenchProgram("hop", hopText, ["bench_hop_block", "bench_hop_cluster", "bench_hop_grid"])
  static let wave = BenchProgram("wave", waveText, ["bench_wave", "bench_wave_resident"])
  static let litmus = BenchProgram("litmus", litmusText, ["rk_resident_litmus"])

  static let all = [answer, ring, line, lines, hop, wave, litmus]

  /// Accesses to words that others see: PTX on a device, atomics of C++ where a test runs the text on the host, whose
  /// threads of a block take turns: there `b_spin` lets the others go on, and other blocks.
  private static let accesses = """
    typedef unsigned int u32;
    typedef unsigned long long u64;
    #ifdef __CUDA_ARCH__
    #define B_LOAD(name, mode) static __device__ u32 name(const u32* p) { u32 v; asm volatile("ld." mode ".u32 %0, [%1];" : "=r"(v) : "l"(p) : "memory"); return v; }
    #define B_STORE(name, mode) static __device__ void name(u32* p, u32 v) { asm volatile("st." mode ".u32 [%0], %1;" :: "l"(p), "r"(v) : "memory"); }
    #define B_LOAD4(name, mode) static __device__ void name(u32* v, const u32* p) { asm volatile("ld." mode ".v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(v[0]), "=r"(v[1]), "=r"(v[2]), "=r"(v[3]) : "l"(p) : "memory"); }
    #define B_STORE4(name, mode) static __device__ void name(u32* p, const u32* v) { asm volatile("st." mode ".v4.u32 [%0], {%1, %2, %3, %4};" :: "l"(p), "r"(v[0]), "r"(v[1]), "r"(v[2]), "r"(v[3]) : "memory"); }
    static __device__ u64 b_load_wide_sys(const u64* p) { u64 v; asm volatile("ld.relaxed.sys.u64 %0, [%1];" : "=l"(v) : "l"(p) : "memory"); return v; }
    static __device__ void b_store_wide_sys(u64* p, u64 v) { asm volatile("st.relaxed.sys.u64 [%0], %1;" :: "l"(p), "l"(v) : "memory"); }
    static __device__ void b_fence_sys() { asm volatile("fence.acq_rel.sys;" ::: "memory"); }
    static __device__ void b_fence_all() { asm volatile("fence.sc.sys;" ::: "memory"); }
    static __device__ u64 b_timer() { u64 v; asm volatile("mov.u64 %0, %globaltimer;" : "=l"(v)); return v; }
    static __device__ void b_spin() {}
    static __device__ void b_pause() { __nanosleep(64); }
    #else
    #define __align__(bytes) __attribute__((aligned(bytes)))
    #define B_LOAD(name, mode) static u32 name(const u32* p) { return __atomic_load_n(p, mode[3] == 'a' ? __ATOMIC_RELAXED : __ATOMIC_ACQUIRE); }
    #define B_STORE(name, mode) static void name(u32* p, u32 v) { __atomic_store_n(p, v, mode[3] == 'a' ? __ATOMIC_RELAXED : __ATOMIC_RELEASE); }
    #define B_LOAD4(name, mode) static void name(u32* v, const u32* p) { for (u32 k = 0; k < 4; k++) v[k] = __atomic_load_n(p + k, __ATOMIC_RELAXED); }
    #define B_STORE4(name, mode) static void name(u32* p, const u32* v) { for (u32 k = 0; k < 4; k++) __atomic_store_n(p + k, v[k], __ATOMIC_RELAXED); }
    static u64 b_load_wide_sys(const u64* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
    static void b_store_wide_sys(u64* p, u64 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }
    static void b_fence_sys() { __atomic_thread_fence(__ATOMIC_ACQ_REL); }
    static void b_fence_all() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
    static u64 b_timer() { return g_timer(); }
    static void b_spin() { __nanosleep(0); g_sleep(1000); }
    static void b_pause() { b_spin(); }
    #endif
    B_LOAD(b_load_sys, "relaxed.sys") B_LOAD(b_acquire_sys, "acquire.sys")
    B_STORE(b_store_sys, "relaxed.sys") B_STORE(b_release_sys, "release.sys")
    """
}
