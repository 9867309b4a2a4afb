// What the host needs from the machine and Swift's C modules do not show.
#ifndef RK_CPU_H
#define RK_CPU_H
#include <stdbool.h>
#include <stdint.h>

// Tells the core that this is a spin loop.
static inline void rk_cpu_relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}

// Bytes of the widest vectors that code compiled with these flags uses.
static inline uint32_t rk_vector_bytes(void) {
#if defined(__AVX512F__)
  return 64;
#elif defined(__AVX__)
  return 32;
#else
  return 16;
#endif
}

// Asks for the line at `address` to be brought near, and owned, because it is about to be written.
static inline void rk_prefetch_for_write(const void *address) {
#if defined(__x86_64__)
  // Spelled out: for baseline x86-64 the builtin falls back to a prefetch for reading. Older processors ignore it.
  __asm__ volatile("prefetchw %0" ::"m"(*(const char *)address));
#else
  __builtin_prefetch(address, 1, 3);
#endif
}

// Asks for the line so many bytes behind `address` to be brought near. It need not be the caller's, nor be there.
static inline void rk_prefetch_for_read(const void *address, uint64_t bytes) {
  __builtin_prefetch((const void *)((uintptr_t)address + (uintptr_t)bytes), 0, 3);
}

// Asymmetric fence pair for "I write, then look whether you sleep" against "I say that I sleep, then look whether
// you wrote". The light side is paid per message, the heavy side per sleep. Where the system offers no
// process-wide barrier (Linux membarrier), both sides are full fences.
extern bool rk_fence_is_asymmetric;
bool rk_fence_setup(void);  // idempotent; call before the first fence; whether the pair is asymmetric
static inline void rk_fence_light(void) {
  if (__builtin_expect(rk_fence_is_asymmetric, 1)) __asm__ volatile("" ::: "memory");
  else __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
void rk_fence_heavy(void);

// Sleeps while `*word == expected`, at most `timeout_ns` (UINT64_MAX: no limit). May return early.
void rk_futex_wait(const void *word, uint32_t expected, uint64_t timeout_ns);
// Wakes at most `count` threads that sleep on `word`.
void rk_futex_wake(const void *word, uint32_t count);
// Binds the calling thread to one processor. False where the platform cannot.
bool rk_pin_thread(uint32_t processor);
// Names the calling thread (15 bytes at most are kept).
void rk_name_thread(const char *name);
// Gives the processor to another runnable thread.
void rk_yield_thread(void);
// Starts a detached-from-Swift-concurrency thread. Returns 0 or an errno.
int rk_start_thread(uint64_t *handle, uint64_t stack_bytes, void (*entry)(void *), void *argument);
void rk_join_thread(uint64_t handle);
// A lock that the thread sanitizer understands: pthread_mutex_t on the heap.
void *rk_lock_create(void);
void rk_lock_destroy(void *lock);
void rk_lock_acquire(void *lock);
void rk_lock_release(void *lock);
// Monotonic nanoseconds; wall-clock nanoseconds since the Unix epoch; the coarse wall clock (cheaper, 1 to 4 ms).
uint64_t rk_monotonic_ns(void);
uint64_t rk_wall_ns(void);
uint64_t rk_coarse_wall_ns(void);
// CRC-32C (Castagnoli) of `count` bytes.
uint32_t rk_crc32c(const void *bytes, uint64_t count);
#endif
