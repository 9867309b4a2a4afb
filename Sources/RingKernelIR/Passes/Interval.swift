/// A range of integers that a value is in, exact beyond 64 bits.
struct Interval: Hashable {
  var lower: Int128
  var upper: Int128

  init(_ lower: Int128, _ upper: Int128) {
    self.lower = lower
    self.upper = upper
  }

  init(_ range: ClosedRange<Int128>) { self.init(range.lowerBound, range.upperBound) }

  static let word = Interval(ScalarType.i32.range)
  /// Sizes and indices of a launch: below 2^31.
  static let size = Interval(0, Int128(Int32.max))

  func isInside(_ other: Interval) -> Bool { lower >= other.lower && upper <= other.upper }
  func union(_ other: Interval) -> Interval { Interval(min(lower, other.lower), max(upper, other.upper)) }

  /// The common part; this one where there is none (the code is unreachable then).
  func clipped(to other: Interval) -> Interval {
    let (low, high) = (max(lower, other.lower), min(upper, other.upper))
    return low <= high ? Interval(low, high) : self
  }

  var isNonNegative: Bool { lower >= 0 }

  static func + (a: Interval, b: Interval) -> Interval { Interval(a.lower + b.lower, a.upper + b.upper) }
  static func - (a: Interval, b: Interval) -> Interval { Interval(a.lower - b.upper, a.upper - b.lower) }

  /// Products of 64-bit numbers fit 128 bits, but for two unsigned maxima, which `nil` stands for.
  static func product(_ a: Interval, _ b: Interval) -> Interval? {
    var all: [Int128] = []
    for x in [a.lower, a.upper] {
      for y in [b.lower, b.upper] {
        let (value, overflow) = x.multipliedReportingOverflow(by: y)
        if overflow { return nil }
        all.append(value)
      }
    }
    guard let low = all.min(), let high = all.max() else { return nil }
    return Interval(low, high)
  }
}
