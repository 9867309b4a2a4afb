internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

let ringCases: [StressCase] = [
  StressCase(name: "spsc", abstract: "SPSC: order kept, nothing lost, spinning and parking") { scale in
    let count = UInt64(sized(20_000_000, scale))
    for capacity in [1, 2, 64, 1024] { try spsc(capacity: capacity, count: count / 10, strategy: nil) }
    try spsc(capacity: 4, count: max(1, count / 400), strategy: .park)
    return "\(count / 10 * 4 + count / 400) elements"
  },
  StressCase(name: "mpsc", abstract: "MPSC: 8 producers, each one's order kept, nothing lost or doubled") { scale in
    let each = UInt64(sized(10_000_000, scale)) / 8 + 1
    try mpsc(producers: 8, each: each, capacity: 1024)
    try mpsc(producers: 8, each: each / 20 + 1, capacity: 1)
    return "\(8 * each) elements"
  },
  StressCase(name: "eviction", abstract: "A ring that evicts, 8 threads: every element comes out once") { scale in
    let each = UInt64(sized(2_000_000, scale)) / 4 + 1
    for capacity in [1, 2, 64] { try eviction(each: each / 3 + 1, capacity: capacity) }
    return "\(4 * each) elements"
  },
]

/// Runs `bodies` on threads of their own; throws the first failure.
private func onThreads(_ bodies: [@Sendable () throws -> Void]) throws {
  let failure = Lock<(any Error)?>(nil)
  let threads = try bodies.enumerated().map { number, body in
    try OwnedThread(name: "stress-\(number)") {
      do { try body() } catch { failure.withLock { $0 = $0 ?? error } }
    }
  }
  for thread in threads { thread.join() }
  if let failure = failure.withLock({ $0 }) { throw failure }
}

private func spsc(capacity: Int, count: UInt64, strategy: WaitStrategy?) throws {
  let queue = try SPSCQueue<UInt64>(capacity: capacity, startingAt: .max - 11)
  let sender = Handoff(queue.producer)
  let receiver = Handoff(queue.consumer)
  try onThreads([
    {
      guard var producer = sender.take() else { throw StressFailure("no producer") }
      for value in 0..<count {
        if let strategy {
          guard producer.push(value, waiting: strategy, nanoseconds: .max) else { throw StressFailure("no push") }
        } else {
          var backoff = Backoff(.spinThenYield)
          while !producer.tryPush(value) { backoff.pause() }
        }
      }
    },
    {
      guard var consumer = receiver.take() else { throw StressFailure("no consumer") }
      for value in 0..<count {
        var found: UInt64?
        if let strategy {
          found = consumer.pop(waiting: strategy, nanoseconds: .max)
        } else {
          var backoff = Backoff(.spinThenYield)
          found = consumer.tryPop()
          while found == nil {
            backoff.pause()
            found = consumer.tryPop()
          }
        }
        try expectEqual(found, value, "element at capacity \(capacity)")
      }
    },
  ])
}

private func mpsc(producers: Int, each: UInt64, capacity: Int) throws {
  let queue = try MPSCQueue<UInt64>(capacity: capacity, startingAt: .max - 99)
  let producer = queue.producer
  let receiver = Handoff(queue.consumer)
  let sending = (0..<UInt64(producers)).map { number -> @Sendable () throws -> Void in
    {
      for value in 0..<each {
        var backoff = Backoff(.spinThenYield)
        while !producer.tryPush(number << 48 | value) { backoff.pause() }
      }
    }
  }
  try onThreads(
    sending + [
      {
        guard var consumer = receiver.take() else { throw StressFailure("no consumer") }
        var next = [UInt64](repeating: 0, count: producers)
        var backoff = Backoff(.spinThenYield)
        for _ in 0..<UInt64(producers) * each {
          var found = consumer.tryPop()
          while found == nil {
            backoff.pause()
            found = consumer.tryPop()
          }
          guard let value = found else { continue }
          backoff = Backoff(.spinThenYield)
          let number = Int(value >> 48)
          try expectEqual(value & 0xffff_ffff_ffff, next[number], "element of producer \(number)")
          next[number] += 1
        }
        try expectEqual(consumer.tryPop(), nil, "what is left")
      }
    ]
  )
}

private func eviction(each: UInt64, capacity: Int) throws {
  let storage = try RingStorage(capacity: capacity, slotStride: 64)
  let ring = SlotRing(storage, evicts: true)
  let producersLeft = Atomic<Int>(4)
  let seen = Lock<[UInt64]>([])
  // Whoever takes a slot reads it before it frees it.
  @Sendable func read(_ ticket: UInt64) -> UInt64 {
    let value = unsafe (ring.address(of: ticket) + 8).load(as: UInt64.self)
    ring.free(ticket)
    return value
  }
  let producing = (0..<4 as Range<UInt64>).map { number -> @Sendable () throws -> Void in
    {
      var evicted: [UInt64] = []
      for value in 0..<each {
        while true {
          if case .slot(let ticket) = ring.claim() {
            unsafe (ring.address(of: ticket) + 8).storeBytes(of: number << 48 | value, as: UInt64.self)
            ring.publish(ticket)
            break
          }
          if let ticket = ring.evict() { evicted.append(read(ticket)) } else { Machine.yieldThread() }
        }
      }
      seen.withLock { $0 += evicted }
      producersLeft.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }
  let consuming = (0..<4).map { _ -> @Sendable () throws -> Void in
    {
      var taken: [UInt64] = []
      while true {
        let isOver = producersLeft.load(ordering: .acquiring) == 0
        if let ticket = ring.takeAny() {
          taken.append(read(ticket))
        } else if isOver {
          break
        } else {
          Machine.yieldThread()
        }
      }
      // One consumer sees the elements of one producer in their order.
      var last = [UInt64?](repeating: nil, count: 4)
      for value in taken {
        let number = Int(value >> 48)
        if let earlier = last[number], earlier >= value {
          throw StressFailure("\(value) of producer \(number) after \(earlier)")
        }
        last[number] = value
      }
      seen.withLock { $0 += taken }
    }
  }
  try onThreads(producing + consuming)
  let values = seen.withLock { $0.sorted() }
  let expected = (0..<4 as Range<UInt64>).flatMap { number in (0..<each).map { number << 48 | $0 } }
  guard values == expected else {
    throw StressFailure("\(values.count) elements came out of \(expected.count), capacity \(capacity)")
  }
  withExtendedLifetime(storage) {}
}
