internal import RingKernelABI
public import RingKernelCore
internal import RingKernelDevice
internal import Synchronization

/// Runs actors on a device in epochs: one thread, the courier, carries messages and results (`Design/0006`).
@safe
public final class EpochEngine: EngineDriver, @unchecked Sendable {
  // Safety: `slots` is written under the lock of `attachments`, and an index enters the ready queue only while attached.
  let device: any EpochDevice
  let spinNanoseconds: UInt64
  let changes = EventCount()
  let isStopping = Atomic<Bool>(false)
  private let ready: SlotRing
  private let readyStorage: RingStorage
  private let maximumActors: Int
  private let slots: UnsafeMutablePointer<Unmanaged<ActorCell>?>
  private let attachments = Lock(0)
  private let programs = Lock<[ObjectIdentifier: EpochProgram]>([:])
  /// Nil when there is no courier any more: a command that nobody takes would keep its actor, and that this engine.
  private let commands = Lock<[@Sendable (Courier?) -> Void]?>([])
  private let hasCommands = Atomic<Bool>(false)
  private let thread = Lock<OwnedThread?>(nil)

  /// Starts the courier.
  ///
  /// - Parameters:
  ///   - device: The device, which belongs to the engine from now on.
  ///   - configuration: Actors at most, spin time.
  /// - Throws: `threadRefused` when the system gives no thread, `deviceMemory`.
  public init(_ device: any EpochDevice, _ configuration: RuntimeConfiguration) throws(RingKernelError) {
    self.device = device
    spinNanoseconds = configuration.workerSpin.clampedNanoseconds
    maximumActors = configuration.maximumActors + 1
    readyStorage = try RingStorage(capacity: maximumActors, slotStride: 16)
    ready = SlotRing(readyStorage, evicts: true)
    unsafe slots = .allocate(capacity: maximumActors)
    unsafe slots.initialize(repeating: nil, count: maximumActors)
    do {
      let courier = try OwnedThread(name: "rk-courier") { [self] in Courier(self).run() }
      thread.withLock { $0 = courier }
    } catch { throw RingKernelError(.threadRefused, "The courier: errno \(error.errno).") }
  }

  deinit { unsafe slots.deallocate() }

  /// The device's.
  public var backend: BackendKind { device.backend }
  /// Epochs follow each other; state stays on the device.
  public var executionMode: ExecutionMode { .epochs }
  /// Name of the device.
  public var deviceName: String { device.name }

  /// Compiles the actor's program where it is new, and gives the actor its place on the device.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler, `deviceMemory`, `deviceLost`.
  public func attach(_ cell: ActorCell) throws(RingKernelError) {
    guard Int(cell.index) < maximumActors else {
      throw RingKernelError(.invalidConfiguration, "The engine hosts at most \(maximumActors - 1) actors.")
    }
    let program = try program(of: cell)
    let outcome = Answer<RingKernelError?>()
    command { courier in
      do throws(RingKernelError) {
        guard let courier else { throw RingKernelError(.runtimeShutDown, "The engine has stopped.") }
        try courier.place(cell, program)
        outcome.give(nil)
      } catch { outcome.give(error) }
    }
    if let error = outcome.wait() { throw error }
    attachments.withLock { count in
      unsafe slots[Int(cell.index)] = Unmanaged.passRetained(cell)
      count += 1
    }
  }

  private func program(of cell: ActorCell) throws(RingKernelError) -> EpochProgram {
    let name = cell.kernelID
    guard let type = cell.deviceType else {
      throw RingKernelError(.actorNotPortable, "It has no form for \(device.backend.rawValue).", kernel: name)
    }
    // Two launches of one new type at once compile it once: the second waits.
    return try programs.withLock { (programs) throws(RingKernelError) in
      if let known = programs[ObjectIdentifier(type)] { return known }
      let made = try EpochProgram.make(type, name: name, for: device)
      programs[ObjectIdentifier(type)] = made
      return made
    }
  }

  /// Lets go of a cell that has terminated or was never run.
  public func detach(_ cell: ActorCell) {
    let held = unsafe attachments.withLock { count -> Unmanaged<ActorCell>? in
      guard let held = unsafe slots[Int(cell.index)] else { return nil }
      unsafe slots[Int(cell.index)] = nil
      count -= 1
      return unsafe held
    }
    command { courier in courier?.remove(cell) }
    unsafe held?.release()
  }

  /// Puts a cell into the ready queue; its run word says queued, so it is there at most once.
  public func schedule(_ cell: ActorCell) {
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

  var hasReady: Bool { ready.depth > 0 }
  var isCommanded: Bool { hasCommands.load(ordering: .acquiring) }

  /// Has the courier do something between two epochs; without it the command is told so.
  private func command(_ body: @escaping @Sendable (Courier?) -> Void) {
    let isTaken = commands.withLock { commands in
      commands?.append(body)
      return commands != nil
    }
    guard isTaken else { return body(nil) }
    hasCommands.store(true, ordering: .releasing)
    changes.notify()
  }

  func takeCommands() -> [@Sendable (Courier?) -> Void] {
    hasCommands.store(false, ordering: .relaxed)
    return commands.withLock { commands in
      defer { if commands != nil { commands = [] } }
      return commands ?? []
    }
  }

  /// Stops and joins the courier, and gives the device back.
  public func shutdown() {
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
    if thread != nil { device.close() }
  }
}

/// A value that one thread gives and another waits for.
final class Answer<Value: Sendable>: Sendable {
  private let value = Lock<Value?>(nil)
  private let changes = EventCount()

  func give(_ answer: Value) {
    value.withLock { $0 = answer }
    changes.notify()
  }

  func wait() -> Value {
    while true {
      let key = changes.prepare()
      if let answer = value.withLock({ $0 }) {
        changes.cancel()
        return answer
      }
      changes.wait(key)
    }
  }
}
