import RingKernelABI
import RingKernelConsole
import Synchronization
import TransactionMonitor

/// Shows progress on standard error: one live line on a terminal, a line every two seconds elsewhere.
final class ProgressLine: Sendable {
  private let isTerminal: Bool
  private let lastShown = Lock<UInt64>(Machine.monotonicNanoseconds)

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Shows `progress`, unless it is too early for the next line.
  @Sendable func show(_ progress: MonitorProgress) {
    if isTerminal { return Output.raw(Output.clearLine + Self.text(progress)) }
    let isDue = lastShown.withLock { last in
      let now = Machine.monotonicNanoseconds
      guard now - last >= 2_000_000_000 else { return false }
      last = now
      return true
    }
    if isDue { Output.problem(Self.text(progress)) }
  }

  /// Removes the live line.
  func end() {
    if isTerminal { Output.raw(Output.clearLine) }
  }

  private static func text(_ progress: MonitorProgress) -> String {
    switch progress.phase {
    case .surveying: return "reading the input"
    case .feeding, .draining:
      let rate = progress.elapsedSeconds > 0 ? Double(progress.rows) / progress.elapsedSeconds : 0
      return "\(grouped(progress.rows)) of \(grouped(progress.totalRows)) rows, \(fixed(rate, decimals: 0)) rows/s, "
        + "\(grouped(progress.alerts)) alerts"
    case .computing: return "\(grouped(progress.rows)) rows fed; computing the expected result"
    case .querying: return "timing balance queries"
    case .comparing: return "comparing balances, alerts and message accounts"
    }
  }
}
