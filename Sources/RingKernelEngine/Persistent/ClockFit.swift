internal import RingKernelCore

/// The line that offsets of a device's clock lie on: least squares over the last 64 (`Design/0007`, "Time").
///
/// Each pair is the host's time before a question, the device's in the answer, and the host's after it. The device looked
/// at its clock somewhere in between, so the offset is known up to half the way.
struct ClockFit {
  /// A pair: the middle of its way, the offset there, half the way.
  struct Sample: Equatable {
    var time: UInt64
    var offset: UInt64
    var slack: UInt64

    init(before: UInt64, device: UInt64, after: UInt64) {
      slack = (after &- before + 1) / 2
      time = before &+ (after &- before) / 2
      offset = time &- device
    }
  }

  private static let capacity = 64
  /// What a clock may gain in a nanosecond while one pair alone is known, which says nothing of the drift.
  private static let steepest = 0.0005

  private(set) var samples: [Sample] = []
  /// In what steps the device's clock goes on: what all its times are multiples of.
  private(set) var step: UInt64 = 0

  /// Takes the best pair of a round.
  mutating func add(_ sample: Sample) {
    var (a, b) = (step, sample.time &- sample.offset)
    while b != 0 { (a, b) = (b, a % b) }
    step = a
    if samples.count == Self.capacity { samples.removeFirst() }
    samples.append(sample)
  }

  /// What the offset is at a time of the host.
  func clock(at time: UInt64) -> DeviceClock? {
    guard let first = samples.first, let last = samples.last else { return nil }
    // Relative to the last pair, so that nothing is lost in a Double.
    let points = samples.map { sample in
      (
        x: Double(Int64(bitPattern: sample.time &- last.time)),
        y: Double(Int64(bitPattern: sample.offset &- last.offset)),
        slack: Double(sample.slack)
      )
    }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    let slope = spread == 0 ? 0 : points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    func line(_ x: Double) -> Double { meanY + slope * (x - meanX) }
    // The true line passes each pair within its slack. What two lines differ by is a line itself: between two pairs it is
    // no more than at the worse of them, behind the last one it goes on as steeply as it may have come.
    let worst = points.map { abs($0.y - line($0.x)) + $0.slack + Double(step) }.max() ?? 0
    let x = Double(Int64(bitPattern: time &- last.time))
    let span = Double(last.time &- first.time)
    let steepness = span == 0 ? Self.steepest : 2 * worst / span
    let error = worst + max(x, 0) * steepness
    return DeviceClock(
      offset: last.offset &+ UInt64(bitPattern: Int64(line(x).rounded())),
      drift: -slope * 1e9,
      driftError: steepness * 1e9,
      error: UInt64(error) + 1,
      time: time,
      samples: samples.count
    )
  }
}
