internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// Sends the rows of a source into the pipeline, without a wait per row.
struct RowFeeder: Sendable {
  let source: TransactionSource
  let ingest: Ingest.Handle
  let board: ProgressBoard
  let patience: Duration
  let isInterrupted: @Sendable () -> Bool
  /// Whether a handler has refused a row already; looked at now and then.
  let hasFailed: @Sendable () -> Bool

  /// Feeds until the end, an interruption or a refusal; blocks the thread while the inbox is full.
  ///
  /// - Returns: Rows that were accepted.
  /// - Throws: What is wrong with a row; `sendTimedOut` when the inbox stays full.
  func run() throws(RingKernelError) -> UInt64 {
    var stream = try source.stream()
    var fed: UInt64 = 0
    defer { board.rows.store(fed, ordering: .relaxed) }
    while !isInterrupted(), let row = try stream.next() {
      if ingest.trySend(row) != .accepted { try waitAndSend(row) }
      fed += 1
      if fed & 1023 == 0 {
        board.rows.store(fed, ordering: .relaxed)
        if hasFailed() { break }
      }
    }
    return fed
  }

  private func waitAndSend(_ row: Transaction) throws(RingKernelError) {
    let deadline = Deadline(after: patience)
    let naps = EventCount()
    while true {
      // The inbox holds milliseconds of work: a nap lets the workers have the processor and keeps them busy.
      naps.wait(naps.prepare(), nanoseconds: 100_000)
      switch ingest.trySend(row) {
      case .accepted: return
      case .full where !deadline.hasPassed: continue
      case .full: throw RingKernelError(.sendTimedOut, "Row \(row.row) found no room in \(patience).")
      case let outcome: throw RingKernelError(.kernelTerminated, "Row \(row.row): \(outcome).")
      }
    }
  }
}
