// The loop of a block: the first thread leads, the first warp reads the link and writes it, all threads run handlers that ask for them.
extension CUDAEngine {
  static let loop = [
    """
    static __device__ void rk_enter(rk_turn& t, const u32* words) {
      u32 block = blockIdx.x;
      t.rings = rk_place<u32>(words, rk_at_rings);
      t.inbound = rk_place<u32>(words, rk_at_inbound);
      t.host = rk_place<u32>(words, rk_at_host) + block * rk_host_words;
      t.device = rk_place<u32>(words, rk_at_device) + block * rk_device_words;
      t.outbound_words = words[rk_at_outbound_words];
      t.outbound = rk_place<u64>(words, rk_at_outbound) + (size_t)block * t.outbound_words;
      t.stage = rk_place<u32>(words, rk_at_stage) + (size_t)block * words[rk_at_stage_words];
      t.timings = rk_place<u32>(words, rk_at_timings) + block * rk_timing_block;
      t.draft = rk_drafts(t.stage + words[rk_at_stage_words] - rk_draft_words);
      // The host has read all that programs before this one have written.
      t.tail = t.published = t.read = rk_acquire_sys(t.host + rk_host_taken);
      t.generation = t.seats = t.seat = t.seat_count = t.idle = t.work = t.drafted = t.spree = t.spree_before = 0u;
      t.heartbeat = rk_load_sys(t.device + rk_device_heartbeat);
      t.asked = rk_load_sys(t.device + rk_device_answered);
      t.beat = t.last = t.monotonic = t.wall = 0;
      t.entered = rk_timer();
      t.pass_acted = t.drawn = t.owes = t.looked = t.timed = t.urgent = t.is_due = false;
      rk_team.arrived = rk_team.round = 0u;
      rk_store_sys(t.device + rk_device_phase, rk_phase_polling);
    }
    """,
    // Follows the host's line; gives a step where the block is to leave or to move a ring. The new generation shows once
    // nothing of an older one is used any more: no turn is under way here.
    """
    static __device__ void rk_tell_time(rk_turn& t, u32 asked) {
      t.asked = asked;
      rk_store_pair(t.device + rk_device_answer, rk_timer());
      rk_release_sys(t.device + rk_device_answered, asked);
    }
    // Whether a pass may end: nobody has sent anything for a while, or the device has other things to do.
    static __device__ bool rk_is_over(const rk_turn& t) { return t.idle >= 64u || rk_timer() - t.entered > 50000000u; }
    static __device__ u32 rk_look(rk_turn& t) {
      u32 line[4];
      rk_load4_sys(t.host, line);
      if ((line[rk_host_command] & rk_command_leave) != 0u) return rk_step_leave;
      if ((line[rk_host_command] & rk_command_passing) != 0u && rk_is_over(t)) return rk_step_leave;
      t.timed = (line[rk_host_command] & rk_command_timed) != 0u;
      if (line[rk_host_asked] != t.asked) rk_tell_time(t, line[rk_host_asked]);
      u32 generation = line[rk_host_generation];
      if (generation == t.generation) return 0u;
      rk_fence_sys();
      // The generation shows when all rings are where they belong.
      if (rk_move_next(t)) return rk_step_copy;
      t.seats = rk_load_sys(t.host + rk_host_seats);
      t.seat_count = rk_load_sys(t.host + rk_host_seat_count);
      t.monotonic = rk_whole_sys(t.host + rk_host_monotonic);
      t.wall = rk_whole_sys(t.host + rk_host_wall);
      t.generation = generation;
      rk_release_sys(t.device + rk_device_generation, generation);
      return 0u;
    }
    static __device__ void rk_beat(rk_turn& t) {
      u64 now = rk_timer();
      if (now - t.beat < 50000u) return;
      t.beat = now;
      t.heartbeat += 1u;
      rk_store_pair(t.device + rk_device_clock, now);
      // It orders nothing: nobody waits until all that was written before has got to the host.
      rk_store_sys(t.device + rk_device_heartbeat, t.heartbeat);
    }
    // After a pass: 64 of them without a message need no pause, then pauses of 32 ns to 4 us.
    static __device__ void rk_rest(rk_turn& t) {
      rk_beat(t);
      if (t.pass_acted) { t.idle = 0u; return; }
      t.idle += t.idle < 4096u ? 1u : 0u;
      if (t.idle > 64u) rk_pause(32u << (t.idle >> 8 < 7u ? t.idle >> 8 : 7u));
    }
    """,
  ]

  static let entry = [
    // Whoever does not lead knows where the message stands, and no more.
    """
    static __device__ void rk_follow(rk_turn& t) {
      if (threadIdx.x == 0u) return;
      t.row = rk_told.row;
      t.at = rk_told.at;
      t.from = rk_told.ring;
      t.failed = false;
    }
    """,
    """
    extern "C" __global__ void __launch_bounds__(rk_threads) rk_engine(const u32* rk_words) {
      rk_turn t;
      t.states = rk_place<u8>(rk_words, rk_at_state);
      t.table = rk_place<u32>(rk_words, rk_at_table);
      for (u32 k = 0; k < rk_failure_words; k++) t.failure[k] = 0u;
      if (threadIdx.x == 0u) rk_enter(t, rk_words);
      rk_join(t, rk_words);
      for (;;) {
        if (threadIdx.x < 32u) {
          for (;;) {
            if (threadIdx.x == 0u) rk_told.step = rk_lead(t);
            rk_meet_warp();
            if (!rk_serve(threadIdx.x)) break;
            rk_meet_warp();
          }
        }
        rk_meet_all();
        if (rk_told.step == rk_step_leave) break;
        rk_follow(t);
        rk_run(t, rk_told.program, rk_told.step - 1u);
        rk_meet_all();
        rk_form(0u);
      }
      rk_part(t, rk_words);
      if (threadIdx.x == 0u) rk_release_sys(t.device + rk_device_phase, rk_phase_gone);
    }
    """,
  ]
}
