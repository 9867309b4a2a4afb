public import CRingKernel

/// Services of the machine that Swift's own modules do not show.
public enum Machine {
  /// Bytes of the widest vectors of the processor that the calling module is compiled for.
  @inlinable @inline(__always) public static var vectorBytes: Int { Int(rk_vector_bytes()) }
  /// Monotonic nanoseconds since an arbitrary start.
  @inline(__always) public static var monotonicNanoseconds: UInt64 { rk_monotonic_ns() }
  /// Wall-clock nanoseconds since the Unix epoch.
  public static var wallNanoseconds: UInt64 { rk_wall_ns() }
  /// Wall-clock nanoseconds of the last scheduler tick; 1 to 4 ms behind, several times cheaper.
  public static var coarseWallNanoseconds: UInt64 { rk_coarse_wall_ns() }
  /// Gives the processor to another runnable thread.
  public static func yieldThread() { rk_yield_thread() }
  /// Lets the calling thread sleep for about this long.
  public static func sleepThread(nanoseconds: UInt64) {
    var word: UInt32 = 0
    unsafe withUnsafePointer(to: &word) { unsafe rk_futex_wait($0, 0, nanoseconds) }
  }
  /// Binds the calling thread to one processor; false where the platform cannot.
  public static func pinThread(to processor: Int) -> Bool { rk_pin_thread(UInt32(processor)) }
  /// CRC-32C (Castagnoli) over `bytes`.
  public static func crc32c(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    unsafe rk_crc32c(bytes.baseAddress, UInt64(bytes.count))
  }

  /// Sleeps while the word at `address` equals `expected`, at most `nanoseconds`; may return early.
  public static func waitWhile(
    _ address: UnsafeRawPointer,
    equals expected: UInt32,
    nanoseconds: UInt64 = .max
  ) { unsafe rk_futex_wait(address, expected, nanoseconds) }

  /// Wakes at most `count` threads that sleep on the word at `address`.
  public static func wake(_ address: UnsafeRawPointer, count: UInt32) { unsafe rk_futex_wake(address, count) }
}

/// Tells the core that it is in a spin loop.
@inlinable @inline(__always) public func spinHint() { rk_cpu_relax() }

/// Asks for the line at `address` to be brought near, and owned, because it is about to be written.
@inlinable @inline(__always)
public func prefetchForWrite(_ address: UnsafeRawPointer) { unsafe rk_prefetch_for_write(address) }

/// Asks for the line so many bytes behind `address` to be brought near; nothing happens where there is none.
@inlinable @inline(__always)
public func prefetchForRead(_ address: UnsafeRawPointer, plus bytes: Int = 0) {
  unsafe rk_prefetch_for_read(address, UInt64(bytes))
}

/// A thread that we own: never one of Swift's global pool.
public final class OwnedThread: Sendable {
  private let handle: UInt64

  /// Starts `body` on a new thread.
  ///
  /// - Parameters:
  ///   - name: At most 15 bytes are kept.
  ///   - stackBytes: Bytes of stack; committed by the system as they are used.
  ///   - processor: Processor to bind to, or nil.
  ///   - body: Runs once; the thread ends when it returns.
  /// - Throws: `ThreadError` with the errno of the refusal.
  public init(
    name: String,
    stackBytes: Int = 64 << 20,
    processor: Int? = nil,
    body: @escaping @Sendable () -> Void
  ) throws(ThreadError) {
    let start = ThreadStart {
      unsafe name.withCString { unsafe rk_name_thread($0) }
      if let processor { _ = rk_pin_thread(UInt32(processor)) }  // best effort: `doctor` reports what holds
      body()
    }
    var handle: UInt64 = 0
    let argument = unsafe Unmanaged.passRetained(start).toOpaque()
    let status = unsafe rk_start_thread(&handle, UInt64(stackBytes), threadEntry, argument)
    if status != 0 {
      unsafe Unmanaged<ThreadStart>.fromOpaque(argument).release()
      throw ThreadError(errno: status)
    }
    self.handle = handle
  }

  /// Waits for the thread to end; call exactly once.
  public func join() { rk_join_thread(handle) }
}

/// The system refused to start a thread.
public struct ThreadError: Error, Equatable {
  /// The errno of the refusal.
  public let errno: Int32
}

private final class ThreadStart: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

// A global function: Swift 6 traps a closure formed in an isolated context when a foreign thread calls it.
private func threadEntry(_ argument: UnsafeMutableRawPointer?) {
  guard let argument = unsafe argument else { return }
  unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
}

/// Asymmetric fence pair: the light side is paid per message, the heavy side per sleep.
public enum AsymmetricFence {
  /// Whether the system orders the light side for us; otherwise both sides are full fences.
  public static let isAsymmetric = rk_fence_setup()
  /// Orders earlier stores before later loads, together with `heavy()` on the other side.
  @inline(__always) public static func light() { rk_fence_light() }
  /// Orders earlier stores before later loads against every thread of the process.
  public static func heavy() {
    _ = isAsymmetric
    rk_fence_heavy()
  }
}
