public import RingKernelCore
internal import RingKernelABI
internal import Synchronization

/// Runs actors on worker threads of this process.
///
/// One shared ready queue holds the actors that have work and no worker; a worker keeps the actors it runs "hot",
/// polling their inboxes, until they have been quiet for a while. Idle workers sleep on one event count.
@safe
public final class CPUEngine: EngineDriver, @unchecked Sendable {
  // Safety: `slots` is written under `attachments`' lock, and an index enters the ready queue only while attached.

  /// Always the CPU.
  public var backend: BackendKind { .cpu }
  /// The workers' loop runs from launch to shutdown.
  public var executionMode: ExecutionMode { .persistent }
  /// `CPU (2 workers)`.
  public var deviceName: String { "CPU (\(workerCount) worker\(workerCount == 1 ? "" : "s"))" }

  let workerCount: Int
  let spinNanoseconds: UInt64
  let changes = EventCount()
  let spinning = Atomic<Int>(0)
  let isStopping = Atomic<Bool>(false)
  private let ready: SlotRing
  private let readyStorage: RingStorage
  private let maximumActors: Int
  private let slots: UnsafeMutablePointer<Unmanaged<ActorCell>?>
  private let attachments = Lock(0)
  private let threads = Lock<[OwnedThread]>([])
  private let watchdog: Watchdog

  /// Starts the workers.
  ///
  /// - Parameters:
  ///   - configuration: Workers, their processors, spin time, watchdog timeout.
  ///   - events: Where hung handlers are reported.
  /// - Throws: `threadRefused` when the system gives no thread.
  public init(_ configuration: RuntimeConfiguration, events: EventHub) throws(RingKernelError) {
    workerCount = configuration.workerCount ?? max(1, Processors.count / 2)
    spinNanoseconds = configuration.workerSpin.clampedNanoseconds
    maximumActors = configuration.maximumActors + 1
    readyStorage = try RingStorage(capacity: maximumActors, slotStride: 16)
    ready = SlotRing(readyStorage, evicts: true)
    unsafe slots = .allocate(capacity: maximumActors)
    unsafe slots.initialize(repeating: nil, count: maximumActors)
    watchdog = Watchdog(
      workers: workerCount,
      timeout: configuration.watchdogTimeout.clampedNanoseconds,
      events: events
    )
    watchdog.start { [unowned self] in attachedCell($0) }
    for number in 0..<workerCount {
      let processors = configuration.workerProcessors
      do {
        let thread = try OwnedThread(
          name: "rk-worker-\(number)",
          processor: processors.isEmpty ? nil : processors[number % processors.count]
        ) { [self] in
          var worker = Worker(number: number, engine: self, watchdog: watchdog)
          worker.run()
        }
        threads.withLock { $0.append(thread) }
      } catch {
        shutdown()
        throw RingKernelError(.threadRefused, "Worker \(number) of \(workerCount): errno \(error.errno).")
      }
    }
  }

  deinit { unsafe slots.deallocate() }

  /// Makes `cell` known.
  public func attach(_ cell: ActorCell) throws(RingKernelError) {
    guard Int(cell.index) < maximumActors else {
      throw RingKernelError(.invalidConfiguration, "The engine hosts at most \(maximumActors - 1) actors.")
    }
    attachments.withLock { count in
      unsafe slots[Int(cell.index)] = Unmanaged.passRetained(cell)
      count += 1
    }
  }

  /// Lets go of a cell that has terminated.
  public func detach(_ cell: ActorCell) {
    attachments.withLock { count in
      guard let held = unsafe slots[Int(cell.index)] else { return }
      unsafe slots[Int(cell.index)] = nil
      unsafe held.release()
      count -= 1
    }
  }

  /// Puts a cell into the ready queue; its run word says queued, so it is there at most once.
  public func schedule(_ cell: ActorCell) {
    enqueue(cell.index)
    // A full fence, paired with the one in `Worker.stopSearching`: this path is taken per idle actor, not per message.
    atomicMemoryFence(ordering: .sequentiallyConsistent)
    if spinning.load(ordering: .relaxed) == 0 { changes.notify() }
  }

  func enqueue(_ index: UInt32) {
    // The queue has a place for every actor, and an actor is in it at most once: never full, only contended.
    while true {
      guard case .slot(let ticket) = ready.claim() else { continue }
      unsafe (ready.address(of: ticket) + 8).storeBytes(of: index, as: UInt32.self)
      ready.publish(ticket)
      return
    }
  }

  /// Takes an actor that has work; the caller holds it from now on.
  func dequeue() -> ActorCell? {
    guard let ticket = ready.takeAny() else { return nil }
    let index = unsafe (ready.address(of: ticket) + 8).load(as: UInt32.self)
    ready.free(ticket)
    // An actor in the queue is attached, and the queue orders this read after the attachment.
    return unsafe slots[Int(index)]?.takeUnretainedValue()
  }

  /// The attached cell with this index, for the watchdog.
  func attachedCell(_ index: UInt32) -> ActorCell? {
    attachments.withLock { _ in unsafe slots[Int(index)]?.takeUnretainedValue() }
  }

  var hasReady: Bool { ready.depth > 0 }

  /// Stops and joins the workers.
  public func shutdown() {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    changes.notify(all: true)
    let threads = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in threads { thread.join() }
    watchdog.stop()
  }
}
