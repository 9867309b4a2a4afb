internal import RingKernelCore
internal import RingKernelIR

// Times of messages: blocks keep them where they are told to, the host reads them by copies.
extension ResidentCourier {
  private typealias Timing = EngineLayout.Timing

  /// Begins or ends the timing of messages.
  func time(_ isOn: Bool) throws(RingKernelError) {
    if let loss { throw loss }
    isTimed = isOn
    guard isRunning else { return }
    for block in blocks { store(command, block, EngineLayout.HostLine.command) }
  }

  /// What was timed since the last look; what blocks have written over meanwhile is lost.
  func timings() throws(RingKernelError) -> [MessageTiming] {
    if let loss { throw loss }
    if timingsRead.isEmpty { timingsRead = Array(repeating: 0, count: blocks.count) }
    var all: [MessageTiming] = []
    for block in blocks {
      let start = block.number * Timing.blockWords
      let count = try device.read(.timings, at: start, count: 1)[0]
      guard count != timingsRead[block.number] else { continue }
      let words = try device.read(.timings, at: start + Timing.words, count: Timing.lines * Timing.words)
      // A block may have come round since, and be writing the line behind its count.
      let later = try device.read(.timings, at: start, count: 1)[0]
      let news = min(count &- timingsRead[block.number], UInt32(Timing.lines))
      for back in (1...news).reversed() where later &- (count &- back) < UInt32(Timing.lines) {
        let number = count &- back
        let line = Int(number) % Timing.lines * Timing.words
        if let timing = timing(words[line..<(line + Timing.words)]) { all.append(timing) }
      }
      timingsRead[block.number] = count
    }
    return all
  }

  private func timing(_ line: ArraySlice<UInt32>) -> MessageTiming? {
    func wide(_ word: Int) -> UInt64 {
      UInt64(line[line.startIndex + word]) | UInt64(line[line.startIndex + word + 1]) << 32
    }
    func word(_ word: Int) -> UInt32 { line[line.startIndex + word] }
    guard let seat = seatsByRow[Int(word(Timing.actor))] else { return nil }
    return MessageTiming(
      kernel: seat.cell.kernelID,
      replica: seat.cell.replica,
      messageID: wide(Timing.messageID),
      handler: Int(word(Timing.handler)),
      published: word(Timing.isHosts) == 1 ? seat.time(of: word(Timing.position)) : nil,
      seen: wide(Timing.seen) &+ clockOffset,
      began: wide(Timing.began) &+ clockOffset,
      answered: wide(Timing.answered) &+ clockOffset
    )
  }
}
