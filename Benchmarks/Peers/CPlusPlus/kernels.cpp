// The kernels of kernels.hpp behind the harness: launched many times, then compared with a recomputation that is
// written down as plainly as can be. The arithmetic is exact to the bit, so the comparison is too.
#include "kernels.hpp"

#include <memory>

#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "harness.hpp"

using namespace bench;

namespace {

constexpr size_t N2 = 1024, N3 = 256, LARGE = 1 << 24, SMALL = 1 << 16, NM = 512;

// A size that the kernel is told when it runs, as all programs here are: what is compiled serves any size.
size_t told(size_t size) {
  asm volatile("" : "+r"(size));
  return size;
}

float value(size_t i) { return float(i * 31 % 101) * 0.01f; }

// Zeros on a cache line of their own, on large pages where the system has them: like the memory of our CPU device and
// that of NumPy. Arrays begin at different lines of their pages, as they do there.
struct Array {
  static constexpr size_t large_page = 1 << 21;
  size_t count;
  std::unique_ptr<char, void (*)(void*)> memory;
  float* base;
  explicit Array(size_t count) : count(count), memory(nullptr, free_memory) {
    static size_t number = 0;
    size_t bytes = count * sizeof(float), offset = number++ % 16 * 1600;
    bool is_large = bytes >= 2 * large_page;
    memory.reset(static_cast<char*>(std::aligned_alloc(is_large ? large_page : 64, bytes + offset)));
    if (!memory) fail("no memory");
#if defined(__linux__)
    if (is_large) madvise(memory.get(), bytes & ~(large_page - 1), MADV_HUGEPAGE);
#endif
    base = reinterpret_cast<float*>(memory.get() + offset);
    clear();
  }
  static void free_memory(void* memory) { std::free(memory); }
  static Array values(size_t count, size_t shift) {
    Array array(count);
    for (size_t i = 0; i < count; i++) array[i] = value(i + shift);
    return array;
  }
  float* get() { return base; }
  float& operator[](size_t i) { return base[i]; }
  void clear() { std::memset(base, 0, count * sizeof(float)); }
  void expect_equal(Array& expected) {
    expect(std::memcmp(get(), expected.get(), count * sizeof(float)) == 0, "a result differs from its recomputation");
  }
};

// Time of so many operations, made by whole launches of `per_launch` each.
template <class Launch>
double timed(uint64_t operations, size_t per_launch, uint64_t& launches, Launch launch) {
  launches = (operations + per_launch - 1) / per_launch;
  double start = now_ns();
  for (uint64_t i = 0; i < launches; i++) launch();
  return (now_ns() - start) * double(operations) / double(launches * per_launch);
}

double stencil2d(int threads, uint64_t operations) {
  static Array p = Array::values(N2 * N2, 0), out(N2 * N2), expected(N2 * N2);
  out.clear();
  uint64_t launches;
  double total = timed(operations, (N2 - 2) * (N2 - 2), launches, [&] {
    kernels::split(threads, told(N2) - 2, [](size_t from, size_t to) {
      kernels::five_point(p.get(), out.get(), told(N2), from, to);
    });
  });
  for (size_t y = 1; y < N2 - 1; y++)
    for (size_t x = 1; x < N2 - 1; x++) {
      size_t i = y * N2 + x;
      expected[i] = p[i - N2] + p[i + N2] + p[i + 1] + p[i - 1] - 4 * p[i];
    }
  out.expect_equal(expected);
  return total;
}

double stencil3d(int threads, uint64_t operations) {
  constexpr size_t plane = N3 * N3;
  static Array p = Array::values(N3 * plane, 0), out(N3 * plane), expected(N3 * plane);
  out.clear();
  uint64_t launches;
  double total = timed(operations, (N3 - 2) * (N3 - 2) * (N3 - 2), launches, [&] {
    kernels::split(threads, told(N3) - 2, [](size_t from, size_t to) {
      kernels::seven_point(p.get(), out.get(), told(N3), from, to);
    });
  });
  for (size_t z = 1; z < N3 - 1; z++)
    for (size_t y = 1; y < N3 - 1; y++)
      for (size_t x = 1; x < N3 - 1; x++) {
        size_t i = z * plane + y * N3 + x;
        expected[i] = p[i - N3] + p[i + N3] + p[i + 1] + p[i - 1] + p[i + plane] + p[i - plane] - 6 * p[i];
      }
  out.expect_equal(expected);
  return total;
}

template <size_t count>
double saxpy(int threads, uint64_t operations) {
  static Array x = Array::values(count, 0), y(count);
  for (size_t i = 0; i < count; i++) y[i] = value(i + 7);
  uint64_t launches;
  double total = timed(operations, count, launches, [&] {
    kernels::split(threads, told(count), [](size_t from, size_t to) {
      kernels::saxpy(x.get(), y.get(), 0.5f, from, to);
    });
  });
  for (size_t phase = 0; phase < 101; phase++) {  // the values repeat
    float expected = value(phase + 7);
    for (uint64_t i = 0; i < launches; i++) expected = 0.5f * value(phase) + expected;
    for (size_t i = phase; i < count; i += 101) expect(y[i] == expected, "a result differs from its recomputation");
  }
  return total;
}

double block_sum(int threads, uint64_t operations) {
  static Array x = Array::values(LARGE, 0), sums(LARGE / 256), expected(LARGE / 256);
  sums.clear();
  uint64_t launches;
  double total = timed(operations, LARGE, launches, [&] {
    kernels::split(threads, told(LARGE) / 256, [](size_t from, size_t to) {
      kernels::block_sum(x.get(), sums.get(), from, to);
    });
  });
  for (size_t block = 0; block < LARGE / 256; block++) {
    float part[256];
    for (size_t i = 0; i < 256; i++) part[i] = x[block * 256 + i];
    for (size_t width = 128; width > 0; width /= 2)
      for (size_t i = 0; i < width; i++) part[i] += part[i + width];
    expected[block] = part[0];
  }
  sums.expect_equal(expected);
  return total;
}

double matmul(int threads, uint64_t operations) {
  static Array a = Array::values(NM * NM, 0), b = Array::values(NM * NM, 3), c(NM * NM), expected(NM * NM);
  c.clear();
  uint64_t launches;
  double total = timed(operations, NM * NM * NM, launches, [&] {
    kernels::split(threads, told(NM) / 16, [](size_t from, size_t to) {
      kernels::multiply(a.get(), b.get(), c.get(), told(NM), from, to);
    });
  });
  expected.clear();
  for (size_t y = 0; y < NM; y++)
    for (size_t k = 0; k < NM; k++)
      for (size_t x = 0; x < NM; x++) expected[y * NM + x] += a[y * NM + k] * b[k * NM + x];
  c.expect_equal(expected);
  return total;
}

// The first call in the process is the warm-up; its time is the answer.
double first_launch(int threads, uint64_t operations) {
  static double first = stencil2d(threads, (N2 - 2) * (N2 - 2));
  return first * double(operations);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string peer = "C++, " COMPILER;
  std::vector<Entry> entries;
  auto add = [&](const char* name, double (*round)(int, uint64_t)) {

      entries.push_back({"cplusplus", peer, name + std::string("-1"), [=](const Options&, uint64_t operations) {
                           return round(1, operations);
                         }});
    entries.push_back({"cplusplus", peer, name + std::string("-all"), [=](const Options&, uint64_t operations) {
                         return round(int(affinity().size()), operations);
                       }});
  };
  add("stencil-2d", stencil2d);
  add("stencil-3d", stencil3d);
  add("saxpy", saxpy<LARGE>);
  add("saxpy-cached", saxpy<SMALL>);
  add("block-sum", block_sum);
  add("matmul", matmul);
  entries.push_back({"cplusplus", peer, "first-launch", [](const Options&, uint64_t operations) {
                       return first_launch(int(affinity().size()), operations);
                     }});
  return main_of(entries, argc, argv);
}
