// What the Swift programs need from the system and Glibc's module does not show. The benchmarks keep their own copy, so
// that the peers are built without RingKernel.
#ifndef BENCH_SUPPORT_H
#define BENCH_SUPPORT_H
#include <stdint.h>

// Monotonic nanoseconds.
uint64_t bench_now_ns(void);
// Starts a thread bound to `cpu` (negative: not bound). Returns 0 or an errno.
int bench_thread_start(uint64_t *handle, int cpu, void (*entry)(void *), void *argument);
void bench_thread_join(uint64_t handle);
void bench_thread_detach(uint64_t handle);
void bench_yield(void);
// Tells the core that this is a spin loop.
static inline void bench_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}
// Writes the processors this process may use; returns how many there are.
int bench_affinity(int *cpus, int limit);
// Writes `text` to standard output (1) or standard error (2), unbuffered.
void bench_write(int descriptor, const char *text);
// Ends the program with status 2.
_Noreturn void bench_exit(void);
#endif
