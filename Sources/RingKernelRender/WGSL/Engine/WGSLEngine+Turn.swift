// A turn: what one actor does in one round.
extension WGSLEngine {
  static let turn = [
    "fn rk_epoch_pair(at: u32) -> vec2<u32> { return vec2<u32>(atomicLoad(&rk_epoch[at]), atomicLoad(&rk_epoch[at + 1u])); }",
    "fn rk_table_pair(at: u32) -> vec2<u32> { return vec2<u32>(rk_table[at], rk_table[at + 1u]); }",
    "fn rk_put_table_pair(at: u32, v: vec2<u32>) { rk_table[at] = v.x; rk_table[at + 1u] = v.y; }",
    """
    fn rk_is_active() -> bool { return (rk_table[rk_row + rk_actor_flags] & rk_actor_is_active) != 0u; }
    """,
    """
    fn rk_begin(entry: u32) {
      rk_row = rk_inbound[entry + rk_entry_actor];
      rk_base = rk_table[rk_row + rk_actor_state];
      rk_parity = (atomicLoad(&rk_epoch[rk_epoch_parity]) + atomicLoad(&rk_epoch[rk_epoch_round])) & 1u;
      rk_clock = rk_table_pair(rk_row + rk_actor_clock);
      rk_messages = rk_inbound[entry + rk_entry_messages];
      rk_count = rk_inbound[entry + rk_entry_count];
      rk_number = rk_inbound[entry + rk_entry_number];
      rk_stride = rk_table[rk_row + rk_actor_stride];
      rk_taken = rk_table[rk_row + rk_actor_taken];
      rk_stamps = rk_table[rk_row + rk_actor_stamps] != 0u;
      rk_spill = rk_table[rk_row + rk_actor_spill];
      rk_republish(rk_ring_next_published, rk_row + rk_actor_published, rk_ring_tail, rk_ring_seen_tail);
      rk_republish(rk_ring_next_released, rk_row + rk_actor_released, rk_ring_head, rk_ring_seen_head);
      rk_note_floors();
    }
    """,
    // The last block of a round opens the next one.
    """
    fn rk_end() {
      if (atomicAdd(&rk_epoch[rk_epoch_blocks_done], 1u) + 1u != atomicLoad(&rk_epoch[rk_epoch_blocks])) { return; }
      atomicStore(&rk_epoch[rk_epoch_blocks_done], 0u);
      atomicAdd(&rk_epoch[rk_epoch_round], 1u);
    }
    """,
    """
    fn rk_note_pending() {
      rk_is_pending = true;
      atomicMax(&rk_epoch[rk_epoch_pending], atomicLoad(&rk_epoch[rk_epoch_round]) + 1u);
    }
    """,
    """
    fn rk_has_work() -> bool {
      if (rk_spilled() != 0u) { return true; }
      if (!rk_is_active()) { return false; }
      if (rk_taken - rk_number < rk_count) { return true; }
      let list = rk_table[rk_row + rk_actor_incoming];
      let count = rk_table[rk_row + rk_actor_incoming_count];
      for (; rk_place < count; rk_place++) {
        if (rk_arrived(rk_table[list + rk_place]) != 0u) { return true; }
      }
      return false;
    }
    """,
    """
    fn rk_finish() {
      if (rk_has_work()) { rk_note_pending(); }
      if (rk_has_acted) {
        rk_put_table_pair(rk_row + rk_actor_clock, rk_clock);
        let processed = rk_table_pair(rk_row + rk_actor_processed);
        rk_put_table_pair(rk_row + rk_actor_processed, rk_add64(processed, vec2<u32>(rk_handled, 0u)));
        rk_table[rk_row + rk_actor_taken] = rk_taken;
        rk_table[rk_row + rk_actor_failed] += rk_failures;
        rk_table[rk_row + rk_actor_ring_taken] += rk_ring_taken;
        let at = rk_record(rk_kind_turn, rk_turn_words, 0u);
        rk_outbound[at + rk_turn_handled] = rk_handled;
        rk_outbound[at + rk_turn_failed] = rk_failures;
        rk_outbound[at + rk_turn_taken] = rk_taken;
        rk_outbound[at + rk_turn_ring_taken] = rk_ring_taken;
        rk_outbound[at + rk_turn_clock] = rk_clock.x;
        rk_outbound[at + rk_turn_clock + 1u] = rk_clock.y;
        rk_outbound[at + rk_turn_pending] = select(0u, 1u, rk_is_pending);
        rk_outbound[at + rk_turn_spilled] = rk_spilled();
      }
      atomicSub(&rk_epoch[rk_epoch_reserved], rk_unused);
    }
    """,
  ]

