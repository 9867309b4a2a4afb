internal import CCUDA

/// A mark in a stream that can be asked whether the work before it has run, and when.
@safe
public struct CUDAEvent: ~Copyable, @unchecked Sendable {
  // Safety: the handle is immutable and released once; the driver may be called from any thread.
  private let context: CUDAContext
  let handle: RKCUevent

  /// Makes an event that is nowhere yet.
  ///
  /// - Parameters:
  ///   - context: Where it is recorded.
  ///   - isTimed: Whether it keeps the time, which costs a little.
  /// - Throws: `CUDAError.failed`.
  public init(_ context: CUDAContext, isTimed: Bool = false) throws(CUDAError) {
    self.context = context
    var handle: RKCUevent?
    let flags = isTimed ? RKCU_EVENT_DEFAULT : RKCU_EVENT_DISABLE_TIMING
    try context.call("cuEventCreate") { unsafe $0.eventCreate(&handle, flags) }
    unsafe self.handle = try unsafe present(handle, "cuEventCreate")
  }

  deinit {
    let handle = unsafe handle
    context.release("cuEventDestroy_v2") { unsafe $0.eventDestroy(handle) }
  }

  /// Marks the end of what is in a stream now.
  ///
  /// - Throws: `CUDAError.failed`.
  public borrowing func record(in stream: CUDAStream) throws(CUDAError) {
    let handle = unsafe handle
    try context.call("cuEventRecord") { unsafe $0.eventRecord(handle, stream.handle) }
  }

  /// Whether the work before the mark has run.
  ///
  /// - Throws: `CUDAError.failed`, also for what went wrong in that work.
  public borrowing func hasPassed() throws(CUDAError) -> Bool {
    let handle = unsafe handle
    var answer = RKCUDA_SUCCESS
    try context.call("cuEventQuery") {
      answer = unsafe $0.eventQuery(handle)
      return answer == RKCUDA_ERROR_NOT_READY ? RKCUDA_SUCCESS : answer
    }
    return answer == RKCUDA_SUCCESS
  }

  /// Blocks the thread until the work before the mark has run.
  ///
  /// - Throws: `CUDAError.failed`, also for what went wrong in that work.
  public borrowing func synchronize() throws(CUDAError) {
    let handle = unsafe handle
    try context.call("cuEventSynchronize") { unsafe $0.eventSynchronize(handle) }
  }

  /// Waits without holding a thread until the work before the mark has run.
  ///
  /// A short wait is a few yields; a long one asks once a millisecond, and goes on when the task is cancelled: the
  /// device does not stop because somebody no longer looks.
  ///
  /// - Parameter patience: How long at most.
  /// - Throws: `CUDAError.failed`, also for what went wrong in that work; `.timedOut`.
  public borrowing func passed(within patience: Duration) async throws(CUDAError) {
    let clock = ContinuousClock()
    let start = clock.now
    while try !hasPassed() {
      let waited = clock.now - start
      if waited > patience { throw .timedOut(patience) }
      if waited < .microseconds(200) {
        await Task.yield()
      } else {
        await Task.detached { try? await Task.sleep(for: min(.milliseconds(1), waited / 4)) }.value
      }
    }
  }

  /// Time between an earlier event and this one, both timed and passed.
  ///
  /// - Throws: `CUDAError.failed`.
  public borrowing func elapsed(since earlier: borrowing CUDAEvent) throws(CUDAError) -> Duration {
    let (first, last) = unsafe (earlier.handle, handle)
    var milliseconds: Float = 0
    try context.call("cuEventElapsedTime") { unsafe $0.eventElapsedTime(&milliseconds, first, last) }
    return .microseconds(Double(milliseconds) * 1000)
  }
}
