// Rings between actors. Indices are published for the next round: what a round sees was there before it began.
extension WGSLEngine {
  static let rings = [
    // Messages in a ring that the reader may take: none when what it sees is behind its head.
    """
    fn rk_arrived(ring: u32) -> u32 {
      let seen = rk_table[ring + rk_ring_seen_tail + rk_parity];
      return u32(max(bitcast<i32>(seen - rk_table[ring + rk_ring_head]), 0i));
    }
    """,
    """
    fn rk_has_room(ring: u32) -> bool {
      let seen = rk_table[ring + rk_ring_seen_head + rk_parity];
      return rk_table[ring + rk_ring_tail] - seen < rk_table[ring + rk_ring_capacity];
    }
    """,
    """
    fn rk_publish(ring: u32) {
      let tail = rk_table[ring + rk_ring_tail] + 1u;
      rk_table[ring + rk_ring_tail] = tail;
      rk_table[ring + rk_ring_seen_tail + 1u - rk_parity] = tail;
      rk_chain(ring, rk_ring_next_published, rk_row + rk_actor_published);
      rk_note_pending();
    }
    """,
    """
    fn rk_release(ring: u32) {
      let head = rk_table[ring + rk_ring_head] + 1u;
      rk_table[ring + rk_ring_head] = head;
      rk_table[ring + rk_ring_seen_head + 1u - rk_parity] = head;
      rk_chain(ring, rk_ring_next_released, rk_row + rk_actor_released);
    }
    """,
    // Notes a ring for the next turn, once.
    """
    fn rk_chain(ring: u32, next: u32, first: u32) {
      if (rk_table[ring + next] != 0u) { return; }
      rk_table[ring + next] = max(rk_table[first], rk_chain_end);
      rk_table[first] = ring;
    }
    """,
    // What the last turn published is in the words of one parity: now it gets into the other ones.
    """
    fn rk_republish(next: u32, first: u32, from_word: u32, to_word: u32) {
      var ring = rk_table[first];
      for (var n = 0u; n < rk_turn_messages && ring > rk_chain_end; n++) {
        rk_table[ring + to_word + 1u - rk_parity] = rk_table[ring + from_word];
        let after = rk_table[ring + next];
        rk_table[ring + next] = 0u;
        ring = after;
      }
      rk_table[first] = max(ring, rk_chain_end);
    }
    """,
    """
    fn rk_spilled() -> u32 {
      let spill = rk_spill;
      if (spill == 0u) { return 0u; }
      return rk_table[spill + rk_ring_tail] - rk_table[spill + rk_ring_head];
    }
    """,
    // Moves what has waited into its rings, in order; true when nothing waits any more.
    """
    fn rk_flush() -> bool {
      let spill = rk_spill;
      let count = min(rk_spilled(), rk_turn_messages);
      for (var n = 0u; n < count; n++) {
        let kept = rk_slot(spill, rk_table[spill + rk_ring_head]);
        let ring = rk_rings[kept + rk_spill_ring];
        if (!rk_has_room(ring)) { return false; }
        let to = rk_slot(ring, rk_table[ring + rk_ring_tail]);
        let words = rk_slot_header + (rk_rings[kept + rk_spill_slot + rk_slot_length] & 65535u);
        for (var k = 0u; k < words; k++) { rk_rings[to + k] = rk_rings[kept + rk_spill_slot + k]; }
        rk_publish(ring);
        rk_table[spill + rk_ring_head] += 1u;
        rk_has_acted = true;
      }
      return rk_spilled() == 0u;
    }
    """,
  ]
}
