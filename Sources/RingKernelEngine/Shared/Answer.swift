internal import RingKernelABI
internal import RingKernelCore

/// A value that one thread gives and another waits for.
final class Answer<Value: Sendable>: Sendable {
  private let value = Lock<Value?>(nil)
  private let changes = EventCount()

  func give(_ answer: Value) {
    value.withLock { $0 = answer }
    changes.notify()
  }

  func wait() -> Value {
    while true {
      let key = changes.prepare()
      if let answer = value.withLock({ $0 }) {
        changes.cancel()
        return answer
      }
      changes.wait(key)
    }
  }
}
