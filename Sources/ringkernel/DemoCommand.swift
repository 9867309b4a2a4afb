import ArgumentParser
import RingKernelConsole
import RingKernelHost
import TransactionMonitor

/// `ringkernel demo`.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Watch bank transactions with resident actors, measure them, and verify every result.",
    discussion: """
      Every row becomes a debit and a credit for the actors that hold the two accounts; an account that pays more than
      10 times within 7 time steps raises an alert. Afterwards balance queries are timed through the live actors, and
      balances, alerts and message accounts are compared with a sequential calculation.

      A file has a header line that names sourceNodeId, targetNodeId, value and time; it may be packed with gzip.
      Without one, rows are made up. Ctrl-C stops the feeding; what was fed is then drained and verified.

      EXAMPLES:
        ringkernel demo
        ringkernel demo --input transactions.csv.gz --out alerts.csv
        ringkernel demo --count 5000000 --accounts 50000 --json
      """
  )

  @Option(help: ArgumentHelp("CSV file of transactions, plain or packed.", valueName: "file"), completion: .file())
  var input: String?
  @Option(help: ArgumentHelp("Rows to make up (default: 1000000).", valueName: "number"))
  var count: UInt64?
  @Option(help: ArgumentHelp("Accounts to make rows up for (default: 20000).", valueName: "number"))
  var accounts: UInt32?
  @Option(help: ArgumentHelp("Seed of the rows that are made up (default: 1).", valueName: "number"))
  var seed: UInt64?
  @Option(help: ArgumentHelp("Actors that hold the accounts; as many as needed if not given.", valueName: "number"))
  var shards: Int?
  @Option(help: ArgumentHelp("Worker threads of the CPU backend.", valueName: "number"))
  var workers: Int?
  @Option(help: ArgumentHelp("Balance queries to time.", valueName: "number"))
  var queries = 200_000
  @Option(help: ArgumentHelp("Write the alerts to a CSV file.", valueName: "file"), completion: .file())
  var out: String?
  @Flag(help: "Show no progress.")
  var noProgress = false
  @OptionGroup var backend: BackendOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if input != nil, count != nil || accounts != nil || seed != nil {
      throw ValidationError("--count, --accounts and --seed make rows up; they do not go with --input.")
    }
    if let accounts, accounts < 2 { throw ValidationError("--accounts is \(accounts); rows need at least 2.") }
    if let shards, !(1...65_536).contains(shards) {
      throw ValidationError("--shards is \(shards); it is 1 to 65536.")
    }
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers is \(workers); it is 1 to 1024.")
    }
    guard (0...100_000_000).contains(queries) else {
      throw ValidationError("--queries is \(queries); it is 0 to 100000000.")
    }
  }

  func run() async throws {
    var options = MonitorOptions()
    options.backend = backend.backend.choice
    options.workers = workers
    options.shards = shards
    options.roundTrips = queries
    let pipeline = MonitorPipeline(try source(), options: options)
    let line = noProgress ? nil : ProgressLine(isTerminal: Output.errorIsTerminal)
    Interruption.watch()
    let report: MonitorReport
    do throws(RingKernelError) {
      report = try await pipeline.run(isInterrupted: Interruption.hasHappened, progress: line?.show)
    } catch {
      line?.end()
      throw error
    }
    line?.end()
    if let out { try AlertFile.write(report.alerts, to: out) }
    print(format.json ? report.json.text : report.text)
    if report.isInterrupted { throw ExitStatus.interrupted }
    if !report.isVerified { throw ExitStatus.failure }
  }

  private func source() throws(RingKernelError) -> TransactionSource {
    if let input { return .file(input) }
    return .generated(
      try TransactionGenerator(seed: seed ?? 1, accounts: accounts ?? 20_000, count: count ?? 1_000_000)
    )
  }
}
