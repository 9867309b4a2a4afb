internal import RingKernelCore

// @DeviceStruct
/// Accounts of one shard: an open-addressing hash table of fixed size that lives in the resident state.
///
/// Accounts are never removed, so a probe ends at the account or at the first free place. Methods that only read are
/// mutating too, so that the table is read where it is: a copy of it would cost microseconds.
struct AccountTable: BitwiseCopyable, Sendable {
  /// Accounts that the table holds.
  static let capacity = 1024

  var count = 0
  var entries = InlineArray<1024, Account>(repeating: Account())

  /// Books a debit and counts it in the source's window; balance and window are unchanged when it is refused.
  mutating func record(_ debit: Debit) -> Booking {
    let place = place(of: debit.source)
    if place < 0 { return Booking(count: 0, refusal: .tableFull) }
    let (cents, overflows) = entries[place].cents.subtractingReportingOverflow(debit.cents)
    if overflows { return Booking(count: 0, refusal: .balanceOverflow) }
    let booking = entries[place].window.record(at: debit.time)
    if booking.refusal == .none { entries[place].cents = cents }
    return booking
  }

  /// Books a credit; the balance is unchanged when it is refused.
  mutating func record(_ credit: Credit) -> Refusal {
    let place = place(of: credit.target)
    if place < 0 { return .tableFull }
    let (cents, overflows) = entries[place].cents.addingReportingOverflow(credit.cents)
    if overflows { return .balanceOverflow }
    entries[place].cents = cents
    return .none
  }

  /// Where `account` stands; -1 when no row has named it.
  mutating func find(_ account: UInt32) -> Int {
    for step in 0..<Self.capacity {
      let place = Self.probe(account, step)
      if !entries[place].isUsed { return -1 }
      if entries[place].number == account { return place }
    }
    return -1
  }

  /// Where `account` stands; an unknown one takes the first free place of its probe, -1 when there is none.
  private mutating func place(of account: UInt32) -> Int {
    for step in 0..<Self.capacity {
      let place = Self.probe(account, step)
      if !entries[place].isUsed {
        entries[place].isUsed = true
        entries[place].number = account
        count += 1
        return place
      }
      if entries[place].number == account { return place }
    }
    return -1
  }

  private static func probe(_ account: UInt32, _ step: Int) -> Int { (start(of: account) &+ step) % Self.capacity }

  /// Where the search for `account` starts.
  ///
  /// The runtime chooses the shard by the low bits of the same hash; with those bits the accounts of a shard would
  /// crowd into a few places of its table, so that the place takes the high ones.
  static func start(of account: UInt32) -> Int {
    Int(truncatingIfNeeded: mix(UInt64(account)) >> 32) % Self.capacity
  }
}

extension AccountTable {
  /// The balance of `account`; nil when no row has named it.
  mutating func balance(of account: UInt32) -> Int64? {
    let place = find(account)
    return place < 0 ? nil : entries[place].cents
  }

  /// Calls `body` with every account and its balance, in no particular order.
  func forEachBalance(_ body: (UInt32, Int64) -> Void) {
    for place in 0..<Self.capacity where entries[place].isUsed { body(entries[place].number, entries[place].cents) }
  }
}

// @DeviceStruct
/// One account; all zeros is a free place.
struct Account: BitwiseCopyable, Sendable {
  var number: UInt32 = 0
  var isUsed = false
  var cents: Int64 = 0
  var window = VelocityWindow()
}
