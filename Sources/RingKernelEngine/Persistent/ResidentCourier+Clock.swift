internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelIR

// The device's clock: what it lacks to the host's, and how that changes (`Design/0007`, "Time").
extension ResidentCourier {
  private typealias Host = EngineLayout.HostLine
  private typealias Device = EngineLayout.DeviceLine
  /// Nanoseconds between two rounds, pairs of a round, and how long an answer is waited for.
  static let pause: UInt64 = 100_000_000
  private static let pairs = 16
  private static let patience: UInt64 = 50_000

  /// Asks the first block for its time.
  func ask(_ first: Block) -> UInt64 {
    questions &+= 1
    let before = Machine.monotonicNanoseconds
    store(questions, first, Host.asked)
    return before
  }

  /// The pair that an answer completes; nil while there is none.
  func pair(_ first: Block, since before: UInt64) -> ClockFit.Sample? {
    guard line(first, Device.answered) == questions else { return nil }
    let after = Machine.monotonicNanoseconds
    let time = UInt64(line(first, Device.answer)) | UInt64(line(first, Device.answer + 1)) << 32
    return ClockFit.Sample(before: before, device: time, after: after)
  }

  /// A program has started: handlers need the time from their first message on.
  func readClock() throws(RingKernelError) {
    guard let first = blocks.first else { return }
    var best: ClockFit.Sample?
    for _ in 0..<4 {
      let before = ask(first)
      var found: ClockFit.Sample?
      try wait {
        found = self.pair(first, since: before)
        return found != nil
      }
      if let found, found.slack < best?.slack ?? .max { best = found }
    }
    take(best)
  }

  /// Follows a clock that drifts, and a wall clock that was set.
  ///
  /// Of a round's pairs the one with the shortest way counts. A block in a handler does not answer: nobody waits for it.
  func calibrate(_ now: UInt64) {
    guard now >= nextCalibration, let first = blocks.first else { return }
    nextCalibration = now + Self.pause
    var best: ClockFit.Sample?
    for _ in 0..<Self.pairs {
      let before = ask(first)
      var found = pair(first, since: before)
      while found == nil, Machine.monotonicNanoseconds - before < Self.patience {
        spinHint()
        found = pair(first, since: before)
      }
      guard let found else { break }
      if found.slack < best?.slack ?? .max { best = found }
    }
    take(best)
  }

  func take(_ sample: ClockFit.Sample?) {
    guard let sample else { return }
    fit.add(sample)
    // What holds in the middle of the time up to the next round.
    guard let clock = fit.clock(at: Machine.monotonicNanoseconds + Self.pause / 2) else { return }
    clockOffset = clock.offset
    engine.show(clock)
    announceClock()
  }

  private func announceClock() {
    let wall = Machine.wallNanoseconds &- Machine.monotonicNanoseconds &+ clockOffset
    for block in blocks {
      set(clockOffset, block, Host.monotonic)
      set(wall, block, Host.wall)
    }
    announce(blocks)
  }
}
