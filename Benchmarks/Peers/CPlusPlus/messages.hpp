// The two message sizes; both carry a sequence number and can be checked on arrival.
#pragma once
#include <cstdint>

#include "harness.hpp"

namespace bench {

struct Message8 {
  uint64_t sequence = 0;

  void stamp(uint64_t value) { sequence = value; }
  void check() const {}
};

struct Message64 {
  uint64_t sequence = 0;
  uint64_t words[7] = {1, 2, 3, 4, 5, 6, ~uint64_t(0)};

  void stamp(uint64_t value) {
    sequence = value;
    words[6] = ~value;
  }
  // Reads all eight words, so no library can skip part of the copy: value + ~value is -1, the rest is 21.
  void check() const {
    uint64_t sum = sequence;
    for (uint64_t word : words) sum += word;
    expect(sum == 20, "a message arrived torn");
  }
};
static_assert(sizeof(Message8) == 8 && sizeof(Message64) == 64);

// Fan-in messages name their producer in the upper 16 bits.
constexpr unsigned producer_shift = 48;
constexpr uint64_t sequence_mask = (uint64_t(1) << producer_shift) - 1;

}  // namespace bench
