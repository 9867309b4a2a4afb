// Enough CUDA C++ for the programs that we print to compile with a host compiler and run on host threads: one OS thread
// runs a block, its threads are fibers (grid.h). Weak memory is not shown: a host is stronger than a GPU.
#pragma once
#include "grid.h"
#include <cmath>
#include <ctime>
#define __global__
#define __device__ inline
#define __launch_bounds__(...)
#define __restrict__ __restrict
#define __shared__ static thread_local
#define threadIdx (gB->cur->tid)
#define blockIdx (gB->bid)
#define blockDim (gB->bdim)
#define gridDim (gB->gdim)

inline void __syncthreads() { g_barrier(); }
G_UNSEEN inline unsigned g_votes(bool p) {
  Block *b = gB; b->slot[b->cur->lin] = p; g_barrier();
  unsigned n = 0; for (unsigned i = 0; i < b->n; i++) n += !b->f[i].done && b->slot[i];
  g_barrier(); return n;
}
G_UNSEEN inline unsigned g_alive() { Block *b = gB; unsigned n = 0; for (unsigned i = 0; i < b->n; i++) n += !b->f[i].done; return n; }
inline int __syncthreads_count(bool p) { return (int)g_votes(p); }
inline int __syncthreads_and(bool p) { return g_votes(p) == g_alive(); }
inline int __syncthreads_or(bool p) { return g_votes(p) != 0; }
inline void __syncwarp(unsigned) { g_warp_barrier(32, true); }
inline void __threadfence() { g_fence(); }
inline void __threadfence_block() { std::atomic_signal_fence(std::memory_order_seq_cst); }
inline void __threadfence_system() { __threadfence(); }
inline void __nanosleep(unsigned) { g_next(); }
// For resident programs: the clock of the host, and a pause that gives the processor away.
inline unsigned long long g_timer() { timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return (unsigned long long)t.tv_sec * 1000000000ull + (unsigned long long)t.tv_nsec; }
inline void g_sleep(unsigned ns) { timespec t{0, (long)ns}; nanosleep(&t, nullptr); }
inline long long clock64() { static std::atomic<long long> ticks{0}; return ticks++; }
template <class T> inline T __shfl_sync(unsigned, T v, int lane) { return g_exchange(v, (unsigned)lane); }
inline unsigned __ballot_sync(unsigned mask, bool p) { return g_ballot(p) & mask; }
inline int __all_sync(unsigned mask, bool p) { mask &= g_active(); return __ballot_sync(mask, p) == mask; }
inline int __any_sync(unsigned mask, bool p) { return __ballot_sync(mask, p) != 0; }

