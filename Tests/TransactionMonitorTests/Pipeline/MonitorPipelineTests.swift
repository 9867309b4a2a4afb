import RingKernelHost
import Synchronization
import Testing

@testable import TransactionMonitor

@Suite(.timeLimit(.minutes(5)), .serialized) struct `Monitor pipeline` {
  private func options(shards: Int? = nil, workers: Int? = 2, queries: Int = 500) -> MonitorOptions {
    var options = MonitorOptions()
    options.backend = .cpu
    options.shards = shards
    options.workers = workers
    options.roundTrips = queries
    return options
  }

  private func made(seed: UInt64, accounts: UInt32 = 300, count: UInt64 = 6000) throws -> TransactionSource {
    let shape = TransactionGenerator.Shape(steps: 150, disorder: 30, burstsPerMille: 6)
    return .generated(try TransactionGenerator(seed: seed, accounts: accounts, count: count, shape: shape))
  }

  @Test(arguments: [1, 3, 8], [1, 2, 4])
  func `generated rows are verified, whatever the shards and workers`(shards: Int, workers: Int) async throws {
    let seed = UInt64(shards * 10 + workers)
    let report = try await MonitorPipeline(made(seed: seed), options: options(shards: shards, workers: workers)).run()
    #expect(report.mismatches.first == [], "seed \(seed)")
    #expect(report.isVerified && !report.isInterrupted)
    #expect(report.rows == 6000)
    #expect(report.accounts == 300)
    #expect(!report.alerts.isEmpty)
    // A row is three messages; the end of the rows visits ingest, every shard and the collector.
    #expect(report.messages == 3 * 6000 + UInt64(report.alerts.count + shards + 2))
    #expect(report.roundTrips?.samples == 500)
  }

  @Test(.enabled(if: SampleData.isUsable, SampleData.absence))
  func `the sample file has 907 alerts, the largest of 19`() async throws {
    let report = try await MonitorPipeline(.file(SampleData.transactions), options: options()).run()
    #expect(report.mismatches.first == [])
    #expect(report.rows == 120_558)
    #expect(report.alerts.count == 907)
    #expect(report.largestCount == 19)
    #expect(report.backend == "cpu")
    #expect(report.executionMode == "persistent")
  }

  @Test(arguments: [0, 1, 2500])
  func `an interrupted run is verified up to its last row`(rows: Int) async throws {
    let looks = Atomic<Int>(0)
    let report = try await MonitorPipeline(made(seed: 5), options: options()).run(
      isInterrupted: { looks.wrappingAdd(1, ordering: .relaxed).newValue > rows }
    )
    #expect(report.isInterrupted)
    #expect(report.rows == UInt64(rows))
    #expect(report.mismatches.first == [])
    #expect(report.roundTrips == nil)
  }

  @Test func `a bad value is found before anything runs`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("\(TransactionFile.header)\n1,2,3.50,4\n1,2,3.505,4\n".utf8), to: "bad.csv")
    let error = await #expect(throws: RingKernelError.self) {
      try await MonitorPipeline(.file(path), options: options()).run()
    }
    #expect(error?.code == .csvValue)
    #expect(error?.detail.contains("line 3, column 'value'") == true)
  }

  @Test func `a row behind the horizon ends the run with its number`() async throws {
    let folder = try TemporaryFolder()
    let text = "\(TransactionFile.header)\n1,2,1,500\n1,2,1,501\n1,2,1,3\n"
    let path = try folder.write(Array(text.utf8), to: "late.csv")
    let error = await #expect(throws: RingKernelError.self) {
      try await MonitorPipeline(.file(path), options: options()).run()
    }
    #expect(error?.code == .lateRow)
    #expect(error?.detail.contains("Row 3 ") == true)
  }

  @Test func `more accounts than the shards hold end the run`() async throws {
    let source = try made(seed: 6, accounts: 3000)
    let error = await #expect(throws: RingKernelError.self) {
      try await MonitorPipeline(source, options: options(shards: 1)).run()
    }
    #expect(error?.code == .residentLimit)
  }

  @Test func `progress counts the rows and never goes back`() async throws {
    let seen = Mutex<[MonitorProgress]>([])
    let report = try await MonitorPipeline(made(seed: 7), options: options()).run(
      progress: { progress in seen.withLock { $0.append(progress) } }
    )
    let steps = seen.withLock { $0 }
    #expect(report.isVerified)
    #expect(!steps.isEmpty)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.rows <= $1.rows && $0.phase.rawValue <= $1.phase.rawValue })
  }

  @Test func `shards follow from the accounts`() throws {
    #expect(try MonitorOptions().shardCount(accounts: 0) == 1)
    #expect(try MonitorOptions().shardCount(accounts: 640) == 1)
    #expect(try MonitorOptions().shardCount(accounts: 20_000) == 32)
    #expect(throws: RingKernelError.self) { try MonitorOptions().shardCount(accounts: 1 << 30) }
  }
}
