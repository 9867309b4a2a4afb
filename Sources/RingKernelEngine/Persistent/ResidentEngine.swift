internal import RingKernelABI
public import RingKernelCore
internal import RingKernelDevice
internal import RingKernelIR
internal import RingKernelRender

/// Runs actors in a program that does not end: blocks of the device poll, one thread of the host, the courier, carries
/// messages between cells and rings (`Design/0007`).
public final class ResidentEngine: EngineDriver, Sendable {
  let device: any ResidentDevice
  let desk: CourierDesk<ResidentCourier>
  let watchdogNanoseconds: UInt64
  /// Where it is told what went another way than the device promised: what, and why.
  let note: @Sendable (String, String) -> Void
  /// Position of the first message of an actor, and of the first word that a block records: tests begin before the counts
  /// come round.
  let origin: UInt32
  private let programs = Lock<Programs>(Programs())
  private let clock = Lock<DeviceClock?>(nil)
  private let clusters: Lock<Int>

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
  ///   - note: Is told what goes another way than the device promises, and why; by any thread.
  /// - Throws: `threadRefused` when the system gives no thread, `deviceMemory`.
  public convenience init(
    _ device: any ResidentDevice,
    _ configuration: RuntimeConfiguration,
    watchdog: Duration = .seconds(120),
    note: @escaping @Sendable (String, String) -> Void = { _, _ in }
  ) throws(RingKernelError) {
    try self.init(device, configuration, watchdog: watchdog, note: note, origin: 0)
  }

  /// The same, with positions that begin at `origin`, a multiple of 4.
  package init(
    _ device: any ResidentDevice,
    _ configuration: RuntimeConfiguration,
    watchdog: Duration,
    note: @escaping @Sendable (String, String) -> Void,
    origin: UInt32
  ) throws(RingKernelError) {
    self.device = device
    self.note = note
    self.origin = origin
    clusters = Lock(device.clusterSize)
    watchdogNanoseconds = watchdog.clampedNanoseconds
    desk = try CourierDesk(configuration)
    try desk.start { [self] in ResidentCourier(self).run() }
  }

  /// The device's.
  public var backend: BackendKind { device.backend }
  /// One program from the first launch to shutdown, which makes way only for one that has more types of actors; where the
  /// device does not bear that, launches one after the other.
  public var executionMode: ExecutionMode { reasonForPasses == nil ? .persistent : .epochs }
  /// Why the program runs in passes, launched whenever there is something to do; nil where it stays.
  public var reasonForPasses: String? { device.reasonForPasses }
  /// Through which memory the host's messages come, and why.
  public var inbound: InboundMemory { device.inbound }
  /// The name of that memory.
  public var inboundMemory: String? { device.inbound.name }
  /// Name of the device.
  public var deviceName: String { device.name }

  /// Offset and drift of the device's clock, by pairs of times of the last seconds.
  public var deviceClock: DeviceClock? { clock.withLock { $0 } }
  /// Blocks of a cluster in which programs are launched, 1 for none; it only ever gets less.
  public var clusterSize: Int { clusters.withLock { $0 } }
  /// Shows in what clusters the courier launches.
  func show(clusters size: Int) { clusters.withLock { $0 = size } }
  /// Shows what the courier has measured.
  func show(_ measured: DeviceClock) { clock.withLock { $0 = measured } }

  /// Begins or ends the timing of messages, which is off at first.
  ///
  /// A block does so from its next look at its line on.
  ///
  /// - Throws: `deviceLost`, `runtimeShutDown`.
  public func time(_ isOn: Bool) throws(RingKernelError) {
    try desk.perform { (courier) throws(RingKernelError) in try courier.time(isOn) }
  }

  /// The times of the messages that were timed since the last call, the last 256 of each block.
  ///
  /// - Throws: `deviceLost`, `runtimeShutDown`.
  public func timings() throws(RingKernelError) -> [MessageTiming] {
    try desk.perform { (courier) throws(RingKernelError) in try courier.timings() }
  }

  /// Compiles a program with the actor's type where that is new, and gives the actor its place.
  ///
  /// - Throws: `actorNotPortable`, the codes of the kernel compiler, `deviceMemory`, `deviceLost`.
  public func attach(_ cell: ActorCell) throws(RingKernelError) {
    try desk.admit(cell)
    let program = try program(of: cell)
    try desk.attach(cell) { (courier) throws(RingKernelError) in try courier.place(cell, program) }
  }

  private func program(of cell: ActorCell) throws(RingKernelError) -> EpochProgram {
    let name = cell.kernelID
    let type = try cell.portableType(for: device.backend)
    return try programs.withLock { (programs) throws(RingKernelError) in
      if let known = programs.known[ObjectIdentifier(type)] { return known }
      let (module, definition) = try EpochProgram.lower(type, name: name)
      guard module.residentNeed <= ResidentCourier.outboundWords else {
        throw RingKernelError(
          .actorNotPortable,
          "One message may give \(module.residentNeed * 4) bytes; \(device.name) takes \(ResidentCourier.outboundWords * 4).",
          kernel: name
        )
      }
      let text: RenderedProgram
      do throws(RenderError) { text = try Renderer.resident(programs.modules + [module]) } catch {
        throw RingKernelError(error, kernel: name, on: device.name)
      }
      try device.check(text.text, entry: text.entry)
      let made = EpochProgram(
        number: programs.modules.count,
        definition: definition,
        facts: HandlerFacts(module)
      )
      programs.modules.append(module)
      programs.known[ObjectIdentifier(type)] = made
      programs.text = text
      return made
    }
  }

  /// The program with every type so far, how many they are, and what it asks of a grid.
  var newest: (program: RenderedProgram?, types: Int, room: ResidentRoom) {
    programs.withLock { ($0.text, $0.modules.count, ResidentRoom($0.modules)) }
  }

  /// Lets go of a cell that has terminated or was never run.
  public func detach(_ cell: ActorCell) { desk.detach(cell) { $0.remove(cell) } }

  /// Puts a cell into the ready queue.
  public func schedule(_ cell: ActorCell) { desk.schedule(cell) }

  /// Stops and joins the courier, which lets the program leave, and gives the device back.
  public func shutdown() { _ = desk.stop() }
}
