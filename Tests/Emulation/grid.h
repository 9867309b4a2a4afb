// CPU grid runner: one OS thread runs one block at a time; a block's threads are fibers on that OS thread,
// so a block barrier is "switch to the next fiber" and block-shared memory is an ordinary thread_local.
#pragma once
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <sys/mman.h>
#include <sched.h>
#include <thread>
#include <vector>
#include <algorithm>
#include "sanitizer.h"
// Undefined behaviour of the text is counted, by kind (clang's minimal handlers, which are ours here).
inline std::atomic<unsigned> g_undefined{0};
#define G_UNDEFINED(kind, bit) extern "C" __attribute__((weak)) void __ubsan_handle_##kind##_minimal() { g_undefined |= 1u << bit; }
G_UNDEFINED(add_overflow, 0) G_UNDEFINED(sub_overflow, 1) G_UNDEFINED(mul_overflow, 2) G_UNDEFINED(negate_overflow, 3) G_UNDEFINED(divrem_overflow, 4)
G_UNDEFINED(shift_out_of_bounds, 5) G_UNDEFINED(out_of_bounds, 6) G_UNDEFINED(float_cast_overflow, 7) G_UNDEFINED(type_mismatch, 8) G_UNDEFINED(alignment_assumption, 8)
extern "C" __attribute__((weak)) unsigned rk_undefined() { return g_undefined.exchange(0); }
struct g3 { unsigned x = 1, y = 1, z = 1; };
struct Fiber { void *sp; g3 tid; unsigned lin; bool done; unsigned wait; GFiber own; };   // wait: barrier generation it waits for
// Blocks of a cluster: where the dynamic memory of each one is, how many have come to a barrier, which it is.
struct Cluster { std::vector<char *> memory; std::atomic<unsigned> arrived{0}, turn{0}; };
struct Block {
  Cluster *cluster = nullptr;
  g3 bid, bdim, gdim; Fiber *cur; std::vector<Fiber> f; void *mainSp; char *stacks = nullptr; size_t stackSize = 64 << 10, cap = 0;
  unsigned n, live, arrived, gen; unsigned team = 0, teamArrived = 0, teamGen = 0; unsigned warpArrived[64], warpGen[64]; uint64_t slot[2048]; char *dyn; std::atomic<unsigned> *gridBar;
  void (*body)(void *); void *arg;
  GOrder order, teamOrder, warpOrder[64], end; GFiber main;
};
inline thread_local Block *gB = nullptr;
extern "C" void g_switch(void **from, void *to);
#if defined(__x86_64__)
asm(R"(.text
.weak g_switch
.type g_switch,@function
g_switch: pushq %rbp; pushq %rbx; pushq %r12; pushq %r13; pushq %r14; pushq %r15
 movq %rsp,(%rdi); movq %rsi,%rsp
 popq %r15; popq %r14; popq %r13; popq %r12; popq %rbx; popq %rbp; ret
)");
#else
asm(R"(.text
.weak g_switch
.type g_switch,@function
g_switch: sub sp,sp,#176; stp x19,x20,[sp]; stp x21,x22,[sp,#16]; stp x23,x24,[sp,#32]; stp x25,x26,[sp,#48]; stp x27,x28,[sp,#64]; stp x29,x30,[sp,#80]; stp d8,d9,[sp,#96]; stp d10,d11,[sp,#112]; stp d12,d13,[sp,#128]; stp d14,d15,[sp,#144]
 mov x9,sp; str x9,[x0]; mov sp,x1
 ldp x19,x20,[sp]; ldp x21,x22,[sp,#16]; ldp x23,x24,[sp,#32]; ldp x25,x26,[sp,#48]; ldp x27,x28,[sp,#64]; ldp x29,x30,[sp,#80]; ldp d8,d9,[sp,#96]; ldp d10,d11,[sp,#112]; ldp d12,d13,[sp,#128]; ldp d14,d15,[sp,#144]; add sp,sp,#176; ret
)");
#endif
G_UNSEEN inline void g_next() {  // switch to the next live fiber of the block
  Block *b = gB; Fiber *me = b->cur; unsigned i = me->lin;
  do { i = i + 1 == b->n ? 0 : i + 1; } while (b->f[i].done);
  if (&b->f[i] == me) return;
  Fiber *next = &b->f[i]; b->cur = next; next->own.enter(); g_switch(&me->sp, next->sp);
}
// Behind a meeting the lowest thread goes on first, as in the interpreter: who comes last lets the others pass.
G_UNSEEN inline void g_barrier() {
  Block *b = gB; unsigned g = b->gen; b->order.arrive(g);
  if (++b->arrived == b->live) { b->arrived = 0; b->gen++; }
  do g_next(); while (b->gen == g);
  b->order.leave(g);
}
// While threads 0 to n - 1 do something together, the others wait in a barrier of the block and are nobody's lanes. As
// below: whether a meeting orders what was done is the caller's promise.
G_UNSEEN inline void g_form(unsigned n) { gB->team = n; }
G_UNSEEN inline unsigned g_lanes() { return gB->team ? gB->team : gB->n; }
G_UNSEEN inline void g_meet(unsigned n, bool orders = true) {
  Block *b = gB; unsigned g = b->teamGen; if (orders) b->teamOrder.arrive(g);
  if (++b->teamArrived == n) { b->teamArrived = 0; b->teamGen++; }
  do g_next(); while (b->teamGen == g);
  if (orders) b->teamOrder.leave(g);
}
// Lanes of a warp that have not ended.
G_UNSEEN inline unsigned g_lanes_left(unsigned w, unsigned size) {
  Block *b = gB; unsigned end = (w + 1) * size < g_lanes() ? (w + 1) * size : g_lanes(), left = 0;
  if (b->live == b->n) return end - w * size;
  for (unsigned i = w * size; i < end; i++) left += !b->f[i].done;
  return left;
}
// Lanes wait for each other; whether that orders what they did is the caller's promise.
G_UNSEEN inline void g_warp_barrier(unsigned size = 32, bool orders = false) {
  Block *b = gB; unsigned w = b->cur->lin / size, g = b->warpGen[w];
  if (orders) b->warpOrder[w].arrive(g);
  if (++b->warpArrived[w] == g_lanes_left(w, size)) { b->warpArrived[w] = 0; b->warpGen[w]++; }
  do g_next(); while (b->warpGen[w] == g);
  if (orders) b->warpOrder[w].leave(g);
}
template <class T> G_UNSEEN inline T g_exchange(T v, unsigned lane) {  // the value of another lane in the same 32-wide warp
  Block *b = gB; unsigned me = b->cur->lin, w = me & ~31u; std::memcpy(&b->slot[me], &v, sizeof v); g_warp_barrier();
  T r; unsigned src = w + (lane & 31); std::memcpy(&r, &b->slot[src < g_lanes() ? src : me], sizeof r); g_warp_barrier(); return r;
}
G_UNSEEN inline unsigned g_ballot(bool p) {  // which lanes of the warp say yes; one that there is not says what this one does
  Block *b = gB; unsigned me = b->cur->lin, w = me & ~31u, r = 0; b->slot[me] = p; g_warp_barrier();
  for (unsigned i = 0; i < 32; i++) r |= (unsigned)(w + i < g_lanes() ? b->slot[w + i] != 0 : p) << i;
  g_warp_barrier(); return r;
}
// Lanes that call this together are active on a GPU; here they have to meet first, or some would have ended already.
G_UNSEEN inline unsigned g_active() {
  Block *b = gB; unsigned w = b->cur->lin & ~31u, m = 0; g_warp_barrier();
  for (unsigned i = 0; i < 32 && w + i < g_lanes(); i++) m |= (unsigned)!b->f[w + i].done << i;
  g_warp_barrier(); return m;
}
G_UNSEEN inline void g_entry() {
  Block *b = gB; b->body(b->arg); b = gB; b->cur->done = true; b->live--; b->end.arrive(0);
  if (b->live == 0) { void *junk; b->main.enter(); g_switch(&junk, b->mainSp); }
  if (b->arrived == b->live) { b->arrived = 0; b->gen++; }  // an exited thread counts as arrived, as on the GPU
  unsigned w = b->cur->lin / 32, lanes = g_lanes_left(w, 32);  // and lanes that wait for it alone go on
  if (lanes && b->warpArrived[w] == lanes) { b->warpArrived[w] = 0; b->warpGen[w]++; }
  g_next(); __builtin_trap();
}
G_UNSEEN inline void g_run_block(Block *b) {
  b->n = b->bdim.x * b->bdim.y * b->bdim.z; b->live = b->n; b->arrived = b->gen = b->team = b->teamArrived = 0; std::memset(b->warpArrived, 0, sizeof b->warpArrived); std::memset(b->warpGen, 0, sizeof b->warpGen);
  if (b->cap < b->n) { if (b->stacks) munmap(b->stacks, b->cap * b->stackSize); b->cap = b->n;
    b->stacks = (char *)mmap(nullptr, b->cap * b->stackSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0); b->f.resize(b->n); }
  for (unsigned i = 0; i < b->n; i++) { Fiber &f = b->f[i]; f.lin = i; f.done = false; f.tid = {i % b->bdim.x, i / b->bdim.x % b->bdim.y, i / (b->bdim.x * b->bdim.y)};
    void **sp = (void **)(b->stacks + (i + 1) * b->stackSize - 64 - (i % 16) * 128);  // staggered: no cache-set conflicts between stacks
    
#if defined(__x86_64__)
    *--sp = nullptr; *--sp = (void *)g_entry; for (int k = 0; k < 6; k++) *--sp = nullptr;
#else
    sp -= 22; std::memset(sp, 0, 176); sp[11] = (void *)g_entry;
#endif
    f.sp = sp; f.own.make(); }
  b->cur = &b->f[0]; b->main.here(); b->cur->own.enter(); g_switch(&b->mainSp, b->f[0].sp);
  b->end.leave(0);
  for (unsigned i = 0; i < b->n; i++) b->f[i].own.free();
}
// mode 0: the kernel has barriers (fibers); 1: it has none (plain loop); 2: cooperative, every block gets its own OS thread
// Blocks of a cluster need mode 2; their dynamic memory is there before the first one begins, and until the last one has ended.
inline void g_launch(g3 grid, g3 block, size_t dynBytes, int mode, int nthreads, void (*body)(void *), void *arg, unsigned clusterSize = 1) {
  unsigned nb = grid.x * grid.y * grid.z; std::atomic<unsigned> next{0}, bar[2] = {{0}, {0}}; unsigned nt = mode == 2 ? nb : std::min<unsigned>(nthreads, nb);
  size_t bytes = (dynBytes + 127) & ~127ull; std::vector<Cluster> clusters(clusterSize > 1 ? nb / clusterSize : 0);
  for (auto &c : clusters) for (unsigned i = 0; i < clusterSize; i++) { c.memory.push_back((char *)aligned_alloc(128, bytes + 128)); std::memset(c.memory.back(), 0xAB, bytes); }  // what is not written shows
  auto work = [&] { Block b; b.bdim = block; b.gdim = grid; b.body = body; b.arg = arg; b.dyn = dynBytes && clusters.empty() ? (char *)aligned_alloc(128, (dynBytes + 127) & ~127ull) : nullptr; b.gridBar = bar; gB = &b;
    for (unsigned i; (i = next++) < nb;) { b.bid = {i % grid.x, i / grid.x % grid.y, i / (grid.x * grid.y)};
      if (!clusters.empty()) { b.cluster = &clusters[i / clusterSize]; b.dyn = b.cluster->memory[i % clusterSize]; }
      if (mode == 1) { Fiber f{}; b.cur = &f; unsigned l = 0; for (unsigned z = 0; z < block.z; z++) for (unsigned y = 0; y < block.y; y++) for (unsigned x = 0; x < block.x; x++) { f.tid = {x, y, z}; f.lin = l++; body(arg); } }
      else g_run_block(&b); }
    if (b.stacks) munmap(b.stacks, b.cap * b.stackSize); if (clusters.empty()) free(b.dyn); gB = nullptr; };
  std::vector<std::thread> ts; for (unsigned i = 1; i < nt; i++) ts.emplace_back(work); work(); for (auto &t : ts) t.join();
  for (auto &c : clusters) for (auto *p : c.memory) free(p);
}
// A relaxed load that a fence may make an acquire, that fence, and a relaxed store that it may make a release.
#if G_SANITIZED
G_UNSEEN inline void g_saw(const volatile void *p) { GSeen &seen = gB->cur->own.seen; seen.words[seen.count++ % GSeen::room] = p; }
G_UNSEEN inline void g_fence() {
  GFiber &own = gB->cur->own; GSeen &seen = own.seen;
  for (unsigned i = std::min<unsigned>(seen.count, GSeen::room); i > 0; i--) __tsan_acquire((void *)seen.words[i - 1]);
  seen.count = 0; own.fence();
}
G_UNSEEN inline void g_gives(volatile void *p) { gB->cur->own.give((void *)p); }
#else
inline void g_fence() { std::atomic_thread_fence(std::memory_order_seq_cst); }
#endif
inline void *g_dynamic() { return gB->dyn; }
// The same place in the dynamic memory of another block of the cluster.
inline void *g_mapped(void *own, unsigned rank) { return gB->cluster->memory[rank] + ((char *)own - gB->dyn); }
inline void g_cluster_barrier() {
  Block *b = gB; Cluster *c = b->cluster; g_barrier();
  if (c && b->cur->lin == 0) { unsigned turn = c->turn.load(); if (c->arrived.fetch_add(1) + 1 == c->memory.size()) { c->arrived = 0; c->turn++; } else while (c->turn.load(std::memory_order_acquire) == turn) { timespec t{0, 1000}; nanosleep(&t, nullptr); } }
  g_barrier();
}
inline void g_grid_barrier() {  // cooperative launches only
  Block *b = gB; g_barrier();
  if (b->cur->lin == 0) { unsigned nb = b->gdim.x * b->gdim.y * b->gdim.z, gen = b->gridBar[1].load(); if (b->gridBar[0].fetch_add(1) + 1 == nb) { b->gridBar[0] = 0; b->gridBar[1]++; } else while (b->gridBar[1].load(std::memory_order_acquire) == gen) sched_yield(); }
  g_barrier();
}
