extension BenchProgram {
  /// The engine's form of words on the link (`Design/0007`), and nothing else of it.
  ///
  /// `rk_resident_line` answers a message of 16 words, each with the number of the round as its sequence: half a warp reads
  /// all of them in one instruction, adds 1, and writes them where the host looks. The other half reads in the same
  /// instruction whether it is to leave. Words of 64 bits: 0 leave, 1 the message, 2 the answer.
  ///
  /// `rk_resident_lines` is `rk_resident_ring` for slots of such words: half a warp a slot, no fence. The words are the
  /// same ones, but 3 and the sink's slots of 64 bytes.
  static let linesText = """
    extern "C" __global__ void __launch_bounds__(32) rk_resident_line(u64* line) {
      u64* own = threadIdx.x < 16 ? (u64*)line[1] + threadIdx.x : line;
      u64* to = (u64*)line[2] + threadIdx.x;
      for (u32 number = 1;;) {
        u64 word = b_load_wide_sys(own);
        if (__any_sync(0xffffffffu, threadIdx.x >= 16 && word != 0)) break;
        if (!__all_sync(0xffffffffu, threadIdx.x >= 16 || (u32)(word >> 32) == number)) { b_spin(); continue; }
        if (threadIdx.x < 16) b_store_wide_sys(to, (u64)number << 32 | ((u32)word + 1));
        number++;
      }
    }

    extern "C" __global__ void __launch_bounds__(256) rk_resident_lines(u64* line) {
      __shared__ u32 first, left;
      u32 slots = (u32)line[2], total = (u32)line[4], head = 0, sum = 0, mask = slots - 1;
      const u64* ring = (u64*)line[1] + (u64)blockIdx.x * slots * 16;
      u32* taken = (u32*)line[5] + blockIdx.x * 32;
      u32* sink = (u32*)line[6] + (u64)blockIdx.x * slots * 16;
      u32 own = threadIdx.x >> 4, lane = threadIdx.x & 15;
      while (head != total) {
        if (threadIdx.x == 0) { first = blockDim.x >> 4; left = 0; }
        __syncthreads();
        u32 position = head + own;
        u64 place = (u64)(position & mask) * 16 + lane, word = b_load_wide_sys(ring + place);
        if (own >= total - head || (u32)(word >> 32) != (position | 1)) atomicMin(&first, own);
        if (threadIdx.x == 0) left = b_load_sys((u32*)line);
        __syncthreads();
        u32 ready = first;
        bool leaves = left != 0;
        __syncthreads();
        if (ready == 0) {
          if (leaves) break;
          b_spin();
          continue;
        }
        if (own < ready) {
          sink[place] = (u32)word;
          sum += (u32)word;
        }
        head += ready;
        if (threadIdx.x == 0) b_release_sys(taken, head);
      }
      atomicAdd((u32*)line[7] + blockIdx.x, sum);
    }
    """
}
