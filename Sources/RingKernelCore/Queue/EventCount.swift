internal import RingKernelABI
internal import Synchronization

/// Lets threads sleep until "something changed", without a lock and without a cost while nobody sleeps.
///
/// Sleeper: `let key = prepare()`, look again, then `wait(key)` or `cancel()`. Notifier: change, then `notify()`.
/// Invariant: `prepare` announces the sleeper before the second look (heavy fence), `notify` makes the change
/// before it reads the sleepers (light fence), so one of the two sees the other. The epoch makes a
/// notification between `prepare` and `wait` count.
public final class EventCount: Sendable {
  private let epoch = Atomic<UInt32>(0)
  private let sleepers = Atomic<UInt32>(0)

  /// Makes an event count with no sleepers.
  public init() { _ = AsymmetricFence.isAsymmetric }

  /// Announces a sleeper; the caller must look again, then call `wait` or `cancel`.
  public func prepare() -> UInt32 {
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    let key = epoch.load(ordering: .sequentiallyConsistent)
    AsymmetricFence.heavy()
    return key
  }

  /// Withdraws a `prepare`.
  public func cancel() { sleepers.wrappingSubtract(1, ordering: .relaxed) }

  /// Sleeps until a notification after `prepare`, or for `nanoseconds`.
  public func wait(_ key: UInt32, nanoseconds: UInt64 = .max) {
    if epoch.load(ordering: .acquiring) == key {
      // Safety: `epoch` lives as long as self, and a futex only reads the aligned word.
      unsafe withUnsafePointer(to: epoch) { address in
        unsafe Machine.waitWhile(UnsafeRawPointer(address), equals: key, nanoseconds: nanoseconds)
      }
    }
    sleepers.wrappingSubtract(1, ordering: .relaxed)
  }

  /// Wakes sleepers, if there are any.
  @inline(__always) public func notify(all: Bool = false) {
    AsymmetricFence.light()
    if sleepers.load(ordering: .relaxed) != 0 { wake(all: all) }
  }

  /// Whether a thread sleeps or is about to.
  public var hasSleepers: Bool { sleepers.load(ordering: .relaxed) != 0 }

  private func wake(all: Bool) {
    epoch.wrappingAdd(1, ordering: .releasing)
    unsafe withUnsafePointer(to: epoch) { address in
      unsafe Machine.wake(UnsafeRawPointer(address), count: all ? .max : 1)
    }
  }
}
