internal import RingKernelCompute
public import RingKernelCore
public import RingKernelEngine
internal import RingKernelIR
internal import Synchronization

/// A CUDA device on which one program stays resident, or is launched pass by pass (`Design/0007`).
@safe
public final class CUDAResidentDevice: ResidentDevice {
  // Safety: one thread uses regions and streams; addresses of shared memory are given out with its words.
  let session: CUDASession
  /// Copies go beside the program, which never lets its own stream go on.
  private let copies: CUDAStream
  private let state: Mutex<State>
  /// Blocks: one per multiprocessor, so that each has one to itself.
  public let blocks: Int
  /// Through which memory the host's messages come.
  public let inbound: InboundMemory
  private let path: CUDAInboundPath
  /// Why the program is launched anew whenever there is something to do; nil where it stays.
  public let reasonForPasses: String?
  /// Blocks of a cluster, as far as the device alone decides: they reach each other's shared memory.
  public let clusterSize: Int

  private struct State {
    var regions: [ResidentRegion: CUDARegion] = [:]
    var arguments: CUDARegion?
    var isStarted = false
  }

  /// Takes a device for one program.
  ///
  /// - Parameters:
  ///   - session: The open device; nothing else may use its stream.
  ///   - mode: How actors are to stay on it; nil leaves that to the environment, then to the device.
  ///   - path: Through which memory the host's messages come; nil leaves that to the environment, then to what the
  ///     device offers.
  ///   - blocks: How many blocks are served; one per multiprocessor if left out.
  /// - Throws: `deviceCallRefused` where no grid can stay resident as is asked for, `inboundUnavailable`, what else the
  ///   driver answers.
  public init(
    _ session: CUDASession,
    _ mode: ExecutionMode? = nil,
    path: CUDAInboundPath? = nil,
    blocks: Int? = nil
  ) throws(RingKernelError) {
    self.session = session
    do throws(CUDAError) {
      reasonForPasses = try Self.reasonForPasses(session.device, mode)
      let found: CUDAInboundPath
      if let path { found = path } else { found = try CUDAInboundPath.found(session) }
      self.path = found
      inbound = InboundMemory(found.road.rawValue, reasons: found.reasons, isCombining: found.isCombining)
      copies = try CUDAStream(session.context)
      let count = try min(blocks ?? .max, session.device.attribute(.processors))
      self.blocks = count
      clusterSize = try reasonForPasses == nil ? Self.clusterSize(session.device, blocks: count) : 1
    } catch { throw RingKernelError(error, on: session.device.name) }
    state = Mutex(State())
  }

  /// CUDA.
  public var backend: BackendKind { .cuda }
  /// The vendor's name of the device.
  public var name: String { session.device.name }

  /// Compiles a program.
  ///
  /// - Throws: `programRefused` with the words of NVRTC.
  public func check(_ text: String, entry: String) throws(RingKernelError) {
    try reporting { () throws(CUDAError) in _ = try session.image(of: CUDAProgram(text: text, entry: entry)) }
  }

  /// Makes a region larger; content is kept, new bytes are zero.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`.
  public func grow(_ region: ResidentRegion, to byteCount: Int) throws(RingKernelError) {
    try reporting { () throws(CUDAError) in
      let path = region.isShared ? (region.isInbound ? self.path : .pinned) : nil
      let larger = try CUDARegion(copies, byteCount: byteCount, sharedBy: path)
      if let known = state.withLock({ $0.regions[region] }) { try larger.take(known, copies) }
      try copies.synchronize()
      state.withLock { $0.regions[region] = larger }
    }
  }

  /// Copies words to the device.
  ///
  /// - Throws: `deviceLost`, `deviceMemory` for a place outside of the region.
  public func write(_ region: ResidentRegion, at word: Int, _ words: [UInt32]) throws(RingKernelError) {
    let address = try place(region, word, words.count)
    try reporting { () throws(CUDAError) in
      let bytes = unsafe words.withUnsafeBytes { unsafe Array($0) }
      try copies.write(bytes, to: address)
    }
  }

