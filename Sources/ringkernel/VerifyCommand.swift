import ArgumentParser
import Logging
import RingKernelConformance
import RingKernelHost

/// `ringkernel verify --backend cpu`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run the conformance suite on a backend of this machine.",
    discussion: """
      Every backend must pass the same cases. A case that a backend cannot run is skipped and says why.

      EXAMPLES:
        ringkernel verify
        ringkernel verify --backend cpu --json
        ringkernel verify --only call/
      """
  )

  @OptionGroup var backend: BackendOptions
  @Option(help: ArgumentHelp("Run only the cases whose name contains this text.", valueName: "text"))
  var only: String?
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if let only, !ConformanceSuite.cases.contains(where: { $0.name.contains(only) }) {
      throw ValidationError("No case has '\(only)' in its name.")
    }
  }

  func run() async throws {
    let kind = try await resolved()
    // The cases provoke failures; the log lines about those would look like findings.
    LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
    let filter = only
    let isShown = !format.json
    let report = await ConformanceSuite.run(
      on: kind,
      filter: { name in filter.map { name.contains($0) } ?? true },
      progress: { row in if isShown { print(Self.line(row)) } }
    )
    if format.json {
      print(Self.json(report).text)
    } else {
      let counts = "\(report.passed) passed, \(report.failures.count) failed, \(report.skipped.count) skipped"
      print("\n\(report.backend): \(counts)")
    }
    if !report.failures.isEmpty { throw ExitStatus.failure }
  }

  /// The backend; one that cannot be used is an error, not a table of skipped cases.
  private func resolved() async throws(RingKernelError) -> BackendKind {
    let runtime = try RingKernelRuntime(backend: backend.backend.choice)
    await runtime.shutdown()
    return runtime.backend
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
