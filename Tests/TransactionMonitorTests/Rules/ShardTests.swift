import RingKernelCore
import Testing

@testable import TransactionMonitor

/// The kernels' logic without a runtime: the same split, the same shards, one call after the other.
@Suite(.timeLimit(.minutes(5))) struct `Shards beside the oracle` {
  private func run(
    _ rows: some Sequence<Transaction>,
    shards count: Int
  ) throws -> (alerts: [Alert], balances: [UInt32: Int64], summary: PipelineSummary) {
    var ingest = Ingest()
    var shards = (0..<count).map { _ in AccountShard() }
    var collector = AlertCollector()
    var alerts: [Alert] = []
    for row in rows {
      let (debit, credit) = ingest.split(row)
      let source = Int(mix(UInt64(debit.source)) % UInt64(count))
      let booking = shards[source].book(debit)
      #expect(booking.refusal == .none)
      if booking.count > VelocityRule.limit {
        let alert = shards[source].alert(debit, booking.count)
        collector.note(alert)
        alerts.append(alert)
      }
      #expect(shards[Int(mix(UInt64(credit.target)) % UInt64(count))].book(credit) == .none)
    }
    var balances: [UInt32: Int64] = [:]
    var tally = Tally(rows: ingest.rows, debits: 0, credits: 0)
    for index in shards.indices {
      shards[index].accounts.forEachBalance { account, cents in balances[account] = cents }
      tally.debits += shards[index].debits
      tally.credits += shards[index].credits
    }
    return (alerts, balances, collector.summary(tally))
  }

  @Test(arguments: [1, 2, 7], [1, 2, 3] as [UInt64])
  func `generated rows give the oracle's balances and alerts`(shards: Int, seed: UInt64) throws {
    let shape = TransactionGenerator.Shape(steps: 150, disorder: 30, burstsPerMille: 6)
    let made = Array(try TransactionGenerator(seed: seed, accounts: 60, count: 4000, shape: shape))
    let expected = try oracle(for: made)
    let found = try run(made, shards: shards)
    #expect(found.alerts == expected.alerts, "seed \(seed)")
    #expect(found.balances == expected.balances, "seed \(seed)")
    #expect(!expected.alerts.isEmpty, "seed \(seed)")
    #expect(
      found.summary
        == PipelineSummary(
          rows: 4000,
          debits: 4000,
          credits: 4000,
          alerts: UInt64(expected.alerts.count),
          largestCount: expected.largestCount
        )
    )
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `times in random order give the oracle's alerts`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let made = try TransactionGenerator(seed: seed, accounts: 40, count: 5000).map { row in
      var row = row
      row.time = UInt32(random.next(below: 100))
      return row
    }
    let expected = try oracle(for: made)
    #expect(try run(made, shards: 3).alerts == expected.alerts, "seed \(seed)")
    #expect(!expected.alerts.isEmpty, "seed \(seed)")
  }

  @Test(.enabled(if: SampleData.isUsable, SampleData.absence))
  func `the sample file gives the oracle's balances and alerts`() throws {
    let sample = try rows(of: InputFile(path: SampleData.transactions))
    let expected = try oracle(for: sample)
    let found = try run(sample, shards: 32)
    #expect(found.alerts == expected.alerts)
    #expect(found.balances == expected.balances)
  }
}
