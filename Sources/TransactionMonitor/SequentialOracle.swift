public import RingKernelCore

/// The expected result, computed one row after the other with plain dictionaries.
///
/// It shares no code with the kernels: no hash of ours, no ring of counters, no bounded horizon.
public struct SequentialOracle: Sendable {
  /// Cents per account: what came in less what went out.
  public private(set) var balances: [UInt32: Int64] = [:]
  /// Alerts in the order of the rows.
  public private(set) var alerts: [Alert] = []
  /// Rows so far.
  public private(set) var rows: UInt64 = 0
  /// Transactions per source and time.
  private var counts: [UInt32: [UInt32: UInt32]] = [:]

  /// Starts without rows.
  public init() {}

  /// Largest count of an alert; 0 without alerts.
  public var largestCount: UInt32 { alerts.map(\.count).max() ?? 0 }

  /// Applies one row: both balances and the velocity rule.
  ///
  /// - Throws: `residentLimit` when a balance leaves 64 bits; the row is not applied then.
  public mutating func apply(_ row: Transaction) throws(RingKernelError) {
    let (paid, underflow) = balances[row.source, default: 0].subtractingReportingOverflow(row.cents)
    let before = row.target == row.source ? paid : balances[row.target, default: 0]
    let (received, overflow) = before.addingReportingOverflow(row.cents)
    guard !underflow, !overflow else {
      throw RingKernelError(.residentLimit, "Row \(row.row): a balance exceeds 64 bits of cents.")
    }
    balances[row.source] = paid
    balances[row.target] = received
    rows += 1
    counts[row.source, default: [:]][row.time, default: 0] += 1
    let first = row.time < 6 ? 0 : row.time - 6
    let count = (first...row.time).reduce(0) { $0 + (counts[row.source]?[$1] ?? 0) }
    guard count > 10 else { return }
    alerts.append(
      Alert(
        row: row.row,
        source: row.source,
        target: row.target,
        cents: row.cents,
        time: row.time,
        count: count
      )
    )
  }
}
