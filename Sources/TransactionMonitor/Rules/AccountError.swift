internal import RingKernelCore

/// Why a shard cannot book a debit or a credit.
enum AccountError: Error, Equatable {
  /// The row's window reaches behind the horizon that is kept.
  case lateRow(time: UInt32, newest: UInt32)
  /// The shard holds as many accounts as it can.
  case tableFull(account: UInt32, capacity: Int)
  /// One account has more transactions in one step than the counter holds.
  case countOverflow(time: UInt32)
  /// The balance does not fit in 64 bits.
  case balanceOverflow(account: UInt32)
}

extension RingKernelError {
  /// The public form, for `row`.
  init(_ error: AccountError, row: UInt64) {
    switch error {
    case .lateRow(let time, let newest):
      let spread = VelocityWindow.horizon - VelocityRule.steps
      self.init(
        .lateRow,
        "Row \(row) has time \(time), its account has been seen at \(newest): more than \(spread) steps late."
      )
    case .tableFull(let account, let capacity):
      self.init(
        .residentLimit,
        "Row \(row): the shard of account \(account) holds its \(capacity) accounts."
      )
    case .countOverflow(let time):
      self.init(.residentLimit, "Row \(row): its source has more than \(UInt16.max) transactions at time \(time).")
    case .balanceOverflow(let account):
      self.init(.residentLimit, "Row \(row): the balance of account \(account) exceeds 64 bits of cents.")
    }
  }
}
