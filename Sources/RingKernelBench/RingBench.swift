internal import RingKernelABI
internal import RingKernelCore

/// Queues between threads.
enum RingBench {
  private static let operations = 1_000_000
  private static let capacity = 4096

  static func run(rounds: Int) async throws(RingKernelError) -> [BenchRow] {
    var rows = [
      try await measured("spsc 8 bytes", operations: operations, rounds: rounds) { () throws(RingKernelError) in
        try spsc { UInt64(truncatingIfNeeded: $0) }
      },
      try await measured("spsc 64 bytes", operations: operations, rounds: rounds) { () throws(RingKernelError) in
        try spsc { SIMD8<UInt64>(repeating: UInt64(truncatingIfNeeded: $0)) }
      },
    ]
    for producers in [1, 3] {
      let name = "mpsc 8 bytes, \(producers) producer\(producers == 1 ? "" : "s")"
      rows.append(
        try await measured(name, operations: operations, rounds: rounds) { () throws(RingKernelError) in
          try mpsc(producers: producers)
        }
      )
    }
    return rows
  }

  private static func spsc<Element: BitwiseCopyable & Sendable & Equatable>(
    _ make: @escaping @Sendable (Int) -> Element
  ) throws(RingKernelError) -> UInt64 {
    let queue = try SPSCQueue<Element>(capacity: capacity)
    let handoff = Handoff(queue.producer)
    var consumer = queue.consumer
    var wrong: UInt64 = 0
    let nanoseconds = try race([
      {
        guard var producer = handoff.take() else { return }
        for number in 0..<operations { while !producer.tryPush(make(number)) { spinHint() } }
      }
    ]) {
      for number in 0..<operations {
        while true {
          if let element = consumer.tryPop() {
            if element != make(number) { wrong += 1 }
            break
          }
          spinHint()
        }
      }
    }
    try check("elements that are not the next one", wrong, 0)
    return nanoseconds
  }

  private static func mpsc(producers: Int) throws(RingKernelError) -> UInt64 {
    let queue = try MPSCQueue<UInt64>(capacity: capacity)
    let producer = queue.producer
    var consumer = queue.consumer
    var sum: UInt64 = 0
    let share = operations / producers
    let total = share * producers
    let bodies = (0..<producers).map { _ in
      { @Sendable in for _ in 0..<share { while !producer.tryPush(1) { spinHint() } } }
    }
    let nanoseconds = try race(bodies) {
      var left = total
      while left > 0 {
        if let element = consumer.tryPop() {
          sum &+= element
          left -= 1
        } else {
          spinHint()
        }
      }
    }
    try check("elements of \(producers) producers", sum, UInt64(total))
    return nanoseconds
  }
}
