// What the stand-ins for libcuda and NVRTC share: what is alive, which call is to fail, what was done wrong.
//
// A program of tests loads a copy of the library of its own, so each test has its own state. Every call counts itself
// with `enter`, which says what it must answer: 0 to go on. Calls that free do so whatever they answer, as a driver
// does whose context is lost.
#pragma once
#include "cuda_subset.h"
#include "gdrapi_subset.h"
#include "nvrtc_subset.h"
#include <cstdlib>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace stand_in {

struct State {
  std::recursive_mutex lock;
  std::string calls;                          // names, a line each
  long count = 0;                             // calls so far
  long failing = 0, failingUntil = 0;         // the calls that fail, by number; 0: none
  unsigned status = 0;                        // what they answer
  std::string misuse;                         // a line for everything that a driver could not have survived
  std::map<const void *, std::string> alive;  // handles and what they are
  std::map<std::string, long> settings = {
      {"devices", 1}, {"driver", 13000}, {"nvrtc", 130}, {"capability", 90}, {"pools", 1}, {"clusters", 1}, {"activeClusters", -1}, {"refusesClusters", 0},
      {"cooperative", 1}, {"processors", 4}, {"blocksPerProcessor", 2}, {"peers", 1}, {"watchdog", 0}, {"latency", 3}, {"answers", 1},
      {"coherent", 0}, {"rdma", 1}, {"ordering", 100}, {"gdrdrv", 1}, {"window", 1 << 28}, {"mapping", 1}};
  // What the environment says of a setting holds for a tool that a test starts: STAND_IN_watchdog=1.
  State() {
    for (auto &one : settings)
      if (const char *text = std::getenv(("STAND_IN_" + one.first).c_str())) one.second = std::atol(text);
  }
};
inline State &state() { static State one; return one; }
inline long setting(const char *name) { return state().settings[name]; }

inline unsigned enter(const char *name) {
  State &s = state();
  std::lock_guard<std::recursive_mutex> guard(s.lock);
  s.calls += std::string(name) + "\n";
  long number = ++s.count;
  return number >= s.failing && number <= s.failingUntil ? s.status : 0;
}
inline void wrong(const std::string &words) {
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  state().misuse += words + "\n";
}
template <class T> inline T born(T handle, const char *kind) {
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  state().alive[(const void *)handle] = kind;
  return handle;
}
inline bool lives(const void *handle, const char *kind, const char *call) {
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  auto found = state().alive.find(handle);
  if (found != state().alive.end() && found->second == kind) return true;
  wrong(std::string(call) + ": no such " + kind);
  return false;
}
inline bool die(const void *handle, const char *kind, const char *call) {
  if (!lives(handle, kind, call)) return false;
  std::lock_guard<std::recursive_mutex> guard(state().lock);
  state().alive.erase(handle);
  return true;
}
// Says that memory of the device is pinned, or is no more; false where it cannot be.
bool pin(unsigned long long place, size_t size, bool pins);
}  // namespace stand_in

#define ENTER(name) if (unsigned answer = stand_in::enter(#name)) return answer
// Every definition has exactly the type that callers take it for.
#define CHECKED(name) static_assert(std::is_same<decltype(&name), RKProc_##name>::value, #name);
