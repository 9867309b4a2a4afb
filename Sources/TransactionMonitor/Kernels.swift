// The pipeline: Ingest -> AccountShard, one replica per shard -> AlertCollector.
//
// Every message and all resident state has a fixed layout, and nothing in here allocates or traps.

// Messages

// @RingMessage
/// One row of the file: `cents` go from `source` to `target` at step `time`.
public struct Transaction: Equatable, Sendable {
  /// Row of the file, from 1.
  public var row: UInt64
  /// Account that pays.
  public var source: UInt32
  /// Account that receives.
  public var target: UInt32
  /// Amount, not negative.
  public var cents: Int64
  /// Time step.
  public var time: UInt32
}

// @RingMessage
/// The paying half of a transaction, for the shard of `source`.
struct Debit: Equatable, Sendable {
  var row: UInt64
  var source: UInt32
  var target: UInt32
  var cents: Int64
  var time: UInt32
}

// @RingMessage
/// The receiving half of a transaction, for the shard of `target`.
struct Credit: Equatable, Sendable {
  var row: UInt64
  var target: UInt32
  var cents: Int64
}

// @RingMessage
/// The source of a transaction has paid too often within the window.
public struct Alert: Hashable, Sendable {
  /// Row of the transaction that raised it.
  public var row: UInt64
  /// Account that pays.
  public var source: UInt32
  /// Account that receives.
  public var target: UInt32
  /// Amount.
  public var cents: Int64
  /// Time step.
  public var time: UInt32
  /// Transactions of `source` in the window, this one included.
  public var count: UInt32
}

// @RingMessage
/// Asks for the balance of one account.
struct AccountQuery: Equatable, Sendable {
  var account: UInt32
}

// @RingMessage
/// Answers an `AccountQuery`; `known` is false for an account that no row has named.
struct AccountBalance: Equatable, Sendable {
  var account: UInt32
  var known: Bool
  var cents: Int64
}

// @RingMessage
/// No more rows come: passed on by every stage behind its last message, so that nothing overtakes it.
struct EndOfRows: Equatable, Sendable {
  var shards: UInt32
}

// @RingMessage
/// One shard has handled everything it got.
struct ShardDone: Equatable, Sendable {
  var shards: UInt32
  var debits: UInt64
  var credits: UInt64
}

// @RingMessage
/// What the pipeline has seen, emitted when every shard is done.
struct PipelineSummary: Equatable, Sendable {
  var debits: UInt64
  var credits: UInt64
  var alerts: UInt64
  var largestCount: UInt32
}

// Kernels

// @RingKernel
/// Splits every transaction into a debit and a credit and sends them to the shards of the two accounts.
struct Ingest: BitwiseCopyable, Sendable {
  var rows: UInt64 = 0

  mutating func split(_ transaction: Transaction) -> (debit: Debit, credit: Credit) {
    rows &+= 1
    let debit = Debit(
      row: transaction.row,
      source: transaction.source,
      target: transaction.target,
      cents: transaction.cents,
      time: transaction.time
    )
    return (debit, Credit(row: transaction.row, target: transaction.target, cents: transaction.cents))
  }
}

// @RingKernel
/// Holds the balances and the trailing windows of its accounts, and applies the velocity rule.
struct AccountShard: BitwiseCopyable, Sendable {
  var accounts = AccountTable<1024>()
  var debits: UInt64 = 0
  var credits: UInt64 = 0

  /// Books the debit; an alert when the source has paid more than `VelocityRule.limit` times in the window.
  mutating func book(_ debit: Debit) throws(AccountError) -> Alert? {
    let count = try accounts.record(debit)
    debits &+= 1
    guard count > VelocityRule.limit else { return nil }
    return Alert(
      row: debit.row,
      source: debit.source,
      target: debit.target,
      cents: debit.cents,
      time: debit.time,
      count: count
    )
  }

  mutating func book(_ credit: Credit) throws(AccountError) {
    try accounts.record(credit)
    credits &+= 1
  }

  /// Mutating only because unoptimised builds then read the table where it is, instead of copying it first.
  mutating func balance(_ query: AccountQuery) -> AccountBalance {
    let cents = accounts.balance(of: query.account)
    return AccountBalance(account: query.account, known: cents != nil, cents: cents ?? 0)
  }
}

// @RingKernel
/// Counts the alerts of all shards and passes them on to the host.
struct AlertCollector: BitwiseCopyable, Sendable {
  var summary = PipelineSummary(debits: 0, credits: 0, alerts: 0, largestCount: 0)
  var shardsDone: UInt32 = 0

  mutating func note(_ alert: Alert) {
    summary.alerts &+= 1
    summary.largestCount = max(summary.largestCount, alert.count)
  }

  /// Notes that a shard is done; the summary when it was the last one.
  mutating func note(_ done: ShardDone) -> PipelineSummary? {
    summary.debits &+= done.debits
    summary.credits &+= done.credits
    shardsDone &+= 1
    return shardsDone == done.shards ? summary : nil
  }
}
