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
    let state = State(placed: placed, queue: queue)
    if dead.contains(state) { return .nowhere }
    visited += 1
    if visited > checker.stateLimit { return .outOfStates }

    let next = candidates()
    if order.count > longest.count || stuckAt.isEmpty { (longest, stuckAt) = (order, next) }
    for index in next where allows(index) {
      let before = queue
      place(index)
      let outcome = extend()
      if outcome != .nowhere { return outcome }
      queue = before
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
      return !checker.strictEmptyAndFull && queue.count + unfreed(at: operation) >= checker.capacity
    }
  }

  /// Pops that have taken effect and may not have freed their slot when `push` looked.
  private func unfreed(at push: QueueOperation) -> Int {
    order.count { index in
      guard case .value = operations[index].effect else { return false }
      return !operations[index].precedes(push)
    }
  }

  private mutating func place(_ index: Int) {
    placed.insert(index)
    order.append(index)
    switch operations[index].effect {
    case .accepted: queue.append(index)
    case .value: queue.removeFirst()
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
