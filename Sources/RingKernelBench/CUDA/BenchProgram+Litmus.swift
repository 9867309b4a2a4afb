extension BenchProgram {
  /// One side of a litmus test; the host is the other.
  ///
  /// A round goes over many places, with another number of threads each
  /// time: so both sides meet in it, whichever is faster. Who reads a message looks some times whether it is there: what
  /// counts is the moment when it comes.
  ///
  /// Words of 64 bits: 0 the round that the host wants, all bits to leave, 1 where the block says which it has ended, and
  /// 64 bytes on which it has begun,
  /// 2 and 3 the two words of each place, 64 bytes apart, 4 what the block saw of each, 5 places, 6 the test (0 the host
  /// passes a message, 1 the device does, 2 both write and look, 3 the host writes 64 bits, 4 the device does), 7 whether it is fenced as it has to be.
  static let litmusText = """
    extern "C" __global__ void __launch_bounds__(128) rk_resident_litmus(u64* line) {
      __shared__ u32 begun;
      u32* done = (u32*)line[1];
      u32 *first = (u32*)line[2], *second = (u32*)line[3], *seen = (u32*)line[4];
      u32 places = (u32)line[5], test = (u32)line[6], known = 0;
      bool isFenced = line[7] != 0;
      for (;;) {
        if (threadIdx.x == 0) {
          u32 r;
          while ((r = b_acquire_sys((u32*)line)) == known) b_pause();
          begun = r;
        }
        __syncthreads();
        u32 r = begun, step = 4u << r % 6u;
        __syncthreads();
        if (r == 0xffffffffu) break;
        if (step > blockDim.x) step = blockDim.x;
        if (threadIdx.x == 0) b_release_sys(done + 16, r);
        for (u32 k = threadIdx.x; threadIdx.x < step && k < places; k += step) {
          u32 *x = first + 16 * k, *y = second + 16 * k;
          if (test == 0) {
            u32 flag;
            for (u32 looks = 0; (flag = isFenced ? b_acquire_sys(y) : b_load_sys(y)) != r && looks < 64; looks++) b_spin();
            u32 data = b_load_sys(x);
            b_store_sys(seen + k, (flag == r ? 2u : 0u) | (data == r ? 1u : 0u));
          } else if (test == 1) {
            b_store_sys(x, r);
            if (isFenced) b_release_sys(y, r); else b_store_sys(y, r);
          } else if (test == 3) {
            u64 word;
            for (u32 looks = 0; (u32)(word = b_load_wide_sys((u64*)x)) != r && (u32)(word >> 32) != r && looks < 64; looks++) b_spin();
            b_store_sys(seen + k, ((u32)word == r ? 2u : 0u) | ((u32)(word >> 32) == r ? 1u : 0u));
          } else if (test == 4) {
            b_store_wide_sys((u64*)x, (u64)r << 32 | r);
          } else {
            b_store_sys(x, r);
            if (isFenced) b_fence_all();
            b_store_sys(seen + k, b_load_sys(y) == r ? 1u : 0u);
          }
          #ifndef __CUDA_ARCH__
          __nanosleep(0);
          #endif
        }
        known = r;
        b_fence_sys();
        __syncthreads();
        if (threadIdx.x == 0) b_release_sys(done, r);
      }
    }
    """
}
