// What handlers send to other actors, and what they ask about the engine.
extension WGSLEngine {
  static let sends = [
    // The row of a route; 0 for one that is not connected.
    """
    fn rk_route(route: i32) -> u32 {
      if (route < 0i || u32(route) >= rk_table[rk_row + rk_actor_route_count]) { return 0u; }
      let row = rk_table[rk_row + rk_actor_routes] + u32(route) * rk_row_words;
      return select(row, 0u, rk_table[row + rk_route_replicas] == 0u);
    }
    """,
    """
    fn rk_replicas(route: i32) -> i32 {
      let row = rk_route(route);
      if (row == 0u) { return -1i; }
      return i32(rk_table[row + rk_route_replicas]);
    }
    """,
    """
    fn rk_turn(route: i32) -> i32 {
      let row = rk_route(route);
      if (row == 0u) { return 0i; }
      let turn = rk_table[row + rk_route_turn] + 1u;
      rk_table[row + rk_route_turn] = turn;
      return i32(turn % rk_table[row + rk_route_replicas]);
    }
    """,
    // Finds the place of a message that is sent and writes its header there: `rk_into` and `rk_to` say where the
    // payload goes. Gives a `SendCode`.
    """
    fn rk_send(route: i32, replica: i32, number: u32, type_id: vec2<u32>, words: u32, is_forwarded: bool) -> i32 {
      rk_into = 0u;
      let row = rk_route(route);
      if (row == 0u) { return rk_send_routeUnknown; }
      if (replica < 0i || u32(replica) >= rk_table[row + rk_route_replicas]) { return rk_send_replicaUnknown; }
      // The clock ticks for a send that is refused as well.
      let time = rk_stamp();
      if (((rk_table[row + rk_route_handled + (number >> 5u)] >> (number & 31u)) & 1u) == 0u) { return rk_send_notHandled; }
      var header = rk_sent_header(row, type_id, words, time, is_forwarded);
      let ring = rk_table[row + rk_route_rings] + u32(replica) * rk_row_words;
      var code = rk_send_accepted;
      // While something waits, everything queues up behind it.
      if (rk_spilled() == 0u && rk_has_room(ring)) {
        rk_into = 1u;
        rk_to = rk_slot(ring, rk_table[ring + rk_ring_tail]);
        rk_publish(ring);
      } else {
        code = rk_overflow(row, ring, words);
      }
      if (code < 0i) { return code; }
      rk_put_table_pair(rk_row + rk_actor_sent, rk_add64(rk_table_pair(rk_row + rk_actor_sent), vec2<u32>(1u, 0u)));
      for (var k = 0u; k < rk_slot_header; k++) {
        if (rk_into == 1u) { rk_rings[rk_to + k] = header[k]; } else { rk_outbound[rk_to + k] = header[k]; }
      }
      rk_to += rk_slot_header;
      if (is_forwarded) { rk_is_answered = true; }
      return code;
    }
    """,
    // What becomes of a message that finds no room in a ring.
    """
    fn rk_overflow(row: u32, ring: u32, words: u32) -> i32 {
      let policy = rk_table[row + rk_route_overflow];
      if (policy == rk_overflow_wait || rk_spilled() != 0u) {
        let spill = rk_spill;
        if (spill == 0u || rk_spilled() == rk_table[spill + rk_ring_capacity]) { return rk_send_full; }
        let at = rk_slot(spill, rk_table[spill + rk_ring_tail]);
        rk_rings[at + rk_spill_ring] = ring;
        rk_into = 1u;
        rk_to = at + rk_spill_slot;
        rk_table[spill + rk_ring_tail] += 1u;
        return rk_send_accepted;
      }
      if (policy == rk_overflow_reject) { return rk_send_full; }
      if (!rk_count_record()) { return rk_send_tooMany; }
      let is_dropped = policy == rk_overflow_drop;
      let kind = select(rk_kind_undeliverable, rk_kind_dropped, is_dropped);
      rk_into = 2u;
      rk_to = rk_record(kind, rk_slot_header + words, rk_table[ring + rk_ring_receiver]);
      return select(rk_send_deadLettered, rk_send_dropped, is_dropped);
    }
    """,
    """
    fn rk_sent_header(row: u32, type_id: vec2<u32>, words: u32, time: vec2<u32>, is_forwarded: bool) -> array<u32, rk_slot_header> {
      var header: array<u32, rk_slot_header>;
      let source = rk_table[rk_row + rk_actor_index];
      let sent = rk_table_pair(rk_row + rk_actor_sent);
      // Index of the sender << 40 | 3 << 38 | number.
      header[rk_slot_id] = sent.x;
      header[rk_slot_id + 1u] = (source << 8u) | 192u | (sent.y & 63u);
      header[rk_slot_type] = type_id.x;
      header[rk_slot_type + 1u] = type_id.y;
      if (is_forwarded) {
        header[rk_slot_correlation] = rk_word(rk_slot_correlation);
        header[rk_slot_correlation + 1u] = rk_word(rk_slot_correlation + 1u);
      }
      header[rk_slot_time] = time.x;
      header[rk_slot_time + 1u] = time.y;
      let span = rk_table_pair(row + rk_route_deadline);
      if (any(span != vec2<u32>(0u, 0u))) {
        let deadline = rk_add64(rk_epoch_pair(rk_epoch_monotonic), span);
        // The end of time is never reached.
        let is_past = rk_less_u64(deadline, span);
        header[rk_slot_deadline] = select(deadline.x, 4294967295u, is_past);
        header[rk_slot_deadline + 1u] = select(deadline.y, 4294967295u, is_past);
      }
      header[rk_slot_source] = source;
      // As urgent as the message in hand.
      let priority = rk_word(rk_slot_length) >> rk_slot_priority_shift;
      header[rk_slot_length] = words | (priority << rk_slot_priority_shift);
      return header;
    }
    """,
  ]

  static let reads = [
    // Messages that wait for the actor, the one in hand included.
    """
    fn rk_inbox_depth() -> i32 {
      let skipped = rk_taken - rk_number;
      var depth = max(rk_count, skipped) - skipped;
      let list = rk_table[rk_row + rk_actor_incoming];
      let count = rk_table[rk_row + rk_actor_incoming_count];
      for (var k = 0u; k < count; k++) { depth += rk_arrived(rk_table[list + k]); }
      return i32(depth);
    }
    """,
    "fn rk_should_end() -> bool { return (rk_table[rk_row + rk_actor_flags] & rk_actor_is_ending) != 0u; }",
    "fn rk_head_pair(k: u32) -> vec2<u32> { return vec2<u32>(rk_word(k), rk_word(k + 1u)); }",
  ]
}