  /// Copies words from the device.
  ///
  /// - Throws: `deviceLost`, `deviceMemory` for a place outside of the region.
  public func read(_ region: ResidentRegion, at word: Int, count: Int) throws(RingKernelError) -> [UInt32] {
    let address = try place(region, word, count)
    return try reporting { () throws(CUDAError) in
      let bytes = try copies.read(address, count: count * 4)
      return unsafe bytes.withUnsafeBytes { bytes in
        (0..<count).map { unsafe bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
      }
    }
  }

  func place(_ region: ResidentRegion, _ word: Int, _ count: Int) throws(RingKernelError) -> CUDAAddress {
    guard let known = state.withLock({ $0.regions[region] }), word >= 0, (word + count) * 4 <= known.byteCount else {
      throw RingKernelError(.deviceMemory, "\(name): \(count) words at \(word) of \(region) are not there.")
    }
    return known.address + word * 4
  }

  /// Where a shared region begins.
  @unsafe public func words(of region: ResidentRegion) -> UnsafeMutablePointer<UInt32> {
    guard let known = state.withLock({ $0.regions[region] }), let base = unsafe known.base else {
      preconditionFailure("\(region) was not made, or is no memory of the host")
    }
    return unsafe base.assumingMemoryBound(to: UInt32.self)
  }

  /// Loads a program where that is new, and launches it: cooperatively where it stays, so that the driver refuses a grid
  /// whose blocks would wait for room.
  ///
  /// - Throws: `programRefused`, `gridNotResident`, `deviceLost`.
  public func start(_ text: String, entry: String, threads: Int, _ sizes: [UInt32]) throws(RingKernelError) {
    typealias Resident = EngineLayout.Resident
    let places: [(ResidentRegion, Int)] = [
      (.state, Resident.state), (.table, Resident.table), (.rings, Resident.rings), (.stage, Resident.stage),
      (.inbound, Resident.inbound), (.hostLines, Resident.hostLines), (.deviceLines, Resident.deviceLines),
      (.outbound, Resident.outbound), (.timings, Resident.timings),
    ]
    var words = sizes
    for (region, word) in places {
      let address = try place(region, 0, 0).number
      words[word] = UInt32(truncatingIfNeeded: address)
      words[word + 1] = UInt32(truncatingIfNeeded: address >> 32)
    }
    try reporting { () throws(CUDAError) in
      let known = state.withLock { $0.arguments }
      let arguments: CUDARegion
      if let known {
        arguments = known
      } else {
        arguments = try CUDARegion(copies, byteCount: Resident.words * 4, sharedBy: nil)
        state.withLock { $0.arguments = arguments }
      }
      let bytes = unsafe words.withUnsafeBytes { unsafe Array($0) }
      try copies.write(bytes, to: arguments.address)
      let function = try session.function(CUDAProgram(text: text, entry: entry))
      let launch = launch(threads, sizes, in: Int(sizes[Resident.cluster]))
      if launch.sharedBytes > 0 { try function.allowSharedBytes(launch.sharedBytes) }
      try session.stream.launch(function, launch, [.address(arguments.address)])
      state.withLock { $0.isStarted = true }
    }
  }

  /// Whether the program runs.
  ///
  /// - Throws: `deviceLost` when it ended by a fault.
  public func isRunning() throws(RingKernelError) -> Bool {
    guard state.withLock({ $0.isStarted }) else { return false }
    return try reporting { () throws(CUDAError) in try !session.stream.isIdle() }
  }

  /// Frees everything; what a program may still write to is kept for ever.
  public func close(isLost: Bool) {
    if isLost { _ = unsafe Unmanaged.passRetained(self) }
  }

  func reporting<Result>(_ body: () throws(CUDAError) -> Result) throws(RingKernelError) -> Result {
    do throws(CUDAError) { return try body() } catch { throw RingKernelError(error, on: name) }
  }
}
