// Messages in: those of the host and those of the inbox, in the order in which they came.
extension CUDAEngine {
  static let messages = [
    // A word of the table as it is now, and one that changes only while the actor in hand is paused or that nobody but this
    // thread writes: that may come from the multiprocessor's own cache.
    """
    static __device__ u32 rk_of(const rk_turn& t, u32 word) { return rk_load_sys(t.table + word); }
    static __device__ u32 rk_known(const rk_turn& t, u32 word) { return t.table[word]; }
    """,
    // Whether all who write a ring are served by this thread, as its reader is: neither claims nor fences, then.
    "static __device__ bool rk_is_near(const rk_turn& t, u32 ring) { return rk_known(t, ring + rk_ring_tier) == rk_tier_block; }",
    // Whether a ring lies in shared memory of a block of this cluster, and where; its positions, wherever they stand.
    """
    static __device__ bool rk_is_shared(const rk_turn& t, u32 ring) { return RK_CLUSTERS && rk_known(t, ring + rk_ring_tier) == rk_tier_cluster; }
    static __device__ u32* rk_area_of(const rk_turn& t, u32 ring) {
      u32* own = rk_area() + rk_known(t, ring + rk_ring_area);
      u32 rank = rk_known(t, ring + rk_ring_rank);
      return rank == t.rank ? own : rk_mapped(own, rank);
    }
    static __device__ u32* rk_head_at(const rk_turn& t, u32 ring) { return rk_is_shared(t, ring) ? rk_area_of(t, ring) + rk_area_head : t.table + ring + rk_ring_head; }
    static __device__ u32* rk_tail_at(const rk_turn& t, u32 ring) { return rk_is_shared(t, ring) ? rk_area_of(t, ring) + rk_area_tail : t.table + ring + rk_ring_tail; }
    """,
    // The word of a slot that is published: what it has in the lap that `position` lies in.
    """
    static __device__ u32 rk_lap(u32 position, u32 capacity) { return (position & capacity) == 0 ? rk_slot_lap : 0u; }
    static __device__ u32* rk_slot(const rk_turn& t, u32 ring, u32 position) {
      u32 place = (position & (rk_known(t, ring + rk_ring_capacity) - 1u)) * rk_known(t, ring + rk_ring_stride);
      if (rk_is_shared(t, ring)) return rk_area_of(t, ring) + rk_area_head_words + place;
      return t.rings + rk_known(t, ring + rk_ring_slots) + place;
    }
    static __device__ u32* rk_inbound_slot(const rk_turn& t, u32 position) {
      u32 place = (position & (rk_known(t, t.row + rk_actor_inbound_capacity) - 1u)) * rk_known(t, t.row + rk_actor_stride);
      return t.inbound + (size_t)rk_known(t, t.row + rk_actor_inbound) * 16u + place;
    }
    // Whether a message of the host is there, or about to be: its first word is the one that is written last.
    static __device__ bool rk_inbound_has(const rk_turn& t, u32 position) {
      return (u32)(rk_whole_sys(rk_inbound_slot(t, position)) >> 32) == rk_sequence(position);
    }
    static __device__ bool rk_inbox_has(const rk_turn& t, u32 position) {
      if (rk_is_near(t, t.inbox)) return rk_known(t, t.inbox + rk_ring_tail) != position;
      const u32* at = rk_slot(t, t.inbox, position) + rk_slot_length;
      u32 word = rk_is_shared(t, t.inbox) ? rk_acquire_cluster(at) : rk_acquire(at);
      return (word & rk_slot_lap) == rk_lap(position, rk_known(t, t.inbox + rk_ring_capacity));
    }
    """,
    // The host's next message, whose line the warp has. The host wrote before it what the line has no room for: only for
    // that a fence is needed, and another one before its place is given back.
    """
    static __device__ u32 rk_take_inbound(rk_turn& t) {
      u32 words = rk_slot_header + (rk_near[rk_slot_length] & 65535u);
      t.at = rk_near;
      t.from = 0u;
      if (words <= rk_line_words) return rk_find_message;
      rk_fence_sys();
      t.owes = true;
      if (words > rk_near_words) {
        t.at = t.stage;
        for (u32 k = 0u; k < rk_line_words; k++) t.at[k] = rk_near[k];
      }
      rk_told.to = t.at + rk_line_words;
      rk_told.from = rk_inbound_slot(t, t.taken) + 2u * rk_line_words;
      rk_told.count = words - rk_line_words;
      return rk_find_copy;
    }
    static __device__ u32 rk_head_of(const rk_turn& t, u32 ring) {
      if (rk_is_shared(t, ring)) return rk_load_cluster(rk_head_at(t, ring));
      return rk_is_near(t, ring) ? rk_known(t, ring + rk_ring_head) : rk_load(t.table + ring + rk_ring_head);
    }
    static __device__ u32 rk_tail_of(const rk_turn& t, u32 ring) {
      if (rk_is_shared(t, ring)) return rk_load_cluster(rk_tail_at(t, ring));
      return rk_is_near(t, ring) ? rk_known(t, ring + rk_ring_tail) : rk_load(t.table + ring + rk_ring_tail);
    }
    static __device__ bool rk_find_inbox(rk_turn& t) {
      u32 position = rk_head_of(t, t.inbox);
      // A slot that is claimed and not published yet is waited for: whatever stands behind it came later.
      if (!rk_inbox_has(t, position)) return false;
      t.at = rk_slot(t, t.inbox, position);
      t.from = t.inbox;
      return true;
    }
    // Whether the host's next message, once seen, waits for what was sent before it.
    static __device__ bool rk_is_behind(const rk_turn& t) {
      return rk_known(t, t.row + rk_actor_floor_of) == t.taken + 1u
        && (i32)(rk_known(t, t.row + rk_actor_floor) - rk_head_of(t, t.inbox)) > 0;
    }
    static __device__ u32 rk_find_sent(rk_turn& t) { return rk_find_inbox(t) ? rk_find_message : rk_find_nothing; }
    // A look at the host's ring is a way over the link, which the warp makes, and which brings the message if there is one:
    // what was found comes back here. Where near messages come, one in a turn must do, and none for a while.
    static __device__ u32 rk_find(rk_turn& t) {
      if (rk_is_behind(t)) return rk_find_sent(t);
      bool is_near = rk_is_near(t, t.inbox);
      if (!t.asks_host && is_near) {
        if (rk_find_inbox(t)) return rk_find_message;
        if (t.acted && t.from != 0u) return rk_find_nothing;
      }
      if (!t.looked) {
        t.looked = true;
        rk_told.from = rk_inbound_slot(t, t.taken);
        rk_told.sequence = rk_sequence(t.taken);
        rk_told.missing = 0u;
        return rk_find_look;
      }
      t.looked = false;
      if (rk_told.missing != 0u) { t.asks_host = false; return rk_find_sent(t); }
      if (rk_known(t, t.row + rk_actor_floor_of) != t.taken + 1u) {
        // Whoever sent something before the host sent this one, maybe by another block, has claimed its place by now.
        if (!is_near) rk_fence_sys();
        t.table[t.row + rk_actor_floor] = rk_tail_of(t, t.inbox);
        t.table[t.row + rk_actor_floor_of] = t.taken + 1u;
        if (rk_is_behind(t)) return rk_find_sent(t);
      }
      return rk_take_inbound(t);
    }
    """,
    """
    static __device__ u32 rk_word(const rk_turn& t, u32 k) { return k == rk_slot_length ? t.at[k] & ~rk_slot_lap : t.at[k]; }
    static __device__ u64 rk_head_pair(const rk_turn& t, u32 k) { return (u64)t.at[k + 1u] << 32 | t.at[k]; }
    static __device__ u32 rk_length(const rk_turn& t) { return t.at[rk_slot_length] & 65535u; }
    """,
    // The message is done with: its place may be used again.
    """
    static __device__ void rk_close(rk_turn& t) {
      t.acted = true;
      if (t.from == 0u) { t.taken += 1u; t.urgent = true; return; }
      t.ring_taken += 1u;
      if (rk_is_near(t, t.from)) { t.table[t.from + rk_ring_head] += 1u; t.spree += 1u; return; }
      t.urgent = t.owes = true;
      u32* head = rk_head_at(t, t.from);
      if (rk_is_shared(t, t.from)) rk_release_cluster(head, rk_load_cluster(head) + 1u);
      else rk_release(head, rk_load(head) + 1u);
    }
    static __device__ bool rk_has_expired(const rk_turn& t) {
      u64 deadline = rk_head_pair(t, rk_slot_deadline);
      return deadline != 0 && rk_now(t) >= deadline;
    }
    static __device__ void rk_start(rk_turn& t, u32 records) {
      t.records_left = records;
      u64 time = rk_head_pair(t, rk_slot_time);
      // A time that is too far ahead is left aside.
      if (t.stamps && time != 0) rk_merge(t, time);
    }
    """,
  ]

