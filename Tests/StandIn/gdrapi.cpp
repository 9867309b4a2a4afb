// A stand-in for GDRCopy: memory of the device is memory of the host, so its mapping is that memory itself.
//
// Settings: `gdrdrv` 0, no module of the kernel; `window`, bytes that can be pinned at once; `mapping` 0, a mapping whose
// writes never come to the device; 2, one whose writes come in an order of their own, whatever fences are between them.
#include "stand_in.h"
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <type_traits>
using namespace stand_in;

namespace {
struct Pin {
  unsigned long long place;
  size_t size;
  // Of a mapping that is not faithful: what the host sees, and who carries it to the device.
  std::vector<unsigned> own;
  std::atomic<bool> ends{false};
  std::thread carrier;
  void *mapping = nullptr;
};
long pinned = 0;

// Carries what the host has written, of each place the first word at once and the others a millisecond later: what is
// published comes in front.
void carry(Pin *pin) {
  std::vector<unsigned> seen(pin->own.size());
  unsigned *device = (unsigned *)pin->place;
  while (!pin->ends) {
    for (size_t word = 0; word < seen.size(); word++) seen[word] = __atomic_load_n(&pin->own[word], __ATOMIC_RELAXED);
    for (size_t word = 0; word < seen.size(); word += 64) __atomic_store_n(device + word, seen[word], __ATOMIC_RELAXED);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    for (size_t word = 0; word < seen.size(); word++) if (word % 64) __atomic_store_n(device + word, seen[word], __ATOMIC_RELAXED);
  }
}
}  // namespace

#define HANDLE(name, one) if (!lives((void *)(one).h, "pinned pages", #name)) return EINVAL
extern "C" {
RKgdr_t gdr_open(void) {
  if (enter("gdr_open") || !setting("gdrdrv")) return nullptr;
  return born((RKgdr_t)new char, "GDRCopy");
}
int gdr_close(RKgdr_t g) {
  int answer = (int)enter("gdr_close");
  if (die(g, "GDRCopy", "gdr_close")) delete (char *)g;
  return answer;
}
int gdr_pin_buffer(RKgdr_t g, unsigned long place, size_t size, uint64_t, uint32_t, RKgdr_mh_t *handle) {
  ENTER(gdr_pin_buffer);
  if (!lives(g, "GDRCopy", "gdr_pin_buffer")) return EINVAL;
  if (place % RKGPU_PAGE_SIZE || size % RKGPU_PAGE_SIZE || !size) { wrong("gdr_pin_buffer: no whole pages"); return EINVAL; }
  if (pinned + (long)size > setting("window")) return ENOMEM;
  if (!pin(place, size, true)) { wrong("gdr_pin_buffer: no such memory"); return EINVAL; }
  pinned += (long)size;
  handle->h = (unsigned long)born(new Pin{place, size, {}, {false}, {}, nullptr}, "pinned pages");
  return 0;
}
int gdr_unpin_buffer(RKgdr_t g, RKgdr_mh_t handle) {
  int answer = (int)enter("gdr_unpin_buffer");
  lives(g, "GDRCopy", "gdr_unpin_buffer");
  Pin *one = (Pin *)handle.h;
  if (!die(one, "pinned pages", "gdr_unpin_buffer")) return EINVAL;
  if (one->mapping) wrong("gdr_unpin_buffer: pages that are mapped");
  pin(one->place, one->size, false);
  pinned -= (long)one->size;
  delete one;
  return answer;
}
int gdr_get_info_v2(RKgdr_t, RKgdr_mh_t handle, RKgdr_info_v2_t *info) {
  ENTER(gdr_get_info_v2);
  HANDLE(gdr_get_info_v2, handle);
  Pin *one = (Pin *)handle.h;
  info->va = one->place; info->mapped_size = one->size; info->page_size = 4096; info->flags = 3;
  return 0;
}
int gdr_map(RKgdr_t, RKgdr_mh_t handle, void **place, size_t size) {
  ENTER(gdr_map);
  HANDLE(gdr_map, handle);
  Pin *one = (Pin *)handle.h;
  if (one->mapping || size > one->size) return EAGAIN;
  one->mapping = (void *)one->place;
  if (setting("mapping") != 1) {
    one->own.assign(one->size / 4, 0);
    one->mapping = one->own.data();
  }
  if (setting("mapping") == 2) one->carrier = std::thread(carry, one);
  *place = one->mapping;
  born((char *)one + 1, "mapping");
  return 0;
}
int gdr_unmap(RKgdr_t, RKgdr_mh_t handle, void *place, size_t) {
  int answer = (int)enter("gdr_unmap");
  HANDLE(gdr_unmap, handle);
  Pin *one = (Pin *)handle.h;
  if (place != one->mapping) { wrong("gdr_unmap: no such mapping"); return EINVAL; }
  die((char *)one + 1, "mapping", "gdr_unmap");
  one->ends = true;
  if (one->carrier.joinable()) one->carrier.join();
  one->mapping = nullptr;
  return answer;
}
}
CHECKED(gdr_open) CHECKED(gdr_close) CHECKED(gdr_pin_buffer) CHECKED(gdr_unpin_buffer) CHECKED(gdr_get_info_v2)
CHECKED(gdr_map) CHECKED(gdr_unmap)
