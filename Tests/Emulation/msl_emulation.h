// Enough of the Metal Shading Language for the programs that we print to compile with a host compiler and run on host
// threads: one OS thread runs a block, its threads are fibers (grid.h). Weak memory is not shown.
#pragma once
#include "grid.h"
#include <cmath>
#include <type_traits>
typedef unsigned char uchar; typedef unsigned short ushort; typedef unsigned int uint; typedef unsigned long ulong;
typedef _Float16 half;
inline half operator""h(long double x) { return (half)x; }

// Vectors: three lanes take the room of four, as in Metal.
template <class T, int N> struct g_vec;
#define G_VEC(N, room, fields, params, inits, copies) \
  template <class T> struct alignas(sizeof(T) * room) g_vec<T, N> { \
    T fields; g_vec() = default; g_vec params : inits {} explicit g_vec(T s) { for (int i = 0; i < N; i++) (*this)[i] = s; } \
    template <class U> explicit g_vec(g_vec<U, N> o) { for (int i = 0; i < N; i++) (*this)[i] = (T)o[i]; } \
    T &operator[](int i) { return (&x)[i]; } const T &operator[](int i) const { return (&x)[i]; } };
#define G_COMMA ,
G_VEC(2, 2, x G_COMMA y, (T a, T b), x(a) G_COMMA y(b), )
G_VEC(3, 4, x G_COMMA y G_COMMA z, (T a, T b, T c), x(a) G_COMMA y(b) G_COMMA z(c), )
G_VEC(4, 4, x G_COMMA y G_COMMA z G_COMMA w, (T a, T b, T c, T d), x(a) G_COMMA y(b) G_COMMA z(c) G_COMMA w(d), )
// Lanes are not promoted in Metal: the square of a `ushort` wraps, where C++ would overflow an `int`.
template <class T> using g_lane = std::conditional_t<std::is_unsigned_v<T> && sizeof(T) < sizeof(int), unsigned, T>;
#define G_OPERATOR(op, R) template <class T, int N> inline g_vec<R, N> operator op(g_vec<T, N> a, g_vec<T, N> b) { g_vec<R, N> r; for (int i = 0; i < N; i++) r[i] = (R)((g_lane<T>)a[i] op (g_lane<T>)b[i]); return r; }
G_OPERATOR(+, T) G_OPERATOR(-, T) G_OPERATOR(*, T) G_OPERATOR(/, T) G_OPERATOR(&, T) G_OPERATOR(|, T) G_OPERATOR(^, T)
G_OPERATOR(==, bool) G_OPERATOR(!=, bool) G_OPERATOR(<, bool) G_OPERATOR(<=, bool) G_OPERATOR(>, bool) G_OPERATOR(>=, bool)
template <class T, int N> inline g_vec<T, N> operator-(g_vec<T, N> a) { for (int i = 0; i < N; i++) a[i] = -a[i]; return a; }
template <class T, int N> inline g_vec<T, N> operator~(g_vec<T, N> a) { for (int i = 0; i < N; i++) a[i] = (T)~a[i]; return a; }
#define G_NAMES(T) typedef g_vec<T, 2> T##2; typedef g_vec<T, 3> T##3; typedef g_vec<T, 4> T##4;
G_NAMES(bool) G_NAMES(char) G_NAMES(uchar) G_NAMES(short) G_NAMES(ushort) G_NAMES(int) G_NAMES(uint) G_NAMES(long) G_NAMES(ulong) G_NAMES(half) G_NAMES(float)

// Where a thread stands, by the names of the attributes.
inline uint3 g_uint3(uint x, uint y, uint z) { return uint3(x, y, z); }
inline uint3 g_thread_position_in_threadgroup() { auto t = gB->cur->tid; return uint3(t.x, t.y, t.z); }
inline uint3 g_threadgroup_position_in_grid() { auto b = gB->bid; return uint3(b.x, b.y, b.z); }
inline uint3 g_threads_per_threadgroup() { auto b = gB->bdim; return uint3(b.x, b.y, b.z); }
inline uint3 g_threadgroups_per_grid() { auto g = gB->gdim; return uint3(g.x, g.y, g.z); }
inline uint3 g_thread_position_in_grid() { return g_threadgroup_position_in_grid() * g_threads_per_threadgroup() + g_thread_position_in_threadgroup(); }
inline uint3 g_threads_per_grid() { return g_threadgroups_per_grid() * g_threads_per_threadgroup(); }
inline uint g_thread_index_in_threadgroup() { return gB->cur->lin; }
inline uint g_thread_index_in_simdgroup() { return gB->cur->lin & 31; }
inline uint g_simdgroup_index_in_threadgroup() { return gB->cur->lin >> 5; }
inline uint g_threads_per_simdgroup() { return 32; }

