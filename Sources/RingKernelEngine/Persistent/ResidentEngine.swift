internal import RingKernelABI
public import RingKernelCore
internal import RingKernelDevice
internal import RingKernelIR
internal import RingKernelRender
internal import Synchronization

/// Runs actors in a program that does not end: blocks of the device poll, one thread of the host, the courier, carries
/// messages between cells and rings (`Design/0007`).
@safe
public final class ResidentEngine: EngineDriver, @unchecked Sendable {
  // Safety: `slots` is written under the lock of `attachments`, and an index enters the ready queue only while attached.
  let device: any ResidentDevice
  let spinNanoseconds: UInt64
  let watchdogNanoseconds: UInt64
  let maximumActors: Int
  let changes = EventCount()
  let isStopping = Atomic<Bool>(false)
  private let ready: SlotRing
  private let readyStorage: RingStorage
  private let slots: UnsafeMutablePointer<Unmanaged<ActorCell>?>
  private let attachments = Lock(0)
  private let programs = Lock<Programs>(Programs())
  /// Nil when there is no courier any more.
  private let commands = Lock<[@Sendable (ResidentCourier?) -> Void]?>([])
  private let hasCommands = Atomic<Bool>(false)
  private let thread = Lock<OwnedThread?>(nil)

  /// Types that were launched, in the order of their slots.
  private struct Programs {
    var known: [ObjectIdentifier: EpochProgram] = [:]
    var modules: [KernelModule] = []
    var text: RenderedProgram?
  }

  /// Starts the courier.
  ///
  /// - Parameters:
  ///   - device: The device, which belongs to the engine from now on.
  ///   - configuration: Actors at most, spin time.
  ///   - watchdog: How long a block may show no sign of life before the device counts as lost.
  /// - Throws: `threadRefused` when the system gives no thread, `deviceMemory`.
  public init(
    _ device: any ResidentDevice,
    _ configuration: RuntimeConfiguration,
    watchdog: Duration = .seconds(120)
  ) throws(RingKernelError) {
    self.device = device
    spinNanoseconds = configuration.workerSpin.clampedNanoseconds
    watchdogNanoseconds = watchdog.clampedNanoseconds
    maximumActors = configuration.maximumActors + 1
    readyStorage = try RingStorage(capacity: maximumActors, slotStride: 16)
    ready = SlotRing(readyStorage, evicts: true)
    unsafe slots = .allocate(capacity: maximumActors)
    unsafe slots.initialize(repeating: nil, count: maximumActors)
    do {
      let courier = try OwnedThread(name: "rk-courier") { [self] in ResidentCourier(self).run() }
      thread.withLock { $0 = courier }
    } catch { throw RingKernelError(.threadRefused, "The courier: errno \(error.errno).") }
  }

  deinit { unsafe slots.deallocate() }

  /// The device's.
  public var backend: BackendKind { device.backend }
  /// One program from the first launch to shutdown; it makes way only for one that has more types of actors.
  public var executionMode: ExecutionMode { .persistent }
  /// Name of the device.
  public var deviceName: String { device.name }

  /// Compiles a program with the actor's type where that is new, and gives the actor its place.
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
    return try programs.withLock { (programs) throws(RingKernelError) in
      if let known = programs.known[ObjectIdentifier(type)] { return known }
      let (module, definition) = try EpochProgram.lower(type, name: name, for: device.backend)
      guard 2 * module.residentNeed <= ResidentCourier.outboundWords else {
        throw RingKernelError(
          .actorNotPortable,
          "One message may give \(module.residentNeed * 4) bytes; \(device.name) takes \(ResidentCourier.outboundWords * 2).",
          kernel: name
        )
      }
      let text: RenderedProgram
      do throws(RenderError) { text = try Renderer.resident(programs.modules + [module]) } catch {
        throw RingKernelError(ErrorCode(parsing: error.code) ?? .definition, error.message, kernel: name)
      }
      try device.check(text.text, entry: text.entry)
      let made = EpochProgram(number: programs.modules.count, module, definition)
      programs.modules.append(module)
      programs.known[ObjectIdentifier(type)] = made
      programs.text = text
      return made
    }
  }

  /// The program with every type so far, and how many they are.
  var newest: (program: RenderedProgram?, types: Int) {
    programs.withLock { ($0.text, $0.modules.count) }
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

  /// Has the courier do something; without it the command is told so.
  private func command(_ body: @escaping @Sendable (ResidentCourier?) -> Void) {
    let isTaken = commands.withLock { commands in
      commands?.append(body)
      return commands != nil
    }
    guard isTaken else { return body(nil) }
    hasCommands.store(true, ordering: .releasing)
    changes.notify()
  }

  func takeCommands() -> [@Sendable (ResidentCourier?) -> Void] {
    hasCommands.store(false, ordering: .relaxed)
    return commands.withLock { commands in
      defer { if commands != nil { commands = [] } }
      return commands ?? []
    }
  }

  /// Stops and joins the courier, which lets the program leave, and gives the device back.
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
  }
}
