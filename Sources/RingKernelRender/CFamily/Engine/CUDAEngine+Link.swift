// Words on the link (`Design/0007`): 64 bits each, a word and the sequence of its position. Who sees the right sequence has
// the word: what is read and written in this form needs no fence, and none of it publishes another.
extension CUDAEngine {
  static let link = [
    "static __device__ u32 rk_sequence(u32 position) { return position | 1u; }",
    // What stands behind a line has no sequences.
    """
    static __device__ void rk_copy(u32 lane) {
      for (u32 k = lane * 4u; k < rk_told.count; k += 128u) rk_copy16(rk_told.to + k, rk_told.from + k);
    }
    """,
    // The line of a slot in one instruction: it is taken when each of its words has its sequence.
    """
    static __device__ void rk_read_line(u32 lane) {
      if (lane >= rk_line_words) return;
      u64 word = rk_whole_sys(rk_told.from + 2u * lane);
      rk_near[lane] = (u32)word;
      if ((u32)(word >> 32) != rk_told.sequence) rk_store(&rk_told.missing, 1u);
    }
    """,
    // Records are multiples of four words, so two at once never pass the ring's end, and have one sequence.
    """
    static __device__ void rk_write_records(u32 lane) {
      if (rk_told.is_fenced) rk_fence_sys();
      for (u32 k = lane * 2u; k < rk_told.count; k += 64u) {
        u32 position = rk_told.position + k;
        u64 sequence = (u64)rk_sequence(position) << 32;
        rk_store_words_sys(rk_told.words + (position & rk_told.mask), sequence | rk_told.from[k], sequence | rk_told.from[k + 1u]);
      }
    }
    """,
    // A step of the warp; false when it is none.
    """
    static __device__ bool rk_serve(u32 lane) {
      switch (rk_told.step) {
      case rk_step_look: rk_read_line(lane); return true;
      case rk_step_draw: rk_write_records(lane); return true;
      case rk_step_copy: rk_copy(lane); return true;
      default: return false;
      }
    }
    """,
  ]
}
