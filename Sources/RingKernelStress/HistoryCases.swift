internal import RingKernelABI
internal import RingKernelCore
internal import RingKernelTesting

let historyCases: [StressCase] = [
  StressCase(name: "linearizable", abstract: "MPSC: recorded histories of 1,000 seeds are those of a queue") { scale in
    let seeds = sized(1_000, scale)
    for seed in 0..<seeds { try recordAndCheck(seed: UInt64(seed)) }
    return "\(seeds) seeds"
  },
  StressCase(name: "clock", abstract: "HLC: 64 threads x 10^6 ticks, distinct and increasing per thread") { scale in
    let ticks = sized(1_000_000, scale)
    if let failure = ClockStress.run(threads: 64, ticks: ticks) { throw StressFailure("\(failure)") }
    return "\(64 * ticks) ticks"
  },
]

/// Two to four producers and one consumer make a short history of one queue; the checker must find an order for it.
private func recordAndCheck(seed: UInt64) throws {
  var generator = SplitMix64(seed: seed)
  let capacity = 1 << Int(generator.next() % 3)
  let producers = 2 + Int(generator.next() % 3)
  let pushes = 2 + Int(generator.next() % 4)
  let pops = producers * pushes
  let queue = try MPSCQueue<UInt64>(capacity: capacity, startingAt: .max - 5)
  let producer = queue.producer
  let receiver = Handoff(queue.consumer)
  let recorder = HistoryRecorder()
  var threads = try (0..<producers).map { number in
    try OwnedThread(name: "history-\(number)", stackBytes: 1 << 20) {
      var log = recorder.log(thread: number)
      for index in 0..<pushes {
        log.push(UInt64(number * 100 + index)) { producer.tryPush(UInt64(number * 100 + index)) }
      }
      log.finish()
    }
  }
  threads.append(
    try OwnedThread(name: "history-pop", stackBytes: 1 << 20) {
      guard var consumer = receiver.take() else { return }
      var log = recorder.log(thread: producers)
      for _ in 0..<pops { log.pop { consumer.tryPop() } }
      log.finish()
    }
  )
  for thread in threads { thread.join() }
  let checker = LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: false)
  let verdict = checker.check(recorder.history)
  guard verdict.isLinearizable else {
    throw StressFailure("seed \(seed), capacity \(capacity): \(verdict) of \(recorder.history)")
  }
}
