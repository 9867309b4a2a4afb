// Command line, pinning, start gate and output that every C++ peer shares.
#pragma once
#include <pthread.h>
#include <sched.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

namespace bench {

struct Options {
  std::string peer, benchmark;
  int rounds = 1;
  uint64_t operations = 1'000'000;
  size_t capacity = 4096;
  std::vector<int> pins;  // consumer (or caller) first, then the producers in turn; empty: not pinned
  bool pause = false;  // hint to the processor between two tries
  bool list = false;

  int pin(size_t thread) const {
    if (pins.empty()) return -1;
    if (thread == 0 || pins.size() == 1) return pins[0];
    return pins[1 + (thread - 1) % (pins.size() - 1)];
  }
};

[[noreturn]] inline void fail(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(2);
}

// A message was lost, repeated, reordered or torn: the number would be worthless.
inline void expect(bool holds, const char* what) {
  if (!holds) [[unlikely]] fail(std::string("verification failed: ") + what);
}

inline double now_ns() {
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline void pin_thread(int cpu) {
  if (cpu < 0) return;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  if (pthread_setaffinity_np(pthread_self(), sizeof set, &set) != 0) fail("cannot pin to processor " + std::to_string(cpu));
}

inline std::vector<int> affinity() {
  std::vector<int> cpus;
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
      if (CPU_ISSET(cpu, &set)) cpus.push_back(cpu);
  return cpus;
}

// Opens when `parties` threads have arrived, so that no side starts with a head start. The clock starts when the last
// one arrives: a thread that the system keeps from running just after that does not shorten the measurement.
class Gate {
 public:
  explicit Gate(int parties) : parties_(parties) {}
  void arrive_and_wait() {
    double now = now_ns();
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == parties_) opened_.store(now, std::memory_order_release);
    while (arrived_.load(std::memory_order_acquire) < parties_) sched_yield();
  }
  // Read it after the threads were joined.
  double opened_ns() const { return opened_.load(std::memory_order_acquire); }

 private:
  const int parties_;
  std::atomic<int> arrived_{0};
  std::atomic<double> opened_{0};
};

// Retries a declined push or pop. With more threads than processors a thread that spins out its time slice keeps the
// one it waits for from running, so it yields after 64 refusals in a row.
class Retry {
 public:
  Retry(const Options& options, bool yields) : pauses_(options.pause), yields_(yields) {}
  void declined() {
    if (pauses_) pause();
    if (yields_ && (++refusals_ & 63) == 0) sched_yield();
  }

 private:
  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb" ::: "memory");
#endif
  }
  const bool pauses_, yields_;
  unsigned refusals_ = 0;
};

struct Entry {
  std::string key, peer, benchmark;
  std::function<double(const Options&, uint64_t operations)> total_ns;  // one round
};

inline Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i++) {
    std::string name = argv[i];
    if (name == "--list") { options.list = true; continue; }
    if (i + 1 == argc) fail("missing value after " + name);
    std::string value = argv[++i];
    if (name == "--peer") options.peer = value;
    else if (name == "--benchmark") options.benchmark = value;
    else if (name == "--rounds") options.rounds = std::stoi(value);
    else if (name == "--operations") options.operations = std::stoull(value);
    else if (name == "--capacity") options.capacity = std::stoull(value);
    else if (name == "--spin") options.pause = value == "pause";
    else if (name == "--pin") {
      std::stringstream parts(value);
      for (std::string part; std::getline(parts, part, ',');) options.pins.push_back(std::stoi(part));
    } else fail("unknown option " + name);
  }
  return options;
}

// Runs the chosen entries: one untimed tenth of a round to warm up, then one JSON line per round.
inline int main_of(const std::vector<Entry>& entries, int argc, char** argv) {
  Options options = parse(argc, argv);
  bool found = false;
  for (const Entry& entry : entries) {
    if (!options.peer.empty() && options.peer != entry.key) continue;
    if (!options.benchmark.empty() && options.benchmark != entry.benchmark) continue;
    found = true;
    if (options.list) {
      std::printf("{\"key\":\"%s\",\"peer\":\"%s\",\"benchmark\":\"%s\"}\n", entry.key.c_str(), entry.peer.c_str(),
                  entry.benchmark.c_str());
      continue;
    }
    std::string pinned;
    for (int cpu : options.pins.empty() ? affinity() : options.pins) {
      if (!pinned.empty()) pinned += ',';
      pinned += std::to_string(cpu);
    }
    uint64_t warm = options.operations / 10;
    entry.total_ns(options, warm < 1000 ? 1000 : warm);
    for (int round = 0; round < options.rounds; round++) {
      double ns = entry.total_ns(options, options.operations);
      std::printf("{\"peer\":\"%s\",\"benchmark\":\"%s\",\"nanosecondsPerOperation\":%.6g,\"operations\":%llu,\"pinned\":[%s]}\n",
                  entry.peer.c_str(), entry.benchmark.c_str(), ns / double(options.operations),
                  (unsigned long long)options.operations, pinned.c_str());
      std::fflush(stdout);
    }
  }
  if (!found) fail("no such peer or benchmark");
  return 0;
}

}  // namespace bench
