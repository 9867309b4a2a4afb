internal import CBenchSupport

/// Monotonic nanoseconds.
public func nowNanoseconds() -> UInt64 { bench_now_ns() }

/// Gives the processor to another runnable thread.
public func yieldThread() { bench_yield() }

/// Processors that this process may use.
public func allowedProcessors() -> [Int] {
  unsafe [Int32](unsafeUninitializedCapacity: 1024) { buffer, count in
    count = unsafe Int(bench_affinity(buffer.baseAddress, 1024))
  }.map(Int.init)
}

/// Ends the program with status 2: a wrong or impossible measurement never becomes a number.
public func fail(_ why: String) -> Never {
  write(why + "\n", to: 2)
  bench_exit()
}

/// Writes to standard output (1) or standard error (2), unbuffered.
func write(_ text: String, to descriptor: Int32) {
  unsafe text.withCString { unsafe bench_write(descriptor, $0) }
}

/// A thread bound to one processor.
public final class PinnedThread: Sendable {
  private let handle: UInt64

  /// Starts `body` on a new thread bound to `processor` (nil: not bound).
  public init(processor: Int?, _ body: @escaping @Sendable () -> Void) {
    let argument = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
    var handle: UInt64 = 0
    let status = unsafe bench_thread_start(&handle, Int32(processor ?? -1), threadEntry, argument)
    if status != 0 { fail("cannot start a thread: errno \(status)") }
    self.handle = handle
  }

  /// Waits for the thread to end; call at most once.
  public func join() { bench_thread_join(handle) }

  /// Runs `body` on a thread bound to `processor` and suspends, instead of blocking, until it has ended.
  public static func run(processor: Int?, _ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      let thread = PinnedThread(processor: processor) {
        body()
        continuation.resume()
      }
      bench_thread_detach(thread.handle)
    }
  }
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

// A global function: Swift 6 traps a closure formed in an isolated context when a foreign thread calls it.
private func threadEntry(_ argument: UnsafeMutableRawPointer?) {
  guard let argument = unsafe argument else { return }
  unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
}
