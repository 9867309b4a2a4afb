internal import RingKernelABI

/// Source of wall-clock time for hybrid clocks; may jump in either direction.
public protocol WallClock: Sendable {
  /// Nanoseconds since the Unix epoch.
  var nanoseconds: UInt64 { get }
}

/// The wall clock as of the last scheduler tick.
///
/// The default of hybrid clocks. It stands still for 1 to 4 ms at a time, in which the logical part orders the
/// events, and a read is much cheaper than one of the fine clock.
public struct CoarseWallClock: WallClock {
  /// Makes the clock; it has no state.
  public init() {}
  /// Nanoseconds since the Unix epoch, 1 to 4 ms behind.
  public var nanoseconds: UInt64 { Machine.coarseWallNanoseconds }
}

/// The wall clock as exactly as the machine knows it, for times that people compare with other logs.
public struct FineWallClock: WallClock {
  /// Makes the clock; it has no state.
  public init() {}
  /// Nanoseconds since the Unix epoch.
  public var nanoseconds: UInt64 { Machine.wallNanoseconds }
}
