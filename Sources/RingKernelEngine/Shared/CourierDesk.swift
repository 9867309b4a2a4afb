internal import RingKernelABI
internal import RingKernelCore
internal import Synchronization

/// Where the courier, an engine's one thread, finds what there is to do: actors that have work, and commands.
@safe
final class CourierDesk<Courier>: @unchecked Sendable {
  // Safety: `slots` is written under the lock of `attachments`, and an index enters the ready queue only while attached.
  typealias Command = @Sendable (Courier?) -> Void
  let spinNanoseconds: UInt64
  /// One more than the actors that the engine hosts: indices begin with 1.
  let maximumActors: Int
  let changes = EventCount()
  let isStopping = Atomic<Bool>(false)
  private let ready: SlotRing
  private let readyStorage: RingStorage
  private let slots: UnsafeMutablePointer<Unmanaged<ActorCell>?>
  private let attachments = Lock(())
  /// Nil when there is no courier any more: a command that nobody takes would keep its actor, and the engine.
  private let commands = Lock<[Command]?>([])
  private let hasCommands = Atomic<Bool>(false)
  private let thread = Lock<OwnedThread?>(nil)

  init(_ configuration: RuntimeConfiguration) throws(RingKernelError) {
    spinNanoseconds = configuration.workerSpin.clampedNanoseconds
    maximumActors = configuration.maximumActors + 1
    readyStorage = try RingStorage(capacity: maximumActors, slotStride: 16)
    ready = SlotRing(readyStorage, evicts: true)
    unsafe slots = .allocate(capacity: maximumActors)
    unsafe slots.initialize(repeating: nil, count: maximumActors)
  }

  deinit { unsafe slots.deallocate() }

  /// Starts the courier.
  ///
  /// - Throws: `threadRefused` when the system gives no thread.
  func start(_ run: @escaping @Sendable () -> Void) throws(RingKernelError) {
    do {
      let courier = try OwnedThread(name: "rk-courier", body: run)
      thread.withLock { $0 = courier }
    } catch { throw RingKernelError(.threadRefused, "The courier: errno \(error.errno).") }
  }

  /// Stops and joins the courier; whether it was there.
  func stop() -> Bool {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    changes.notify(all: true)
    let thread = thread.withLock { thread in
      defer { thread = nil }
      return thread
    }
    thread?.join()
    // What came too late for the courier.
    let left = commands.withLock { commands in
      defer { commands = nil }
      return commands ?? []
    }
    for command in left { command(nil) }
    return thread != nil
  }

  // MARK: Actors

  /// Refuses an actor for which there is no room.
  func admit(_ cell: ActorCell) throws(RingKernelError) {
    guard Int(cell.index) < maximumActors else {
      throw RingKernelError(.invalidConfiguration, "The engine hosts at most \(maximumActors - 1) actors.")
    }
  }

  /// Has the courier give an actor its place, and waits for it; from then on the actor can be scheduled.
  func attach(
    _ cell: ActorCell,
    _ place: @escaping @Sendable (Courier) throws(RingKernelError) -> Void
  ) throws(RingKernelError) {
    try perform(place)
    attachments.withLock { _ in unsafe slots[Int(cell.index)] = Unmanaged.passRetained(cell) }
  }

  /// Has the courier take an actor's place back, and lets go of the cell.
  func detach(_ cell: ActorCell, _ remove: @escaping @Sendable (Courier) -> Void) {
    let held = unsafe attachments.withLock { _ -> Unmanaged<ActorCell>? in
      guard let held = unsafe slots[Int(cell.index)] else { return nil }
      unsafe slots[Int(cell.index)] = nil
      return unsafe held
    }
    command { courier in if let courier { remove(courier) } }
    unsafe held?.release()
  }

  /// Puts a cell into the ready queue; its run word says queued, so it is there at most once.
  func schedule(_ cell: ActorCell) {
    // The queue has a place for every actor: never full, only contended.
    while true {
      guard case .slot(let ticket) = ready.claim() else { continue }
      unsafe (ready.address(of: ticket) + 8).storeBytes(of: cell.index, as: UInt32.self)
      ready.publish(ticket)
      break
    }
    changes.notify()
  }

  /// Takes an actor that has work.
  func dequeue() -> ActorCell? {
    guard let ticket = ready.takeAny() else { return nil }
    let index = unsafe (ready.address(of: ticket) + 8).load(as: UInt32.self)
    ready.free(ticket)
    // An actor in the queue is attached, and the queue orders this read after the attachment.
    return unsafe slots[Int(index)]?.takeUnretainedValue()
  }

  /// Whether the courier must not sleep.
  var isWanted: Bool { ready.depth > 0 || isCommanded || isStopping.load(ordering: .acquiring) }

  // MARK: Commands

  var isCommanded: Bool { hasCommands.load(ordering: .acquiring) }

  /// Has the courier do something between two looks, and waits for what it gives.
  ///
  /// - Throws: `runtimeShutDown` when there is no courier, what `body` throws.
  func perform<Given: Sendable>(
    _ body: @escaping @Sendable (Courier) throws(RingKernelError) -> Given
  ) throws(RingKernelError) -> Given {
    let outcome = Answer<Result<Given, RingKernelError>>()
    command { courier in
      do throws(RingKernelError) {
        guard let courier else { throw RingKernelError(.runtimeShutDown, "The engine has stopped.") }
        outcome.give(.success(try body(courier)))
      } catch { outcome.give(.failure(error)) }
    }
    return try outcome.wait().get()
  }

  /// Has the courier do something between two looks; without it the command is told so.
  private func command(_ body: @escaping Command) {
    let isTaken = commands.withLock { commands in
      commands?.append(body)
      return commands != nil
    }
    guard isTaken else { return body(nil) }
    hasCommands.store(true, ordering: .releasing)
    changes.notify()
  }

  func takeCommands() -> [Command] {
    hasCommands.store(false, ordering: .relaxed)
    return commands.withLock { commands in
      defer { if commands != nil { commands = [] } }
      return commands ?? []
    }
  }
}
