// The pipeline: Ingest -> AccountShard, one replica per shard -> AlertCollector.
//
// Every message and all resident state has a fixed layout, and nothing in here allocates or traps.
// `Kernels+RingKernel.swift` holds what the attributes in the comments stand for.

import RingKernelCore

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
/// No more rows come: a call, answered by the `PipelineSummary` when every stage has handled all that came before.
struct EndOfRows: Equatable, Sendable {
  /// Rows that were sent.
  var rows: UInt64
}

// @RingMessage
/// Carries the call from shard to shard and on to the collector, and adds up what they have booked.
///
/// Every stage passes it on behind its last message, and an inbox keeps the order of what was sent one after the
/// other: nothing is behind it any more where it arrives.
struct Tally: Equatable, Sendable {
  var rows: UInt64
  var debits: UInt64
  var credits: UInt64
}

// @RingMessage
/// What the pipeline has handled.
struct PipelineSummary: Equatable, Sendable {
  var rows: UInt64
  var debits: UInt64
  var credits: UInt64
  var alerts: UInt64
  var largestCount: UInt32
}

// Kernels

// @RingKernel(on: .cpu)
/// Splits every transaction into a debit and a credit and sends them to the shards of the two accounts.
struct Ingest: BitwiseCopyable, Sendable {
  var rows: UInt64 = 0

  mutating func receive(_ transaction: Transaction, in context: inout RingContext) throws {
    let (debit, credit) = split(transaction)
    try context.send(debit, to: PipelineRoute.shards, key: UInt64(debit.source))
    try context.send(credit, to: PipelineRoute.shards, key: UInt64(credit.target))
  }

  mutating func receive(_ end: EndOfRows, in context: inout RingContext) throws {
    guard rows == end.rows else { throw context.failure("\(end.rows) rows were sent, \(rows) have arrived.") }
    let tally = Tally(rows: rows, debits: 0, credits: 0)
    try context.send(tally, to: PipelineRoute.shards, replica: 0, forwardingCall: true)
  }

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

// @RingKernel(on: .cpu)
/// Holds the balances and the trailing windows of its accounts, and applies the velocity rule.
struct AccountShard: BitwiseCopyable, Sendable {
  var accounts = AccountTable<1024>()
  var debits: UInt64 = 0
  var credits: UInt64 = 0

  mutating func receive(_ debit: Debit, in context: inout RingContext) throws {
    let alert: Alert?
    do throws(AccountError) { alert = try book(debit) } catch { throw RingKernelError(error, row: debit.row) }
    if let alert { try context.send(alert, to: PipelineRoute.collector) }
  }

  mutating func receive(_ credit: Credit, in context: inout RingContext) throws {
    do throws(AccountError) { try book(credit) } catch { throw RingKernelError(error, row: credit.row) }
  }

  mutating func receive(_ query: AccountQuery, in context: inout RingContext) -> AccountBalance { balance(query) }

  mutating func receive(_ tally: Tally, in context: inout RingContext) throws {
    let sum = Tally(rows: tally.rows, debits: tally.debits &+ debits, credits: tally.credits &+ credits)
    if context.replica + 1 < context.gridSize {
      try context.send(sum, to: PipelineRoute.shards, replica: context.replica + 1, forwardingCall: true)
    } else {
      try context.send(sum, to: PipelineRoute.collector, forwardingCall: true)
    }
  }

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

  mutating func balance(_ query: AccountQuery) -> AccountBalance {
    let cents = accounts.balance(of: query.account)
    return AccountBalance(account: query.account, known: cents != nil, cents: cents ?? 0)
  }
}

// @RingKernel(on: .cpu, emits: [Alert.self])
/// Counts the alerts of all shards and passes them on to the host.
struct AlertCollector: BitwiseCopyable, Sendable {
  var alerts: UInt64 = 0
  var largestCount: UInt32 = 0

  mutating func receive(_ alert: Alert, in context: inout RingContext) {
    note(alert)
    context.emit(alert)
  }

  mutating func receive(_ tally: Tally, in context: inout RingContext) -> PipelineSummary { summary(tally) }

  mutating func note(_ alert: Alert) {
    alerts &+= 1
    largestCount = max(largestCount, alert.count)
  }

  func summary(_ tally: Tally) -> PipelineSummary {
    PipelineSummary(
      rows: tally.rows,
      debits: tally.debits,
      credits: tally.credits,
      alerts: alerts,
      largestCount: largestCount
    )
  }
}

/// Numbers of the routes between the stages.
enum PipelineRoute {
  /// From Ingest, and from each shard to the next.
  static let shards: Route = 0
  /// From a shard.
  static let collector: Route = 1
}
