internal import RingKernelABI
internal import RingKernelHost
internal import Synchronization

/// One run: the launched stages and what is known so far.
struct MonitorRun: Sendable {
  private let source: TransactionSource
  private let options: MonitorOptions
  private let runtime: RingKernelRuntime
  private let board: ProgressBoard
  private let isInterrupted: @Sendable () -> Bool
  private let ingest: Ingest.Handle
  private let shards: AccountShard.Handle
  private let collector: AlertCollector.Handle

  /// Launches the stages, the last one first.
  init(
    _ source: TransactionSource,
    _ options: MonitorOptions,
    _ shardCount: Int,
    _ runtime: RingKernelRuntime,
    _ board: ProgressBoard,
    _ isInterrupted: @escaping @Sendable () -> Bool
  ) async throws(RingKernelError) {
    self.source = source
    self.options = options
    self.runtime = runtime
    self.board = board
    self.isInterrupted = isInterrupted
    // No stage sends backwards, so that waiting for room without a limit cannot go round in a circle.
    var stage = LaunchOptions()
    stage.overflow = .wait(nil)
    stage.batch = MonitorOptions.batch
    collector = try await runtime.launch(AlertCollector.self, options: stage)
    stage.gridSize = shardCount
    stage.inputQueueCapacity = MonitorOptions.shardInbox
    stage.outputQueueCapacity = 16  // shards answer callers; nothing reads their outboxes
    shards = try await runtime.launch(AccountShard.self, options: stage)
    try await shards.kernel.connect(PipelineRoute.shards, to: shards)
    try await shards.kernel.connect(PipelineRoute.collector, to: collector)
    stage.gridSize = 1
    stage.inputQueueCapacity = MonitorOptions.ingestCapacity
    stage.routes = [shards.kernel.id]
    ingest = try await runtime.launch(Ingest.self, options: stage)
  }

  /// Feeds, drains, computes the expected result, queries and compares.
  func report() async throws(RingKernelError) -> MonitorReport {
    var report = MonitorReport(
      backend: runtime.backend.rawValue,
      executionMode: runtime.executionMode.rawValue,
      device: runtime.deviceName,
      shards: shards.kernel.gridSize
    )
    let alerts = collectAlerts()
    board.enter(.feeding)
    let start = Machine.monotonicNanoseconds
    report.rows = try await feed()
    board.enter(.draining)
    let summary = try await drain(report.rows)
    report.elapsedSeconds = Double(Machine.monotonicNanoseconds - start) / 1e9
    // All accepted messages have been handled by now; the count of the delivered ones may lag by the last one.
    report.messages = kernels.reduce(0) { $0 + $1.metrics.account.accepted }
    // The collector has answered behind its last alert: terminating it ends the stream of alerts with that one.
    try await collector.kernel.terminate()
    report.alerts = try await alerts.value.get().sorted { $0.row < $1.row }

    board.enter(.computing)
    let expected = try await expectation(rows: report.rows)
    board.enter(.querying)
    try await query(expected, &report)
    board.enter(.comparing)
    try await compare(summary, with: expected, &report)
    report.isInterrupted = isInterrupted()
    return report
  }

  private var kernels: [KernelHandle] { [ingest.kernel, shards.kernel, collector.kernel] }

  private func collectAlerts() -> Task<Result<[Alert], RingKernelError>, Never> {
    let replies = collector.kernel.replies(of: Alert.self).makeAsyncIterator()
    let board = board
    return Task {
      var replies = replies
      var alerts: [Alert] = []
      do throws(RingKernelError) {
        while let alert = try await replies.next() {
          alerts.append(alert)
          board.alerts.store(UInt64(alerts.count), ordering: .relaxed)
        }
        return .success(alerts)
      } catch { return .failure(error) }
    }
  }

  private func feed() async throws(RingKernelError) -> UInt64 {
    let letters = runtime.deadLetters
    let feeder = RowFeeder(
      source: source,
      ingest: ingest,
      board: board,
      patience: options.patience,
      isInterrupted: isInterrupted,
      hasFailed: { letters.total > 0 }
    )
    return try await onOwnThread("txmon-feeder", feeder.run)
  }

  /// Waits until every stage has handled everything; throws what a kernel said to the first row that it refused.
  private func drain(_ rows: UInt64) async throws(RingKernelError) -> PipelineSummary {
    let end = EndOfRows(rows: rows)
    let summary = try await ingest.kernel.call(end, as: PipelineSummary.self, timeout: options.patience)
    for letter in runtime.deadLetters.browse() {
      if case .handlerFailed(let error) = letter.reason { throw .refusedRow(error) }
    }
    return summary
  }

  private func expectation(rows: UInt64) async throws(RingKernelError) -> SequentialOracle {
    let source = source
    return try await onOwnThread("txmon-oracle") { () throws(RingKernelError) in
      var oracle = SequentialOracle()
      var stream = try source.stream()
      while oracle.rows < rows, let row = try stream.next() { try oracle.apply(row) }
      return oracle
    }
  }

  private func query(_ expected: SequentialOracle, _ report: inout MonitorReport) async throws(RingKernelError) {
    let probe = QueryProbe(shards: shards, samples: options.roundTrips, isInterrupted: isInterrupted)
    var mismatches = report.mismatches
    (report.roundTrips, mismatches) = try await onOwnThread("txmon-caller") { [mismatches] () throws(RingKernelError) in
      var mismatches = mismatches
      return (try probe.run(expected.balances, &mismatches), mismatches)
    }
    report.mismatches = mismatches
  }

  private func compare(
    _ summary: PipelineSummary,
    with expected: SequentialOracle,
    _ report: inout MonitorReport
  ) async throws(RingKernelError) {
    var balances: [UInt32: Int64] = [:]
    for replica in 0..<shards.kernel.gridSize {
      let shard = try await shards.kernel.readState(AccountShard.self, replica: replica)
      shard.accounts.forEachBalance { account, cents in balances[account] = cents }
    }
    report.accounts = balances.count
    report.mismatches.compare(balances, with: expected.balances)
    report.mismatches.compare(report.alerts, with: expected.alerts)
    report.mismatches.expect("rows of the oracle", expected.rows, report.rows)
    let alerts = UInt64(expected.alerts.count)
    report.mismatches.expect(
      "summary",
      summary,
      PipelineSummary(
        rows: report.rows,
        debits: report.rows,
        credits: report.rows,
        alerts: alerts,
        largestCount: expected.largestCount
      )
    )
    try await shards.kernel.terminate()
    try await ingest.kernel.terminate()
    for kernel in kernels { report.mismatches.check(kernel) }
    report.mismatches.expect("messages of dead kernels and refused rows", runtime.deadLetters.total, 0)
  }
}
