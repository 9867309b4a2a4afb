public import CBenchSupport
internal import Synchronization

/// Opens when all parties have arrived, so that no side starts with a head start.
///
/// The clock starts when the last one arrives: a thread that the system keeps from running just after that does not
/// shorten the measurement.
public final class Gate: Sendable {
  private let parties: Int
  private let arrived = Atomic<Int>(0)
  private let opened = Atomic<UInt64>(0)

  /// Makes a gate for so many threads.
  public init(parties: Int) { self.parties = parties }

  /// Monotonic nanoseconds at which the last party arrived; read it after the threads were joined.
  public var openedNanoseconds: UInt64 { opened.load(ordering: .acquiring) }

  /// Waits for the others.
  public func arriveAndWait() {
    let now = nowNanoseconds()
    if arrived.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == parties {
      opened.store(now, ordering: .releasing)
    }
    while arrived.load(ordering: .acquiring) < parties { yieldThread() }
  }
}

/// A number that one thread writes and another reads after joining it.
public final class Timestamp: Sendable {
  private let word = Atomic<UInt64>(0)

  /// Starts at zero.
  public init() {}

  /// Nanoseconds.
  public var nanoseconds: UInt64 {
    get { word.load(ordering: .acquiring) }
    set { word.store(newValue, ordering: .releasing) }
  }
}

/// Retries a declined push or pop.
///
/// With more threads than processors a thread that spins out its time slice keeps the one it waits for from running,
/// so it yields after 64 refusals in a row; the C++ peers do the same.
@frozen public struct Retry {
  @usableFromInline let pauses: Bool
  @usableFromInline let yields: Bool
  @usableFromInline var refusals = 0

  /// Starts with no refusals.
  @inlinable public init(_ options: Options, yields: Bool) {
    pauses = options.pause
    self.yields = yields
  }

  /// Notes one refusal.
  @inlinable public mutating func declined() {
    if pauses { bench_pause() }
    guard yields else { return }
    refusals &+= 1
    if refusals & 63 == 0 { yieldThread() }
  }
}
