import RingKernelBench

extension DeviceBench.Report {
  /// For people.
  var text: String {
    var lines = ["\(backend), \(executionMode), \(device)"]
    let heads = ["in flight", "p50 ns", "p99 ns", "p99.9 ns", "longest", "calls/s"]
    lines.append("call".padded(to: 10) + heads.map { $0.leftPadded(to: 14) }.joined())
    for row in rows {
      let numbers = [UInt64(row.inFlight), row.median, row.p99, row.p999, row.longest, UInt64(row.perSecond)]
      lines.append(row.name.padded(to: 10) + numbers.map { grouped($0).leftPadded(to: 14) }.joined())
    }
    return lines.joined(separator: "\n")
  }

  /// For programs.
  func json(build: String) -> JSONValue {
    .object([
      ("backend", .string(backend)), ("executionMode", .string(executionMode)), ("device", .string(device)),
      ("build", .string(build)),
      ("clock", "host monotonic, from the call until its answer has been read"),
      (
        "rows",
        .array(
          rows.map { row in
            .object([
              ("name", .string(row.name)), ("inFlight", .integer(row.inFlight)), ("samples", .integer(row.samples)),
              (
                "nanoseconds",
                .object([
                  ("p50", JSONValue(row.median)), ("p99", JSONValue(row.p99)), ("p99.9", JSONValue(row.p999)),
                  ("longest", JSONValue(row.longest)),
                ])
              ),
              ("callsPerSecond", .number(row.perSecond)),
            ])
          }
        )
      ),
    ])
  }
}