template <class T> inline T g_load(T *p) { T v; __atomic_load(p, &v, __ATOMIC_RELAXED); return v; }
template <class T, class F> inline T g_change(T *p, F f) {
  T old = g_load(p), next;
  do next = f(old); while (!__atomic_compare_exchange(p, &old, &next, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return old;
}
inline int atomicAdd(int *p, int v) { return g_change(p, [=](int o) { return (int)((unsigned)o + (unsigned)v); }); }
template <class T> inline T atomicAdd(T *p, T v) { return g_change(p, [=](T o) { return (T)(o + v); }); }
template <class T> inline T atomicMin(T *p, T v) { return g_change(p, [=](T o) { return v < o ? v : o; }); }
template <class T> inline T atomicMax(T *p, T v) { return g_change(p, [=](T o) { return o < v ? v : o; }); }
template <class T> inline T atomicAnd(T *p, T v) { return g_change(p, [=](T o) { return (T)(o & v); }); }
template <class T> inline T atomicOr(T *p, T v) { return g_change(p, [=](T o) { return (T)(o | v); }); }
template <class T> inline T atomicXor(T *p, T v) { return g_change(p, [=](T o) { return (T)(o ^ v); }); }
template <class T> inline T atomicExch(T *p, T v) { return g_change(p, [=](T) { return v; }); }
template <class T> inline T g_cas(T *p, T c, T v) { return g_change(p, [=](T o) { return o == c ? v : o; }); }
#define atomicCAS(p, c, v) g_cas(p, c, v)

inline int atomicSub(int *p, int v) { return g_change(p, [=](int o) { return (int)((unsigned)o - (unsigned)v); }); }
inline unsigned atomicSub(unsigned *p, unsigned v) { return g_change(p, [=](unsigned o) { return o - v; }); }

template <class D, class S> inline D g_bits(S s) { D d; std::memcpy(&d, &s, sizeof d); return d; }
inline int __float_as_int(float v) { return g_bits<int>(v); }
inline unsigned __float_as_uint(float v) { return g_bits<unsigned>(v); }
inline float __int_as_float(int v) { return g_bits<float>(v); }
inline float __uint_as_float(unsigned v) { return g_bits<float>(v); }
inline long long __double_as_longlong(double v) { return g_bits<long long>(v); }
inline double __longlong_as_double(long long v) { return g_bits<double>(v); }
inline float g_wide(unsigned short h) { return (float)g_bits<_Float16>(h); }
template <class F> inline unsigned short g_half(F v) { return g_bits<unsigned short>((_Float16)v); }
// CUDA's: NaN of either kind gives the other operand.
#define fminf g_fmin<float>
#define fmaxf g_fmax<float>
#define fmin g_fmin<double>
#define fmax g_fmax<double>
template <class T> inline T g_fmin(T x, T y) { return x != x || y < x ? y : x; }
template <class T> inline T g_fmax(T x, T y) { return x != x || y > x ? y : x; }
template <class T> inline T min(T a, T b) { return b < a ? b : a; }
template <class T> inline T max(T a, T b) { return a < b ? b : a; }

inline int __popc(unsigned v) { return __builtin_popcount(v); }
inline int __popcll(unsigned long long v) { return __builtin_popcountll(v); }
inline int __clz(int v) { return v == 0 ? 32 : __builtin_clz((unsigned)v); }
inline int __clzll(long long v) { return v == 0 ? 64 : __builtin_clzll((unsigned long long)v); }
inline int __ffs(int v) { return __builtin_ffs(v); }
inline int __ffsll(long long v) { return __builtin_ffsll(v); }
inline unsigned long long __brevll(unsigned long long v) { unsigned long long r = 0; for (int i = 0; i < 64; i++) r = r << 1 | (v >> i & 1); return r; }
inline unsigned __brev(unsigned v) { return (unsigned)(__brevll(v) >> 32); }
inline unsigned __byte_perm(unsigned a, unsigned b, unsigned s) {
  unsigned long long bytes = (unsigned long long)b << 32 | a; unsigned r = 0;
  for (int i = 0; i < 4; i++) r |= (unsigned)(bytes >> (8 * (s >> (4 * i) & 7)) & 0xff) << (8 * i);
  return r;
}
inline unsigned __funnelshift_l(unsigned lo, unsigned hi, unsigned s) { return (unsigned)((((unsigned long long)hi << 32 | lo) << (s & 31)) >> 32); }
inline unsigned __funnelshift_r(unsigned lo, unsigned hi, unsigned s) { return (unsigned)(((unsigned long long)hi << 32 | lo) >> (s & 31)); }

// Functions that CUDA has and the C library lacks, in double precision.
inline double g_erfinv(double x);
inline double g_exp10(double x) { return std::pow(10.0, x); }
#define exp10 g_exp10
// Where erfc is a subnormal: by its logarithm and its series far out.
inline double g_far_erfcinv(double l) {
  double y = std::sqrt(-l);
  for (int i = 0; i < 6; i++) { double v = 1 / (2 * y * y), s = 1 - v * (1 - v * (3 - v * (15 - v * (105 - v * (945 - v * 10395))))); y += (std::log(s / (y * std::sqrt(M_PI))) - y * y - l) / (2 * y + 1 / y); }
  return y;
}
inline double g_quantile(double p) {
  if (!(p > 0 && p < 1)) return p == 0 ? -HUGE_VAL : p == 1 ? HUGE_VAL : NAN;
  if (p > 0.25 && p < 0.75) return std::sqrt(2.0) * g_erfinv(2 * p - 1);
  if (p > 0.5) return -g_quantile(1 - p);
  if (p < 1e-290) return -std::sqrt(2.0) * g_far_erfcinv(std::log(p) + std::log(2.0));
  double t = std::sqrt(-2 * std::log(p)), x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (int i = 0; i < 4; i++) { double e = (std::erfc(-x / std::sqrt(2.0)) / 2 - p) / (std::exp(-x * x / 2) / std::sqrt(2 * M_PI)); x -= e / (1 + x * e / 2); }
  return x;
}
inline double g_erfinv(double x) {
  if (!(std::fabs(x) < 1)) return std::fabs(x) == 1 ? x * HUGE_VAL : NAN;
  if (std::fabs(x) > 0.5) return std::copysign(-g_quantile((1 - std::fabs(x)) / 2) / std::sqrt(2.0), x);
  double y = x * std::sqrt(M_PI) / 2; for (int i = 0; i < 6; i++) y -= (std::erf(y) - x) / (2 / std::sqrt(M_PI) * std::exp(-y * y));
  return y;
}
inline double g_bessel_i(int n, double x) {
  double a = std::fabs(x), sum = 0;
  if (!(a < HUGE_VAL)) return n ? x : a;
  if (a < 40) { double term = n ? a / 2 : 1; for (double k = 1; term > sum * 1e-18; k++) { sum += term; term *= a * a / 4 / (k * (k + n)); } }
  else { double term = 1; for (int k = 1; k < 30; k++) { sum += term; double odd = 2 * k - 1, next = -term * (4.0 * n * n - odd * odd) / (k * 8 * a); if (std::fabs(next) > std::fabs(term)) break; term = next; } sum *= std::exp(a / 2) / (std::sqrt(2 * M_PI) * std::sqrt(a)) * std::exp(a / 2); }
  return n ? std::copysign(sum, x) : sum;
}
// As the interpreter has them: exact at whole numbers and halves, and the tail of the distribution keeps its digits.
inline double g_sinpi(double x) {
  double r = std::remainder(x, 2.0), near = r > 0.5 ? 1 - r : r < -0.5 ? -1 - r : r;
  return std::fabs(near) <= 0.25 ? std::sin(M_PI * near) : std::copysign(std::cos(M_PI * (0.5 - std::fabs(near))), near);
}
inline double g_cospi(double x) {
  double r = std::fabs(std::remainder(x, 2.0));
  return r <= 0.25 ? std::cos(M_PI * r) : r < 0.75 ? std::sin(M_PI * (0.5 - r)) : -std::cos(M_PI * (1 - r));
}
inline double g_normcdf(double x) {
  if (!(x - x == 0)) return x != x ? NAN : x > 0 ? 1 : 0;
  double root = std::sqrt(2.0), t = -x / root, rest = (std::fma(-t, root, -x) + t * 9.667293313452913e-17) / root;
  return (std::erfc(t) - rest * 2 / std::sqrt(M_PI) * std::exp(-t * t)) / 2;
}
#define G_BOTH(name, e) inline double name(double x) { return e; } inline float name##f(float y) { double x = y; return (float)(e); }
G_BOTH(rsqrt, 1 / std::sqrt(x)) G_BOTH(sinpi, g_sinpi(x)) G_BOTH(cospi, g_cospi(x))
G_BOTH(erfinv, g_erfinv(x)) G_BOTH(erfcinv, x < 0 || x > 2 ? NAN : x > 0 && x < 1e-290 ? g_far_erfcinv(std::log(x)) : x > 0.5 && x < 1.5 ? g_erfinv(1 - x) : -g_quantile(x / 2) / std::sqrt(2.0)) G_BOTH(normcdf, g_normcdf(x))
G_BOTH(normcdfinv, g_quantile(x)) G_BOTH(cyl_bessel_i0, g_bessel_i(0, x)) G_BOTH(cyl_bessel_i1, g_bessel_i(1, x))

// What a program says by the compiler's own functions, said to the sanitizer as well.
#if G_SANITIZED
#define __atomic_load_n(p, order) ((order) == __ATOMIC_RELAXED ? g_saw(p) : (void)0, __atomic_load_n(p, order))
#define __atomic_store_n(p, v, order) ((order) == __ATOMIC_RELAXED && sizeof(*(p)) == 8 ? g_gives(p) : (void)0, __atomic_store_n(p, v, order))
#define __atomic_thread_fence(order) g_fence()
#endif
