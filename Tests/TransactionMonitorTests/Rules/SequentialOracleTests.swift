import Foundation
import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite(.timeLimit(.minutes(5))) struct `Sequential oracle` {
  @Test func `eleven payments in a window raise the first alert`() throws {
    let made = (1...12).map { Transaction(row: $0, source: 1, target: 2, cents: 10, time: 4) }
    let found = try oracle(for: made)
    #expect(found.alerts.map(\.row) == [11, 12])
    #expect(found.largestCount == 12)
    #expect(found.balances == [1: -120, 2: 120])
  }

  @Test func `a payment to oneself leaves the balance`() throws {
    #expect(try oracle(for: [Transaction(row: 1, source: 3, target: 3, cents: 9, time: 0)]).balances == [3: 0])
  }

  @Test(.enabled(if: SampleData.isUsable, SampleData.absence))
  func `the sample file has 907 alerts, the largest of 19`() throws {
    let found = try oracle(for: rows(of: InputFile(path: SampleData.transactions)))
    #expect(found.rows == 120_558)
    #expect(found.alerts.count == 907)
    #expect(found.largestCount == 19)
    #expect(found.balances.values.reduce(0, +) == 0)
  }

  @Test(.enabled(if: Python.isAvailable, Python.absence), .enabled(if: SampleData.isUsable, SampleData.absence))
  func `SQL finds the same alerts and balances in the sample file`() throws {
    try compareWithSQL(rows(of: InputFile(path: SampleData.transactions)), "sample file")
  }

  @Test(.enabled(if: Python.isAvailable, Python.absence), arguments: [21, 22, 23] as [UInt64])
  func `SQL finds the same alerts and balances in generated rows`(seed: UInt64) throws {
    let shape = TransactionGenerator.Shape(steps: 200, disorder: 100, burstsPerMille: 5)
    try compareWithSQL(
      Array(try TransactionGenerator(seed: seed, accounts: 500, count: 8000, shape: shape)),
      "seed \(seed)"
    )
  }

  private struct Answer: Decodable {
    let alerts: [[UInt64]]
    let balances: [[Int64]]
  }

  private static let program = """
    import json, sqlite3, sys
    db = sqlite3.connect(':memory:')
    db.execute('create table t (row integer primary key, source int, target int, cents int, time int)')
    with open(sys.argv[1]) as lines:
        db.executemany('insert into t values (?, ?, ?, ?, ?)', (line.split() for line in lines))
    db.execute('create index by_source on t (source, time)')
    alerts = db.execute('''
        select * from (
            select a.rowid, (select count(*) from t b where b.source = a.source
                and b.time between a.time - 6 and a.time and b.rowid <= a.rowid) as n from t a)
        where n > 10 order by 1''').fetchall()
    balances = db.execute('''
        select account, sum(cents) from (
            select source as account, -cents as cents from t union all select target, cents from t)
        group by account''').fetchall()
    json.dump({'alerts': alerts, 'balances': balances}, open(sys.argv[2], 'w'))
    """

  private func compareWithSQL(_ rows: [Transaction], _ note: Comment) throws {
    let text = rows.map { "\($0.row) \($0.source) \($0.target) \($0.cents) \($0.time)\n" }.joined()
    let answer = try JSONDecoder().decode(Answer.self, from: Python.run(Self.program, input: Array(text.utf8)))
    let expected = try oracle(for: rows)
    #expect(expected.alerts.map { [$0.row, UInt64($0.count)] } == answer.alerts, note)
    #expect(!answer.alerts.isEmpty, note)
    #expect(
      expected.balances == Dictionary(uniqueKeysWithValues: answer.balances.map { (UInt32($0[0]), $0[1]) }),
      note
    )
  }
}
