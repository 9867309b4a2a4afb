/// What a run of the pipeline has done, measured and checked.
public struct MonitorReport: Sendable {
  /// Backend that ran the kernels.
  public var backend: String
  /// How its actors stayed resident.
  public var executionMode: String
  /// Name of the device.
  public var device: String
  /// Replicas of the kernel that holds the accounts.
  public var shards: Int
  /// Accounts that the shards hold at the end.
  public var accounts = 0
  /// Rows that were fed.
  public var rows: UInt64 = 0
  /// Messages that actors handled for these rows: rows, debits, credits, alerts and the end of the rows.
  public var messages: UInt64 = 0
  /// From the offer of the first row until the answer that everything before it has been handled.
  public var elapsedSeconds = 0.0
  /// `messages` by `elapsedSeconds`.
  public var messagesPerSecond: Double { elapsedSeconds > 0 ? Double(messages) / elapsedSeconds : 0 }
  /// Round trips of balance queries through the live shards; nil when none was measured.
  public var roundTrips: RoundTrips?
  /// Alerts, ascending by row.
  public var alerts: [Alert] = []
  /// Largest count of an alert; 0 without alerts.
  public var largestCount: UInt32 { alerts.map(\.count).max() ?? 0 }
  /// What differs from the expected result.
  public var mismatches = Mismatches()
  /// Whether the run was cut short; everything else then holds for the rows that were fed.
  public var isInterrupted = false

  /// Whether every balance, every alert, every answer and every message account is as expected.
  public var isVerified: Bool { mismatches.isEmpty }

  init(backend: String, executionMode: String, device: String, shards: Int) {
    self.backend = backend
    self.executionMode = executionMode
    self.device = device
    self.shards = shards
  }
}

/// Differences from the expected result: all are counted, the first few are kept.
public struct Mismatches: Sendable {
  /// Differences whose text is kept.
  static let limit = 10
  /// How many there are.
  public private(set) var count = 0
  /// The first few, with found and expected value.
  public private(set) var first: [String] = []
  /// Whether there is none.
  public var isEmpty: Bool { count == 0 }

  /// Counts a difference.
  mutating func add(_ text: @autoclosure () -> String) {
    count += 1
    if first.count < Self.limit { first.append(text()) }
  }

  /// Adds a difference unless the values are equal.
  mutating func expect<Value: Equatable>(_ what: String, _ found: Value, _ expected: Value) {
    if found != expected { add("\(what): found \(found), expected \(expected)") }
  }
}
