// The loop of a block: it looks at its line, serves its seats by turns, and rests when nothing happens.
extension CUDAEngine {
  static let loop = [
    """
    template <class T> static __device__ T* rk_place(const u32* words, u32 at) { return (T*)((u64)words[at + 1u] << 32 | words[at]); }
    static __device__ void rk_enter(rk_turn& t, const u32* words) {
      u32 block = blockIdx.x;
      t.states = rk_place<u8>(words, rk_at_state);
      t.table = rk_place<u32>(words, rk_at_table);
      t.rings = rk_place<u32>(words, rk_at_rings);
      t.inbound = rk_place<u32>(words, rk_at_inbound);
      t.host = rk_place<u32>(words, rk_at_host) + block * rk_host_words;
      t.device = rk_place<u32>(words, rk_at_device) + block * rk_device_words;
      t.outbound_words = words[rk_at_outbound_words];
      t.outbound = rk_place<u32>(words, rk_at_outbound) + (size_t)block * t.outbound_words;
      t.stage = rk_place<u32>(words, rk_at_stage) + (size_t)block * words[rk_at_stage_words];
      t.tail = t.published = rk_load_sys(t.device + rk_device_tail);
      t.read = rk_acquire_sys(t.host + rk_host_taken);
      t.generation = t.seats = t.seat_count = 0u;
      t.heartbeat = rk_load_sys(t.device + rk_device_heartbeat);
      t.beat = t.last = t.monotonic = t.wall = 0;
      t.others_first = false;
      for (u32 k = 0; k < rk_failure_words; k++) t.failure[k] = 0u;
    }
    """,
    // Follows the host's line; false when the block is to leave. The new generation shows once nothing of an older one
    // is used any more: no turn is under way here.
    """
    static __device__ bool rk_look(rk_turn& t) {
      if (rk_load_sys(t.host + rk_host_command) == rk_command_leave) return false;
      u32 generation = rk_load_sys(t.host + rk_host_generation);
      if (generation == t.generation) return true;
      rk_fence_sys();
      t.seats = rk_load_sys(t.host + rk_host_seats);
      t.seat_count = rk_load_sys(t.host + rk_host_seat_count);
      t.monotonic = rk_pair(t.host + rk_host_monotonic);
      t.wall = rk_pair(t.host + rk_host_wall);
      t.generation = generation;
      rk_release_sys(t.device + rk_device_generation, generation);
      return true;
    }
    static __device__ void rk_beat(rk_turn& t) {
      u64 now = rk_timer();
      if (now - t.beat < 50000u) return;
      t.beat = now;
      t.heartbeat += 1u;
      rk_store_pair(t.device + rk_device_clock, now);
      rk_release_sys(t.device + rk_device_heartbeat, t.heartbeat);
    }
    """,
    // A message of the actor in hand; false when it has none, or no room for what it may write.
    """
    static __device__ bool rk_step(rk_turn& t, u32 program, u32 need) {
      // Twice the need: a record may leave as much behind at the ring's end as it takes itself.
      if (!rk_has_room(t, 2u * need) || !rk_find(t)) return false;
      t.answered = t.ending = t.failed = false;
      rk_store_pair(t.device + rk_device_message, rk_head_pair(t, rk_slot_id));
      rk_store_sys(t.device + rk_device_actor, t.row);
      rk_store_sys(t.device + rk_device_phase, rk_phase_handling);
      if (rk_has_expired(t)) rk_record_message(t, rk_kind_expired, 0u, 0u);
      else rk_dispatch(t, program);
      rk_close(t);
      rk_store_sys(t.device + rk_device_phase, rk_phase_polling);
      return true;
    }
    """,
    // A turn of the actor whose row is in hand; whether it did something.
    """
    static __device__ bool rk_serve(rk_turn& t) {
      u32 flags = rk_of(t, t.row + rk_actor_flags);
      if ((flags & rk_actor_is_paused) != 0u) return false;
      t.spill = rk_of(t, t.row + rk_actor_spill);
      t.inbox = rk_of(t, t.row + rk_actor_inbox);
      t.taken = rk_of(t, t.row + rk_actor_taken);
      t.clock = rk_pair(t.table + t.row + rk_actor_clock);
      t.stamps = rk_of(t, t.row + rk_actor_stamps) != 0u;
      t.handled = t.failures = t.ring_taken = 0u;
      t.acted = false;
      u32 program = rk_of(t, t.row + rk_actor_program), need = rk_need(program);
      if (!rk_has_room(t, 2u * need)) return false;
      if (rk_flush(t) && (flags & rk_actor_is_active) != 0u) {
        for (u32 n = rk_of(t, t.row + rk_actor_budget); n > 0u && rk_step(t, program, need); n--) {
          if (rk_spilled(t) != 0u) break;
          // Answers do not wait for the end of a long turn.
          if (rk_timer() - t.last > 20000u) { rk_publish_records(t); rk_beat(t); }
        }
      }
      if (!t.acted) return false;
      rk_store_pair(t.table + t.row + rk_actor_clock, t.clock);
      rk_store_sys(t.table + t.row + rk_actor_taken, t.taken);
      u32* at = rk_record(t, rk_kind_turn, rk_turn_words, 0u);
      at[rk_turn_handled] = t.handled;
      at[rk_turn_failed] = t.failures;
      at[rk_turn_taken] = t.taken;
      at[rk_turn_ring_taken] = t.ring_taken;
      at[rk_turn_clock] = (u32)t.clock; at[rk_turn_clock + 1u] = (u32)(t.clock >> 32);
      at[rk_turn_spilled] = rk_spilled(t);
      at[rk_turn_pending] = at[rk_turn_spilled] != 0u;
      rk_publish_records(t);
      return true;
    }
    """,
    """
    extern "C" __global__ void rk_engine(const u32* rk_words) {
      if (threadIdx.x != 0u) return;
      rk_turn t;
      rk_enter(t, rk_words);
      rk_store_sys(t.device + rk_device_phase, rk_phase_polling);
      for (u32 idle = 0u; rk_look(t);) {
        bool acted = false;
        for (u32 seat = 0u; seat < t.seat_count; seat++) {
          t.row = rk_of(t, t.seats + seat);
          if (t.row != 0u && rk_serve(t)) acted = true;
        }
        rk_beat(t);
        if (acted) { idle = 0u; continue; }
        // 64 looks without a pause, then pauses of 32 ns to 4 us.
        idle += idle < 4096u ? 1u : 0u;
        if (idle > 64u) rk_pause(32u << (idle >> 8 < 7u ? idle >> 8 : 7u));
      }
      rk_release_sys(t.device + rk_device_phase, rk_phase_gone);
    }
    """,
  ]
}