namespace metal {
enum class mem_flags { mem_none = 0, mem_device = 1, mem_threadgroup = 2 };
inline mem_flags operator|(mem_flags a, mem_flags b) { return (mem_flags)((int)a | (int)b); }
enum memory_order { memory_order_relaxed = __ATOMIC_RELAXED, memory_order_seq_cst = __ATOMIC_SEQ_CST };
enum thread_scope { thread_scope_thread, thread_scope_simdgroup, thread_scope_threadgroup, thread_scope_device };
inline void threadgroup_barrier(mem_flags) { g_barrier(); }
inline void simdgroup_barrier(mem_flags) { g_warp_barrier(32, true); }
inline void atomic_thread_fence(mem_flags, memory_order, thread_scope) { std::atomic_thread_fence(std::memory_order_seq_cst); }

template <class T> struct g_atomic { T v; };
typedef g_atomic<uint> atomic_uint; typedef g_atomic<int> atomic_int; typedef g_atomic<float> atomic_float;
template <class T> inline T atomic_load_explicit(const g_atomic<T> *p, memory_order) { T r; __atomic_load(&p->v, &r, __ATOMIC_RELAXED); return r; }
template <class T> inline void atomic_store_explicit(g_atomic<T> *p, T x, memory_order) { __atomic_store(&p->v, &x, __ATOMIC_RELAXED); }
template <class T, class F> inline T g_change(g_atomic<T> *p, F f) {
  T old = atomic_load_explicit(p, memory_order_relaxed), next;
  do next = f(old); while (!__atomic_compare_exchange(&p->v, &old, &next, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  return old;
}
// Atomic sums wrap, as those of C do, also with a sign.
inline int g_plus(int a, int b) { return (int)((uint)a + (uint)b); }
inline int g_minus(int a, int b) { return (int)((uint)a - (uint)b); }
template <class T> inline T g_plus(T a, T b) { return a + b; }
template <class T> inline T g_minus(T a, T b) { return a - b; }
#define G_CHANGE(name, e) template <class T> inline T atomic_##name##_explicit(g_atomic<T> *p, T x, memory_order) { return g_change(p, [=](T o) { return (T)(e); }); }
G_CHANGE(exchange, x) G_CHANGE(fetch_min, x < o ? x : o) G_CHANGE(fetch_max, o < x ? x : o)
G_CHANGE(fetch_and, o & x) G_CHANGE(fetch_or, o | x) G_CHANGE(fetch_xor, o ^ x) G_CHANGE(fetch_add, g_plus(o, x)) G_CHANGE(fetch_sub, g_minus(o, x))
// Metal's may fail for no reason, and so does this: every third time.
template <class T> inline bool atomic_compare_exchange_weak_explicit(g_atomic<T> *p, T *expected, T desired, memory_order, memory_order) {
  static thread_local unsigned calls = 0;
  if (++calls % 3 == 0) { *expected = atomic_load_explicit(p, memory_order_relaxed); return false; }
  return __atomic_compare_exchange(&p->v, expected, &desired, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

struct simd_vote { typedef ulong vote_t; vote_t bits; explicit operator vote_t() const { return bits; } };
inline simd_vote simd_active_threads_mask() { return {g_active()}; }
template <class T> inline T simd_shuffle(T v, ushort lane) { return g_exchange(v, lane); }
template <class T, class F> inline T g_fold(T v, uint lanes, F f) {
  uint mask = g_active() & lanes; bool any = false; T r = v;
  for (uint i = 0; i < 32; i++) { T o = g_exchange(v, i); if (mask >> i & 1) { r = any ? (T)f(r, o) : o; any = true; } }
  return any ? r : (T)0;
}
#define G_FOLD(name, e) template <class T> inline T simd_##name(T v) { return g_fold(v, ~0u, [](T a, T b) { return (T)(e); }); }
G_FOLD(sum, a + b) G_FOLD(min, b < a ? b : a) G_FOLD(max, a < b ? b : a) G_FOLD(and, a & b) G_FOLD(or, a | b) G_FOLD(xor, a ^ b)
// Every lane folds its own set of lanes, and all of them meet in each step.
template <class T> inline T simd_prefix_inclusive_sum(T v) { return g_fold(v, 2u * (1u << (gB->cur->lin & 31)) - 1, [](T a, T b) { return (T)(a + b); }); }
template <class T> inline T simd_prefix_exclusive_sum(T v) { return g_fold(v, (1u << (gB->cur->lin & 31)) - 1, [](T a, T b) { return (T)(a + b); }); }
inline simd_vote simd_ballot(bool p) { return {simd_or<uint>((uint)p << (gB->cur->lin & 31))}; }
inline bool simd_all(bool p) { return simd_ballot(p).bits == g_active(); }
inline bool simd_any(bool p) { return simd_ballot(p).bits != 0; }
inline bool simd_is_first() { return (uint)__builtin_ctz(g_active()) == (gB->cur->lin & 31); }

template <class D, class S> inline D as_type(S s) { static_assert(sizeof(D) == sizeof(S), ""); D d; std::memcpy(&d, &s, sizeof d); return d; }
template <class T> inline T min(T a, T b) { return b < a ? b : a; }
template <class T> inline T max(T a, T b) { return a < b ? b : a; }
template <class T, int N> inline g_vec<T, N> min(g_vec<T, N> a, g_vec<T, N> b) { for (int i = 0; i < N; i++) a[i] = min(a[i], b[i]); return a; }
template <class T, int N> inline g_vec<T, N> max(g_vec<T, N> a, g_vec<T, N> b) { for (int i = 0; i < N; i++) a[i] = max(a[i], b[i]); return a; }
template <class T, int N> inline g_vec<T, N> select(g_vec<T, N> a, g_vec<T, N> b, g_vec<bool, N> c) { for (int i = 0; i < N; i++) a[i] = c[i] ? b[i] : a[i]; return a; }
template <class T> inline ulong g_bits(T v) { return (std::make_unsigned_t<T>)v; }
template <class T> inline T popcount(T v) { return (T)__builtin_popcountl(g_bits(v)); }
template <class T> inline T clz(T v) { return (T)(v == 0 ? 8 * sizeof v : __builtin_clzl(g_bits(v)) - (64 - 8 * (int)sizeof v)); }
template <class T> inline T ctz(T v) { return (T)(v == 0 ? 8 * sizeof v : __builtin_ctzl(g_bits(v))); }
template <class T> inline T reverse_bits(T v) { ulong b = g_bits(v), r = 0; for (size_t i = 0; i < 8 * sizeof v; i++) r = r << 1 | (b >> i & 1); return (T)r; }

// Exact at whole numbers and halves.
inline double g_sinpi(double x) {
  double r = std::remainder(x, 2.0), near = r > 0.5 ? 1 - r : r < -0.5 ? -1 - r : r;
  return std::fabs(near) <= 0.25 ? std::sin(M_PI * near) : std::copysign(std::cos(M_PI * (0.5 - std::fabs(near))), near);
}
inline double g_cospi(double x) {
  double r = std::fabs(std::remainder(x, 2.0));
  return r <= 0.25 ? std::cos(M_PI * r) : r < 0.75 ? std::sin(M_PI * (0.5 - r)) : -std::cos(M_PI * (1 - r));
}
#define G_ONE(name, e) inline float name(float x) { return e; } template <int N> inline g_vec<float, N> name(g_vec<float, N> x) { for (int i = 0; i < N; i++) x[i] = name(x[i]); return x; }
#define G_TWO(name, e) inline float name(float x, float y) { return e; } template <int N> inline g_vec<float, N> name(g_vec<float, N> x, g_vec<float, N> y) { for (int i = 0; i < N; i++) x[i] = name(x[i], y[i]); return x; }
G_ONE(floor, std::floor(x)) G_ONE(ceil, std::ceil(x)) G_ONE(round, std::round(x)) G_ONE(trunc, std::trunc(x)) G_ONE(rint, std::rint(x)) G_ONE(fabs, std::fabs(x))
G_TWO(copysign, std::copysign(x, y)) G_TWO(nextafter, std::nextafter(x, y)) G_TWO(fdim, std::fdim(x, y))
G_TWO(fmin, x != x || y < x ? y : x) G_TWO(fmax, x != x || y > x ? y : x)
inline float ldexp(float x, int n) { return std::ldexp(x, n); }
inline int ilogb(float x) { return std::ilogb(x); }
inline float fma(float x, float y, float z) { return std::fma(x, y, z); }
inline half fma(half x, half y, half z) { return (half)((double)x * (double)y + (double)z); }
template <class T, int N> inline g_vec<T, N> fma(g_vec<T, N> x, g_vec<T, N> y, g_vec<T, N> z) { for (int i = 0; i < N; i++) x[i] = fma(x[i], y[i], z[i]); return x; }
namespace precise {
G_ONE(sqrt, std::sqrt(x)) G_ONE(rsqrt, (float)(1 / std::sqrt((double)x))) G_ONE(sin, std::sin(x)) G_ONE(cos, std::cos(x)) G_ONE(tan, std::tan(x))
G_ONE(asin, std::asin(x)) G_ONE(acos, std::acos(x)) G_ONE(atan, std::atan(x)) G_ONE(sinh, std::sinh(x)) G_ONE(cosh, std::cosh(x)) G_ONE(tanh, std::tanh(x))
G_ONE(asinh, std::asinh(x)) G_ONE(acosh, std::acosh(x)) G_ONE(atanh, std::atanh(x)) G_ONE(exp, std::exp(x)) G_ONE(exp2, std::exp2(x)) G_ONE(exp10, (float)std::pow(10.0, x))
G_ONE(log, std::log(x)) G_ONE(log2, std::log2(x)) G_ONE(log10, std::log10(x))
G_ONE(sinpi, (float)g_sinpi(x)) G_ONE(cospi, (float)g_cospi(x))
G_TWO(pow, std::pow(x, y)) G_TWO(atan2, std::atan2(x, y)) G_TWO(fmod, std::fmod(x, y))
}  // namespace precise
}  // namespace metal

#define kernel extern "C"
#define device
#define constant const
#define thread
#define threadgroup
// Memory of the block: C++ tells its declaration from a pointer into it, Metal has one word for both.
#define G_SHARED static thread_local
