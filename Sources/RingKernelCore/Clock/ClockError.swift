/// Why a hybrid clock declined a step; the clock is as it was before.
public enum ClockError: Error, Equatable, Sendable {
  /// The remote time is further ahead of the wall clock than the limit allows; units of 2^-16 s.
  case drift(remote: HybridTime, wallUnits: UInt64, limitUnits: UInt64)
  /// The clock stands at the last word there is; another step would wrap.
  case saturated
}

extension RingKernelError {
  /// The public form of a declined clock step.
  public init(_ error: ClockError) {
    switch error {
    case .drift(let remote, let wallUnits, let limitUnits):
      let milliseconds = { (units: UInt64) in HybridUnits.nanoseconds(units) / 1_000_000 }
      let ahead = milliseconds(remote.physical - min(wallUnits, remote.physical))
      self.init(
        .clockDrift,
        "Time \(remote) is \(ahead) ms ahead of the wall clock; the limit is \(milliseconds(limitUnits)) ms."
      )
    case .saturated:
      self.init(.clockSaturated, "The clock stands at \(HybridTime.saturated), its last word.")
    }
  }
}
