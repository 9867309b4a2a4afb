import RingKernelTesting

/// The multi-producer ring, executed step by step under a random scheduler.
///
/// Its histories show what real threads show rarely: calls that stop between claiming and publishing, or between reading and freeing.
struct SteppedRing {
  enum Fault { case none, claimsWithoutLookingAtTheSlot, skipsUnpublished }

  private var tail: UInt64 = 0
  private var head: UInt64 = 0
  private var words: [UInt64]
  private var values: [UInt64]
  private var clock: UInt64 = 0
  private var capacity: UInt64 { UInt64(words.count) }
  private let fault: Fault

  /// Where a thread stands in its call.
  private enum Step {
    case between
    case pushing(UInt64, from: UInt64)
    case claimed(position: UInt64, value: UInt64, from: UInt64)
    case popping(from: UInt64)
    case read(UInt64, position: UInt64, from: UInt64)
    case answered(QueueOperation.Effect, from: UInt64)
  }

  private init(capacity: Int, fault: Fault) {
    words = (0..<UInt64(capacity)).map { 2 * $0 }
    values = Array(repeating: 0, count: capacity)
    self.fault = fault
  }

  /// A run of `producers` and `consumers` threads, `calls` calls each.
  static func history(
    seed: UInt64,
    producers: Int,
    consumers: Int = 1,
    calls: Int,
    capacity: Int,
    fault: Fault = .none
  ) -> [QueueOperation] {
    var random = SeededGenerator(seed: seed)
    var ring = SteppedRing(capacity: capacity, fault: fault)
    var steps = Array(repeating: Step.between, count: producers + consumers)
    var left = Array(repeating: calls, count: producers + consumers)
    var operations: [QueueOperation] = []
    while let thread = steps.indices.filter({ left[$0] > 0 }).randomElement(using: &random) {
      steps[thread] = ring.advance(
        steps[thread],
        consumes: thread >= producers,
        value: UInt64(thread * 100 + left[thread])
      )
      if case .answered(let effect, let from) = steps[thread] {
        operations.append(QueueOperation(thread: thread, effect, from: from, to: ring.tick()))
        steps[thread] = .between
        left[thread] -= 1
      }
    }
    return operations
  }

  private mutating func tick() -> UInt64 {
    clock += 1
    return clock
  }

  private mutating func advance(_ step: Step, consumes: Bool, value: UInt64) -> Step {
    switch step {
    case .between: return consumes ? .popping(from: tick()) : .pushing(value, from: tick())
    case .pushing(let value, let from):
      let word = words[Int(tail % capacity)]
      if word < 2 * tail, fault != .claimsWithoutLookingAtTheSlot { return .answered(.full(value), from: from) }
      tail += 1
      return .claimed(position: tail - 1, value: value, from: from)
    case .claimed(let position, let value, let from):
      values[Int(position % capacity)] = value
      words[Int(position % capacity)] = 2 * position + 1
      return .answered(.accepted(value), from: from)
    case .popping(let from):
      if fault == .skipsUnpublished, head + 1 < tail, words[Int(head % capacity)] == 2 * head { head += 1 }
      guard words[Int(head % capacity)] == 2 * head + 1 else { return .answered(.empty, from: from) }
      head += 1
      return .read(values[Int((head - 1) % capacity)], position: head - 1, from: from)
    case .read(let value, let position, let from):
      words[Int(position % capacity)] = 2 * (position + capacity)
      return .answered(.value(value), from: from)
    case .answered: return step
    }
  }
}
