/// The rule: more than `limit` transactions of one source within `steps` time steps raise an alert.
public enum VelocityRule {
  /// Time steps in the window, the transaction's own included: t-6 to t.
  public static let steps: UInt32 = 7
  /// Transactions in the window that raise no alert yet.
  public static let limit: UInt32 = 10
}

// @DeviceStruct
/// Transactions of one account, counted per time step over a bounded horizon that ends at the newest step.
///
/// Rows may come in any order: a count is exact as long as the row's whole window lies inside the horizon.
struct VelocityWindow: BitwiseCopyable, Sendable {
  /// Time steps that are kept; a power of two, so that a step's place is its low bits.
  static let horizon: UInt32 = 128

  var newest: UInt32 = 0
  var counts = InlineArray<128, UInt16>(repeating: 0)

  /// Counts a transaction at `time`.
  ///
  /// - Returns: Transactions so far with a time in the window that ends at `time`, this one included; or `lateRow` or
  ///   `countOverflow`, and nothing is counted then.
  mutating func record(at time: UInt32) -> Booking {
    if time > newest {
      advance(to: time)
    } else if newest - time > Self.horizon - VelocityRule.steps {
      return Booking(count: 0, refusal: .lateRow)
    }
    let place = Self.place(of: time)
    guard counts[place] < UInt16.max else { return Booking(count: 0, refusal: .countOverflow) }
    counts[place] += 1
    var sum: UInt32 = 0
    for age in 0...min(VelocityRule.steps - 1, time) { sum &+= UInt32(counts[Self.place(of: time &- age)]) }
    return Booking(count: sum, refusal: .none)
  }

  /// Makes `time` the newest step; the steps that fall out of the horizon are forgotten.
  private mutating func advance(to time: UInt32) {
    for age in 0..<min(time - newest, Self.horizon) { counts[Self.place(of: time &- age)] = 0 }
    newest = time
  }

  private static func place(of time: UInt32) -> Int { Int(time & (Self.horizon - 1)) }
}
