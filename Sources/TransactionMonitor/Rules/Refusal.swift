// @DeviceEnum
/// Whether a shard books a debit or a credit, and why not.
enum Refusal: UInt8, Sendable {
  /// It is booked.
  case none
  /// The row's window reaches behind the horizon that is kept.
  case lateRow
  /// The shard holds as many accounts as it can.
  case tableFull
  /// One account has more transactions in one step than the counter holds.
  case countOverflow
  /// The balance does not fit in 64 bits.
  case balanceOverflow
}

// @DeviceStruct
/// What became of a debit: the transactions of its source in the window, this one included, when it is booked.
struct Booking: BitwiseCopyable, Equatable, Sendable {
  var count: UInt32
  var refusal: Refusal
}
