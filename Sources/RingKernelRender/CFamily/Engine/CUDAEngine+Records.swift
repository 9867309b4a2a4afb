// Records for the host: a ring of words per block in memory of the host, each with the sequence of its position, so that
// none is published by another. They are drafted in memory of the block; the warp writes them to the ring.
extension CUDAEngine {
  static let records = [
    // Whether records of so many words fit; they go on at the ring's start behind its end.
    """
    static __device__ bool rk_has_room(rk_turn& t, u32 words) {
      if (t.outbound_words - (t.tail - t.read) >= words) return true;
      t.read = rk_acquire_sys(t.host + rk_host_taken);
      return t.outbound_words - (t.tail - t.read) >= words;
    }
    // Asks the warp to write what is drafted. It fences before where the host, when it sees that, may do what has to come
    // behind what blocks did: write the place of a payload anew, or send to an actor to which another block had sent.
    static __device__ u32 rk_draw(rk_turn& t) {
      rk_told.from = t.draft;
      rk_told.count = t.drafted;
      rk_told.words = t.outbound;
      rk_told.mask = t.outbound_words - 1u;
      rk_told.position = t.published;
      rk_told.is_fenced = t.owes;
      t.drawn = true;
      return rk_step_draw;
    }
    // The warp has written them: the draft is free again.
    static __device__ void rk_end_draw(rk_turn& t) {
      if (!t.drawn) return;
      t.drawn = t.urgent = t.owes = false;
      t.published = t.tail;
      t.drafted = 0u;
      t.last = rk_timer();
    }
    """,
    // Takes the words of a record and writes its head; gives the word behind it.
    """
    static __device__ u32* rk_record(rk_turn& t, u32 kind, u32 words, u32 auxiliary) {
      u32 length = (rk_record_words + words + 3u) & ~3u;
      if (kind != rk_kind_turn) t.urgent = true;
      u32* at = t.draft + t.drafted;
      at[rk_record_kind] = kind;
      at[rk_record_length] = length;
      at[rk_record_actor] = t.row;
      at[rk_record_auxiliary] = auxiliary;
      t.tail += length;
      t.drafted += length;
      return at + rk_record_words;
    }
    """,
    // The message as it came, behind `before` words.
    """
    static __device__ u32* rk_record_message(rk_turn& t, u32 kind, u32 before, u32 auxiliary) {
      u32 words = rk_slot_header + rk_length(t);
      u32* at = rk_record(t, kind, before + words, auxiliary);
      for (u32 k = 0; k < words; k++) at[before + k] = rk_word(t, k);
      return at;
    }
    static __device__ void rk_record_failure(rk_turn& t, u32 handler) {
      t.failures += 1u;
      u32* at = rk_record_message(t, rk_kind_failed, rk_failure_words, handler);
      for (u32 k = 0; k < rk_failure_words; k++) at[k] = t.failure[k];
    }
    """,
    // The header of a message of this actor; gives the word of the payload.
    """
    static __device__ void rk_write_header(u32* at, u64 id, u64 type_id, u64 correlation, u64 time, u64 deadline, u32 source) {
      at[rk_slot_id] = (u32)id; at[rk_slot_id + 1u] = (u32)(id >> 32);
      at[rk_slot_type] = (u32)type_id; at[rk_slot_type + 1u] = (u32)(type_id >> 32);
      at[rk_slot_correlation] = (u32)correlation; at[rk_slot_correlation + 1u] = (u32)(correlation >> 32);
      at[rk_slot_time] = (u32)time; at[rk_slot_time + 1u] = (u32)(time >> 32);
      at[rk_slot_deadline] = (u32)deadline; at[rk_slot_deadline + 1u] = (u32)(deadline >> 32);
      at[rk_slot_source] = source;
    }
    static __device__ u32* rk_record_own(rk_turn& t, u32 kind, u64 type_id, u32 words, u64 correlation, u32 flags) {
      u64 time = rk_stamp(t);
      u32* at = rk_record(t, kind, rk_slot_header + words, 0u);
      rk_write_header(at, 0, type_id, correlation, time, 0, rk_of(t, t.row + rk_actor_index));
      at[rk_slot_length] = words | flags << rk_slot_flags_shift | rk_slot_normal << rk_slot_priority_shift;
      return at + rk_slot_header;
    }
    """,
    // One record less that the handler may make; false when there was none.
    """
    static __device__ bool rk_count_record(rk_turn& t) {
      if (t.records_left == 0u) return false;
      t.records_left -= 1u;
      return true;
    }
    static __device__ u32* rk_answer(rk_turn& t, u64 type_id, u32 words) {
      t.answered = true;
      return rk_record_own(t, rk_kind_reply, type_id, words, rk_head_pair(t, rk_slot_correlation), rk_slot_reply);
    }
    static __device__ u32* rk_emission(rk_turn& t, u64 type_id, u32 words) {
      return rk_record_own(t, rk_kind_emitted, type_id, words, 0, 0u);
    }
    static __device__ void rk_end_actor(rk_turn& t) {
      if (t.ending) return;
      t.ending = true;
      rk_record(t, rk_kind_termination, 0u, 0u);
    }
    static __device__ void rk_succeed(rk_turn& t) {
      t.handled += 1u;
      if (t.answered || rk_head_pair(t, rk_slot_correlation) == 0) return;
      u32* at = rk_record(t, rk_kind_unanswered, rk_slot_header, 0u);
      for (u32 k = 0; k < rk_slot_header; k++) at[k] = rk_word(t, k);
    }
    static __device__ void rk_fail(rk_turn& t, u32 code, u32 site, u64 a, u64 b) {
      t.failed = true;
      t.failure[rk_failure_code] = code;
      t.failure[rk_failure_site] = site;
      t.failure[rk_failure_values] = (u32)a; t.failure[rk_failure_values + 1u] = (u32)(a >> 32);
      t.failure[rk_failure_values + 2u] = (u32)b; t.failure[rk_failure_values + 3u] = (u32)(b >> 32);
    }
    """,
  ]
}
