import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `Account table` {
  private func debit(_ source: UInt32, cents: Int64 = 1, time: UInt32 = 0) -> Debit {
    Debit(row: 1, source: source, target: 0, cents: cents, time: time)
  }
  private func credit(_ target: UInt32, cents: Int64 = 1) -> Credit { Credit(row: 1, target: target, cents: cents) }

  @Test func `account zero and the largest number are accounts like others`() {
    var table = AccountTable()
    #expect(table.balance(of: 0) == nil)
    #expect(table.balance(of: .max) == nil)
    #expect(table.record(debit(0, cents: 30)) == Booking(count: 1, refusal: .none))
    #expect(table.record(credit(.max, cents: 50)) == .none)
    #expect(table.balance(of: 0) == -30)
    #expect(table.balance(of: .max) == 50)
    #expect(table.count == 2)
  }

  @Test func `a full table refuses one more account and keeps serving the others`() {
    var table = AccountTable()
    for account in 0..<UInt32(AccountTable.capacity) {
      #expect(table.record(credit(account, cents: Int64(account))) == .none)
    }
    #expect(table.record(credit(9_999)) == .tableFull)
    #expect(table.record(debit(9_999)).refusal == .tableFull)
    #expect(table.balance(of: 9_999) == nil)
    #expect(table.record(credit(17)) == .none)
    var sum: Int64 = 0
    table.forEachBalance { _, cents in sum += cents }
    #expect(sum == 1024 * 1023 / 2 + 1)
    #expect(table.balance(of: 17) == 18)
  }

  @Test func `a balance never leaves 64 bits`() {
    var table = AccountTable()
    #expect(table.record(credit(1, cents: .max)) == .none)
    #expect(table.record(credit(1)) == .balanceOverflow)
    #expect(table.balance(of: 1) == .max)
    #expect(table.record(debit(2, cents: .max)).refusal == .none)
    #expect(table.record(debit(2, cents: 1)).refusal == .none)
    #expect(table.record(debit(2)).refusal == .balanceOverflow)
    #expect(table.balance(of: 2) == .min)
  }

  @Test func `a late debit changes no balance`() {
    var table = AccountTable()
    #expect(table.record(debit(1, cents: 5, time: 500)).refusal == .none)
    #expect(table.record(debit(1, cents: 7, time: 3)).refusal == .lateRow)
    #expect(table.balance(of: 1) == -5)
  }

  @Test(arguments: [1, 2, 8, 32] as [UInt64])
  func `accounts of one shard spread over its table as random ones would`(shards: UInt64) {
    // The runtime sends an account to shard `mix(account) % shards`. With the same bits for the place in the table,
    // 32 shards would leave 32 starting places; then almost every account shifts another one.
    let mine = (0..<UInt64(640) * shards).filter { mix($0) % shards == shards - 1 }
    let places = Set(mine.map { AccountTable.start(of: UInt32($0)) })
    #expect(mine.count > 500)
    #expect(Double(places.count) > 0.65 * Double(mine.count), "\(places.count) starting places, \(mine.count) accounts")
  }
}
