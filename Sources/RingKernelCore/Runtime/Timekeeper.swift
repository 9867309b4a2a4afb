internal import RingKernelABI
internal import Synchronization

/// Something with deadlines that the timekeeper looks after while there are any.
class DeadlineSource: @unchecked Sendable {
  // Safety: the only state here is atomic; subclasses answer for theirs.
  /// Whether the timekeeper has it on its list.
  fileprivate let isEnlisted = Atomic<Bool>(false)

  /// Ends every wait whose deadline is at or before `now`; returns the next deadline, `UInt64.max` for none.
  func expire(now: UInt64) -> UInt64 { .max }
}

/// One thread that ends waits whose deadline has passed; it sleeps while there are none.
///
/// A source is on the list only while it has deadlines, so nothing here keeps it alive for longer. Whoever adds a
/// deadline does so before it looks at `isEnlisted`; the timekeeper clears `isEnlisted` before its last look at the
/// deadlines: one of the two sees the other.
final class Timekeeper: Sendable {
  private struct State {
    var sources: [DeadlineSource] = []
    var thread: OwnedThread?
    var isStopped = false
  }
  private let state = Lock(State())
  private let earliest = Atomic<UInt64>(.max)
  private let changes = EventCount()

  /// Makes sure that `source` is looked at when `deadline` has passed; call after the deadline was added.
  func arm(_ source: DeadlineSource, _ deadline: UInt64) {
    guard deadline != .max else { return }
    if !source.isEnlisted.exchange(true, ordering: .sequentiallyConsistent) {
      state.withLock { $0.sources.append(source) }
    }
    if lowerEarliest(to: deadline) { startOrWake() }
  }

  /// Moves the next look forward; false when it is early enough already.
  private func lowerEarliest(to deadline: UInt64) -> Bool {
    // Not `Atomic<UInt64>.min`: that of Swift 6.3.1 compares as signed, so that nothing is ever below `UInt64.max`.
    var seen = earliest.load(ordering: .sequentiallyConsistent)
    while deadline < seen {
      let (won, now) = earliest.weakCompareExchange(
        expected: seen,
        desired: deadline,
        ordering: .sequentiallyConsistent
      )
      if won { return true }
      seen = now
    }
    return false
  }

  /// Ends the thread; waits that are left are the business of whoever closes their lists.
  func stop() {
    let thread = state.withLock { state in
      state.isStopped = true
      defer { state.thread = nil }
      return state.thread
    }
    changes.notify(all: true)
    thread?.join()
  }

  private func startOrWake() {
    let isNew = state.withLock { state in
      guard state.thread == nil, !state.isStopped else { return false }
      // Without a thread no deadline ends a wait; the waits still end by reply, cancellation and termination.
      state.thread = try? OwnedThread(name: "rk-timekeeper", stackBytes: 1 << 20) { [weak self] in self?.run() }
      return true
    }
    if !isNew { changes.notify() }
  }

  private func run() {
    while true {
      let key = changes.prepare()
      let now = Machine.monotonicNanoseconds
      let next = earliest.load(ordering: .acquiring)
      if state.withLock({ $0.isStopped }) {
        changes.cancel()
        return
      }
      if next > now {
        changes.wait(key, nanoseconds: next == .max ? .max : next - now)
        continue
      }
      changes.cancel()
      earliest.store(.max, ordering: .sequentiallyConsistent)
      AsymmetricFence.heavy()
      let sources = state.withLock { state in
        defer { state.sources = [] }
        return state.sources
      }
      var following = UInt64.max
      for source in sources {
        source.isEnlisted.store(false, ordering: .sequentiallyConsistent)
        let next = source.expire(now: now)
        guard next != .max else { continue }
        following = min(following, next)
        if !source.isEnlisted.exchange(true, ordering: .sequentiallyConsistent) {
          state.withLock { $0.sources.append(source) }
        }
      }
      _ = lowerEarliest(to: following)
    }
  }
}
