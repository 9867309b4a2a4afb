internal import RingKernelABI
public import RingKernelCore
public import RingKernelRender

/// Runs actors on a device in epochs: one thread, the courier, carries messages and results (`Design/0006`).
public final class EpochEngine: EngineDriver, Sendable {
  let device: any EpochDevice
  let desk: CourierDesk<Courier>
  private let cache: ProgramCache
  private let programs = Lock<[ObjectIdentifier: EpochProgram]>([:])

  /// Starts the courier.
  ///
  /// - Parameters:
  ///   - device: The device, which belongs to the engine from now on.
  ///   - configuration: Actors at most, spin time.
  ///   - cache: Where printed actors are kept.
  /// - Throws: `threadRefused` when the system gives no thread, `deviceMemory`.
  public init(
    _ device: any EpochDevice,
    _ configuration: RuntimeConfiguration,
    cache: ProgramCache = .standard
  ) throws(RingKernelError) {
    self.device = device
    self.cache = cache
    desk = try CourierDesk(configuration)
    try desk.start { [self] in Courier(self).run() }
  }

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
    try desk.admit(cell)
    let program = try program(of: cell)
    try desk.attach(cell) { (courier) throws(RingKernelError) in try courier.place(cell, program) }
  }

  private func program(of cell: ActorCell) throws(RingKernelError) -> EpochProgram {
    let type = try cell.portableType(for: device.backend)
    // Two launches of one new type at once compile it once: the second waits.
    return try programs.withLock { (programs) throws(RingKernelError) in
      if let known = programs[ObjectIdentifier(type)] { return known }
      let made = try EpochProgram.make(type, name: cell.kernelID, for: device, keptIn: cache)
      programs[ObjectIdentifier(type)] = made
      return made
    }
  }

  /// Lets go of a cell that has terminated or was never run.
  public func detach(_ cell: ActorCell) { desk.detach(cell) { $0.remove(cell) } }

  /// Puts a cell into the ready queue.
  public func schedule(_ cell: ActorCell) { desk.schedule(cell) }

  /// Stops and joins the courier, and gives the device back.
  public func shutdown() { if desk.stop() { device.close() } }
}
