internal import RingKernelCore

/// Accounts of one shard: an open-addressing hash table of fixed size that lives in the resident state.
///
/// Accounts are never removed, so a probe ends at the account or at the first free place. The capacity is a
/// parameter of the type, which also keeps unoptimised builds from copying the whole table at every access.
struct AccountTable<let capacity: Int>: BitwiseCopyable {
  private(set) var count = 0
  private var entries = InlineArray<capacity, Account>(repeating: Account())

  /// Books a debit and counts it in the source's window.
  ///
  /// - Returns: Transactions of the source in the window, this one included.
  /// - Throws: `AccountError`; balance and window are unchanged then.
  mutating func record(_ debit: Debit) throws(AccountError) -> UInt32 {
    let place = try place(of: debit.source)
    let (cents, overflows) = entries[place].cents.subtractingReportingOverflow(debit.cents)
    guard !overflows else { throw .balanceOverflow(account: debit.source) }
    let count = try entries[place].window.record(at: debit.time)
    entries[place].cents = cents
    return count
  }

  /// Books a credit.
  mutating func record(_ credit: Credit) throws(AccountError) {
    let place = try place(of: credit.target)
    let (cents, overflows) = entries[place].cents.addingReportingOverflow(credit.cents)
    guard !overflows else { throw .balanceOverflow(account: credit.target) }
    entries[place].cents = cents
  }

  /// The balance of `account`; nil when no row has named it.
  ///
  /// Mutating only so that the table is read where it is: a copy of it would cost microseconds.
  mutating func balance(of account: UInt32) -> Int64? {
    for step in 0..<capacity {
      let place = Self.probe(account, step)
      guard entries[place].isUsed else { return nil }
      if entries[place].number == account { return entries[place].cents }
    }
    return nil
  }

  /// Calls `body` with every account and its balance, in no particular order.
  func forEachBalance(_ body: (UInt32, Int64) -> Void) {
    for place in 0..<capacity where entries[place].isUsed { body(entries[place].number, entries[place].cents) }
  }

  /// Where `account` stands; an unknown account takes the first free place of its probe.
  private mutating func place(of account: UInt32) throws(AccountError) -> Int {
    for step in 0..<capacity {
      let place = Self.probe(account, step)
      if !entries[place].isUsed {
        entries[place].isUsed = true
        entries[place].number = account
        count += 1
        return place
      }
      if entries[place].number == account { return place }
    }
    throw .tableFull(account: account, capacity: capacity)
  }

  private static func probe(_ account: UInt32, _ step: Int) -> Int {
    (start(of: account) &+ step) % capacity  // `step` is below the capacity, so that is not 0
  }

  /// Where the search for `account` starts.
  ///
  /// The runtime chooses the shard by the low bits of the same hash; with those bits the accounts of a shard would
  /// crowd into a few places of its table, so that the place takes the high ones.
  static func start(of account: UInt32) -> Int {
    Int(truncatingIfNeeded: mix(UInt64(account)) >> 32) % capacity  // capacity 0 has no account to look for
  }
}

/// One account; all zeros is a free place.
private struct Account: BitwiseCopyable {
  var number: UInt32 = 0
  var isUsed = false
  var cents: Int64 = 0
  var window = VelocityWindow()
}
