package import RingKernelBench

extension DeviceReport {
  /// For people.
  package var text: String {
    var lines = [[backend, executionMode, device].compactMap { $0 }.joined(separator: ", ")]
    let heads = ["in flight", "p50 ns", "p90 ns", "p99 ns", "p99.9 ns", "longest"]
    lines.append("".padded(to: 44) + heads.map { $0.leftPadded(to: 12) }.joined())
    for row in rows {
      var line = (row.name + (row.inbound.map { ", \($0) memory" } ?? "")).padded(to: 44)
      if let times = row.times {
        let numbers = [times.p50, times.p90, times.p99, times.p999, times.longest].map { grouped($0) }
        line += ([row.inFlight.map { "\($0)" } ?? ""] + numbers).map { $0.leftPadded(to: 12) }.joined()
      }
      lines.append(line)
      for figure in row.figures {
        lines.append("    " + figure.name.padded(to: 28) + Self.number(figure.value).leftPadded(to: 20))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func number(_ value: Double) -> String { fixed(value, decimals: value < 100 ? 4 : 0) }

  /// For programs.
  package var json: JSONValue {
    .object([
      ("part", .string(part.rawValue)), ("backend", .string(backend)),
      ("executionMode", executionMode.map { .string($0) } ?? .null), ("device", .string(device)),
      ("build", .string(buildName)), ("rows", .array(rows.map(\.json))),
    ])
  }
}

extension DeviceRow {
  /// For programs.
  fileprivate var json: JSONValue {
    var fields: [(String, JSONValue)] = [("name", .string(name)), ("span", .string(span))]
    if let inbound { fields.append(("inbound", .string(inbound))) }
    if let inFlight { fields.append(("inFlight", .integer(inFlight))) }
    if let times {
      fields.append(("samples", .integer(times.samples)))
      fields.append(
        (
          "nanoseconds",
          .object([
            ("p50", JSONValue(times.p50)), ("p90", JSONValue(times.p90)), ("p99", JSONValue(times.p99)),
            ("p99.9", JSONValue(times.p999)), ("longest", JSONValue(times.longest)),
          ])
        )
      )
    }
    return .object(fields + figures.map { ($0.name, .number($0.value)) })
  }
}

/// How the program was built; numbers of a debug build say nothing.
package var buildName: String {
  #if DEBUG
  "debug"
  #else
  "release"
  #endif
}
