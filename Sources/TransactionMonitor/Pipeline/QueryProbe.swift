internal import RingKernelABI
internal import RingKernelCore

/// Times balance queries through the live shards, one after the other, and checks every answer.
struct QueryProbe: Sendable {
  /// Seed of the choice of accounts.
  static let seed: UInt64 = 0x72_69_6e_67
  let shards: AccountShard.Handle
  let samples: Int
  let isInterrupted: @Sendable () -> Bool

  /// Asks for random accounts of `balances`; for a thread of its own, which spins.
  func run(
    _ balances: [UInt32: Int64],
    _ mismatches: inout Mismatches
  ) throws(RingKernelError) -> RoundTrips? {
    let accounts = balances.sorted { $0.key < $1.key }
    guard !accounts.isEmpty else { return nil }
    var random = SplitMix64(seed: Self.seed)
    let choices = (0..<samples).map { _ in accounts[Int(random.next(below: UInt64(accounts.count)))] }
    var nanoseconds: [UInt64] = []
    nanoseconds.reserveCapacity(samples)
    for (account, cents) in choices {
      if isInterrupted() { break }
      let query = AccountQuery(account: account)
      let options = SendOptions(key: UInt64(account))
      let start = Machine.monotonicNanoseconds
      let answer = try shards.kernel.callBlocking(query, as: AccountBalance.self, options: options)
      nanoseconds.append(Machine.monotonicNanoseconds - start)
      mismatches.expect(
        "answer for account \(account)",
        answer,
        AccountBalance(account: account, known: true, cents: cents)
      )
    }
    return RoundTrips(nanoseconds: nanoseconds)
  }
}
