internal import Synchronization

internal import RingKernelIR
public import RingKernelRender

/// An open device: its context, one stream, the compiler, and what was compiled so far.
public final class CUDASession: Sendable {
  /// The context.
  public let context: CUDAContext
  /// Where everything runs, in order.
  public let stream: CUDAStream
  /// The compiler.
  public let compiler: CUDACompiler
  private let cache: ProgramCache
  private let patience: Duration
  private let hasMemoryPools: Bool
  private let state = Mutex(State())

  private struct State {
    var functions: [CUDAProgram: CUDAFunction] = [:]
    var records: [CUDALaunchRecord] = []
    var loss: CUDAError?
  }

  /// Opens a device.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - compiler: Compiles its programs; of the driver's version of CUDA or an earlier one.
  ///   - cache: Where compiled programs are kept.
  ///   - patience: How long a launch may take. One that takes longer is given up: the session refuses everything
  ///     afterwards, and the memory that the launch may still write is never freed.
  /// - Throws: `CUDAError.failed`.
  public init(
    _ device: CUDADevice,
    compiler: CUDACompiler,
    cache: ProgramCache = .standard,
    patience: Duration = .seconds(60)
  ) throws(CUDAError) {
    context = try CUDAContext(device)
    stream = try CUDAStream(context)
    self.compiler = compiler
    self.cache = cache
    self.patience = patience
    hasMemoryPools = try device.attribute(.hasMemoryPools) != 0
  }

  /// The device.
  public var device: CUDADevice { context.device }

  /// Memory with zeros in it, in the order of the stream: of the device's pool where it has one.
  ///
  /// - Throws: `CUDAError.failed`.
  public func memory(byteCount: Int) throws(CUDAError) -> CUDAMemory {
    try requireUsable()
    let memory = try room(byteCount)
    try stream.clear(memory.address, count: byteCount)
    return memory
  }

  private func room(_ byteCount: Int) throws(CUDAError) -> CUDAMemory {
    hasMemoryPools
      ? try CUDAMemory(pooledIn: stream, byteCount: byteCount) : try CUDAMemory(context, byteCount: byteCount)
  }

  /// The entry of a program: compiled and loaded when it is new here, compiled when it is new to the cache.
  ///
  /// - Throws: `CUDAError.textRefused`, `.failed`.
  public func function(_ program: CUDAProgram) throws(CUDAError) -> CUDAFunction {
    try requireUsable()
    if let known = state.withLock({ $0.functions[program] }) { return known }
    let image = try image(of: program)
    let function = try CUDAModule(context, image: image).function(program.entry)
    state.withLock { $0.functions[program] = function }
    return function
  }

  /// What the device loads of a program: compiled when it is new to the cache.
  ///
  /// - Throws: `CUDAError.textRefused`, `.failed`.
  public func image(of program: CUDAProgram) throws(CUDAError) -> [UInt8] {
    let options = Renderer.compilerOptions(for: .cuda)
    let key = ProgramKey(
      source: program.text,
      options: options,
      compiler: compiler.identity,
      device: "compute capability \(device.capability)"
    )
    return try cache.program(for: key) { () throws(CUDAError) in
      try compiler.compile(program.text, for: device.capability, options: options).bytes
    }
  }

