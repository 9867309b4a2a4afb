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

// @RingKernel
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

// @RingKernel
/// Holds the balances and the trailing windows of its accounts, and applies the velocity rule.
struct AccountShard: BitwiseCopyable, Sendable {
  var accounts = AccountTable()
  var debits: UInt64 = 0
  var credits: UInt64 = 0

  mutating func receive(_ debit: Debit, in context: inout RingContext) throws {
    let booking = book(debit)
    switch booking.refusal {
    case .none: break
    case .lateRow:
      throw context.failure("Row \(debit.row) of account \(debit.source) is more than 121 steps late.")
    case .tableFull:
      throw context.failure("Row \(debit.row): the shard of account \(debit.source) holds its 1024 accounts.")
    case .countOverflow:
      throw context.failure("Row \(debit.row): its source has more than 65535 transactions at time \(debit.time).")
    case .balanceOverflow:
      throw context.failure("Row \(debit.row): the balance of account \(debit.source) exceeds 64 bits of cents.")
    }
    if booking.count > VelocityRule.limit {
      try context.send(alert(debit, booking.count), to: PipelineRoute.collector)
    }
  }

  mutating func receive(_ credit: Credit, in context: inout RingContext) throws {
    switch book(credit) {
    case .none: break
    case .tableFull:
      throw context.failure("Row \(credit.row): the shard of account \(credit.target) holds its 1024 accounts.")
    default:
      throw context.failure("Row \(credit.row): the balance of account \(credit.target) exceeds 64 bits of cents.")
    }
  }

  mutating func receive(_ query: AccountQuery, in context: inout RingContext) -> AccountBalance {
    let place = accounts.find(query.account)
    if place < 0 { return AccountBalance(account: query.account, known: false, cents: 0) }
    return AccountBalance(account: query.account, known: true, cents: accounts.entries[place].cents)
  }

  mutating func receive(_ tally: Tally, in context: inout RingContext) throws {
    let sum = Tally(rows: tally.rows, debits: tally.debits &+ debits, credits: tally.credits &+ credits)
    if context.replica + 1 < context.gridSize {
      try context.send(sum, to: PipelineRoute.shards, replica: context.replica + 1, forwardingCall: true)
    } else {
      try context.send(sum, to: PipelineRoute.collector, forwardingCall: true)
    }
  }

  /// Books a debit and counts it.
  mutating func book(_ debit: Debit) -> Booking {
    let booking = accounts.record(debit)
    if booking.refusal == .none { debits &+= 1 }
    return booking
  }

  /// Books a credit and counts it.
  mutating func book(_ credit: Credit) -> Refusal {
    let refusal = accounts.record(credit)
    if refusal == .none { credits &+= 1 }
    return refusal
  }

  /// What a debit raises whose source has paid more than `VelocityRule.limit` times in the window.
  func alert(_ debit: Debit, _ count: UInt32) -> Alert {
    Alert(
      row: debit.row,
      source: debit.source,
      target: debit.target,
      cents: debit.cents,
      time: debit.time,
      count: count
    )
  }
}

// @RingKernel(emits: [Alert.self])
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
