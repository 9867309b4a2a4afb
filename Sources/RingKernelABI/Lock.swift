internal import CRingKernel

/// A value behind a mutual-exclusion lock, for cold shared state; never on the message path.
///
/// Like `Synchronization.Mutex`, but over `pthread_mutex_t`: the thread sanitizer follows that one, and reports
/// false races for the futex lock behind `Mutex` on Linux.
@safe
public final class Lock<Value: ~Copyable>: @unchecked Sendable {
  // Safety: `value` is touched by `withLock` only, with the lock held.
  private let handle: UnsafeMutableRawPointer
  private var value: Value

  /// Puts `value` behind a lock.
  public init(_ value: consuming sending Value) {
    self.value = value
    // The C side ends the process rather than return null.
    guard let handle = unsafe rk_lock_create() else { preconditionFailure("no memory for a lock") }
    unsafe self.handle = handle
  }

  deinit { unsafe rk_lock_destroy(handle) }

  /// Runs `body` with the lock held and returns what it returns.
  public func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout Value) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe rk_lock_acquire(handle)
    defer { unsafe rk_lock_release(handle) }
    return try body(&value)
  }
}
