// What the thread sanitizer is told of a grid. It knows threads of the host; here a block is one of them, its threads are
// fibers on it, and on a GPU they run at once. So a switch between fibers orders nothing. What orders, is what CUDA
// promises, and no more:
//
// - A launch: a fiber begins with all that was done before it was made; who waits for the end sees all that fibers did.
// - A barrier (`GOrder`): what its members did before it, all of them see behind it. An exchange between lanes is none.
// - An acquire, a release: the host's atomics, which the sanitizer understands.
// - A fence: the sanitizer knows none. A relaxed load and a fence behind it acquire what was released to that word, so a
//   fence acquires from the words that its thread has loaded since the last one (`GSeen`). Without the fence nothing
//   does. A relaxed store of 64 bits behind a fence releases what was done before that fence, and no more: this is said by
//   a fiber of its own that knows nothing else (`GFiber::give`). Of other stores it is not said: no program here publishes
//   so, and one that did would be reported.
// - Volatile accesses are relaxed ones, as in PTX.
//
// Seen too much: a fence takes what was released to a word until then, also behind the load. Seen too little: words that
// were loaded more than `GSeen::room` loads before the fence are forgotten, which is reported.
#pragma once
#include <atomic>
#include <cstdint>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define G_SANITIZED 1
#endif
#endif

#if G_SANITIZED
#include <sanitizer/tsan_interface.h>
#include <sanitizer/tsan_interface_atomic.h>
// Of the emulation itself: what fibers of one host thread share there is no memory of the program.
#define G_UNSEEN __attribute__((no_sanitize("thread")))

struct GSeen { enum { room = 64 }; const volatile void *words[room]; unsigned count = 0; };
// A barrier that comes again and again. Two words by turns: a fast member may have come to the next barrier, and must not
// be ordered before one that has not left this one.
struct GOrder {
  uint64_t words[2];
  G_UNSEEN void arrive(unsigned turn) { __tsan_release(&words[turn & 1]); }
  G_UNSEEN void leave(unsigned turn) { __tsan_acquire(&words[turn & 1]); }
};
struct GFiber {
  void *context = nullptr, *fenced = nullptr;
  GSeen seen;
  uint64_t fences; bool hasFenced = false;
  G_UNSEEN void make() { context = __tsan_create_fiber(0); seen.count = 0; hasFenced = false; }
  G_UNSEEN void fence() { hasFenced = true; __tsan_release(&fences); }
  G_UNSEEN void give(void *p) {
    if (!hasFenced) return;
    if (!fenced) fenced = __tsan_create_fiber(0);
    __tsan_switch_to_fiber(fenced, __tsan_switch_to_fiber_no_sync);
    __tsan_acquire(&fences); __tsan_release(p);
    __tsan_switch_to_fiber(context, __tsan_switch_to_fiber_no_sync);
  }
  G_UNSEEN void here() { context = __tsan_get_current_fiber(); }
  G_UNSEEN void enter() { __tsan_switch_to_fiber(context, __tsan_switch_to_fiber_no_sync); }
  G_UNSEEN void free() { __tsan_destroy_fiber(context); if (fenced) __tsan_destroy_fiber(fenced); fenced = nullptr; }
};
#define G_VOLATILE(bytes, bits) \
  extern "C" __attribute__((weak)) G_UNSEEN void __tsan_volatile_read##bytes(void *p) { __tsan_atomic##bits##_load((__tsan_atomic##bits *)p, __tsan_memory_order_relaxed); } \
  extern "C" __attribute__((weak)) G_UNSEEN void __tsan_volatile_write##bytes(void *p) { __tsan_atomic##bits##_fetch_add((__tsan_atomic##bits *)p, 0, __tsan_memory_order_relaxed); }
G_VOLATILE(1, 8) G_VOLATILE(2, 16) G_VOLATILE(4, 32) G_VOLATILE(8, 64)
#else
#define G_UNSEEN
struct GOrder { void arrive(unsigned) {} void leave(unsigned) {} };
struct GFiber { void make() {} void here() {} void enter() {} void free() {} };
#endif
