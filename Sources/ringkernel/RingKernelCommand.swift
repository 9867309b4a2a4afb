import TransactionMonitor
@main struct Main {
  static func main() async throws {
    let generator = try TransactionGenerator(seed: 1, accounts: 20_000, count: 1_000_000)
    let args = CommandLine.arguments
    let source: TransactionSource = args.count > 1 ? .file(args[1]) : .generated(generator)
    var o = MonitorOptions()
    if args.count > 2 { o.workers = Int(args[2]) }
    let report = try await MonitorPipeline(source, options: o).run(progress: { p in print(p) })
    print(report.rows, report.messages, report.elapsedSeconds, report.messagesPerSecond, report.alerts.count, report.largestCount, report.isVerified, report.mismatches, report.roundTrips as Any, report.shards, report.accounts, report.device)
  }
}
