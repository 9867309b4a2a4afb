internal import RingKernelABI

/// One publisher that waits for room in one or more queues.
final class PublishTicket: Sendable {
  private struct State {
    var accepted = 0
    var dropped = 0
    var expected: Int?
    var continuation: CheckedContinuation<Void, Never>?
  }

  private let state = Lock(State())

  /// One queue has decided; may come before `settled(_:)`.
  func settle(isAccepted: Bool) {
    let continuation = state.withLock { state -> CheckedContinuation<Void, Never>? in
      if isAccepted { state.accepted += 1 } else { state.dropped += 1 }
      guard state.accepted + state.dropped == state.expected else { return nil }
      return state.continuation.take()
    }
    continuation?.resume()
  }

  /// Waits until `count` queues have decided, and returns how many took the message and how many dropped it.
  ///
  /// Cannot be cancelled itself: whoever waits arranges for every queue to decide in time.
  func settled(_ count: Int) async -> (accepted: Int, dropped: Int) {
    await withCheckedContinuation { continuation in
      let isSettled = state.withLock { state in
        state.expected = count
        guard state.accepted + state.dropped < count else { return true }
        state.continuation = continuation
        return false
      }
      if isSettled { continuation.resume() }
    }
    return state.withLock { ($0.accepted, $0.dropped) }
  }
}
