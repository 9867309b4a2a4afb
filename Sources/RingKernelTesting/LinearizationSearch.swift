/// Depth-first search for an order of the calls of one history.
///
/// Calls are named by their index in order of invocation.
struct LinearizationSearch {
  private let operations: [QueueOperation]
  private let facts: HistoryFacts
  private let checker: LinearizabilityChecker

  private var placed: BitSet
  private var order: [Int] = []
  /// Indices of the pushes whose elements are in the queue, oldest first.
  private var queue: [Int] = []
  /// Indices of the pops that returned a value, in order; the k-th takes the element of the k-th accepted push.
  private var taken: [Int] = []
  /// States that lead nowhere.
  private var dead: Set<State> = []
  private var visited = 0
  private var longest: [Int] = []
  private var stuckAt: [Int] = []

  /// Everything that the rest of the search depends on.
  ///
  /// Calls that push equal values are different here: the relaxed
  /// reading of `empty` asks which call pushed the oldest element.
  private struct State: Hashable {
    var placed: BitSet
    var queue: [Int]
    /// Relaxed reading: the pops that a later `full` may ask about, or -1 for one that explains no later answer.
    var unfreed: [Int]
  }

  private enum Outcome { case found, nowhere, outOfStates }

  init(_ operations: [QueueOperation], facts: HistoryFacts, checker: LinearizabilityChecker) {
    self.operations = operations
    self.facts = facts
    self.checker = checker
    placed = BitSet(count: operations.count)
  }

  mutating func run() -> LinearizabilityChecker.Verdict {
    switch extend() {
    case .found: .linearizable(order.map { operations[$0] })
    case .outOfStates: .undecided(states: visited)
    case .nowhere:
      .violation(
        Violation(
          reason: "no order of these calls is one of a FIFO queue of \(checker.capacity)",
          longestPrefix: longest.map { operations[$0] },
          stuckAt: stuckAt.map { operations[$0] }
        )
      )
    }
  }

  private mutating func extend() -> Outcome {
    if order.count == operations.count { return .found }
    let state = State(placed: placed, queue: queue, unfreed: unfreed())
    if dead.contains(state) { return .nowhere }
    visited += 1
    if visited > checker.stateLimit { return .outOfStates }

    let next = candidates()
    if order.count > longest.count || stuckAt.isEmpty { (longest, stuckAt) = (order, next) }
    for index in next where allows(index) {
      let before = (queue, taken)
      place(index)
      let outcome = extend()
      if outcome != .nowhere { return outcome }
      (queue, taken) = before
      order.removeLast()
      placed.remove(index)
    }
    dead.insert(state)
    return .nowhere
  }

  /// The unplaced calls that no other unplaced call precedes.
  private func candidates() -> [Int] {
    var result: [Int] = []
    var earliestResponse = UInt64.max
    for index in operations.indices where !placed.contains(index) {
      // Sorted by invocation: from here on, every call begins after some unplaced call has ended.
      if operations[index].invocation > earliestResponse { break }
      earliestResponse = min(earliestResponse, operations[index].response)
      result.append(index)
    }
    return result
  }

  private func allows(_ index: Int) -> Bool {
    let operation = operations[index]
    switch operation.effect {
    case .accepted(let value):
      guard queue.count < checker.capacity else { return false }
      guard let last = queue.last else { return true }
      return !facts.forbids(value, behind: self.value(of: last))
    case .value(let value):
      guard let first = queue.first else { return false }
      return self.value(of: first) == value
    case .empty:
      guard let first = queue.first else { return true }
      return !checker.strictEmptyAndFull && !operations[first].precedes(operation)
    case .full:
      if queue.count == checker.capacity { return true }
      let predecessor = taken.count + queue.count - checker.capacity  // position of the element in the slot needed
      return !checker.strictEmptyAndFull && predecessor >= 0 && !operations[taken[predecessor]].precedes(operation)
    }
  }

  private func unfreed() -> [Int] {
    guard !checker.strictEmptyAndFull, let next = operations.indices.first(where: { !placed.contains($0) }) else {
      return []
    }
    return taken.suffix(checker.capacity - queue.count).map { operations[$0].precedes(operations[next]) ? -1 : $0 }
  }

  private mutating func place(_ index: Int) {
    placed.insert(index)
    order.append(index)
    switch operations[index].effect {
    case .accepted: queue.append(index)
    case .value:
      queue.removeFirst()
      taken.append(index)
    case .full, .empty: break
    }
  }

  private func value(of push: Int) -> UInt64 {
    guard case .accepted(let value) = operations[push].effect else {
      preconditionFailure("only accepted pushes stand in the queue")
    }
    return value
  }
}

/// Set of small integers, hashed by content.
struct BitSet: Hashable {
  private var words: [UInt64]

  init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  func contains(_ index: Int) -> Bool { words[index / 64] & (1 << UInt64(index % 64)) != 0 }
  mutating func insert(_ index: Int) { words[index / 64] |= 1 << UInt64(index % 64) }
  mutating func remove(_ index: Int) { words[index / 64] &= ~(1 << UInt64(index % 64)) }
}
