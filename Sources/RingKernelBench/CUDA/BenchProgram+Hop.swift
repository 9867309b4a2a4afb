extension BenchProgram {
  /// A slot of 64 bytes goes to and fro between two threads.
  ///
  /// It has 12 words that each side changes, then the word that publishes them, written last with release and polled
  /// with acquire, at the smallest scope that holds both. The first side stamps each round by the clock of its
  /// multiprocessor, and the whole by that and by the device's timer.
  static let hopText = """
    B_LOAD(b_acquire_cta, "acquire.cta") B_STORE(b_release_cta, "release.cta") B_LOAD4(b_load4_cta, "relaxed.cta") B_STORE4(b_store4_cta, "relaxed.cta")
    B_LOAD(b_acquire_gpu, "acquire.gpu") B_STORE(b_release_gpu, "release.gpu") B_LOAD4(b_load4_gpu, "relaxed.gpu") B_STORE4(b_store4_gpu, "relaxed.gpu")
    #define B_SIDE(scope) \\
    static __device__ void b_side_##scope(u32* mine, u32* theirs, u32 rounds, bool isFirst, u32* times, u64* ends) { \\
      u32 a[12]; \\
      for (u32 k = 0; k < 12; k++) a[k] = k; \\
      if (isFirst) { ends[0] = b_timer(); ends[1] = (u64)clock64(); } \\
      for (u32 r = 1; r <= rounds; r++) { \\
        u64 start = (u64)clock64(); \\
        if (isFirst) { for (u32 k = 0; k < 12; k += 4) b_store4_##scope(theirs + k, a + k); b_release_##scope(theirs + 12, r); } \\
        while (b_acquire_##scope(mine + 12) != r) b_spin(); \\
        for (u32 k = 0; k < 12; k += 4) b_load4_##scope(a + k, mine + k); \\
        for (u32 k = 0; k < 12; k++) a[k]++; \\
        if (!isFirst) { for (u32 k = 0; k < 12; k += 4) b_store4_##scope(theirs + k, a + k); b_release_##scope(theirs + 12, r); } \\
        else times[r - 1] = (u32)((u64)clock64() - start); \\
      } \\
      if (isFirst) { ends[2] = b_timer(); ends[3] = (u64)clock64(); ends[4] = 0; for (u32 k = 0; k < 12; k++) ends[4] += a[k]; } \\
    }
    B_SIDE(cta)
    B_SIDE(gpu)

    extern "C" __global__ void __launch_bounds__(64) bench_hop_block(u32* slots, u32* times, u64* ends, u32 rounds, u32 partner) {
      __shared__ __align__(16) u32 slot[32];
      if (threadIdx.x < 32) slot[threadIdx.x] = 0;
      __syncthreads();
      if (threadIdx.x == 0) b_side_cta(slot, slot + 16, rounds, true, times, ends);
      if (threadIdx.x == 32) b_side_cta(slot + 16, slot, rounds, false, times, ends);
    }

    extern "C" __global__ void __launch_bounds__(32) bench_hop_grid(u32* slots, u32* times, u64* ends, u32 rounds, u32 partner) {
      if (threadIdx.x != 0) return;
      if (blockIdx.x == 0) b_side_gpu(slots, slots + 32, rounds, true, times, ends);
      if (blockIdx.x == partner) b_side_gpu(slots + 32, slots, rounds, false, times, ends);
    }

    #if !defined(__CUDA_ARCH__)
    #define b_side_cluster b_side_gpu
    #elif __CUDA_ARCH__ >= 900
    B_LOAD(b_acquire_cluster, "acquire.cluster") B_STORE(b_release_cluster, "release.cluster") B_LOAD4(b_load4_cluster, "relaxed.cluster") B_STORE4(b_store4_cluster, "relaxed.cluster")
    B_SIDE(cluster)
    #endif
    extern "C" __global__ void __launch_bounds__(32) bench_hop_cluster(u32* slots, u32* times, u64* ends, u32 rounds, u32 partner) {
    #if !defined(__CUDA_ARCH__)
      if (threadIdx.x == 0 && blockIdx.x < 2) b_side_cluster(slots + 32 * blockIdx.x, slots + 32 * (1 - blockIdx.x), rounds, blockIdx.x == 0, times, ends);
    #elif __CUDA_ARCH__ >= 900
      __shared__ __align__(16) u32 slot[16];
      if (threadIdx.x < 16) slot[threadIdx.x] = 0;
      asm volatile("barrier.cluster.arrive.release.aligned; barrier.cluster.wait.acquire.aligned;" ::: "memory");
      u64 there;
      asm volatile("mapa.u64 %0, %1, %2;" : "=l"(there) : "l"(slot), "r"(1 - blockIdx.x));
      if (threadIdx.x == 0) b_side_cluster(slot, (u32*)there, rounds, blockIdx.x == 0, times, ends);
      __syncwarp(0xffffffffu);
      asm volatile("barrier.cluster.arrive.release.aligned; barrier.cluster.wait.acquire.aligned;" ::: "memory");
    #endif
    }
    """
}
