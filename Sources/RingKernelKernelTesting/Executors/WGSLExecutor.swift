public import RingKernelIR
internal import RingKernelRender
public import RingKernelWebGPU
internal import Synchronization

/// A WGSL text and the name of its entry: all that the executor needs of a rendered program.
public struct WGSLProgram: Sendable, Hashable {
  /// The text.
  public var text: String
  /// Name of the compute function.
  public var entry: String

  /// Makes a program.
  public init(text: String, entry: String) {
    self.text = text
    self.entry = entry
  }
}

/// Runs WGSL on a software Vulkan driver.
public struct WGSLExecutor: KernelExecutor {
  /// Prints a module for an adapter; throws when the dialect lacks something.
  public typealias Printer = @Sendable (KernelModule, KernelLaunch, WebGPUAdapter) throws -> WGSLProgram

  private let driver: SoftwareVulkan
  private let device: WebGPUDevice
  private let last = Last()
  private let printer: Printer
  /// Lanes of a subgroup.
  public let subgroupSize: Int
  /// Changes the text before it is compiled: plants bugs.
  public var change: @Sendable (String) -> String = { $0 }

  /// Opens a driver for what `Renderer` prints.
  ///
  /// - Parameters:
  ///   - driver: The driver.
  ///   - usesInt64: Whether 64-bit integers are the driver's own where it has them.
  /// - Throws: `ToolAbsent`, `WebGPUError`.
  public init(_ driver: SoftwareVulkan, usesInt64: Bool = true) throws {
    try self.init(driver) { module, launch, adapter in
      let program = try Renderer.render(module, for: .wgsl, Self.options(launch, adapter, usesInt64: usesInt64))
      return WGSLProgram(text: program.text, entry: program.entry)
    }
  }

  private static func options(_ launch: KernelLaunch, _ adapter: WebGPUAdapter, usesInt64: Bool) -> RenderOptions {
    let features: [(WGSLFeature, Bool)] = [
      (.int64, adapter.hasInt64 && usesInt64), (.int64Atomics, adapter.hasInt64Atomics && usesInt64),
      (.subgroups, adapter.hasSubgroups),
    ]
    return RenderOptions(
      block: launch.block,
      features: Set(features.filter(\.1).map(\.0)),
      sharedBytes: adapter.sharedBytes,
      clearsSharedMemory: adapter.leavesSharedMemory
    )
  }

  /// Opens a driver for texts of another origin.
  ///
  /// - Throws: `ToolAbsent`, `WebGPUError`.
  public init(_ driver: SoftwareVulkan, printer: @escaping Printer) throws {
    self.driver = driver
    device = try driver.device()
    subgroupSize = try driver.subgroupSize()
    self.printer = printer
  }

  /// `WGSL on swiftshader`.
  public var name: String { "WGSL on \(driver.rawValue)" }
  /// `wgsl`.
  public var dialect: String { "wgsl" }

  /// Names what the printer refuses, or the limit of a block or of bindings that the driver has.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? {
    let adapter = device.adapter
    do { _ = try printer(module, launch, adapter) } catch {
      return (error as? RenderError)?.message ?? "\(error)"
    }
    let (threads, axes) = adapter.blockLimits
    if launch.block.reduce(1, *) > threads || zip(launch.block, axes).contains(where: { $0 > $1 }) {
      return "a block of \(launch.block) is larger than \(threads) threads, \(axes)"
    }
    // The words of the launch and the record of a failure are bindings as well.
    if launch.buffers.count + 2 > 10 { return "\(launch.buffers.count) buffers are more than 8" }
    return nil
  }

  /// Prints, compiles and runs.
  ///
  /// - Throws: What the printer throws, `WebGPUError`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    let program = try printer(module, launch, device.adapter)
    return try run(program, module, launch)
  }

  /// Prints and compiles.
  ///
  /// - Throws: What the printer throws, `WebGPUError`.
  public func compile(_ module: KernelModule, _ launch: KernelLaunch) throws {
    _ = try compile(try printer(module, launch, device.adapter), Self.bindings(of: module))
  }

  /// What a kernel does with each binding: its buffers, the words of the launch, the record of a failure.
  private static func bindings(of module: KernelModule) -> [WebGPUAccess] {
    module.resources.compactMap { resource in
      guard case .buffer(let isMutable, _) = resource.kind else { return nil as WebGPUAccess? }
      return isMutable || resource.isAtomic ? .readWrite : .read
    } + [.uniform, .readWrite]
  }

  /// Runs a text with the bindings of `Design/0005`: the buffers, the words of the launch, the record of a failure.
  ///
  /// - Throws: `WebGPUError`.
  public func run(_ program: WGSLProgram, _ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    let compiled = try compile(program, Self.bindings(of: module))
    // A vector that lies at the end is read as a whole: room for the largest.
    var buffers = try launch.buffers.map { try device.buffer($0, minimum: 16) }
    let words = LaunchWords.block(module, launch)
    buffers.append(try device.buffer(words, minimum: (words.count + 15) / 16 * 16))
    buffers.append(try device.buffer([UInt8](repeating: 0, count: LaunchWords.recordWords * 4)))
    try device.run(compiled, buffers, groups: launch.grid)
    let read = try zip(launch.buffers, buffers).map { Array(try device.read($1).prefix($0.count)) }
    return KernelResult(buffers: read, failure: LaunchWords.failure(try device.read(buffers[buffers.count - 1])))
  }

  /// Runs messages through the batch entry of a handler.
  ///
  /// - Throws: As above.
  public func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
    let program = try printer(module, KernelLaunch(), device.adapter)
    let compiled = try compile(program, [.readWrite, .read, .readWrite, .read, .readWrite])
    let stride = module.functions.last.flatMap { module.types.layout(of: $0.result) }?.stride ?? 1
    let replyBytes = module.functions.last?.result == .void ? 0 : stride * batch.count
    let recordBytes = LaunchWords.recordWords * 4
    let count = (0..<4).map { UInt8(truncatingIfNeeded: batch.count >> (8 * $0)) }
    let buffers = [
      try device.buffer(batch.state, minimum: 16), try device.buffer(batch.messages, minimum: 16),
      try device.buffer([UInt8](repeating: 0, count: replyBytes), minimum: 16), try device.buffer(count, minimum: 16),
      try device.buffer([UInt8](repeating: 0, count: recordBytes * max(batch.count, 1))),
    ]
    try device.run(compiled, buffers, groups: [1, 1, 1])
    let records = try device.read(buffers[4])
    let failures = (0..<batch.count).map { number -> ReportedFailure? in
      let record = Array(records[number * recordBytes..<(number + 1) * recordBytes])
      return record[0] == 1 ? LaunchWords.failure(record) : nil
    }
    return HandlerBatchResult(
      state: Array(try device.read(buffers[0]).prefix(batch.state.count)),
      replies: Array(try device.read(buffers[2]).prefix(replyBytes)),
      failures: failures
    )
  }

  /// The compiled program, which is the last one when the text is the same.
  private func compile(_ program: WGSLProgram, _ bindings: [WebGPUAccess]) throws -> WebGPUProgram {
    let text = change(program.text)
    if let known = last.program.withLock({ $0 }), known.text == text { return known.program }
    let compiled = try device.compile(text, entry: program.entry, bindings: bindings)
    last.program.withLock { $0 = (text, compiled) }
    return compiled
  }

  /// What was compiled last: tests run one text on many arguments.
  private final class Last: Sendable {
    let program = Mutex<(text: String, program: WebGPUProgram)?>(nil)
  }
}
