// Accesses to words that others see: PTX on a device, atomics of C++ under the emulation header. Host and device share
// words at the scope of the system, blocks at that of the GPU.
extension CUDAEngine {
  static let accesses = """
    #ifdef __CUDA_ARCH__
    #define RK_LOAD(name, mode) static __device__ u32 name(const u32* p) { u32 v; asm volatile("ld." mode ".u32 %0, [%1];" : "=r"(v) : "l"(p) : "memory"); return v; }
    #define RK_STORE(name, mode) static __device__ void name(u32* p, u32 v) { asm volatile("st." mode ".u32 [%0], %1;" :: "l"(p), "r"(v) : "memory"); }
    RK_LOAD(rk_load_sys, "relaxed.sys") RK_LOAD(rk_acquire_sys, "acquire.sys") RK_LOAD(rk_load, "relaxed.gpu") RK_LOAD(rk_acquire, "acquire.gpu")
    RK_STORE(rk_store_sys, "relaxed.sys") RK_STORE(rk_release_sys, "release.sys") RK_STORE(rk_store, "relaxed.gpu") RK_STORE(rk_release, "release.gpu")
    // Gives what stood there.
    static __device__ u32 rk_claim(u32* p, u32 expected, u32 next) {
      u32 v; asm volatile("atom.relaxed.gpu.cas.b32 %0, [%1], %2, %3;" : "=r"(v) : "l"(p), "r"(expected), "r"(next) : "memory"); return v;
    }
    static __device__ void rk_fence_sys() { asm volatile("fence.acq_rel.sys;" ::: "memory"); }
    static __device__ u64 rk_timer() { u64 v; asm volatile("mov.u64 %0, %globaltimer;" : "=l"(v)); return v; }
    static __device__ void rk_pause(u32 nanoseconds) { __nanosleep(nanoseconds); }
    // 16 bytes at once; both places are multiples of that.
    static __device__ void rk_copy16(u32* to, const u32* from) {
      u32 a, b, c, d;
      asm volatile("ld.relaxed.sys.v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(a), "=r"(b), "=r"(c), "=r"(d) : "l"(from) : "memory");
      asm volatile("st.v4.u32 [%0], {%1, %2, %3, %4};" :: "l"(to), "r"(a), "r"(b), "r"(c), "r"(d) : "memory");
    }
    // Two words of one number: never halves of two.
    static __device__ u64 rk_whole_sys(const u32* p) { u64 v; asm volatile("ld.relaxed.sys.u64 %0, [%1];" : "=l"(v) : "l"(p) : "memory"); return v; }
    // Two words of 64 bits in one instruction; each is whole, of the two either may be seen first.
    static __device__ void rk_store_words_sys(u64* p, u64 a, u64 b) { asm volatile("st.relaxed.sys.v2.u64 [%0], {%1, %2};" :: "l"(p), "l"(a), "l"(b) : "memory"); }
    static __device__ void rk_load4_sys(const u32* p, u32* v) {
      asm volatile("ld.relaxed.sys.v4.u32 {%0, %1, %2, %3}, [%4];" : "=r"(v[0]), "=r"(v[1]), "=r"(v[2]), "=r"(v[3]) : "l"(p) : "memory");
    }
    #else
    static void rk_load4_sys(const u32* p, u32* v) { for (u32 k = 0; k < 4; k++) v[k] = __atomic_load_n(p + k, __ATOMIC_RELAXED); }
    static void rk_store_words_sys(u64* p, u64 a, u64 b) { __atomic_store_n(p, a, __ATOMIC_RELAXED); __atomic_store_n(p + 1, b, __ATOMIC_RELAXED); }
    static u64 rk_whole_sys(const u32* p) { return __atomic_load_n((const u64*)p, __ATOMIC_RELAXED); }
    static u32 rk_load_sys(const u32* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
    static u32 rk_acquire_sys(const u32* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
    static u32 rk_load(const u32* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
    static u32 rk_acquire(const u32* p) { return __atomic_load_n(p, __ATOMIC_ACQUIRE); }
    static void rk_store_sys(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }
    static void rk_release_sys(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }
    static void rk_store(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }
    static void rk_release(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }
    static u32 rk_claim(u32* p, u32 expected, u32 next) {
      __atomic_compare_exchange_n(p, &expected, next, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED); return expected;
    }
    static void rk_fence_sys() { __atomic_thread_fence(__ATOMIC_ACQ_REL); }
    static u64 rk_timer() { return g_timer(); }
    static void rk_pause(u32 nanoseconds) { g_sleep(nanoseconds); }
    static void rk_copy16(u32* to, const u32* from) { for (u32 k = 0; k < 4; k++) to[k] = from[k]; }
    #endif
    static __device__ u64 rk_pair(const u32* p) { return (u64)rk_load_sys(p + 1) << 32 | rk_load_sys(p); }
    static __device__ void rk_store_pair(u32* p, u64 v) { rk_store_sys(p, (u32)v); rk_store_sys(p + 1, (u32)(v >> 32)); }
    """
}
