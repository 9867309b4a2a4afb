import RingKernelCore
import Testing

@testable import TransactionMonitor

@Suite struct `Messages of the pipeline` {
  @Test func `every message survives its bytes`() throws {
    try expectRoundTrip(Transaction(row: 1, source: 2, target: 3, cents: 4, time: 5))
    try expectRoundTrip(Debit(row: 1, source: 2, target: 3, cents: -4, time: 5))
    try expectRoundTrip(Credit(row: 1, target: 3, cents: .min))
    try expectRoundTrip(Alert(row: .max, source: 2, target: 3, cents: 4, time: 5, count: 6))
    try expectRoundTrip(AccountQuery(account: 7))
    try expectRoundTrip(AccountBalance(account: 7, known: true, cents: 8))
    try expectRoundTrip(EndOfRows(rows: 9))
    try expectRoundTrip(Tally(rows: 9, debits: 10, credits: 11))
    try expectRoundTrip(PipelineSummary(rows: 0, debits: 1, credits: 2, alerts: 3, largestCount: 4))
  }

  @Test func `layouts are named after module and type`() {
    #expect(Transaction.layout.name == "TransactionMonitor.Transaction")
    #expect(Alert.layout.signature == "{row:u64@0,source:u32@8,target:u32@12,cents:i64@16,time:u32@24,count:u32@28}#32")
  }

  private func expectRoundTrip<Message: RingMessage & Equatable>(_ message: Message) throws {
    #expect(try MessageBytes.decode(Message.self, from: MessageBytes.encode(message)) == message)
  }
}
