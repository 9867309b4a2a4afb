import Testing

@testable import TransactionMonitor

@Suite struct `Mismatches of a run` {
  private func alert(row: UInt64, count: UInt32 = 11) -> Alert {
    Alert(row: row, source: 1, target: 2, cents: 3, time: 4, count: count)
  }

  @Test func `equal results have none`() {
    var found = Mismatches()
    found.compare([1: 5, 2: -5], with: [2: -5, 1: 5])
    found.compare([alert(row: 1), alert(row: 2)], with: [alert(row: 2), alert(row: 1)])
    #expect(found.isEmpty)
  }

  @Test func `a wrong, a missing and a surplus account are three`() {
    var found = Mismatches()
    found.compare([1: 5, 3: 0], with: [1: 6, 2: 0])
    #expect(
      found.first == [
        "balance of account 1: found 5 cents, expected 6 cents",
        "balance of account 2: found no such account, expected 0 cents",
        "balance of account 3: found 0 cents, expected no such account",
      ]
    )
  }

  @Test(
    arguments: [
      ([], [3]), ([3], []), ([3, 3], [3]),
    ] as [([UInt64], [UInt64])]
  )
  func `a missing, a surplus and a doubled alert are found`(rows: [UInt64], expected: [UInt64]) {
    var found = Mismatches()
    found.compare(rows.map { alert(row: $0) }, with: expected.map { alert(row: $0) })
    #expect(found.count == 1)
  }

  @Test func `a wrong count is found`() {
    var found = Mismatches()
    found.compare([alert(row: 3, count: 12)], with: [alert(row: 3, count: 11)])
    #expect(found.count == 1)
  }

  @Test func `all are counted and the first few are kept`() {
    var found = Mismatches()
    for number in 0..<100 { found.expect("value", number, -1) }
    #expect(found.count == 100)
    #expect(found.first.count == Mismatches.limit)
    #expect(found.first.first == "value: found 0, expected -1")
  }

  @Test func `percentiles are nearest ranks`() {
    #expect(RoundTrips(nanoseconds: []) == nil)
    #expect(RoundTrips(nanoseconds: [7])?.p999 == 7)
    let trips = RoundTrips(nanoseconds: (1...1000).reversed())
    #expect(trips?.p50 == 500)
    #expect(trips?.p99 == 990)
    #expect(trips?.p999 == 999)
    #expect(trips?.maximum == 1000)
  }
}
