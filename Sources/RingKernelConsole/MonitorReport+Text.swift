package import TransactionMonitor

extension MonitorReport {
  /// The report for people.
  package var text: String {
    var lines = [
      "backend      \(backend), \(executionMode), \(device)",
      "rows         \(grouped(rows)) between \(grouped(accounts)) accounts in \(grouped(shards)) shards",
      "messages     \(grouped(messages)) in \(fixed(elapsedSeconds, decimals: 3)) s: "
        + "\(fixed(messagesPerSecond, decimals: 0)) msg/s, from the first row offered to the last message handled",
    ]
    if let trips = roundTrips {
      lines.append(
        "round trip   p50 \(grouped(trips.p50)) ns, p99 \(grouped(trips.p99)) ns, p99.9 \(grouped(trips.p999)) ns: "
          + "\(grouped(trips.samples)) balance queries through live actors, from a caller that spins"
      )
    } else {
      lines.append("round trip   not measured")
    }
    lines.append("alerts       \(grouped(alerts.count)), largest count \(largestCount)")
    lines.append("verified: \(isVerified ? "yes" : "no")")
    if !isVerified {
      lines += mismatches.first.map { "  \($0)" }
      let hidden = mismatches.count - mismatches.first.count
      if hidden > 0 { lines.append("  and \(grouped(hidden)) more") }
    }
    if isInterrupted { lines.append("interrupted: all of the above holds for the rows that were fed") }
    return lines.joined(separator: "\n")
  }

  /// The report for programs.
  package var json: JSONValue {
    .object([
      ("backend", .string(backend)), ("executionMode", .string(executionMode)), ("device", .string(device)),
      ("rows", JSONValue(rows)), ("accounts", .integer(accounts)), ("shards", .integer(shards)),
      ("messages", JSONValue(messages)), ("elapsedSeconds", .number(elapsedSeconds)),
      ("messagesPerSecond", .number(messagesPerSecond)),
      (
        "roundTripNanoseconds",
        .object([
          ("p50", roundTrips.map { JSONValue($0.p50) } ?? nil), ("p99", roundTrips.map { JSONValue($0.p99) } ?? nil),
          ("p999", roundTrips.map { JSONValue($0.p999) } ?? nil),
          ("maximum", roundTrips.map { JSONValue($0.maximum) } ?? nil),
          ("samples", .integer(roundTrips?.samples ?? 0)),
        ])
      ),
      ("alerts", .integer(alerts.count)), ("largestCount", .integer(Int(largestCount))),
      ("verified", .bool(isVerified)), ("mismatches", JSONValue(mismatches.first)),
      ("mismatchCount", .integer(mismatches.count)), ("interrupted", .bool(isInterrupted)),
    ])
  }
}
