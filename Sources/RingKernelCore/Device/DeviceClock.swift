/// How the clock of a device stands to that of the host, as an engine has measured it.
public struct DeviceClock: Sendable, Equatable {
  /// What the device's clock lacks to the host's monotonic nanoseconds, at `time`; modulo 2^64.
  public let offset: UInt64
  /// Nanoseconds that the device's clock gains on the host's in a second; loses, where it is below 0.
  public let drift: Double
  /// By how much of that the drift may be wrong.
  public let driftError: Double
  /// Nanoseconds by which the offset may be wrong.
  public let error: UInt64
  /// The host's monotonic nanoseconds at which this holds.
  public let time: UInt64
  /// Pairs of times that it rests on.
  public let samples: Int

  /// A clock as it was measured.
  public init(offset: UInt64, drift: Double, driftError: Double, error: UInt64, time: UInt64, samples: Int) {
    self.offset = offset
    self.drift = drift
    self.driftError = driftError
    self.error = error
    self.time = time
    self.samples = samples
  }
}
