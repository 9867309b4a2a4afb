// Records for the host.
extension WGSLEngine {
  static let records = [
    // Makes sure that a message may write `need` words, besides the record of the turn.
    """
    fn rk_reserve(need: u32) -> bool {
      if (rk_unused >= need) { return true; }
      let more = need - rk_unused;
      let before = atomicAdd(&rk_epoch[rk_epoch_reserved], more);
      let end = before + more;
      if (end < before || end > atomicLoad(&rk_epoch[rk_epoch_capacity])) {
        atomicSub(&rk_epoch[rk_epoch_reserved], more);
        rk_note_pending();
        return false;
      }
      rk_unused = need;
      return true;
    }
    """,
    // Takes the words of a record and writes its head; gives the word behind it.
    """
    fn rk_record(kind: u32, words: u32, auxiliary: u32) -> u32 {
      let length = rk_record_words + words;
      rk_unused -= length;
      let at = atomicAdd(&rk_epoch[rk_epoch_cursor], length);
      rk_outbound[at + rk_record_kind] = kind;
      rk_outbound[at + rk_record_length] = length;
      rk_outbound[at + rk_record_actor] = rk_row;
      rk_outbound[at + rk_record_auxiliary] = auxiliary;
      return at + rk_record_words;
    }
    """,
    // The message as it came, behind `before` words.
    """
    fn rk_record_message(kind: u32, before: u32, auxiliary: u32) -> u32 {
      let words = rk_slot_header + rk_length();
      let at = rk_record(kind, before + words, auxiliary);
      for (var k = 0u; k < words; k++) { rk_outbound[at + before + k] = rk_word(k); }
      return at;
    }
    """,
    """
    fn rk_record_failure(handler: u32) {
      rk_failures += 1u;
      let at = rk_record_message(rk_kind_failed, rk_failure_words, handler);
      for (var k = 0u; k < rk_failure_words; k++) { rk_outbound[at + k] = rk_failure[k]; }
    }
    """,
    // The header of a message of this actor that goes to the host; gives the word of the payload.
    """
    fn rk_record_own(kind: u32, type_id: vec2<u32>, words: u32, correlation: vec2<u32>, flags: u32) -> u32 {
      let time = rk_stamp();
      let at = rk_record(kind, rk_slot_header + words, 0u);
      rk_outbound[at + rk_slot_id] = 0u;
      rk_outbound[at + rk_slot_id + 1u] = 0u;
      rk_outbound[at + rk_slot_type] = type_id.x;
      rk_outbound[at + rk_slot_type + 1u] = type_id.y;
      rk_outbound[at + rk_slot_correlation] = correlation.x;
      rk_outbound[at + rk_slot_correlation + 1u] = correlation.y;
      rk_outbound[at + rk_slot_time] = time.x;
      rk_outbound[at + rk_slot_time + 1u] = time.y;
      rk_outbound[at + rk_slot_deadline] = 0u;
      rk_outbound[at + rk_slot_deadline + 1u] = 0u;
      rk_outbound[at + rk_slot_source] = rk_table[rk_row + rk_actor_index];
      rk_outbound[at + rk_slot_length] = words | (flags << rk_slot_flags_shift) | (rk_slot_normal << rk_slot_priority_shift);
      return at + rk_slot_header;
    }
    """,
    // One record less that the handler may make; false when there was none.
    """
    fn rk_count_record() -> bool {
      if (rk_records_left == 0u) { return false; }
      rk_records_left -= 1u;
      return true;
    }
    """,
    """
    fn rk_answer(type_id: vec2<u32>, words: u32) -> u32 {
      rk_is_answered = true;
      let correlation = rk_head_pair(rk_slot_correlation);
      return rk_record_own(rk_kind_reply, type_id, words, correlation, rk_slot_reply);
    }
    """,
    """
    fn rk_emission(type_id: vec2<u32>, words: u32) -> u32 {
      return rk_record_own(rk_kind_emitted, type_id, words, vec2<u32>(0u, 0u), 0u);
    }
    """,
    """
    fn rk_end_actor() {
      if (rk_is_ending) { return; }
      rk_is_ending = true;
      rk_record(rk_kind_termination, 0u, 0u);
    }
    """,
  ]

  static let time = [
    // The word behind a time and not behind the wall clock; 0 when there is none.
    """
    fn rk_next_time(time: vec2<u32>) -> vec2<u32> {
      if (all(time == vec2<u32>(4294967295u, 4294967295u))) { return vec2<u32>(0u, 0u); }
      return rk_max_u64(rk_add64(time, vec2<u32>(1u, 0u)), rk_epoch_pair(rk_epoch_time));
    }
    """,
    """
    fn rk_set_clock(time: vec2<u32>) -> vec2<u32> {
      if (any(time != vec2<u32>(0u, 0u))) { rk_clock = time; }
      return time;
    }
    """,
    "fn rk_tick() -> vec2<u32> { return rk_set_clock(rk_next_time(rk_clock)); }",
    """
    fn rk_merge(remote: vec2<u32>) -> vec2<u32> {
      let wall = rk_epoch_pair(rk_epoch_time);
      let limit = rk_add64(wall, rk_table_pair(rk_row + rk_actor_drift));
      let physical = vec2<u32>(remote.x & 4294901760u, remote.y);
      if (!rk_less_u64(limit, wall) && rk_less_u64(limit, physical)) { return vec2<u32>(0u, 0u); }
      return rk_set_clock(rk_next_time(rk_max_u64(rk_clock, remote)));
    }
    """,
    """
    fn rk_stamp() -> vec2<u32> {
      if (!rk_stamps) { return vec2<u32>(0u, 0u); }
      return rk_tick();
    }
    """,
  ]
}
