/// What can be said of a history without searching: who pushes and who pops each value.
struct HistoryFacts {
  /// For a value pushed and popped at most once: its pop.
  private(set) var pops: [UInt64: QueueOperation] = [:]
  /// Values accepted exactly once and popped at most once; pruning by order is sound for these only.
  private(set) var unique: Set<UInt64> = []
  /// A violation that needs no search to see.
  private(set) var obviousViolation: Violation?

  init(_ operations: [QueueOperation]) {
    var accepted: [UInt64: [QueueOperation]] = [:]
    var popped: [UInt64: [QueueOperation]] = [:]
    for operation in operations {
      switch operation.effect {
      case .accepted(let value): accepted[value, default: []].append(operation)
      case .value(let value): popped[value, default: []].append(operation)
      case .full, .empty: break
      }
    }
    for (value, pops) in popped {
      let pushes = accepted[value] ?? []
      if pops.count > pushes.count {
        obviousViolation = Violation(
          reason: "\(value) was popped \(pops.count) times and accepted \(pushes.count) times",
          longestPrefix: [],
          stuckAt: pushes + pops
        )
      } else if pops.count == 1, pushes.count == 1, pops[0].precedes(pushes[0]) {
        obviousViolation = Violation(
          reason: "\(value) was popped before it was pushed",
          longestPrefix: [],
          stuckAt: [pops[0], pushes[0]]
        )
      }
    }
    for (value, pushes) in accepted where pushes.count == 1 && (popped[value]?.count ?? 0) <= 1 {
      unique.insert(value)
      pops[value] = popped[value]?.first
    }
  }

  /// Whether a queue that has `later` directly behind `earlier` contradicts the pops of the history.
  func forbids(_ later: UInt64, behind earlier: UInt64) -> Bool {
    guard unique.contains(later), unique.contains(earlier), let laterPop = pops[later] else { return false }
    guard let earlierPop = pops[earlier] else { return true }  // `earlier` never leaves, so `later` cannot either
    return laterPop.precedes(earlierPop)
  }
}
