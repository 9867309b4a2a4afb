extension BenchProgram {
  /// The wave equation with 7 points: two numbers read and one written per cell, 12 bytes.
  ///
  /// `bench_wave` makes one step: a thread goes along z and keeps what is below and above in registers.
  /// `bench_wave_resident` makes all of them: a block has a plane in shared memory, shows it to the planes beside it in
  /// memory of the device, in one of two places by turns, and says so by a number that only it writes. A block begins a
  /// step when both neighbours have ended the one before: then they have read what it is about to write over, two steps
  /// old. The planes at both ends are the boundary and stay 0.
  static let waveText = """
    B_LOAD(b_acquire_gpu, "acquire.gpu") B_STORE(b_release_gpu, "release.gpu") B_LOAD(b_load_gpu, "relaxed.gpu")
    static __device__ float b_next(float center, float before, float sum, float c) { return 2.0f * center - before + c * (sum - 6.0f * center); }

    extern "C" __global__ void bench_wave(const float* __restrict__ u, float* __restrict__ p, u32 n, u32 depth, float c) {
      u32 x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
      if (x == 0 || y == 0 || x >= n - 1 || y >= n - 1) return;
      u32 z = blockIdx.z * depth, end = z + depth < n - 1 ? z + depth : n - 1;
      if (z == 0) z = 1;
      u64 plane = (u64)n * n, i = z * plane + (u64)y * n + x;
      float below = u[i - plane], center = u[i];
      for (; z < end; z++, i += plane) {
        float above = u[i + plane];
        p[i] = b_next(center, p[i], ((u[i - 1] + u[i + 1]) + (u[i - n] + u[i + n])) + (below + above), c);
        below = center;
        center = above;
      }
    }

    #ifdef __CUDA_ARCH__
    extern __shared__ float b_planes[];
    #else
    #define b_planes ((float*)gB->dyn)
    #endif
    // shown: two copies of the whole; steps: a word per plane, 128 bytes apart, zeros; u, p: as above, and the result.
    extern "C" __global__ void __launch_bounds__(1024) bench_wave_resident(float* u, float* p, u32* shown, u32* steps, u32 n, u32 count, float c) {
      u32 z = blockIdx.x, area = n * n;
      // Places of a thread's cells without a division in each step.
      u32 x0 = threadIdx.x % n, y0 = threadIdx.x / n, dx = blockDim.x % n, dy = blockDim.x / n;
      float *now = b_planes, *before = b_planes + area;
      for (u32 i = threadIdx.x; i < area; i += blockDim.x) {
        now[i] = u[z * area + i];
        before[i] = p[z * area + i];
        shown[z * area + i] = __float_as_uint(now[i]);
      }
      __syncthreads();
      if (threadIdx.x == 0) b_release_gpu(steps + 32 * z, 1);
      if (z == 0 || z == n - 1) return;
      for (u32 step = 1; step <= count; step++) {
        const u32 *old = shown + ((step - 1) & 1) * n * area + z * area;
        u32* next = shown + (step & 1) * n * area + z * area;
        if (threadIdx.x == 0 && z > 1) while ((int)(b_acquire_gpu(steps + 32 * (z - 1)) - step) < 0) b_spin();
        if (threadIdx.x == 32 % blockDim.x && z < n - 2) while ((int)(b_acquire_gpu(steps + 32 * (z + 1)) - step) < 0) b_spin();
        __syncthreads();
        for (u32 i = threadIdx.x, x = x0, y = y0; i < area; i += blockDim.x, x += dx, y += dy) {
          if (x >= n) { x -= n; y++; }
          if (x == 0 || y == 0 || x == n - 1 || y == n - 1) continue;
          float below = z == 1 ? 0.0f : __uint_as_float(b_load_gpu(old + i - area)), above = z == n - 2 ? 0.0f : __uint_as_float(b_load_gpu(old + i + area));
          float v = b_next(now[i], before[i], ((now[i - 1] + now[i + 1]) + (now[i - n] + now[i + n])) + (below + above), c);
          before[i] = v;
          next[i] = __float_as_uint(v);
        }
        float* other = now;
        now = before;
        before = other;
        __syncthreads();
        if (threadIdx.x == 0) b_release_gpu(steps + 32 * z, step + 1);
      }
      for (u32 i = threadIdx.x; i < area; i += blockDim.x) { u[z * area + i] = now[i]; p[z * area + i] = before[i]; }
    }
    """
}
