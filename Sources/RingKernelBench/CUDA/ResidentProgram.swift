internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelCompute
internal import RingKernelHost

/// A kernel that was launched once and runs until it is told to leave by the first word of its line.
final class ResidentProgram {
  private let device: BenchDevice
  /// What it is told, in words of 64 bits.
  let line: PinnedWords

  /// Launches it.
  ///
  /// - Parameters:
  ///   - program: The text, with one entry.
  ///   - blocks: Blocks; all of them must be on the device at once.
  ///   - threads: Threads of a block.
  ///   - words: The line from its second word on.
  init(
    _ device: BenchDevice,
    _ program: BenchProgram,
    blocks: Int,
    threads: Int,
    _ words: [UInt64]
  ) throws {
    self.device = device
    line = try device.pinned(128)
    for (place, word) in words.enumerated() { line.set(place + 1, word) }
    let function = try device.function(program, program.entries[0])
    let shape = CUDALaunch(grid: Axes(blocks, 1, 1), block: Axes(threads, 1, 1), isCooperative: true)
    try device.stream.launch(function, shape, [.address(line.address)])
  }

  /// Waits until a word of shared memory is a value.
  ///
  /// - Throws: `deviceLost` when that takes too long, or the kernel has ended by a fault.
  func wait(for word: Int, of memory: PinnedWords, toBe value: UInt32) throws {
    var backoff = Backoff(.spinThenYield)
    let end = Machine.monotonicNanoseconds &+ BenchDevice.patience.clampedNanoseconds
    var looks = 0
    while memory.acquire(word) != value {
      backoff.pause()
      looks += 1
      guard looks % 65_536 == 0 else { continue }
      _ = try device.stream.isIdle()
      if Machine.monotonicNanoseconds > end {
        throw RingKernelError(.deviceLost, "\(device.device.name): a resident kernel does not answer.")
      }
    }
  }

  /// Tells it to leave, and waits until it has: nothing that it uses may go before.
  func leave() throws {
    line.release(0, .max)
    try device.stream.synchronize(within: BenchDevice.patience)
  }
}
