// Five kernels as one writes them by hand for a CPU: ranges of rows or blocks for each thread, restrict pointers, and
// vectors of 16 floats (of GCC and Clang) where accumulators must stay in registers.
#pragma once
#include <cstddef>

namespace kernels {

typedef float Floats __attribute__((vector_size(64), may_alias));

// Runs `body(from, to)` over parts of 0..<count, one for each thread.
template <class Body>
void split(int threads, size_t count, Body body) {
  if (threads == 1) return body(size_t(0), count);
#pragma omp parallel for num_threads(threads) schedule(static)
  for (int part = 0; part < threads; part++) body(count * part / threads, count * (part + 1) / threads);
}

inline void saxpy(const float* __restrict x, float* __restrict y, float a, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) y[i] = a * x[i] + y[i];
}

// Rows `from`..<`to` of the interior of a field of n x n.
inline void five_point(const float* __restrict p, float* __restrict out, size_t n, size_t from, size_t to) {
  for (size_t y = from + 1; y <= to; y++) {
    const float* __restrict row = p + y * n;
    float* __restrict result = out + y * n;
    for (size_t x = 1; x < n - 1; x++)
      result[x] = row[x - n] + row[x + n] + row[x + 1] + row[x - 1] - 4 * row[x];
  }
}

// Planes `from`..<`to` of the interior of a field of n x n x n.
inline void seven_point(const float* __restrict p, float* __restrict out, size_t n, size_t from, size_t to) {
  const size_t plane = n * n;
  for (size_t z = from + 1; z <= to; z++)
    for (size_t y = 1; y < n - 1; y++) {
      const float* __restrict row = p + z * plane + y * n;
      float* __restrict result = out + z * plane + y * n;
      for (size_t x = 1; x < n - 1; x++)
        result[x] = row[x - n] + row[x + n] + row[x + 1] + row[x - 1] + row[x + plane] + row[x - plane] - 6 * row[x];
    }
}

// Sums of 256 floats, halves added to each other: the tree of a block of 256 threads.
inline void block_sum(const float* __restrict x, float* __restrict sums, size_t from, size_t to) {
  typedef float Eight __attribute__((vector_size(32)));
  typedef float Four __attribute__((vector_size(16)));
  for (size_t block = from; block < to; block++) {
    const Floats* part = reinterpret_cast<const Floats*>(x + block * 256);
    Floats lanes[8];
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) lanes[i] = part[i] + part[i + 8];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) lanes[i] += lanes[i + 4];
    Floats sum = (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
    Eight eight = __builtin_shufflevector(sum, sum, 0, 1, 2, 3, 4, 5, 6, 7) +
                  __builtin_shufflevector(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15);
    Four four = __builtin_shufflevector(eight, eight, 0, 1, 2, 3) + __builtin_shufflevector(eight, eight, 4, 5, 6, 7);
    sums[block] = (four[0] + four[2]) + (four[1] + four[3]);
  }
}

// Rows `from`..<`to` of tiles of c = a * b, n x n, in steps of tiles of 16 x 16. As many rows of a tile are summed at
// a time as there are registers for; each sum adds its products in order.
inline void multiply(const float* __restrict a, const float* __restrict b, float* __restrict c, size_t n, size_t from,
                     size_t to) {
#if defined(__AVX512F__)
  constexpr int rows = 16;
#else
  constexpr int rows = 4;
#endif
  for (size_t y = from * 16; y < to * 16; y += 16)
    for (size_t x = 0; x < n; x += 16)
      for (size_t part = y; part < y + 16; part += rows) {
        Floats sums[rows] = {};
        for (size_t step = 0; step < n; step += 16) {
          float tile_a[rows][16];
          Floats tile_b[16];
          for (int row = 0; row < rows; row++)
            for (int k = 0; k < 16; k++) tile_a[row][k] = a[(part + row) * n + step + k];
          for (int k = 0; k < 16; k++) tile_b[k] = *reinterpret_cast<const Floats*>(b + (step + k) * n + x);
          for (int k = 0; k < 16; k++) {
#pragma GCC unroll 16
            for (int row = 0; row < rows; row++) sums[row] += tile_a[row][k] * tile_b[k];
          }
        }
#pragma GCC unroll 16
        for (int row = 0; row < rows; row++) *reinterpret_cast<Floats*>(c + (part + row) * n + x) = sums[row];
      }
}

}  // namespace kernels