  static let time = [
    // The host's clocks, by the offsets that the host keeps.
    """
    static __device__ u64 rk_now(const rk_turn& t) { return rk_timer() + t.monotonic; }
    static __device__ u64 rk_wall(const rk_turn& t) {
      u64 time = rk_timer() + t.wall, seconds = time / 1000000000u;
      return (seconds << 16 | ((time - seconds * 1000000000u) << 16) / 1000000000u) << 16;
    }
    """,
    // The word behind a time and not behind the wall clock; 0 when there is none.
    """
    static __device__ u64 rk_next_time(const rk_turn& t, u64 time) {
      if (time == ~(u64)0) return 0;
      u64 wall = rk_wall(t);
      return time + 1u > wall ? time + 1u : wall;
    }
    static __device__ u64 rk_set_clock(rk_turn& t, u64 time) { if (time != 0) t.clock = time; return time; }
    static __device__ u64 rk_tick(rk_turn& t) { return rk_set_clock(t, rk_next_time(t, t.clock)); }
    static __device__ u64 rk_merge(rk_turn& t, u64 remote) {
      u64 wall = rk_wall(t), limit = wall + rk_pair(t.table + t.row + rk_actor_drift);
      if (limit >= wall && (remote & ~(u64)65535) > limit) return 0;
      return rk_set_clock(t, rk_next_time(t, remote > t.clock ? remote : t.clock));
    }
    static __device__ u64 rk_stamp(rk_turn& t) { return t.stamps ? rk_tick(t) : 0; }
    """,
  ]
}
