/// The block of threads that runs a handler on the CPU, as its checked body sees it: who is done, and what failed.
///
/// The threads run one after the other, from barrier to barrier.
@safe public struct CheckedBlock: ThreadBlock {
  /// Threads.
  public let threadCount: Int
  @usableFromInline var own: CheckedThread
  /// A bit for each thread that has returned or failed.
  @usableFromInline var done: InlineArray<16, UInt64> = InlineArray(repeating: 0)
  /// Barriers that the block has passed, and those in front of the failure.
  @usableFromInline var phase = 0
  @usableFromInline var failurePhase = 0
  /// The thread that failed, and what it threw.
  @usableFromInline var failed = 0
  @usableFromInline var failure: (any Error)?

  /// Makes the block.
  ///
  /// - Parameters:
  ///   - thread: The thread that the handler was called with, for the names in failures.
  ///   - count: Threads, at most 1024.
  @inlinable public init(_ thread: CheckedThread, _ count: Int) {
    own = thread
    threadCount = count
  }

  /// One of its threads.
  ///
  /// Thread 0 leads as long as none had failed by the last barrier.
  @inlinable public func thread(_ number: Int) -> CheckedThread {
    CheckedThread(own, number, threadCount, leads: number == 0 && (failure == nil || failurePhase == phase))
  }

  /// Loops of the threads may from now on be as long as those of this one.
  @inlinable public mutating func allow(_ thread: CheckedThread) { own.rounds = thread.rounds }

  /// Whether a thread has neither returned nor failed.
  @inlinable public func isLive(_ number: Int) -> Bool { done[number >> 6] >> UInt64(number & 63) & 1 == 0 }

  /// A thread returns.
  @inlinable public mutating func leave(_ number: Int) { done[number >> 6] |= 1 << UInt64(number & 63) }

  /// A thread fails.
  ///
  /// Of several the one before the earliest barrier counts, of those the lowest.
  public mutating func fail(_ number: Int, _ error: any Error) {
    leave(number)
    guard failure == nil || (failurePhase == phase && number < failed) else { return }
    (failure, failurePhase, failed) = (error, phase, number)
  }

  /// All threads that are left fail at what they compute together.
  public mutating func failTogether(_ error: any Error) {
    guard let first = (0..<threadCount).first(where: isLive) else { return }
    fail(first, error)
  }

  /// The block passes a barrier.
  @inlinable public mutating func meet() { phase &+= 1 }

  /// Nothing: a body that cannot fail is one that throws all the same.
  @inlinable public func begin() throws {}

  /// The handler ends.
  ///
  /// - Throws: What the thread threw whose failure counts.
  @inlinable public func finish() throws { if let failure { throw failure } }

  /// The handler ends with the answer of thread 0.
  ///
  /// - Throws: As above.
  @inlinable public func finish<Answer>(_ answer: Answer?) throws -> Answer {
    try finish()
    guard let answer else { preconditionFailure("a handler with a result returned none") }
    return answer
  }

  /// Room for a local of every thread that lives across a barrier; `of` is never called, it gives the type.
  @inlinable public func locals<let n: Int, T: BitwiseCopyable>(
    _: CPUCount<n>,
    of _: () throws -> T
  ) -> InlineArray<n, T> {
    InlineArray(repeating: zero())
  }

  /// The same in memory that the body gives back.
  @inlinable public func locals<T: BitwiseCopyable>(_ count: Int, of _: () throws -> T) -> CPUBuffer<T> {
    shared(max(count, 1), of: T.self)
  }

  /// Zeroed bytes of the heap: a handler runs for a message, which costs more.
  public func take(_ byteCount: Int) -> UnsafeMutableRawPointer {
    let place = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
    unsafe place.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    return unsafe place
  }

  /// Frees them.
  public func giveBack(_ place: UnsafeMutableRawPointer) { unsafe place.deallocate() }
}

extension CheckedThread {
  /// The place of an element of shared memory of one axis, failing for one that is not there.
  @inlinable public func place(_ x: Int, in width: Int, _ site: UInt64) throws(KernelFailure) -> Int {
    if UInt(bitPattern: x) < UInt(bitPattern: width) { return x }
    throw failure(site, UInt64(bitPattern: Int64(x)), UInt64(bitPattern: Int64(width)))
  }
  /// The place of an element of shared memory of two axes, failing for one that is not there.
  @inlinable public func place(
    _ x: Int,
    _ y: Int,
    in width: Int,
    _ height: Int,
    _ site: UInt64
  ) throws(KernelFailure) -> Int {
    let (x, y) = (try place(x, in: width, site), try place(y, in: height, site))
    return y &* width &+ x
  }
}
