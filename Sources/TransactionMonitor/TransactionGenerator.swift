public import RingKernelCore

/// Made-up transactions: the same seed gives the same rows on every machine.
///
/// Most rows are single payments between random accounts; now and then an account pays many times in a row,
/// which raises velocity alerts. Times grow from 0 to the last step; `disorder` lets rows come late.
public struct TransactionGenerator: Sequence, IteratorProtocol, Sendable {
  /// What the rows look like.
  public struct Shape: Sendable {
    /// Time steps that the rows are spread over.
    public var steps: UInt32
    /// Largest number of steps by which a row may come late.
    public var disorder: UInt32
    /// Chance of a burst to start at a row, in thousandths.
    public var burstsPerMille: UInt32

    /// Sets the shape.
    public init(steps: UInt32 = 150, disorder: UInt32 = 0, burstsPerMille: UInt32 = 2) {
      self.steps = steps
      self.disorder = disorder
      self.burstsPerMille = burstsPerMille
    }
  }

  let accounts: UInt64
  let count: UInt64
  private let shape: Shape
  private var random: SplitMix64
  private var row: UInt64 = 0
  private var burst: (source: UInt32, left: UInt64) = (0, 0)

  /// Makes `count` rows between `accounts` accounts, numbered from 0.
  ///
  /// - Throws: `invalidConfiguration` for fewer than two accounts or no step.
  public init(seed: UInt64, accounts: UInt32, count: UInt64, shape: Shape = Shape()) throws(RingKernelError) {
    guard accounts >= 2, shape.steps >= 1 else {
      throw RingKernelError(
        .invalidConfiguration,
        "Transactions need at least 2 accounts and 1 time step; asked for \(accounts) and \(shape.steps)."
      )
    }
    self.accounts = UInt64(accounts)
    self.count = count
    self.shape = shape
    random = SplitMix64(seed: seed)
  }

  /// The next row; nil after the last.
  public mutating func next() -> Transaction? {
    guard row < count else { return nil }
    let source = nextSource()
    let hop = 1 + random.next(below: accounts - 1)  // never the source itself
    let target = UInt32(truncatingIfNeeded: (UInt64(source) + hop) % accounts)
    let cents = Int64(truncatingIfNeeded: 100 + random.next(below: nextMagnitude()))
    let time = nextTime()
    row += 1
    return Transaction(row: row, source: source, target: target, cents: cents, time: time)
  }

  /// While a burst lasts, about every other row belongs to it.
  private mutating func nextSource() -> UInt32 {
    if burst.left == 0 && random.chance(perMille: UInt64(shape.burstsPerMille)) {
      burst = (nextAccount(), 8 + random.next(below: 17))
    }
    guard burst.left > 0, random.chance(perMille: 500) else { return nextAccount() }
    burst.left -= 1
    return burst.source
  }

  private mutating func nextAccount() -> UInt32 { UInt32(truncatingIfNeeded: random.next(below: accounts)) }

  /// Small amounts are more frequent than large ones.
  private mutating func nextMagnitude() -> UInt64 {
    switch random.next(below: 10) {
    case 0..<6: 10_000
    case 6..<9: 100_000
    default: 1_000_000
    }
  }

  private mutating func nextTime() -> UInt32 {
    // Full width, because row * steps may exceed 64 bits; the quotient is below `steps`.
    let step = count.dividingFullWidth(row.multipliedFullWidth(by: UInt64(shape.steps))).quotient
    let late = random.next(below: Swift.min(UInt64(shape.disorder), step) + 1)
    return UInt32(truncatingIfNeeded: step - late)
  }
}
