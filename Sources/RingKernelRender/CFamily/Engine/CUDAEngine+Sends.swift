// Messages to other actors. Every actor has one inbox for all senders; a sender claims a place, writes, and publishes.
// Where they all sit on the receiver's block, the ring is near: one thread does all of that, with plain accesses. Where
// they sit on blocks of its cluster, it is shared: it lies in shared memory.
extension CUDAEngine {
  static let sends = [
    // The row of a route; 0 for one that is not connected.
    """
    static __device__ u32 rk_route(const rk_turn& t, i32 route) {
      if (route < 0 || (u32)route >= rk_known(t, t.row + rk_actor_route_count)) return 0u;
      u32 row = rk_known(t, t.row + rk_actor_routes) + (u32)route * rk_row_words;
      return rk_known(t, row + rk_route_replicas) == 0u ? 0u : row;
    }
    static __device__ i32 rk_replicas(const rk_turn& t, i32 route) {
      u32 row = rk_route(t, route);
      return row == 0u ? -1 : (i32)rk_known(t, row + rk_route_replicas);
    }
    static __device__ i32 rk_turn_of(rk_turn& t, i32 route) {
      u32 row = rk_route(t, route);
      if (row == 0u) return 0;
      u32 turn = rk_of(t, row + rk_route_turn) + 1u;
      rk_store_sys(t.table + row + rk_route_turn, turn);
      return (i32)(turn % rk_known(t, row + rk_route_replicas));
    }
    """,
    // Claims the next place of an inbox; false when there is none. `rk_release` of its last word publishes it.
    """
    static __device__ bool rk_take_place(rk_turn& t, u32 ring) {
      u32* tail = rk_tail_at(t, ring);
      u32 capacity = rk_known(t, ring + rk_ring_capacity), position;
      t.is_near = rk_is_near(t, ring);
      t.is_shared = rk_is_shared(t, ring);
      if (t.is_near) {
        position = *tail;
        if (position - rk_known(t, ring + rk_ring_head) >= capacity) return false;
        *tail = position + 1u;
      } else for (position = rk_tail_of(t, ring);;) {
        const u32* head = rk_head_at(t, ring);
        if (position - (t.is_shared ? rk_acquire_cluster(head) : rk_acquire(head)) >= capacity) {
          // It is full, or others were faster and the tail is an old one.
          u32 later = rk_tail_of(t, ring);
          if (later == position) return false;
          position = later;
          continue;
        }
        u32 seen = t.is_shared ? rk_claim_cluster(tail, position, position + 1u) : rk_claim(tail, position, position + 1u);
        if (seen == position) break;
        position = seen;
      }
      t.owes = t.owes || !t.is_near;
      t.to = rk_slot(t, ring, position);
      t.word = t.to + rk_slot_length;
      t.publishing = rk_lap(position, capacity);
      return true;
    }
    // The message is whole: from now on its receiver may take it.
    static __device__ void rk_commit(rk_turn& t) {
      if (t.word == nullptr) return;
      if (t.is_near) *t.word = t.publishing;
      else if (t.is_shared) rk_release_cluster(t.word, t.publishing);
      else rk_release(t.word, t.publishing);
    }
    static __device__ u32 rk_spilled(const rk_turn& t) {
      return t.spill == 0u ? 0u : rk_known(t, t.spill + rk_ring_tail) - rk_known(t, t.spill + rk_ring_head);
    }
    """,
    // Moves what has waited into its rings, in order; true when nothing waits any more.
    """
    static __device__ bool rk_flush(rk_turn& t) {
      for (u32 count = rk_spilled(t); count > 0u; count--) {
        u32 head = rk_known(t, t.spill + rk_ring_head);
        const u32* kept = rk_slot(t, t.spill, head);
        if (!rk_take_place(t, kept[rk_spill_ring])) return false;
        u32 length = kept[rk_spill_slot + rk_slot_length], words = rk_slot_header + (length & 65535u);
        for (u32 k = 0; k < words; k++) if (k != rk_slot_length) t.to[k] = kept[rk_spill_slot + k];
        t.publishing |= length;
        rk_commit(t);
        rk_store_sys(t.table + t.spill + rk_ring_head, head + 1u);
        t.acted = true;
      }
      return true;
    }
    """,
    // What becomes of a message that finds no room.
    """
    static __device__ i32 rk_overflow(rk_turn& t, u32 row, u32 ring, u32 words) {
      u32 policy = rk_known(t, row + rk_route_overflow);
      if (policy == rk_overflow_wait || rk_spilled(t) != 0u) {
        if (t.spill == 0u || rk_spilled(t) == rk_known(t, t.spill + rk_ring_capacity)) return rk_send_full;
        u32 tail = rk_known(t, t.spill + rk_ring_tail);
        u32* at = rk_slot(t, t.spill, tail);
        at[rk_spill_ring] = ring;
        t.to = at + rk_spill_slot;
        rk_store_sys(t.table + t.spill + rk_ring_tail, tail + 1u);
        return rk_send_accepted;
      }
      if (policy == rk_overflow_reject) return rk_send_full;
      if (!rk_count_record(t)) return rk_send_tooMany;
      bool is_dropped = policy == rk_overflow_drop;
      u32 kind = is_dropped ? rk_kind_dropped : rk_kind_undeliverable;
      t.to = rk_record(t, kind, rk_slot_header + words, rk_known(t, ring + rk_ring_receiver));
      return is_dropped ? rk_send_dropped : rk_send_deadLettered;
    }
    """,
    // Finds the place of a message that is sent and writes its header; the payload goes to `to`, then `rk_commit`.
    """
    static __device__ i32 rk_send(rk_turn& t, i32 route, i32 replica, u32 number, u64 type_id, u32 words, bool is_forwarded) {
      t.to = nullptr;
      t.word = nullptr;
      t.publishing = 0u;
      u32 row = rk_route(t, route);
      if (row == 0u) return rk_send_routeUnknown;
      if (replica < 0 || (u32)replica >= rk_known(t, row + rk_route_replicas)) return rk_send_replicaUnknown;
      // The clock ticks for a send that is refused as well.
      u64 time = rk_stamp(t);
      if ((rk_known(t, row + rk_route_handled + (number >> 5)) >> (number & 31u) & 1u) == 0u) return rk_send_notHandled;
      u32 ring = rk_known(t, rk_known(t, row + rk_route_rings) + (u32)replica);
      i32 code = rk_send_accepted;
      // While something waits, everything queues up behind it.
      if (rk_spilled(t) != 0u || !rk_take_place(t, ring)) code = rk_overflow(t, row, ring, words);
      if (code < 0) return code;
      u32 source = rk_known(t, t.row + rk_actor_index);
      u64 sent = rk_pair(t.table + t.row + rk_actor_sent), span = rk_pair(t.table + row + rk_route_deadline), deadline = 0;
      rk_store_pair(t.table + t.row + rk_actor_sent, sent + 1u);
      if (span != 0) { deadline = rk_now(t) + span; if (deadline < span) deadline = ~(u64)0; }
      u64 id = (u64)source << 40 | (u64)3 << 38 | (sent & (((u64)1 << 38) - 1u));
      rk_write_header(t.to, id, type_id, is_forwarded ? rk_head_pair(t, rk_slot_correlation) : 0, time, deadline, source);
      // As urgent as the message in hand.
      u32 length = words | t.at[rk_slot_length] >> rk_slot_priority_shift << rk_slot_priority_shift;
      if (t.word == nullptr) t.to[rk_slot_length] = length;
      t.publishing |= length;
      t.to += rk_slot_header;
      if (is_forwarded) t.answered = true;
      return code;
    }
    """,
  ]

  static let reads = [
    // Messages that wait for the actor, the one in hand included.
    """
    static __device__ i32 rk_inbox_depth(const rk_turn& t) {
      u32 head = rk_head_of(t, t.inbox), depth = 0u;
      for (u32 n = rk_known(t, t.inbox + rk_ring_capacity); n > 0u && rk_inbox_has(t, head); n--) { head += 1u; depth += 1u; }
      u32 taken = t.taken;
      for (u32 n = rk_known(t, t.row + rk_actor_inbound_capacity); n > 0u && rk_inbound_has(t, taken); n--) { taken += 1u; depth += 1u; }
      return (i32)depth;
    }
    static __device__ bool rk_should_end(const rk_turn& t) { return (rk_of(t, t.row + rk_actor_flags) & rk_actor_is_ending) != 0u; }
    """
  ]
}
