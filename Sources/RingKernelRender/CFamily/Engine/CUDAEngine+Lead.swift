// What the first thread does: it looks at the block's line, takes messages for the seats by turns, and says when the
// others are needed. It is a state machine, because what all threads do together stands at one place, in the entry.
extension CUDAEngine {
  static let lead = [
    // The host has changed something that belongs to the actor since its last turn: what it did before is seen from here on,
    // and comes behind what was done in that turn. It waits for no generation when a pause ends or a free place is taken.
    """
    static __device__ void rk_notice(rk_turn& t, u32 changes) {
      u32* seen = t.table + t.row + rk_actor_seen;
      if (rk_load_sys(seen) == changes) return;
      rk_fence_sys();
      rk_store_sys(seen, changes);
    }
    """,
    // A turn of the actor whose row is in hand; false when there is nothing to be done in it.
    """
    static __device__ bool rk_begin(rk_turn& t) {
      u32 flags = rk_of(t, t.row + rk_actor_flags);
      if ((flags & rk_actor_is_paused) != 0u) return false;
      rk_notice(t, flags >> rk_actor_changes_shift);
      t.spill = rk_known(t, t.row + rk_actor_spill);
      t.inbox = rk_known(t, t.row + rk_actor_inbox);
      t.taken = rk_of(t, t.row + rk_actor_taken);
      t.clock = rk_pair(t.table + t.row + rk_actor_clock);
      t.stamps = rk_known(t, t.row + rk_actor_stamps) != 0u;
      t.handled = t.failures = t.ring_taken = 0u;
      t.acted = t.looked = false;
      t.asks_host = t.is_due;
      t.program = rk_known(t, t.row + rk_actor_program);
      t.need = rk_need(t.program);
      if (!rk_has_room(t, t.need)) return false;
      bool is_free = rk_flush(t) && (flags & rk_actor_is_active) != 0u;
      t.left = is_free ? rk_known(t, t.row + rk_actor_budget) : 0u;
      return is_free || t.acted;
    }
    """,
    // A pass over the seats begins or ends; gives a step where the block is to leave, to move a ring, or has records that
    // must show before it follows the host's line. Near messages go on for a while without a look at that.
    """
    static __device__ u32 rk_next_seat(rk_turn& t) {
      for (;;) {
        if (t.seat == t.seat_count) {
          t.is_due = t.spree == t.spree_before || t.spree >= rk_spree_limit;
          if (t.is_due && t.drafted != 0u) return rk_draw(t);
          if (t.seat_count > 0u) rk_rest(t);
          if (t.is_due) {
            u32 step = rk_look(t);
            if (step != 0u) return step;
            t.spree = 0u;
          }
          t.spree_before = t.spree;
          t.seat = 0u;
          t.pass_acted = false;
          if (t.seat_count == 0u) { rk_rest(t); continue; }
        }
        t.row = rk_of(t, t.seats + t.seat);
        t.seat += 1u;
        if (t.row != 0u && rk_begin(t)) return 0u;
      }
    }
    """,
    // Whether the actor has a message, and room for what it may write.
    """
    static __device__ u32 rk_choose(rk_turn& t) {
      if (t.left == 0u || (t.acted && rk_spilled(t) != 0u)) return rk_find_nothing;
      return rk_has_room(t, t.need) ? rk_find(t) : rk_find_nothing;
    }
    """,
    // The message is at hand: handled here, unless all threads are needed for it.
    """
    static __device__ u32 rk_open(rk_turn& t) {
      t.answered = t.ending = t.failed = false;
      rk_store_pair(t.device + rk_device_message, rk_head_pair(t, rk_slot_id));
      rk_store_sys(t.device + rk_device_actor, t.row);
      rk_store_sys(t.device + rk_device_phase, rk_phase_handling);
      if (!rk_has_expired(t)) return rk_dispatch(t, t.program);
      rk_record_message(t, rk_kind_expired, 0u, 0u);
      return 0u;
    }
    """,
    """
    static __device__ void rk_record_turn(rk_turn& t) {
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
    }
    """,
    // The times of a message that is done with; the count shows the line. The flag changes between passes only.
    """
    static __device__ void rk_time(rk_turn& t) {
      u32 count = rk_load_sys(t.timings);
      u32* at = t.timings + rk_timing_words + (count & (rk_timing_lines - 1u)) * rk_timing_words;
      rk_store_pair(at + rk_timing_message, rk_head_pair(t, rk_slot_id));
      rk_store_sys(at + rk_timing_actor, t.row);
      rk_store_sys(at + rk_timing_handler, rk_load_sys(t.device + rk_device_handler));
      rk_store_sys(at + rk_timing_position, t.taken);
      rk_store_sys(at + rk_timing_hosts, t.from == 0u ? 1u : 0u);
      rk_store_pair(at + rk_timing_seen, t.seen);
      rk_store_pair(at + rk_timing_began, t.began);
      rk_store_pair(at + rk_timing_answered, rk_timer());
      rk_release_sys(t.timings, count + 1u);
    }
    """,
    // Goes on until the others are needed, and says for what.
    """
    static __device__ u32 rk_lead(rk_turn& t) {
      rk_end_draw(t);
      for (;;) {
        switch (t.work) {
        case rk_work_resting: {
          u32 step = rk_next_seat(t);
          if (step != 0u) return step;
          t.work = rk_work_choosing;
        }
        case rk_work_choosing: {
          if (rk_draft_words - t.drafted < t.need) return rk_draw(t);
          u32 found = rk_choose(t);
          if (found == rk_find_look) return rk_step_look;
          if (found == rk_find_nothing) {
            t.work = rk_work_resting;
            if (!t.acted) break;
            t.pass_acted = true;
            rk_record_turn(t);
            // That near messages were handled is told with what comes next.
            if (!t.urgent) break;
            return rk_draw(t);
          }
          t.work = rk_work_opening;
          if (t.timed) t.seen = rk_timer();
          if (found == rk_find_copy) return rk_step_copy;
        }
        case rk_work_opening: {
          t.work = rk_work_closing;
          if (t.timed) t.began = rk_timer();
          u32 step = rk_open(t);
          if (step != 0u) return rk_tell(t, step);
        }
        default:
          if (t.timed) rk_time(t);
          rk_close(t);
          rk_store_sys(t.device + rk_device_phase, rk_phase_polling);
          t.left -= 1u;
          t.work = rk_work_choosing;
          // Answers do not wait for the end of a long turn.
          if (rk_timer() - t.last > 20000u) { rk_beat(t); t.spree = rk_spree_limit; }
          else if (rk_draft_words - t.drafted >= t.need) break;
          t.last = rk_timer();
          if (t.drafted != 0u) return rk_draw(t);
        }
      }
    }
    """,
  ]
}
