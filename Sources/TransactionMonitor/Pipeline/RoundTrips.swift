/// Percentiles of round trips in nanoseconds, taken from the sorted list of all samples.
///
/// A sample starts just before the query is written into the shard's inbox and ends when the caller, which spins on
/// a thread of its own, has read the computed balance from its reply cell.
public struct RoundTrips: Sendable, Equatable {
  /// Queries that were answered.
  public let samples: Int
  /// Median.
  public let p50: UInt64
  /// 99th percentile.
  public let p99: UInt64
  /// 99.9th percentile.
  public let p999: UInt64
  /// Longest round trip.
  public let maximum: UInt64

  /// Summarises samples; nil when there is none.
  init?(nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    guard let last = sorted.last else { return nil }
    samples = sorted.count
    p50 = Self.percentile(sorted, perMille: 500)
    p99 = Self.percentile(sorted, perMille: 990)
    p999 = Self.percentile(sorted, perMille: 999)
    maximum = last
  }

  /// The smallest sample that at least `perMille` thousandths of all samples do not exceed (nearest rank).
  private static func percentile(_ sorted: [UInt64], perMille: Int) -> UInt64 {
    sorted[max(0, (sorted.count * perMille + 999) / 1000 - 1)]
  }
}
