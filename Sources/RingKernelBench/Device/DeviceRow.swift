/// One measured line of a device: times, figures, or both, and what they are of.
public struct DeviceRow: Sendable, Equatable {
  /// What was measured.
  public let name: String
  /// From where to where it went, and whose clock says so.
  public let span: String
  /// Operations that were under way at once, where that is a choice.
  public let inFlight: Int?
  /// Through which memory the host's messages came, where some did and there is a choice.
  public let inbound: String?
  /// Times of single operations.
  public let times: Percentiles?
  /// Other numbers, by name; the name says the unit.
  public let figures: [Figure]

  /// A number with a name.
  public struct Figure: Sendable, Equatable {
    /// `messagesPerSecond`.
    public let name: String
    /// How much.
    public let value: Double
  }

  init(
    _ name: String,
    _ span: String,
    inFlight: Int? = nil,
    inbound: String? = nil,
    times: Percentiles? = nil,
    _ figures: KeyValuePairs<String, Double> = [:]
  ) {
    self.name = name
    self.span = span
    self.inFlight = inFlight
    self.inbound = inbound
    self.times = times
    self.figures = figures.map { Figure(name: $0, value: $1) }
  }

  private init(_ other: DeviceRow, _ figures: [Figure]) {
    (name, span, inFlight, inbound, times) = (other.name, other.span, other.inFlight, other.inbound, other.times)
    self.figures = figures
  }

  /// The number of that name.
  public subscript(figure: String) -> Double? { figures.first { $0.name == figure }?.value }

  /// The line with one number more.
  func adding(_ name: String, _ value: Double) -> DeviceRow {
    DeviceRow(self, figures + [Figure(name: name, value: value)])
  }
}

/// Where single times lie.
public struct Percentiles: Sendable, Equatable {
  /// Times that were taken.
  public let samples: Int
  /// Nanoseconds of the one in the middle, of 9 in 10, 99 in 100, 999 in 1000, and of the longest.
  public let p50: UInt64, p90: UInt64, p99: UInt64, p999: UInt64, longest: UInt64

  init(_ nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    func quantile(_ part: Double) -> UInt64 {
      sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)]
    }
    samples = sorted.count
    p50 = quantile(0.5)
    p90 = quantile(0.9)
    p99 = quantile(0.99)
    p999 = quantile(0.999)
    longest = sorted.last ?? 0
  }
}

/// Operations per second.
func rate(_ operations: Int, _ nanoseconds: UInt64) -> Double {
  nanoseconds == 0 ? 0 : Double(operations) * 1e9 / Double(nanoseconds)
}
