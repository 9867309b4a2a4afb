public import RingKernelCore

/// The file of transactions, as `TransactionReader` reads it.
public enum TransactionFile {
  /// Names of the columns.
  public static let header = "sourceNodeId,targetNodeId,value,time"

  /// One line without its end.
  public static func line(for transaction: Transaction) -> String {
    let cents = transaction.cents % 100
    let value = "\(transaction.cents / 100).\(cents < 10 ? "0" : "")\(cents)"
    return "\(transaction.source),\(transaction.target),\(value),\(transaction.time)"
  }

  /// Writes header and rows.
  public static func write(_ rows: some Sequence<Transaction>, to path: String) throws(RingKernelError) {
    var file = try OutputFile(path: path)
    try file.write(header + "\n")
    for row in rows { try file.write(line(for: row) + "\n") }
    try file.finish()
  }
}

/// The file of alerts: one line per alert, ascending by row.
public enum AlertFile {
  /// Names of the columns.
  public static let header = "row,source,target,cents,time,count"

  /// One line without its end.
  public static func line(for alert: Alert) -> String {
    "\(alert.row),\(alert.source),\(alert.target),\(alert.cents),\(alert.time),\(alert.count)"
  }

  /// Writes header and alerts; alerts of different shards arrive in no particular order and are sorted.
  public static func write(_ alerts: some Sequence<Alert>, to path: String) throws(RingKernelError) {
    var file = try OutputFile(path: path)
    try file.write(header + "\n")
    for alert in alerts.sorted(by: { $0.row < $1.row }) { try file.write(line(for: alert) + "\n") }
    try file.finish()
  }
}
