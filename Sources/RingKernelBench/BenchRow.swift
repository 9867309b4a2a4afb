public import RingKernelCore

/// One measured line: nanoseconds per operation over several rounds.
public struct BenchRow: Sendable, Equatable {
  /// What was measured.
  public let name: String
  /// Operations of one round.
  public let operations: Int
  /// Rounds that were measured; one more was run before, to warm up.
  public let rounds: Int
  /// Nanoseconds per operation of the fastest round.
  public let best: Double
  /// Nanoseconds per operation of the median round.
  public let median: Double

  /// Summarises the durations of rounds; a run has at least one.
  init(_ name: String, operations: Int, nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1 ? Double(sorted[middle]) : (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
    self.name = name
    self.operations = operations
    rounds = sorted.count
    best = Double(sorted[0]) / Double(operations)
    self.median = median / Double(operations)
  }
}

/// What the library measures of itself; every round checks that nothing was lost.
public enum BenchSuite: String, Sendable, CaseIterable {
  /// Queues between threads: one element from producer to consumer is one operation.
  case rings
  /// Calls to a live actor: from the call until its computed answer has been read is one operation.
  case calls
  /// Sends to a live actor: a message that is sent and handled is one operation.
  case fanin

  /// Fewest rounds that give a median worth showing.
  public static let minimumRounds = 10

  /// Runs one warm-up round and `rounds` measured ones per row.
  ///
  /// - Throws: What the runtime throws; `handlerFailed` when a round lost or changed something.
  /// - Precondition: `rounds` is positive.
  public func run(rounds: Int = 21) async throws(RingKernelError) -> [BenchRow] {
    precondition(rounds > 0, "a median needs rounds")
    return switch self {
    case .rings: try await RingBench.run(rounds: rounds)
    case .calls: try await CallBench.run(rounds: rounds)
    case .fanin: try await FanInBench.run(rounds: rounds)
    }
  }
}
