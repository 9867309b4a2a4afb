internal import RingKernelABI
internal import RingKernelCompute
internal import Synchronization

/// Whether a program that runs sees what the host writes: whole, in the order of its fences, and soon.
///
/// The host writes places of four lines as the engine does: content, a fence, the word that publishes it, a fence. A kernel
/// waits for that word of each place and looks at all others. Every round has other values, so what is old shows.
struct CUDAInboundLitmus {
  private let session: CUDASession
  private let memory: CUDASharedMemory
  private let isCombining: Bool
  /// Words of 64 bits: 0 leave, 1 the memory, 2 places, 3 rounds; in word 8 the round that was seen, in 9 what was wrong.
  private let line: CUDASharedMemory

  private static let rounds = 128
  private static let places = 64
  /// Words of a place; the first publishes it, and so stands in front of some and far from others.
  private static let words = 64
  /// How long a round may take.
  private static let patience: UInt64 = 5_000_000_000

  /// Takes memory of a road.
  init(_ session: CUDASession, _ path: CUDAInboundPath) throws(CUDAError) {
    self.session = session
    isCombining = path.isCombining
    memory = try CUDASharedMemory(path, byteCount: Self.places * Self.words * 4, session.stream)
    line = try CUDASharedMemory(.pinned, byteCount: 128, session.stream)
  }

  /// Runs the test.
  ///
  /// - Returns: Why the road cannot be used; nil when it can.
  /// - Throws: What the driver answers; `timedOut` where the kernel does not end, whose memory is kept then.
  func failure() throws(CUDAError) -> String? {
    let numbers = [0, memory.address.number, UInt64(Self.places), UInt64(Self.rounds)]
    for (place, number) in numbers.enumerated() {
      unsafe line.base.storeBytes(of: number, toByteOffset: place * 8, as: UInt64.self)
    }
    let function = try session.function(CUDAProgram(text: Self.text, entry: "rk_resident_inbound"))
    let shape = CUDALaunch(grid: Axes(1, 1, 1), block: Axes(Self.places, 1, 1))
    try session.stream.launch(function, shape, [.address(line.address)])
    var round: UInt32 = 0
    var isSeen = true
    while isSeen, round < UInt32(Self.rounds) {
      round += 1
      write(round)
      isSeen = sees(round)
    }
    if !isSeen { store(0, 1) }
    do throws(CUDAError) { try session.stream.synchronize(within: .seconds(30)) } catch {
      store(0, 1)
      if !hasEnded() {
        _ = unsafe Unmanaged.passRetained(memory)
        _ = unsafe Unmanaged.passRetained(line)
      }
      throw error
    }
    let wrong = load(9)
    if wrong > 0 { return "its test found \(wrong) words that came later than the word that publishes them" }
    return isSeen ? nil : "its test saw nothing of what the host had written for 5 seconds"
  }

  /// Whether the kernel is gone: it has left, or its context is lost.
  private func hasEnded() -> Bool {
    do throws(CUDAError) { try session.stream.synchronize(within: .seconds(2)) } catch {
      if case .timedOut = error { return false }
    }
    return true
  }

  private func load(_ word: Int) -> UInt32 {
    unsafe atomicHalf(line.base + word * 4).pointee.load(ordering: .acquiring)
  }
  private func store(_ word: Int, _ value: UInt32) {
    unsafe atomicHalf(line.base + word * 4).pointee.store(value, ordering: .releasing)
  }

  private func write(_ round: UInt32) {
    for place in 0..<Self.places {
      let words = unsafe memory.base.assumingMemoryBound(to: UInt32.self) + place * Self.words
      for word in 1..<Self.words { unsafe words[word] = round << 12 | UInt32(place << 6 | word) }
      if isCombining { storeFence() }
      unsafe atomicHalf(UnsafeMutableRawPointer(words)).pointee.store(round, ordering: .releasing)
      if isCombining { storeFence() }
    }
  }

  private func sees(_ round: UInt32) -> Bool {
    let end = Machine.monotonicNanoseconds + Self.patience
    while load(8) != round {
      if Machine.monotonicNanoseconds > end { return false }
      spinHint()
    }
    return true
  }

  /// The kernel; on the host, where tests run it, threads take turns.
  static let text = """
    typedef unsigned int u32;
    typedef unsigned long long u64;
    #ifdef __CUDA_ARCH__
    static __device__ u32 l_load(const u32* p) { u32 v; asm volatile("ld.relaxed.sys.u32 %0, [%1];" : "=r"(v) : "l"(p) : "memory"); return v; }
    static __device__ void l_release(u32* p, u32 v) { asm volatile("st.release.sys.u32 [%0], %1;" :: "l"(p), "r"(v) : "memory"); }
    static __device__ void l_fence() { asm volatile("fence.acq_rel.sys;" ::: "memory"); }
    static __device__ void l_pause() {}
    #else
    static u32 l_load(const u32* p) { return __atomic_load_n(p, __ATOMIC_RELAXED); }
    static void l_release(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }
    static void l_fence() { __atomic_thread_fence(__ATOMIC_ACQ_REL); }
    static void l_pause() { __nanosleep(0); if (threadIdx.x == 0) g_sleep(256); }
    #endif
    extern "C" __global__ void __launch_bounds__(64) rk_resident_inbound(u64* line) {
      __shared__ u32 wrong, left;
      u32 places = (u32)line[2], rounds = (u32)line[3];
      u32* place = (u32*)line[1] + 64 * threadIdx.x;
      if (threadIdx.x == 0) wrong = left = 0;
      __syncthreads();
      for (u32 r = 1; r <= rounds; r++) {
        u32 mine = 0;
        bool leaves = false;
        if (threadIdx.x < places) {
          while (l_load(place) != r && !(leaves = l_load((u32*)line) != 0)) l_pause();
          l_fence();
          for (u32 w = 1; w < 64 && !leaves; w++) mine += l_load(place + w) != (r << 12 | threadIdx.x << 6 | w);
        }
        if (leaves) atomicAdd(&left, 1u);
        if (mine) atomicAdd(&wrong, mine);
        l_fence();
        __syncthreads();
        bool ends = left != 0;
        if (threadIdx.x == 0) {
          l_release((u32*)line + 9, wrong);
          if (!ends) l_release((u32*)line + 8, r);
        }
        if (ends) break;
        __syncthreads();
      }
    }
    """
}
