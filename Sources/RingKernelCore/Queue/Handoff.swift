internal import RingKernelABI

/// Moves one value, noncopyable ones included, into a thread or task that starts later.
public final class Handoff<Value: ~Copyable & Sendable>: Sendable {
  private let slot: Lock<Value?>

  /// Holds `value` until it is taken.
  public init(_ value: consuming sending Value) { slot = Lock(value) }
  /// Holds nothing yet.
  public init() { slot = Lock(nil) }

  /// Puts a value in, replacing the one that nobody took.
  public func put(_ value: consuming sending Value) {
    var value: Value? = value
    slot.withLock { swap(&$0, &value) }
  }

  /// Takes the value; nil when it was taken already.
  public func take() -> Value? {
    var taken: Value? = nil
    slot.withLock { swap(&$0, &taken) }
    return taken
  }
}
