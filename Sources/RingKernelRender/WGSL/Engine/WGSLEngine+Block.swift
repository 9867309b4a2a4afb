// Handlers that a block of threads runs: thread 0 takes the messages, and all threads are told where they stand.
extension WGSLEngine {
  /// Pieces of such programs; those with a name of `pieces` take its place.
  static let block = [
    // What all threads do next: 0 leave, n the handler n - 1. Row, state, ring and slot of the message.
    "var<workgroup> rk_step: u32;", "var<workgroup> rk_place_of_all: vec4<u32>;",
    // The failure that counts: barriers before it << 10 | thread; all ones for none. Its words.
    "var<workgroup> rk_first_failure: atomic<u32>;",
    "var<workgroup> rk_failure_of_all: array<u32, rk_failure_words>;",
    // Barriers that the handler has passed, and this thread; what it has noted of its failure.
    "var<private> rk_phase: u32;", "var<private> rk_own: u32;", "var<private> rk_own_failure: u32;",
    // Whether the turn does anything, whether it handles messages, and how many it has taken.
    "var<private> rk_has_turn: bool;", "var<private> rk_is_taking: bool;", "var<private> rk_messages_taken: u32;",
    """
    fn rk_begin_turn(entry: u32, turn: u32) {
      rk_begin(entry);
      rk_has_turn = rk_has_work() && rk_reserve(turn);
      rk_is_taking = rk_has_turn && rk_flush() && rk_is_active();
    }
    """,
    """
    fn rk_end_turn() {
      if (rk_has_turn) { rk_finish(); }
      rk_end();
    }
    """,
    // Whether there is a message, and room for what its handler may write.
    """
    fn rk_take_next(turn: u32, need: u32) -> bool {
      let budget = min(rk_table[rk_row + rk_actor_budget], rk_turn_messages);
      if (!rk_is_taking || rk_messages_taken >= budget) { return false; }
      if (rk_messages_taken > 0u && rk_spilled() != 0u) { return false; }
      if (!rk_open()) { return false; }
      if (!rk_reserve(turn + max(need, rk_record_words + rk_slot_header + rk_length()))) { return false; }
      rk_messages_taken += 1u;
      return true;
    }
    """,
    """
    fn rk_tell_place() {
      rk_place_of_all = vec4<u32>(rk_row, rk_base, rk_from, rk_at);
      atomicStore(&rk_first_failure, 4294967295u);
    }
    """,
    """
    fn rk_take_place(place: vec4<u32>, own: u32) {
      rk_row = place.x;
      rk_base = place.y;
      rk_from = place.z;
      rk_at = place.w;
      rk_own = own;
      rk_phase = 0u;
      rk_failed = false;
    }
    """,
    // Whether no thread had failed by the last barrier.
    "fn rk_goes_on() -> bool { return (atomicLoad(&rk_first_failure) >> 10u) >= rk_phase; }",
    """
    fn rk_fail(code: u32, site: u32, a: vec2<u32>, b: vec2<u32>) {
      rk_failed = true;
      rk_failure[rk_failure_code] = code;
      rk_failure[rk_failure_site] = site;
      rk_failure[rk_failure_values] = a.x;
      rk_failure[rk_failure_values + 1u] = a.y;
      rk_failure[rk_failure_values + 2u] = b.x;
      rk_failure[rk_failure_values + 3u] = b.y;
      rk_failure[rk_failure_thread] = rk_own;
      rk_own_failure = (rk_phase << 10u) | rk_own;
      atomicMin(&rk_first_failure, rk_own_failure);
    }
    """,
    // The thread whose failure counts shows it.
    """
    fn rk_show_failure() {
      if (!rk_failed || atomicLoad(&rk_first_failure) != rk_own_failure) { return; }
      rk_failure_of_all = rk_failure;
    }
    """,
    // Thread 0 learns whether a thread has failed, and how.
    """
    fn rk_learn_failure() -> bool {
      if (atomicLoad(&rk_first_failure) == 4294967295u) { return false; }
      rk_failure = rk_failure_of_all;
      return true;
    }
    """,
  ]
}
