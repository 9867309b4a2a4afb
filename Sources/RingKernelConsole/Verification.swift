internal import Logging
internal import RingKernelConformance
package import RingKernelHost

/// The conformance suite on a backend, printed case by case.
package enum Verification {
  /// Runs it.
  ///
  /// - Parameters:
  ///   - choice: The backend; one that cannot be used is an error, not a table of skipped cases.
  ///   - only: Part of the names of the cases that are run; all of them if nil.
  ///   - isJSON: Whether one JSON object is printed instead of text.
  /// - Throws: `ExitStatus.failure` when a case has failed; why there is no runtime.
  package static func run(on choice: BackendChoice, only: String?, isJSON: Bool) async throws {
    let runtime = try RingKernelRuntime(backend: choice)
    await runtime.shutdown()
    // The cases provoke failures; the log lines about those would look like findings.
    LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    let report = await ConformanceSuite.run(
      on: runtime.backend,
      filter: { name in only.map { name.contains($0) } ?? true },
      progress: { row in if !isJSON { print(line(row)) } }
    )
    if isJSON {
      print(json(report).text)
    } else {
      let counts = "\(report.passed) passed, \(report.failures.count) failed, \(report.skipped.count) skipped"
      print("\n\(report.backend): \(counts)")
    }
    if !report.failures.isEmpty { throw ExitStatus.failure }
  }

  private static func line(_ row: ConformanceReport.Row) -> String {
    switch row.outcome {
    case .passed: "passed   \(row.name)"
    case .skipped(let reason): "skipped  \(row.name): \(reason)"
    case .failed(let reason): "FAILED   \(row.name): \(reason)"
    }
  }

  private static func json(_ report: ConformanceReport) -> JSONValue {
    let reasons = { (rows: [(name: String, reason: String)]) in
      JSONValue.array(rows.map { .object([("case", .string($0.name)), ("reason", .string($0.reason))]) })
    }
    return .object([
      ("backend", .string(report.backend)), ("passed", .integer(report.passed)),
      ("failed", .integer(report.failures.count)), ("skipped", reasons(report.skipped)),
      ("failures", reasons(report.failures)),
    ])
  }
}
