import RingKernelTesting

/// SplitMix64: the same histories for the same seed everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Calls answered by an array, one after the other, then stretched so that they overlap.
///
/// Call k takes effect at instant 1000 (k + 1); its interval contains that instant and overlaps no other call of its
/// thread.
func overlappedHistory(seed: UInt64, calls: Int, threads: Int, capacity: Int) -> [QueueOperation] {
  var random = SeededGenerator(seed: seed)
  var content: [UInt64] = []
  var answered: [(thread: Int, effect: QueueOperation.Effect)] = []
  for call in 0..<calls {
    let effect: QueueOperation.Effect
    if Bool.random(using: &random) {
      let value = UInt64(call)
      effect = content.count < capacity ? .accepted(value) : .full(value)
      if content.count < capacity { content.append(value) }
    } else {
      effect = content.isEmpty ? .empty : .value(content.removeFirst())
    }
    answered.append((Int.random(in: 0..<threads, using: &random), effect))
  }
  var operations: [QueueOperation] = []
  for (index, call) in answered.enumerated() {
    let instant = UInt64(index + 1) * 1000
    let earlier = operations.last { $0.thread == call.thread }
    let later = answered[(index + 1)...].firstIndex { $0.thread == call.thread }
    let latest = later.map { UInt64($0 + 1) * 1000 } ?? UInt64(calls + 1) * 1000
    let from = UInt64.random(
      in: max((earlier?.response ?? 0) + 1, instant > 5000 ? instant - 5000 : 0)...instant,
      using: &random
    )
    let to = UInt64.random(in: (instant + 1)..<min(latest, instant + 5000), using: &random)
    operations.append(QueueOperation(thread: call.thread, call.effect, from: from, to: to))
  }
  return operations.shuffled(using: &random)
}

/// Any calls at all: few values, short intervals, answers by chance.
///
/// Most are no queue's.
func arbitraryHistory(seed: UInt64) -> [QueueOperation] {
  var random = SeededGenerator(seed: seed)
  var operations: [QueueOperation] = []
  for thread in 0..<3 {
    var clock = UInt64.random(in: 0..<4, using: &random)
    for _ in 0..<2 {
      let value = UInt64.random(in: 1...3, using: &random)
      let effect: QueueOperation.Effect =
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3: .accepted(value)
        case 4: .full(value)
        case 5...6: .value(value)
        default: .empty
        }
      let from = clock + 1
      let to = from + UInt64.random(in: 1...6, using: &random)
      clock = to + UInt64.random(in: 0...2, using: &random)
      operations.append(QueueOperation(thread: thread, effect, from: from, to: to))
    }
  }
  return operations
}

/// The definition, tried on every order: slow, and nothing in common with the checker.
func isLinearizableByDefinition(_ operations: [QueueOperation], capacity: Int, strict: Bool) -> Bool {
  func ends(_ rest: [QueueOperation], _ content: [(value: UInt64, pushed: UInt64)], _ popsReturned: [UInt64]) -> Bool {
    if rest.isEmpty { return true }
    return rest.indices.contains { index in
      let call = rest[index]
      if rest.contains(where: { $0.response < call.invocation }) { return false }
      var others = rest
      others.remove(at: index)
      switch call.effect {
      case .accepted(let value):
        return content.count < capacity && ends(others, content + [(value, call.response)], popsReturned)
      case .value(let value):
        return content.first?.value == value && ends(others, Array(content.dropFirst()), popsReturned + [call.response])
      case .empty:
        let claimed = content.first.map { !strict && $0.pushed >= call.invocation } ?? true
        return claimed && ends(others, content, popsReturned)
      case .full:
        let predecessor = popsReturned.count + content.count - capacity
        let unfreed =
          !strict && popsReturned.indices.contains(predecessor) && popsReturned[predecessor] >= call.invocation
        return (content.count == capacity || unfreed) && ends(others, content, popsReturned)
      }
    }
  }
  return ends(operations, [], [])
}
