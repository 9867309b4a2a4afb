internal import RingKernelABI
internal import Synchronization

/// What every part of one runtime shares: engine, clocks, dead letters, events, and the directory of calls.
@safe
public final class Switchboard: @unchecked Sendable {
  // Safety: `calls` is written under the lock of `tables`, and an entry is read only with an id from that table.
  /// How the runtime was set up.
  public let configuration: RuntimeConfiguration
  /// Undeliverable messages.
  public let deadLetters: DeadLetters
  /// What happens on the control path.
  public let events: EventHub
  /// The engine that runs the actors.
  public let engine: any EngineDriver
  /// Where sampled latencies go.
  let latencies: any LatencySink
  let timekeeper = Timekeeper()
  /// The host's hybrid logical clock.
  public let clock: HybridClock
  /// Publish and subscribe between host and kernels.
  public let topics: TopicBroker
  /// Kernels that have terminated.
  let endedKernels = Atomic<Int>(0)
  private let tables = Lock<[CallTable]>([])
  private let calls: UnsafeMutablePointer<Unmanaged<CallTable>?>

  /// Wires a runtime together.
  package init(
    configuration: RuntimeConfiguration,
    engine: any EngineDriver,
    events: EventHub,
    latencies: any LatencySink
  ) {
    self.configuration = configuration
    self.engine = engine
    self.events = events
    self.latencies = latencies
    deadLetters = DeadLetters(capacity: configuration.deadLetterCapacity) { events.publish(.deadLettered($0)) }
    clock = HybridClock(node: configuration.nodeID, maximumDrift: configuration.maximumDrift)
    topics = TopicBroker()
    unsafe calls = .allocate(capacity: 1 << 16)
    unsafe calls.initialize(repeating: nil, count: 1 << 16)
  }

  deinit { unsafe calls.deallocate() }

  /// Makes the reply cells of a kernel, or reopens those of one that is gone.
  func makeCallTable(payloadBytes: Int, limit: Int) throws(RingKernelError) -> CallTable {
    let table = tables.withLock { tables -> CallTable? in
      if let old = tables.first(where: { $0.isClosed && $0.payloadBytes == payloadBytes && $0.limit == limit }) {
        old.reopen()
        return old
      }
      guard tables.count < 1 << 16 - 1 else { return nil }
      let number = tables.count + 1
      let table = CallTable(
        number: UInt16(number),
        payloadBytes: payloadBytes,
        limit: limit,
        timekeeper: timekeeper
      )
      tables.append(table)
      unsafe calls[number] = Unmanaged.passUnretained(table)
      return table
    }
    guard let table else {
      throw RingKernelError(.invalidConfiguration, "65,535 different tables of calls exist; no more fit.")
    }
    return table
  }

  /// Calls `body` with the table that a correlation id belongs to; nil when there is none.
  ///
  /// Tables stay allocated until the runtime ends: a late reply may name one whose kernel is gone. No reference
  /// count is touched.
  @discardableResult @inline(__always)
  func withCallTable<Result>(of correlation: UInt64, _ body: (CallTable) -> Result?) -> Result? {
    guard let table = unsafe calls[Int(correlation >> 48)] else { return nil }
    return unsafe table._withUnsafeGuaranteedRef(body)
  }

  /// Answers a call with a failure.
  func fail(_ correlation: UInt64, _ error: RingKernelError) {
    guard correlation != 0 else { return }
    withCallTable(of: correlation) { table -> Void? in
      guard let cell = unsafe table.beginReply(correlation) else { return nil }
      return unsafe table.finishReply(correlation, wasAsleep: cell.wasAsleep, failure: error)
    }
  }
}

/// Takes sampled latencies of one process; called on workers and callers, so it must be quick.
public protocol LatencySink: Sendable {
  /// A handler of `kernel` took this long.
  func handled(kernel: String, nanoseconds: UInt64)
  /// A call to `kernel` took this long from send to reply.
  func called(kernel: String, nanoseconds: UInt64)
  /// Percentiles so far; nil before the first sample.
  func handlerLatency(of kernel: String) -> LatencySummary?
  /// Percentiles so far; nil before the first sample.
  func callLatency(of kernel: String) -> LatencySummary?
  /// Lets go of the samples of a kernel that has terminated: its id may be another's soon.
  func forget(kernel: String)
}

/// Percentiles of sampled latencies, nanoseconds.
public struct LatencySummary: Sendable, Equatable {
  /// Samples taken.
  public let samples: UInt64
  /// Median.
  public let p50: UInt64
  /// 99th percentile.
  public let p99: UInt64
  /// 99.9th percentile.
  public let p999: UInt64
  /// Largest sample.
  public let maximum: UInt64

  /// Makes a summary.
  public init(samples: UInt64, p50: UInt64, p99: UInt64, p999: UInt64, maximum: UInt64) {
    self.samples = samples
    self.p50 = p50
    self.p99 = p99
    self.p999 = p999
    self.maximum = maximum
  }
}
