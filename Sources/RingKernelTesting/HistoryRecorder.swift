internal import RingKernelABI
import Synchronization

/// Records what several threads do to one queue, for `LinearizabilityChecker`.
///
/// Timestamps come from one shared counter, so they are distinct and their order is exact: a call that returned before
/// another was made has the smaller numbers. Each thread writes its own log; only `finish()` takes a lock.
///
/// ```swift
/// let recorder = HistoryRecorder()
/// // on each thread:
/// var log = recorder.log(thread: 3, expecting: 10)
/// log.push(7) { ring.tryPush(7) }
/// log.pop { ring.tryPop() }
/// log.finish()
/// // when all threads have ended:
/// #expect(checker.check(recorder.history).isLinearizable)
/// ```
///
/// The counter orders the calls it surrounds (it is one contended word, with acquire and release), so a recorded run
/// shows fewer interleavings than the queue alone would: it finds broken protocols, not every missing fence.
public final class HistoryRecorder: Sendable {
  private let counter = Atomic<UInt64>(0)
  private let finished = Lock<[QueueOperation]>([])

  /// Makes a recorder with an empty history.
  public init() {}

  /// The calls of all threads that have finished, in order of invocation.
  public var history: [QueueOperation] {
    finished.withLock { $0 }.sorted { $0.invocation < $1.invocation }
  }

  /// Makes the log of one thread.
  ///
  /// - Parameters:
  ///   - thread: Number of the thread; one log at a time for each.
  ///   - expecting: Calls to make room for, so that recording does not allocate.
  public func log(thread: Int, expecting: Int = 64) -> ThreadLog {
    ThreadLog(recorder: self, thread: thread, expecting: expecting)
  }

  fileprivate func now() -> UInt64 { counter.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue }

  fileprivate func add(_ operations: [QueueOperation]) { finished.withLock { $0 += operations } }

  /// The calls of one thread; owned by that thread until `finish()`.
  public struct ThreadLog: ~Copyable {
    private let recorder: HistoryRecorder
    private let thread: Int
    private var operations: [QueueOperation] = []

    fileprivate init(recorder: HistoryRecorder, thread: Int, expecting: Int) {
      self.recorder = recorder
      self.thread = thread
      operations.reserveCapacity(expecting)
    }

    /// Records a push of `value`; `body` makes it and returns whether it was accepted.
    @discardableResult
    public mutating func push(_ value: UInt64, _ body: () -> Bool) -> Bool {
      let invocation = recorder.now()
      let accepted = body()
      let response = recorder.now()
      operations.append(
        QueueOperation(thread: thread, accepted ? .accepted(value) : .full(value), from: invocation, to: response)
      )
      return accepted
    }

    /// Records a pop; `body` makes it and returns the value, or nil for an empty queue.
    @discardableResult
    public mutating func pop(_ body: () -> UInt64?) -> UInt64? {
      let invocation = recorder.now()
      let value = body()
      let response = recorder.now()
      operations.append(
        QueueOperation(thread: thread, value.map { .value($0) } ?? .empty, from: invocation, to: response)
      )
      return value
    }

    /// Hands the calls to the recorder.
    public consuming func finish() { recorder.add(operations) }
  }
}
