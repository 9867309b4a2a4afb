extension BenchProgram {
  /// A resident block per ring takes messages that the host publishes in pinned memory, moves them into memory of the
  /// device and adds their words up.
  ///
  /// A slot is published by its first word, which is its position and 1: the block polls as many slots as it has
  /// threads, fences once, copies 16 bytes at a time, and gives all of them back at once.
  ///
  /// Words of 64 bits: 0 leave, 1 where the rings begin, 2 slots of each, a power of two, 3 binary logarithm of the
  /// 16-byte pieces of a slot, 4 messages of each ring, 5 the words that say how many were taken, 128 bytes apart,
  /// 6 where messages go, 7 sums.
  static let ringText = """
    B_LOAD4(b_load4, "relaxed.sys")
    B_STORE4(b_store4, "relaxed.gpu")
    extern "C" __global__ void __launch_bounds__(256) rk_resident_ring(u64* line) {
      __shared__ u32 first, left;
      u32 slots = (u32)line[2], shift = (u32)line[3], total = (u32)line[4], head = 0, sum = 0;
      u32 words = 4u << shift, mask = slots - 1;
      u32* ring = (u32*)line[1] + (u64)blockIdx.x * slots * words;
      u32* taken = (u32*)line[5] + blockIdx.x * 32;
      u32* sink = (u32*)line[6] + (u64)blockIdx.x * slots * words;
      while (head != total) {
        if (threadIdx.x == 0) { first = blockDim.x < slots ? blockDim.x : slots; left = 0; }
        __syncthreads();
        u32 most = first, position = head + threadIdx.x;
        bool there = threadIdx.x < most && threadIdx.x < total - head && b_load_sys(ring + (u64)(position & mask) * words) == position + 1;
        __syncthreads();
        if (!there) atomicMin(&first, threadIdx.x);
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
        b_fence_sys();
        u32 pieces = ready << shift, step = blockDim.x;
        for (u32 i = threadIdx.x; i < pieces; i += 4 * step) {
          u32 v[4][4];
          u64 place[4];
          #pragma unroll
          for (u32 k = 0; k < 4; k++) {
            u32 piece = i + k * step;
            place[k] = (u64)((head + (piece >> shift)) & mask) * words + (piece & ((1u << shift) - 1)) * 4;
            if (piece < pieces) b_load4(v[k], ring + place[k]);
          }
          #pragma unroll
          for (u32 k = 0; k < 4; k++) {
            if (i + k * step >= pieces) continue;
            b_store4(sink + place[k], v[k]);
            sum += v[k][0] + v[k][1] + v[k][2] + v[k][3];
          }
        }
        __syncthreads();
        head += ready;
        if (threadIdx.x == 0) b_release_sys(taken, head);
      }
      atomicAdd((u32*)line[7] + blockIdx.x, sum);
    }
    """
}
