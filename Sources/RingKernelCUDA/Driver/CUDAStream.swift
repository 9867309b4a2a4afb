internal import CCUDA

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A queue of work on a device: what is put into one runs in order, streams run side by side.
@safe
public final class CUDAStream: @unchecked Sendable {
  // Safety: the handle is immutable and released once; the driver may be called from any thread.
  /// Where it runs.
  public let context: CUDAContext
  let handle: RKCUstream

  /// Makes a stream that waits for no other one.
  ///
  /// - Parameters:
  ///   - context: Where it runs.
  ///   - isUrgent: Whether its blocks go before those of other streams.
  /// - Throws: `CUDAError.failed`.
  /// - SeeAlso: `cuStreamCreateWithPriority`, CUDA driver API.
  public init(_ context: CUDAContext, isUrgent: Bool = false) throws(CUDAError) {
    self.context = context
    var (least, greatest): (Int32, Int32) = (0, 0)
    try context.call("cuCtxGetStreamPriorityRange") { unsafe $0.ctxGetStreamPriorityRange(&least, &greatest) }
    let priority = isUrgent ? greatest : least
    var handle: RKCUstream?
    try context.call("cuStreamCreateWithPriority") {
      unsafe $0.streamCreateWithPriority(&handle, RKCU_STREAM_NON_BLOCKING, priority)
    }
    unsafe self.handle = try unsafe present(handle, "cuStreamCreateWithPriority")
  }

  deinit {
    let handle = unsafe handle
    context.release("cuStreamDestroy_v2") { unsafe $0.streamDestroy(handle) }
  }

  /// Whether everything that was put in has run.
  ///
  /// - Throws: `CUDAError.failed`, also for what went wrong in that work.
  public func isIdle() throws(CUDAError) -> Bool {
    var answer = RKCUDA_SUCCESS
    try context.call("cuStreamQuery") {
      answer = unsafe $0.streamQuery(handle)
      return answer == RKCUDA_ERROR_NOT_READY ? RKCUDA_SUCCESS : answer
    }
    return answer == RKCUDA_SUCCESS
  }

  /// Blocks the thread until everything that was put in has run.
  ///
  /// - Throws: `CUDAError.failed`, also for what went wrong in that work.
  public func synchronize() throws(CUDAError) {
    try context.call("cuStreamSynchronize") { unsafe $0.streamSynchronize(handle) }
  }

  /// Blocks the thread until everything that was put in has run, or a time has passed.
  ///
  /// - Throws: `CUDAError.timedOut`, `.failed`, also for what went wrong in that work.
  public func synchronize(within patience: Duration) throws(CUDAError) {
    let clock = ContinuousClock()
    let end = clock.now + patience
    while try !isIdle() {
      if clock.now > end { throw .timedOut(patience) }
      sched_yield()
    }
  }

  /// Lets what comes later wait for an event, of this device or another.
  ///
  /// - Throws: `CUDAError.failed`.
  public func wait(for event: borrowing CUDAEvent) throws(CUDAError) {
    let other = unsafe event.handle
    try context.call("cuStreamWaitEvent") { unsafe $0.streamWaitEvent(handle, other, 0) }
  }
}