  static let messages = [
    // Notes where the rings end when messages of the host are seen first: what stands there then comes before them.
    """
    fn rk_note_floors() {
      if (rk_count == 0u) { return; }
      if (bitcast<i32>(rk_taken - rk_table[rk_row + rk_actor_floor_of]) >= 0i) {
        rk_table[rk_row + rk_actor_floor_of] = rk_number + rk_count;
        let list = rk_table[rk_row + rk_actor_incoming];
        let count = rk_table[rk_row + rk_actor_incoming_count];
        for (var n = 0u; n < count; n++) {
          let ring = rk_table[list + n];
          rk_table[ring + rk_ring_floor] = rk_table[ring + rk_ring_head] + rk_arrived(ring);
        }
      }
      rk_due = min(rk_count, rk_table[rk_row + rk_actor_floor_of] - rk_number);
    }
    """,
    // Finds the next message: what stood in the rings when the host's messages were seen, these, then what has come to the
    // rings since; of several rings in the order of connection. One loop for both: drivers take long to
    // compile loops.
    """
    fn rk_find() -> bool {
      let skipped = rk_taken - rk_number;
      let is_before = skipped < rk_due;
      let list = rk_table[rk_row + rk_actor_incoming];
      let count = rk_table[rk_row + rk_actor_incoming_count];
      for (var n = select(rk_place, rk_first, is_before); n < count; n++) {
        if (is_before) { rk_first = n; } else { rk_place = n; }
        rk_from = rk_table[list + n];
        let head = rk_table[rk_from + rk_ring_head];
        let left = select(bitcast<i32>(rk_arrived(rk_from)), bitcast<i32>(rk_table[rk_from + rk_ring_floor] - head), is_before);
        if (left <= 0i) { continue; }
        rk_at = rk_slot(rk_from, head);
        return true;
      }
      if (!is_before) { return false; }
      rk_first = count;
      rk_from = 0u;
      rk_at = rk_messages + skipped * rk_stride;
      return true;
    }
    """,
    "fn rk_slot(ring: u32, position: u32) -> u32 { return rk_table[ring + rk_ring_slots] + (position & (rk_table[ring + rk_ring_capacity] - 1u)) * rk_table[ring + rk_ring_stride]; }",
    "fn rk_word(k: u32) -> u32 { if (rk_from == 0u) { return rk_inbound[rk_at + k]; } return rk_rings[rk_at + k]; }",
    "fn rk_length() -> u32 { return rk_word(rk_slot_length) & 65535u; }",
    """
    fn rk_open() -> bool {
      if (!rk_find()) { return false; }
      rk_is_answered = false;
      rk_is_ending = false;
      rk_failed = false;
      return true;
    }
    """,
    // What is left of a message: 0 its number, the kind of the record that takes it aside, or the type of its answer;
    // and the auxiliary word of such a record.
    "var<private> rk_kept: u32;", "var<private> rk_auxiliary: u32;",
    // Room for what a message may write, besides the record of the turn.
    """
    fn rk_room(need: u32) -> u32 {
      return rk_record_words + rk_turn_words + max(need, rk_record_words + rk_slot_header + rk_length());
    }
    """,
    "fn rk_hold(need: u32) -> bool { return rk_reserve(rk_room(need)); }",
    // Whether nothing is left of the message, which is the host's, but its number.
    """
    fn rk_is_quiet() -> bool {
      if (rk_kept != 0u || rk_from != 0u || rk_stamps) { return false; }
      return rk_is_answered || all(rk_head_pair(rk_slot_correlation) == vec2<u32>(0u, 0u));
    }
    """,
    "fn rk_close_quietly() { rk_has_acted = true; rk_taken += 1u; }",
    // Goes to the next message of the host, where it has no deadline and the room that is held does for it.
    """
    fn rk_advance(need: u32) -> bool {
      rk_at += rk_stride;
      rk_is_answered = false;
      rk_is_ending = false;
      if (rk_taken - rk_number >= rk_due || rk_unused < rk_room(need)) { return false; }
      return all(rk_head_pair(rk_slot_deadline) == vec2<u32>(0u, 0u));
    }
    """,
    """
    fn rk_set_aside() {
      let is_failure = rk_kept == rk_kind_failed;
      let at = rk_record_message(rk_kept, select(0u, rk_failure_words, is_failure), rk_auxiliary);
      if (!is_failure) { return; }
      rk_failures += 1u;
      for (var k = 0u; k < rk_failure_words; k++) { rk_outbound[at + k] = rk_failure[k]; }
    }
    """,
    // The message is done with: its place may be used again.
    """
    fn rk_close() {
      rk_has_acted = true;
      if (rk_from == 0u) {
        rk_taken += 1u;
        return;
      }
      rk_ring_taken += 1u;
      rk_release(rk_from);
    }
    """,
    """
    fn rk_has_expired() -> bool {
      let deadline = rk_head_pair(rk_slot_deadline);
      return any(deadline != vec2<u32>(0u, 0u)) && !rk_less_u64(rk_epoch_pair(rk_epoch_monotonic), deadline);
    }
    """,
    """
    fn rk_start(records: u32) {
      rk_records_left = records;
      rk_hear();
    }
    """,
    """
    fn rk_hear() {
      if (!rk_stamps) { return; }
      let time = rk_head_pair(rk_slot_time);
      if (all(time == vec2<u32>(0u, 0u))) { return; }
      // A time that is too far ahead is left aside.
      rk_merge(time);
    }
    """,
    """
    fn rk_succeed() {
      rk_handled += 1u;
      if (rk_is_answered || all(rk_head_pair(rk_slot_correlation) == vec2<u32>(0u, 0u))) { return; }
      let at = rk_record(rk_kind_unanswered, rk_slot_header, 0u);
      for (var k = 0u; k < rk_slot_header; k++) { rk_outbound[at + k] = rk_word(k); }
    }
    """,
    """
    fn rk_fail(code: u32, site: u32, a: vec2<u32>, b: vec2<u32>) {
      rk_failed = true;
      rk_failure[rk_failure_code] = code;
      rk_failure[rk_failure_site] = site;
      rk_failure[rk_failure_values] = a.x;
      rk_failure[rk_failure_values + 1u] = a.y;
      rk_failure[rk_failure_values + 2u] = b.x;
      rk_failure[rk_failure_values + 3u] = b.y;
    }
    """,
  ]
}
