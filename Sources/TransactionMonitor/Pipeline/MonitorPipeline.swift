internal import Logging
public import RingKernelHost
internal import Synchronization

/// Runs transactions through resident actors, measures that, and compares everything with the sequential oracle.
///
/// ```swift
/// let generator = try TransactionGenerator(seed: 1, accounts: 20_000, count: 1_000_000)
/// let report = try await MonitorPipeline(.generated(generator)).run()
/// print(report.messagesPerSecond, report.isVerified)
/// ```
public struct MonitorPipeline: Sendable {
  private let source: TransactionSource
  private let options: MonitorOptions

  /// Makes a pipeline over `source`.
  public init(_ source: TransactionSource, options: MonitorOptions = MonitorOptions()) {
    self.source = source
    self.options = options
  }

  /// Feeds all rows, measures round trips, and verifies.
  ///
  /// - Parameters:
  ///   - isInterrupted: Looked at before every row and query; once true, the rows fed so far are drained and verified.
  ///   - progress: Called about ten times a second on a thread of its own.
  /// - Throws: What is wrong with the input or the backend; the error of the first row that a kernel refuses.
  public func run(
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (MonitorProgress) -> Void)? = nil
  ) async throws(RingKernelError) -> MonitorReport {
    let board = ProgressBoard()
    let ticker = ProgressTicker(board, progress)
    defer { ticker.stop() }
    let source = source
    let survey = try await onOwnThread("txmon-survey") { () throws(RingKernelError) in
      try TransactionSurvey(source, isInterrupted: isInterrupted)
    }
    board.totalRows.store(survey.rows, ordering: .relaxed)

    var configuration = RuntimeConfiguration()
    configuration.workerCount = options.workers
    configuration.terminationTimeout = options.patience
    let runtime = try RingKernelRuntime(backend: options.backend, configuration: configuration, logger: Self.quiet)
    do throws(RingKernelError) {
      let shards = try options.shardCount(accounts: survey.accounts)
      let run = try await MonitorRun(source, options, shards, runtime, board, isInterrupted)
      var report = try await run.report()
      for kernel in await runtime.shutdown().unbalancedKernels {
        report.mismatches.add("kernel '\(kernel)' has lost messages at shutdown")
      }
      return report
    } catch {
      await runtime.shutdown(draining: false)
      throw error
    }
  }

  /// What goes wrong is in the report or thrown; a log line per refused row would only repeat it.
  private static var quiet: Logger {
    var logger = Logger.ringKernel
    logger.logLevel = .critical
    return logger
  }
}
