internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelHost

/// What the engine's form of words gives without the engine: a message of 16 words there, its answer back, by a live kernel
/// that does nothing else.
enum LineBench {
  private static let words = 16

  static func row(_ device: BenchDevice, _ scale: DevicePart.Scale) throws -> DeviceRow {
    let (from, to) = (try device.pinned(words * 8), try device.pinned(words * 8))
    let program = try ResidentProgram(device, .line, blocks: 1, threads: 32, [from.address.number, to.address.number])
    let warmup = scale.samples / 10
    var nanoseconds: [UInt64] = []
    nanoseconds.reserveCapacity(scale.samples)
    var begin = Machine.monotonicNanoseconds
    do {
      for round in 1...UInt32(scale.samples + warmup) {
        if round == UInt32(warmup + 1) { begin = Machine.monotonicNanoseconds }
        let start = Machine.monotonicNanoseconds
        for word in 0..<words { from.storeWide(word, UInt64(round) << 32 | UInt64(round &+ UInt32(word))) }
        try wait(for: round, to, device)
        let end = Machine.monotonicNanoseconds
        for word in [0, words - 1] {
          let answer = UInt64(UInt32(truncatingIfNeeded: to.loadWide(word)))
          try check("answer", answer, UInt64(round &+ UInt32(word) &+ 1))
        }
        if round > UInt32(warmup) { nanoseconds.append(end - start) }
      }
    } catch {
      try? program.leave()
      throw error
    }
    try program.leave()
    return DeviceRow(
      "words with sequences",
      "from before a message of 64 bytes is written to a live kernel until its answer has been read; host's clock",
      inFlight: 1,
      times: Percentiles(nanoseconds),
      ["callsPerSecond": rate(nanoseconds.count, Machine.monotonicNanoseconds - begin)]
    )
  }

  /// Waits until all words of an answer have the sequence of their round.
  private static func wait(for round: UInt32, _ answer: PinnedWords, _ device: BenchDevice) throws {
    var backoff = Backoff(.spinThenYield)
    let end = Machine.monotonicNanoseconds &+ BenchDevice.patience.clampedNanoseconds
    for word in 0..<words {
      while UInt32(answer.loadWide(word) >> 32) != round {
        backoff.pause()
        guard Machine.monotonicNanoseconds < end else {
          throw RingKernelError(.deviceLost, "\(device.device.name): a resident kernel does not answer.")
        }
      }
    }
  }
}
