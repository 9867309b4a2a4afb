import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `Transaction generator` {
  @Test func `the same seed gives the same rows, another seed others`() throws {
    let first = Array(try TransactionGenerator(seed: 42, accounts: 1000, count: 2000))
    #expect(first == Array(try TransactionGenerator(seed: 42, accounts: 1000, count: 2000)))
    #expect(first != Array(try TransactionGenerator(seed: 43, accounts: 1000, count: 2000)))
  }

  @Test func `rows are as asked for`() throws {
    let shape = TransactionGenerator.Shape(steps: 20, disorder: 5, burstsPerMille: 3)
    let rows = Array(try TransactionGenerator(seed: 7, accounts: 30, count: 3000, shape: shape))
    #expect(rows.map(\.row) == Array(1...3000))
    #expect(rows.allSatisfy { $0.source < 30 && $0.target < 30 && $0.source != $0.target })
    #expect(rows.allSatisfy { $0.cents >= 100 && $0.time < 20 })
    #expect(rows.last.map { $0.time >= 14 } == true)
    #expect(zip(rows, rows.dropFirst()).contains { $0.time > $1.time })
  }

  @Test func `without disorder times never fall`() throws {
    let rows = Array(try TransactionGenerator(seed: 7, accounts: 30, count: 3000))
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test func `bursts raise alerts and their absence raises none`() throws {
    let accounts: UInt32 = 20_000
    let quiet = TransactionGenerator.Shape(burstsPerMille: 0)
    #expect(!(try oracle(for: TransactionGenerator(seed: 1, accounts: accounts, count: 20_000)).alerts.isEmpty))
    let none = try oracle(for: TransactionGenerator(seed: 1, accounts: accounts, count: 20_000, shape: quiet))
    #expect(none.alerts.isEmpty)
  }

  @Test func `the random numbers are those of the published algorithm`() {
    // First outputs for seed 1234567, as listed with the reference implementation of SplitMix64.
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test(arguments: [(0, 5), (1, 5), (5, 0)] as [(UInt32, UInt32)])
  func `an impossible shape is refused`(accounts: UInt32, steps: UInt32) {
    let error = failure { () throws(RingKernelError) in
      try TransactionGenerator(seed: 1, accounts: accounts, count: 1, shape: .init(steps: steps))
    }
    #expect(error?.code == .invalidConfiguration)
  }
}
