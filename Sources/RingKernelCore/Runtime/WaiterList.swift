internal import RingKernelABI
internal import Synchronization

/// Why a suspended task goes on.
@usableFromInline enum Wake: Sendable {
  case signalled, timedOut, cancelled, closed
}

/// Tasks that wait for one condition, first come first woken.
///
/// Invariant: a waiter is registered before its last look at the condition (heavy fence); a signaller makes the
/// condition true before it reads `count` (light fence). Whoever removes an entry resumes it, once.
final class WaiterList: DeadlineSource, @unchecked Sendable {
  // Safety: every stored property is constant and thread-safe; the base class is not final.
  private struct Entry {
    let id: UInt64
    let deadline: UInt64
    let continuation: CheckedContinuation<Wake, Never>
  }
  private struct State {
    var entries: [Entry] = []
    var nextID: UInt64 = 0
    var isClosed = false
  }
  private let state = Lock(State())
  private let count = Atomic<Int>(0)
  private let timekeeper: Timekeeper

  init(_ timekeeper: Timekeeper) {
    self.timekeeper = timekeeper
  }

  /// Suspends until woken, unless `isReady` holds after registration.
  func wait(until deadline: Deadline, unless isReady: () -> Bool) async -> Wake {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let entry = Entry(id: id, deadline: deadline.nanoseconds, continuation: continuation)
        let isClosed = state.withLock { state in
          if !state.isClosed {
            state.entries.append(entry)
            count.wrappingAdd(1, ordering: .relaxed)
          }
          return state.isClosed
        }
        if isClosed {
          continuation.resume(returning: .closed)
          return
        }
        AsymmetricFence.heavy()
        if isReady() {
          resume(id, .signalled)
        } else if Task.isCancelled {
          resume(id, .cancelled)
        } else {
          timekeeper.arm(self, deadline.nanoseconds)
        }
      }
    } onCancel: {
      resume(id, .cancelled)
    }
  }

  /// Whether somebody waits; call after a light fence.
  @inline(__always) var isOccupied: Bool { count.load(ordering: .relaxed) != 0 }

  /// Wakes at most `limit` waiters, oldest first.
  func wake(_ limit: Int) {
    let woken = state.withLock { state -> [Entry] in
      // Taken out element by element or whole: two arrays never share a buffer across threads.
      var entries: [Entry] = []
      if limit >= state.entries.count {
        swap(&entries, &state.entries)
      } else {
        entries.reserveCapacity(limit)
        for entry in state.entries.prefix(limit) { entries.append(entry) }
        state.entries.removeFirst(limit)
      }
      count.wrappingSubtract(entries.count, ordering: .relaxed)
      return entries
    }
    for entry in woken { entry.continuation.resume(returning: .signalled) }
  }

  /// Wakes everybody with `closed`; later waits return at once.
  func close() {
    let woken = state.withLock { state in
      state.isClosed = true
      defer { state.entries = [] }
      count.store(0, ordering: .relaxed)
      return state.entries
    }
    for entry in woken { entry.continuation.resume(returning: .closed) }
  }

  override func expire(now: UInt64) -> UInt64 {
    guard isOccupied else { return .max }
    let (expired, next) = state.withLock { state in
      let expired = state.entries.filter { $0.deadline <= now }
      state.entries.removeAll { $0.deadline <= now }
      count.wrappingSubtract(expired.count, ordering: .relaxed)
      return (expired, state.entries.map(\.deadline).min() ?? .max)
    }
    for entry in expired { entry.continuation.resume(returning: .timedOut) }
    return next
  }

  private func resume(_ id: UInt64, _ wake: Wake) {
    let entry = state.withLock { state -> Entry? in
      guard let place = state.entries.firstIndex(where: { $0.id == id }) else { return nil }
      count.wrappingSubtract(1, ordering: .relaxed)
      return state.entries.remove(at: place)
    }
    if let entry { entry.continuation.resume(returning: wake) }
  }
}
