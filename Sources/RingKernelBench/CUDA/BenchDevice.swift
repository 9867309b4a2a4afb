internal import RingKernelABI
internal import RingKernelCUDA
internal import RingKernelCompute
internal import RingKernelHost
internal import Synchronization

/// The CUDA device for kernels that are written by hand: what the engine is compared with, at the driver's interface.
final class BenchDevice: Sendable {
  /// How long a kernel may take before the device counts as lost.
  static let patience = Duration.seconds(600)
  let session: CUDASession
  /// For copies beside what runs in the session's stream.
  let copies: CUDAStream
  /// All memory lives as long as this: no kernel outlives what it uses.
  private let held = Lock<[DeviceBytes]>([])
  private let pins = Lock<[PinnedWords]>([])
  private let sent = Lock<[InboundWords]>([])
  /// Through which memory messages come to a kernel that runs, as for actors.
  let path: CUDAInboundPath

  var stream: CUDAStream { session.stream }
  var device: CUDADevice { session.device }
  var processors: Int { get throws { try device.attribute(.processors) } }

  /// Opens the device that runtimes use.
  ///
  /// - Throws: `backendUnavailable` for another backend; what the driver answers.
  init(_ backend: BackendChoice) throws {
    let (kind, _) = try Backends.resolve(backend)
    guard kind == .cuda else {
      throw RingKernelError(.backendUnavailable, "\(kind.rawValue): this is measured on CUDA only; see --backend.")
    }
    let library = try CUDALibrary()
    let compiler = try CUDACompiler(driverVersion: library.version)
    session = try CUDASession(try CUDADevice.chosen(of: library), compiler: compiler, patience: Self.patience)
    copies = try CUDAStream(session.context)
    path = try CUDAInboundPath.found(session)
  }

  /// An error for callers.
  static func publicError(_ error: any Error) -> RingKernelError {
    if let error = error as? CUDAError { return RingKernelError(error) }
    return RingKernelError(.handlerFailed, "\(error)")
  }

  func function(_ program: BenchProgram, _ entry: String) throws -> CUDAFunction {
    try session.function(CUDAProgram(text: program.text, entry: entry))
  }

  /// Memory with zeros in it, until this goes.
  func memory(_ byteCount: Int) throws -> CUDAAddress {
    let bytes = try DeviceBytes(session.context, byteCount)
    held.withLock { $0.append(bytes) }
    try copies.clear(bytes.memory.address, count: byteCount)
    try copies.synchronize()
    return bytes.memory.address
  }

  /// Pinned memory with zeros in it, until this goes.
  func pinned(_ byteCount: Int) throws -> PinnedWords {
    let words = try PinnedWords(session.context, byteCount)
    pins.withLock { $0.append(words) }
    return words
  }

  /// Memory for messages to a kernel that runs, with zeros in it, until this goes.
  func inbound(_ byteCount: Int) throws -> InboundWords {
    let words = InboundWords(try CUDASharedMemory(path, byteCount: byteCount, copies), path)
    sent.withLock { $0.append(words) }
    return words
  }

  /// Nanoseconds of what `body` puts into the stream, by the device's events.
  func timed(_ body: () throws -> Void) throws -> UInt64 {
    let first = try CUDAEvent(session.context, isTimed: true)
    let last = try CUDAEvent(session.context, isTimed: true)
    try first.record(in: stream)
    try body()
    try last.record(in: stream)
    try stream.synchronize(within: Self.patience)
    return try last.elapsed(since: first).clampedNanoseconds
  }

  func report(_ part: DevicePart, _ rows: [DeviceRow]) -> DeviceReport {
    DeviceReport(part: part, backend: "cuda", device: device.name, executionMode: nil, rows: rows)
  }
}

/// Memory of the device.
private final class DeviceBytes: Sendable {
  let memory: CUDAMemory

  init(_ context: CUDAContext, _ byteCount: Int) throws { memory = try CUDAMemory(context, byteCount: byteCount) }
}

/// Memory through which messages come to a kernel that runs, as words; the host only writes it.
@safe
final class InboundWords: @unchecked Sendable {
  // Safety: each ring in it has one writer, who publishes by atomic words.
  private let memory: CUDASharedMemory
  /// Whether stores need fences between what has an order, and behind what is to be seen soon.
  let isCombining: Bool

  init(_ memory: CUDASharedMemory, _ path: CUDAInboundPath) {
    self.memory = memory
    isCombining = path.isCombining
  }

  /// What kernels call it.
  var address: CUDAAddress { memory.address }
  /// Where it begins.
  @unsafe var words: UnsafeMutablePointer<UInt32> { unsafe memory.base.assumingMemoryBound(to: UInt32.self) }

  /// 64 bits at once.
  func storeWide(_ pair: Int, _ value: UInt64) {
    unsafe atomicWord(memory.base + pair * 8).pointee.store(value, ordering: .relaxed)
  }
}

/// Pinned memory of the host that a kernel reaches, as words.
@safe
final class PinnedWords: @unchecked Sendable {
  // Safety: what both sides or several threads access at once goes through the atomic views.
  private let memory: CUDAHostMemory
  private let base: UnsafeMutableRawPointer
  let byteCount: Int

  init(_ context: CUDAContext, _ byteCount: Int) throws {
    let memory = try CUDAHostMemory(context, byteCount: byteCount)
    guard let base = unsafe memory.withUnsafeBytes({ $0.baseAddress }) else {
      throw RingKernelError(.deviceMemory, "no pinned memory")
    }
    unsafe self.base = unsafe base
    self.memory = consume memory
    self.byteCount = byteCount
  }

  /// What kernels call it.
  var address: CUDAAddress { memory.address }

  /// Where it begins.
  @unsafe var words: UnsafeMutablePointer<UInt32> { unsafe base.assumingMemoryBound(to: UInt32.self) }

  /// Lends the memory as the driver's copies take it.
  func withMemory(_ body: (borrowing CUDAHostMemory) throws -> Void) rethrows { try body(memory) }

  func acquire(_ word: Int) -> UInt32 { unsafe atomicHalf(base + word * 4).pointee.load(ordering: .acquiring) }
  func load(_ word: Int) -> UInt32 { unsafe atomicHalf(base + word * 4).pointee.load(ordering: .relaxed) }
  func release(_ word: Int, _ value: UInt32) {
    unsafe atomicHalf(base + word * 4).pointee.store(value, ordering: .releasing)
  }
  func store(_ word: Int, _ value: UInt32) {
    unsafe atomicHalf(base + word * 4).pointee.store(value, ordering: .relaxed)
  }
  /// 64 bits at once.
  func loadWide(_ pair: Int) -> UInt64 { unsafe atomicWord(base + pair * 8).pointee.load(ordering: .relaxed) }
  func storeWide(_ pair: Int, _ value: UInt64) {
    unsafe atomicWord(base + pair * 8).pointee.store(value, ordering: .relaxed)
  }
  /// Writes a number that kernels read as 64 bits.
  func set(_ pair: Int, _ value: UInt64) {
    store(pair * 2, UInt32(truncatingIfNeeded: value))
    store(pair * 2 + 1, UInt32(truncatingIfNeeded: value >> 32))
  }
}
