/// Decides whether a recorded history of calls is one that a bounded FIFO queue can produce.
///
/// A history is linearizable if every call can be given one instant between its invocation and its response so that the
/// calls, executed one by one in the order of these instants, give a sequential queue of `capacity` elements the
/// recorded answers.
///
/// **Strict** (`strictEmptyAndFull: true`): `empty` requires an empty queue and `full` a queue of exactly `capacity`
/// elements at the instant of the call. A ring of one producer and one consumer meets this; so does `full` of a
/// multi-producer ring with a single consumer, whose pops take effect when they free the slot.
///
/// **Relaxed** (`strictEmptyAndFull: false`) is what a ring with a publication word per slot promises. Order, loss,
/// duplication and the bound are checked as before; only these two answers are wider, and only while a concurrent call
/// that explains them is running:
/// - `empty` is also right while the *oldest* element of the queue belongs to a push that had not returned when the pop
///   began: its slot is claimed, so it is first in order, but it may not be published yet. Elements behind it, even of
///   pushes that have returned, stay invisible until then.
/// - `full` is also right while the pop of the element pushed `capacity` elements before had not returned when the push
///   began: that element stood in the slot that the push needs, and the pop may have read it and not freed it yet.
///   With several consumers slots behind it may be free by then; the ring declines all the same.
///
/// A spurious answer that no overlapping call explains is rejected in both.
///
/// The search is that of Wing and Gong: any call that no other unplaced call precedes may come next. It remembers each
/// (set of placed calls, queue content) that led nowhere, as proposed by Lowe, and drops branches whose queue content
/// contradicts the order in which the rest of the history takes the values. The worst case is exponential;
/// `stateLimit` bounds it. Meant for histories of 10 to 60 calls from 2 to 8 threads.
///
/// - SeeAlso: Wing and Gong, "Testing and verifying concurrent objects", JPDC 17 (1993); Lowe, "Testing for
///   linearizability", CCPE 29 (2017).
public struct LinearizabilityChecker: Sendable {
  /// Elements the queue holds.
  public var capacity: Int
  /// Whether `empty` and `full` must be exact; see the type's description for the relaxed reading.
  public var strictEmptyAndFull: Bool
  /// States visited before the checker gives up.
  public var stateLimit: Int

  /// Makes a checker of histories of one kind of queue.
  ///
  /// - Precondition: `capacity` and `stateLimit` are positive.
  public init(capacity: Int, strictEmptyAndFull: Bool, stateLimit: Int = 2_000_000) {
    precondition(capacity > 0, "a queue holds at least one element")
    precondition(stateLimit > 0, "the search needs at least one state")
    self.capacity = capacity
    self.strictEmptyAndFull = strictEmptyAndFull
    self.stateLimit = stateLimit
  }

  /// What the checker found.
  public enum Verdict: Sendable, Equatable {
    /// A witness: the calls in an order in which a sequential queue gives the same answers.
    case linearizable([QueueOperation])
    /// No order exists.
    case violation(Violation)
    /// The record itself is wrong: a call ends before it begins, or calls of one thread overlap.
    case malformed(String)
    /// `stateLimit` states were visited without an answer.
    case undecided(states: Int)

    /// Whether a witness was found.
    public var isLinearizable: Bool {
      if case .linearizable = self { true } else { false }
    }
  }

  /// Checks a history that began with an empty queue; the order of `history` does not matter.
  ///
  /// - Complexity: O(n log n) for a sequential history; exponential in the overlap in the worst case.
  public func check(_ history: [QueueOperation]) -> Verdict {
    let operations = history.sorted { ($0.invocation, $0.response) < ($1.invocation, $1.response) }
    if let flaw = Self.flaw(in: operations) { return .malformed(flaw) }
    let facts = HistoryFacts(operations)
    if let violation = facts.obviousViolation { return .violation(violation) }
    var search = LinearizationSearch(operations, facts: facts, checker: self)
    return search.run()
  }

  private static func flaw(in operations: [QueueOperation]) -> String? {
    var newest: [Int: QueueOperation] = [:]
    for operation in operations {
      if operation.response <= operation.invocation { return "a call ends before it begins: \(operation)" }
      if let earlier = newest[operation.thread], !earlier.precedes(operation) {
        return "calls of one thread overlap: \(earlier) and \(operation)"
      }
      newest[operation.thread] = operation
    }
    return nil
  }
}

/// Why a history is not one of a bounded FIFO queue.
public struct Violation: Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, in one sentence.
  public var reason: String
  /// The longest sequence of calls that a queue can produce.
  public var longestPrefix: [QueueOperation]
  /// The calls that could have come next and do not fit.
  public var stuckAt: [QueueOperation]

  /// The reason, the longest possible prefix and the calls that do not fit, one a line.
  public var description: String {
    var lines = [reason]
    if !longestPrefix.isEmpty { lines.append("possible until:") }
    lines += longestPrefix.map { "  \($0)" }
    if !stuckAt.isEmpty { lines.append("then none of these fits:") }
    lines += stuckAt.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }
}
