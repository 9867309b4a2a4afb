#define _GNU_SOURCE
#include "rk_cpu.h"
#include "rk_abi.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>

bool rk_fence_is_asymmetric = false;

#if defined(__linux__)
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

static int rk_membarrier(int command) { return (int)syscall(SYS_membarrier, command, 0, 0); }
bool rk_fence_setup(void) {
  // Set once, before any thread of ours starts; thread creation orders it for them.
  if (!rk_fence_is_asymmetric && rk_membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) == 0)
    rk_fence_is_asymmetric = true;
  return rk_fence_is_asymmetric;
}
void rk_fence_heavy(void) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  if (rk_fence_is_asymmetric) rk_membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}

void rk_futex_wait(const void *word, uint32_t expected, uint64_t timeout_ns) {
  struct timespec limit = {(time_t)(timeout_ns / 1000000000u), (long)(timeout_ns % 1000000000u)};
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, expected, timeout_ns == UINT64_MAX ? NULL : &limit, NULL, 0);
}
void rk_futex_wake(const void *word, uint32_t count) {
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, count > INT32_MAX ? INT32_MAX : count, NULL, NULL, 0);
}
bool rk_pin_thread(uint32_t processor) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(processor, &set);
  return pthread_setaffinity_np(pthread_self(), sizeof set, &set) == 0;
}
void rk_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
#elif defined(__APPLE__)
bool rk_fence_setup(void) { return false; }
void rk_fence_heavy(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
extern int __ulock_wait(uint32_t operation, void *address, uint64_t value, uint32_t timeout_us);
extern int __ulock_wake(uint32_t operation, void *address, uint64_t wake_value);
enum { UL_COMPARE_AND_WAIT = 1, ULF_WAKE_ALL = 0x100 };

void rk_futex_wait(const void *word, uint32_t expected, uint64_t timeout_ns) {
  uint64_t us = timeout_ns == UINT64_MAX ? 0 : timeout_ns / 1000 + 1;
  __ulock_wait(UL_COMPARE_AND_WAIT, (void *)word, expected, us > UINT32_MAX ? UINT32_MAX : (uint32_t)us);
}
void rk_futex_wake(const void *word, uint32_t count) {
  __ulock_wake(UL_COMPARE_AND_WAIT | (count > 1 ? ULF_WAKE_ALL : 0), (void *)word, 0);
}
bool rk_pin_thread(uint32_t processor) { (void)processor; return false; }
void rk_name_thread(const char *name) { pthread_setname_np(name); }
#endif

void rk_yield_thread(void) { sched_yield(); }

typedef struct { void (*entry)(void *); void *argument; } rk_thread_start;

static void *rk_thread_main(void *raw) {
  rk_thread_start start = *(rk_thread_start *)raw;
  free(raw);
  start.entry(start.argument);
  return NULL;
}

int rk_start_thread(uint64_t *handle, uint64_t stack_bytes, void (*entry)(void *), void *argument) {
  rk_thread_start *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  *start = (rk_thread_start){entry, argument};
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error == 0) {
    error = pthread_attr_setstacksize(&attributes, stack_bytes);
    pthread_t thread;
    if (error == 0) error = pthread_create(&thread, &attributes, rk_thread_main, start);
    if (error == 0) *handle = (uint64_t)(uintptr_t)thread;
    pthread_attr_destroy(&attributes);
  }
  if (error != 0) free(start);
  return error;
}
void rk_join_thread(uint64_t handle) { pthread_join((pthread_t)(uintptr_t)handle, NULL); }

void *rk_lock_create(void) {
  pthread_mutex_t *lock = malloc(sizeof *lock);
  if (!lock || pthread_mutex_init(lock, NULL) != 0) abort();  // out of memory for 40 bytes
  return lock;
}
void rk_lock_destroy(void *lock) {
  pthread_mutex_destroy(lock);
  free(lock);
}
void rk_lock_acquire(void *lock) { pthread_mutex_lock(lock); }
void rk_lock_release(void *lock) { pthread_mutex_unlock(lock); }

static uint64_t rk_clock(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
uint64_t rk_monotonic_ns(void) { return rk_clock(CLOCK_MONOTONIC); }
uint64_t rk_wall_ns(void) { return rk_clock(CLOCK_REALTIME); }
#if defined(CLOCK_REALTIME_COARSE)
uint64_t rk_coarse_wall_ns(void) { return rk_clock(CLOCK_REALTIME_COARSE); }
#else
uint64_t rk_coarse_wall_ns(void) { return rk_clock(CLOCK_REALTIME); }
#endif

uint32_t rk_crc32c(const void *bytes, uint64_t count) {
  // Nibble table: small enough to read, fast enough for a check that is asked for.
  static const uint32_t table[16] = {
      0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
      0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75};
  const uint8_t *p = bytes;
  uint32_t crc = 0xffffffffu;
  for (uint64_t i = 0; i < count; i++) {
    crc ^= p[i];
    crc = table[crc & 15] ^ (crc >> 4);
    crc = table[crc & 15] ^ (crc >> 4);
  }
  return ~crc;
}
