internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// How far a run is.
public struct MonitorProgress: Sendable {
  /// What the run is doing.
  public enum Phase: Int, Sendable {
    /// Reading the input once, to check it and to count its accounts.
    case surveying
    /// Sending rows into the pipeline.
    case feeding
    /// Waiting until everything that was sent has been handled.
    case draining
    /// Computing the expected result.
    case computing
    /// Timing balance queries.
    case querying
    /// Comparing the shards with the expected result.
    case comparing
  }

  /// What the run is doing.
  public let phase: Phase
  /// Rows that were sent.
  public let rows: UInt64
  /// Rows of the input; 0 while they are being counted.
  public let totalRows: UInt64
  /// Alerts that the host has received.
  public let alerts: UInt64
  /// Seconds since the first row was offered; 0 before.
  public let elapsedSeconds: Double
}

/// Where the parts of a run leave how far they are.
final class ProgressBoard: Sendable {
  private let phase = Atomic<Int>(MonitorProgress.Phase.surveying.rawValue)
  private let start = Atomic<UInt64>(0)
  let rows = Atomic<UInt64>(0)
  let totalRows = Atomic<UInt64>(0)
  let alerts = Atomic<UInt64>(0)

  func enter(_ next: MonitorProgress.Phase) {
    if next == .feeding { start.store(Machine.monotonicNanoseconds, ordering: .relaxed) }
    phase.store(next.rawValue, ordering: .relaxed)
  }

  var progress: MonitorProgress {
    let start = start.load(ordering: .relaxed)
    return MonitorProgress(
      phase: MonitorProgress.Phase(rawValue: phase.load(ordering: .relaxed)) ?? .surveying,
      rows: rows.load(ordering: .relaxed),
      totalRows: totalRows.load(ordering: .relaxed),
      alerts: alerts.load(ordering: .relaxed),
      elapsedSeconds: start == 0 ? 0 : Double(Machine.monotonicNanoseconds - start) / 1e9
    )
  }
}

/// A thread that shows the board ten times a second.
final class ProgressTicker: Sendable {
  private let isStopping: Atomic<Bool>
  private let changes = EventCount()
  private let thread = Lock<OwnedThread?>(nil)

  init(_ board: ProgressBoard, _ show: (@Sendable (MonitorProgress) -> Void)?) {
    isStopping = Atomic(false)
    guard let show else { return }
    // Without the thread nothing is shown; the run is the same.
    let started = try? OwnedThread(name: "txmon-progress", stackBytes: 1 << 20) { [self] in
      while !isStopping.load(ordering: .acquiring) {
        show(board.progress)
        let key = changes.prepare()
        if isStopping.load(ordering: .acquiring) {
          changes.cancel()
        } else {
          changes.wait(key, nanoseconds: 100_000_000)
        }
      }
    }
    thread.withLock { $0 = started }
  }

  /// Ends the thread; nothing is shown afterwards.
  func stop() {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    changes.notify(all: true)
    let running = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    running?.join()
  }
}