  /// Runs a program once and waits for its end.
  ///
  /// - Parameters:
  ///   - function: Its entry, with the parameters of `Design/0005`: buffers, words, record.
  ///   - launch: The shape.
  ///   - buffers: Places of the buffers.
  ///   - words: Extents and values.
  ///   - owner: What keeps the buffers; it is kept for ever when the launch does not end.
  /// - Returns: The record of a failure, zeros when no thread failed.
  /// - Throws: `CUDAError`; nothing of the session can be used after `.timedOut` and what is fatal.
  public func run(
    _ function: CUDAFunction,
    _ launch: CUDALaunch,
    buffers: [CUDAAddress],
    words: [UInt8],
    owner: some Sendable
  ) async throws(CUDAError) -> [UInt8] {
    try requireUsable()
    let record = try takeRecord()
    do throws(CUDAError) {
      let event = try CUDAEvent(context)
      try stream.clear(record.memory.address, count: CUDALaunchRecord.byteCount)
      let arguments = buffers.map { CUDAArgument.address($0) } + [.bytes(words), .address(record.memory.address)]
      try stream.launch(function, launch, arguments)
      try stream.copy(record.memory.address, to: record.host, count: CUDALaunchRecord.byteCount)
      try event.record(in: stream)
      try await event.passed(within: patience)
    } catch {
      keep(error)
      // The launch may be under way nevertheless, and write to all of this.
      if !hasSettled(after: error) { _ = unsafe Unmanaged.passRetained(CUDAAbandoned(self, record, owner)) }
      throw error
    }
    let bytes = record.bytes
    state.withLock { $0.records.append(record) }
    return bytes
  }

  /// Copies bytes to the device, behind everything that runs.
  ///
  /// - Throws: `CUDAError.timedOut`, `.failed`.
  public func write(_ bytes: [UInt8], to address: CUDAAddress) throws(CUDAError) {
    try requireUsable()
    do throws(CUDAError) {
      try stream.synchronize(within: patience)
      try stream.write(bytes, to: address)
    } catch {
      keep(error)
      throw error
    }
  }

  /// Copies bytes from the device, behind everything that runs.
  ///
  /// - Throws: `CUDAError.timedOut`, `.failed`.
  public func read(_ address: CUDAAddress, count: Int) async throws(CUDAError) -> [UInt8] {
    try requireUsable()
    do throws(CUDAError) {
      let event = try CUDAEvent(context)
      try event.record(in: stream)
      try await event.passed(within: patience)
      return try stream.read(address, count: count)
    } catch {
      keep(error)
      throw error
    }
  }

  /// Remembers what nothing can work after.
  private func keep(_ error: CUDAError) {
    if error.errorClass == .fatal { state.withLock { $0.loss = $0.loss ?? error } }
  }

  /// Whether the device is done with the memory of a launch that went wrong: it has ended, or the context is lost.
  private func hasSettled(after error: CUDAError) -> Bool {
    if case .timedOut = error { return false }
    do throws(CUDAError) { try stream.synchronize(within: patience) } catch {
      if case .timedOut = error {
        keep(error)
        return false
      }
    }
    return true
  }

  private func takeRecord() throws(CUDAError) -> CUDALaunchRecord {
    if let free = state.withLock({ $0.records.popLast() }) { return free }
    return CUDALaunchRecord(
      memory: try room(CUDALaunchRecord.byteCount),
      host: try CUDAHostMemory(context, byteCount: CUDALaunchRecord.byteCount)
    )
  }

  private func requireUsable() throws(CUDAError) {
    if let loss = state.withLock({ $0.loss }) { throw loss }
  }
}

/// A program for CUDA.
public struct CUDAProgram: Sendable, Hashable {
  /// CUDA C++.
  public var text: String
  /// Name of its entry.
  public var entry: String

  /// Makes a program.
  public init(text: String, entry: String) {
    self.text = text
    self.entry = entry
  }
}

/// The record of a failure on the device, and where the host reads it.
final class CUDALaunchRecord: Sendable {
  static let byteCount = LaunchWords.recordWords * 4
  let memory: CUDAMemory
  let host: CUDAHostMemory

  init(memory: consuming CUDAMemory, host: consuming CUDAHostMemory) {
    self.memory = memory
    self.host = host
  }

  /// What the device wrote; its copy has ended.
  var bytes: [UInt8] { unsafe host.withUnsafeBytes { unsafe Array($0) } }
}

/// What a launch that did not end may still use.
private final class CUDAAbandoned {
  private let things: [any Sendable]

  init(_ things: any Sendable...) { self.things = things }
}
