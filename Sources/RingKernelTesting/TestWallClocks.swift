public import RingKernelCore
internal import Synchronization

/// A wall clock that stands where the test puts it.
public final class ManualWallClock: WallClock {
  private let time: Atomic<UInt64>

  /// Makes a clock that stands at `nanoseconds` since the Unix epoch.
  public init(nanoseconds: UInt64) { time = Atomic(nanoseconds) }

  /// Where the test put the clock.
  public var nanoseconds: UInt64 { time.load(ordering: .relaxed) }

  /// Puts the clock to `nanoseconds` since the Unix epoch.
  public func set(nanoseconds: UInt64) { time.store(nanoseconds, ordering: .relaxed) }

  /// Moves the clock; stops at the epoch and at the last nanosecond.
  public func step(by duration: Duration) {
    let (seconds, attoseconds) = duration.components
    let change = Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
    set(nanoseconds: UInt64(clamping: Int128(nanoseconds) + change))
  }
}

/// A wall clock that jumps an hour forwards and back, over and over, while it is read.
public final class JumpingWallClock: WallClock {
  private let base: UInt64
  private let readsPerJump: UInt64
  private let reads = Atomic<UInt64>(0)

  /// Makes a clock around `base` nanoseconds since the Unix epoch.
  ///
  /// - Precondition: `base` is at least an hour, `readsPerJump` at least 1.
  public init(base: UInt64, readsPerJump: UInt64) {
    precondition(base >= Self.hour && readsPerJump >= 1, "an hour before the base must exist, a jump take a read")
    self.base = base
    self.readsPerJump = readsPerJump
  }

  /// The base, an hour later, the base, an hour earlier, and so on, `readsPerJump` reads each.
  public var nanoseconds: UInt64 {
    let read = reads.wrappingAdd(1, ordering: .relaxed).oldValue
    return switch (read / readsPerJump) % 4 {
    case 1: base + Self.hour
    case 3: base - Self.hour
    default: base
    }
  }

  private static let hour: UInt64 = 3_600_000_000_000
}
