internal import RingKernelABI
internal import Synchronization

/// One thread that ends waits whose deadline has passed; it sleeps while there are none.
final class Timekeeper: Sendable {
  private struct WeakSource: Sendable {
    weak let source: (any DeadlineSource)?
  }
  private struct State {
    var sources: [WeakSource] = []
    var thread: OwnedThread?
    var isStopped = false
  }
  private let state = Mutex(State())
  private let earliest = Atomic<UInt64>(.max)
  private let changes = EventCount()

  /// Looks after `source` for as long as it lives.
  func add(_ source: any DeadlineSource) {
    state.withLock { state in
      if state.sources.count == state.sources.capacity { state.sources.removeAll { $0.source == nil } }
      state.sources.append(WeakSource(source: source))
    }
  }

  /// Makes sure that the sources are looked at when `deadline` has passed.
  func arm(_ deadline: UInt64) {
    guard deadline != .max else { return }
    let (_, old) = (deadline, earliest.min(deadline, ordering: .acquiringAndReleasing).oldValue)
    if deadline < old { startOrWake() }
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
      let sources = state.withLock { $0.sources }
      let following = sources.reduce(UInt64.max) { min($0, $1.source?.expire(now: now) ?? .max) }
      _ = earliest.min(following, ordering: .acquiringAndReleasing)
    }
  }
}
