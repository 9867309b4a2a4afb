extension BenchProgram {
  /// What an `Echo` does to a message of 64 bytes: reads it where the host wrote it, changes it, writes the answer where
  /// the host reads it.
  static let answerText = """
    extern "C" __global__ void __launch_bounds__(16) bench_answer(const u32* from, u32* to) {
      b_store_sys(to + threadIdx.x, b_load_sys(from + threadIdx.x) + 1);
    }
    """
}
