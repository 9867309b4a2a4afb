internal import RingKernelABI

/// How a thread waits for the other side of a ring.
public enum WaitStrategy: Sendable, Equatable {
  /// Polls without a pause for others: shortest latency, a whole core.
  case spin
  /// Polls, then gives the processor away between polls.
  case spinThenYield
  /// Polls, yields, then sleeps in the kernel: nothing is spent while idle.
  case park
}

/// Paces one wait: call `pause()` between polls.
public struct Backoff: Sendable {
  private var polls: UInt32 = 0
  private let strategy: WaitStrategy
  /// Polls before the processor is given away.
  public static let spinPolls: UInt32 = 256
  /// Yields before a parking wait sleeps.
  public static let yieldPolls: UInt32 = 32

  /// Starts a wait.
  public init(_ strategy: WaitStrategy) { self.strategy = strategy }

  /// Whether a parking wait has polled long enough to sleep.
  public var shouldPark: Bool { strategy == .park && polls >= Self.spinPolls + Self.yieldPolls }

  /// Spends one step.
  public mutating func pause() {
    if polls < Self.spinPolls || strategy == .spin {
      spinHint()
    } else {
      Machine.yieldThread()
    }
    if polls < .max { polls += 1 }
  }
}
