// The one definition of every layout that host and device share. Swift imports it, CUDA includes it.
// All fields are little-endian; padding is explicit and zero. Pointers never appear: 64-bit addresses do.
#ifndef RK_ABI_H
#define RK_ABI_H
#ifndef __CUDACC_RTC__
#include <stddef.h>
#include <stdint.h>
#endif

#define RK_ABI_VERSION 2u
#define RK_CACHE_LINE 64
// Head and tail of a ring sit this far apart: the adjacent-line prefetcher of x86 works on pairs of lines.
#define RK_SIDE_STRIDE 128
#define RK_MAX_PAYLOAD_BYTES 65536

// Hybrid logical clock, exchanged form. `physical` is nanoseconds since the Unix epoch.
typedef struct rk_hlc_timestamp {
  uint64_t physical;
  uint32_t logical;
  uint32_t node;
} rk_hlc_timestamp;

// Hybrid logical clock, one-word form, so that a tick is one compare-and-swap:
// bits 63..16 seconds since the Unix epoch in units of 2^-16 s (15.3 us), bits 15..0 logical counter.
typedef uint64_t rk_hlc_word;

enum {
  RK_FLAG_CHECKSUM = 1,   // `checksum` is CRC-32C over the payload
  RK_FLAG_REPLY = 2,      // answers the call named by `correlation_id`
  RK_FLAG_FAILURE = 4,    // the payload is an rk_failure, not the message named by `type_id`
  RK_FLAG_REPLAYED = 8,   // came back from the dead letters
};

// Slot header: 48 bytes in front of every payload in a ring. A slot is header + payload, rounded up to 64, so that a
// message of up to 16 bytes is one cache line: one transfer between two cores, one write on a bus. The destination is
// the owner of the ring; the message's id follows from that owner and the position.
typedef struct rk_slot_header {
  uint64_t sequence;        // publication word, ticket + 1 once published; owned by the ring
  uint64_t type_id;
  uint64_t correlation_id;  // 0: nobody waits for an answer
  rk_hlc_word hlc;          // 0: not stamped
  uint64_t deadline;        // monotonic nanoseconds; 0: none
  uint32_t source;          // actor index; 0: the host
  uint16_t length_words;    // payload length in 4-byte words
  uint8_t flags;
  uint8_t priority;         // 0 low, 1 normal, 2 high, 3 critical
} rk_slot_header;

// Message header: 64 bytes in front of a payload outside of rings: in a file, on a wire, in the dead letters.
typedef struct rk_message_header {
  uint64_t fingerprint;     // layout of the payload
  uint64_t type_id;
  uint64_t message_id;
  uint64_t correlation_id;  // 0: nobody waits for an answer
  rk_hlc_word hlc;          // 0: not stamped
  uint64_t deadline;        // monotonic nanoseconds; 0: none
  uint32_t source;          // actor index; 0: the host
  uint32_t destination;     // actor index
  uint32_t checksum;
  uint16_t length_words;    // payload length in 4-byte words
  uint8_t flags;
  uint8_t priority;         // 0 low, 1 normal, 2 high, 3 critical
} rk_message_header;

// Ring header: three regions of 128 bytes, one writer each, then `capacity` slots of `slot_stride` bytes.
// Head and tail are tickets: 2 * position, modulo 2^64. Bit 0 of the tail of a multi-producer ring says "closed".
typedef struct rk_ring_header {
  uint64_t tail;            // next ticket to claim; producers
  uint8_t tail_padding[56];
  uint64_t cached_head;     // the producers' copy of head
  uint8_t producer_padding[56];
  uint64_t head;            // next ticket to take; the consumer
  uint8_t consumer_padding[120];
  uint64_t capacity;        // slots, a power of two; constant from here on
  uint64_t slot_stride;     // bytes, a multiple of 64
  uint8_t constant_padding[112];
} rk_ring_header;

// Control block: 128 bytes on two 64-byte lines. The host writes the first, the engine the second.
typedef struct rk_control_block {
  uint32_t active;            // 0 inactive, 1 processing
  uint32_t should_terminate;  // 0 run, 1 stop
  uint32_t input_capacity;    // slots
  uint32_t output_capacity;   // slots
  uint64_t input_ring;        // address of an rk_ring_header
  uint64_t output_ring;       // address of an rk_ring_header
  uint32_t input_slot_stride;
  uint32_t output_slot_stride;
  uint32_t actor_index;
  uint32_t replica;
  uint64_t host_reserved[2];

  uint32_t has_terminated;    // 0 running, 1 done, 2 relaunchable
  uint32_t errors;
  uint64_t processed;
  uint64_t last_activity;     // monotonic nanoseconds
  rk_hlc_word hlc;            // the actor's own clock
  uint32_t last_error;
  uint32_t heartbeat;         // changes at least once per batch
  uint64_t running_since;     // monotonic nanoseconds at which the running handler began; 0: none runs
  uint64_t device_reserved[2];
} rk_control_block;

// Telemetry: one 64-byte line, written by the engine, read by anybody.
typedef struct rk_telemetry {
  uint64_t processed;
  uint64_t dropped;
  uint64_t last_timestamp;    // monotonic nanoseconds
  uint64_t total_latency;     // nanoseconds, over the sampled messages
  uint64_t max_latency;
  uint64_t min_latency;       // UINT64_MAX until the first sample
  uint32_t queue_depth;
  uint32_t error_code;
  uint64_t samples;
} rk_telemetry;

#if defined(__cplusplus)
#define RK_ASSERT(c, m) static_assert(c, m)
#else
#define RK_ASSERT(c, m) _Static_assert(c, m)
#endif
RK_ASSERT(sizeof(rk_hlc_timestamp) == 16, "HLC timestamp is 16 bytes");
RK_ASSERT(sizeof(rk_slot_header) == 48, "slot header is 48 bytes");
RK_ASSERT(sizeof(rk_message_header) == 64, "message header is 64 bytes");
RK_ASSERT(sizeof(rk_ring_header) == 3 * RK_SIDE_STRIDE, "ring header is three 128-byte regions");
RK_ASSERT(sizeof(rk_control_block) == 128, "control block is 128 bytes");
RK_ASSERT(sizeof(rk_telemetry) == 64, "telemetry is 64 bytes");
#ifndef __CUDACC_RTC__
RK_ASSERT(offsetof(rk_control_block, has_terminated) == 64, "engine-written words start a line of their own");
RK_ASSERT(offsetof(rk_ring_header, head) == RK_SIDE_STRIDE, "head is a side stride from tail");
RK_ASSERT(offsetof(rk_ring_header, cached_head) == RK_CACHE_LINE, "cached head is a line from tail");
RK_ASSERT(offsetof(rk_ring_header, capacity) == 2 * RK_SIDE_STRIDE, "constants are a side stride from head");
RK_ASSERT(offsetof(rk_slot_header, length_words) == 44, "slot header fields are packed");
RK_ASSERT(offsetof(rk_message_header, length_words) == 60, "header fields are packed");
#endif
#endif
