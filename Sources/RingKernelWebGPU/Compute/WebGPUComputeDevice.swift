internal import Synchronization

public import RingKernelCompute
public import RingKernelCore
public import RingKernelDevice
internal import RingKernelIR
public import RingKernelRender

/// A WebGPU device that launches kernels.
public final class WebGPUComputeDevice: ComputeDevice {
  private let device: WebGPUDevice
  private let maker: ProgramMaker
  private let features: Set<WGSLFeature>
  private let compiled = Mutex<[DeviceProgram: WebGPUProgram]>([:])
  private let isMeasured: Bool
  private let measured = Mutex(Duration.zero)

  /// Launches on an open device.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - cache: Where printed programs are kept.
  ///   - isMeasured: Whether the device's time is taken for each launch, where the adapter has timestamps.
  public init(_ device: WebGPUDevice, cache: ProgramCache = ProgramCache(path: nil), isMeasured: Bool = false) {
    self.device = device
    self.isMeasured = isMeasured && device.adapter.hasTimestamps
    maker = ProgramMaker(.wgsl, device: device.adapter.name, cache: cache)
    features = device.adapter.wgslFeatures
  }

  /// Name of the adapter.
  public var name: String { device.adapter.name }

  /// Time that launches have taken so far by the device's own clock; nil when it is not measured.
  public var deviceTime: Duration? { isMeasured ? measured.withLock { $0 } : nil }

  /// Allocates zeroed memory of the device.
  ///
  /// - Throws: `deviceMemory`, `deviceLost`.
  public func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory {
    do throws(WebGPUError) {
      return WebGPUMemory(device, try device.buffer([], minimum: max(byteCount, 16)), byteCount: byteCount)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "\(byteCount) bytes on \(name)") }
  }

  /// Compiles a kernel where that is new, runs it and waits for its end.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, `launchShape`, `programRefused`, `deviceMemory`, `deviceLost`, the codes
  ///   of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let kernel = call.kernel.definition.name
    let sizes = [block.x, block.y, block.z]
    let (threads, axes) = device.adapter.blockLimits
    guard sizes.reduce(1, *) <= threads, zip(sizes, axes).allSatisfy({ $0 <= $1 }) else {
      throw RingKernelError(.launchShape, "\(name) has blocks of \(threads) threads, \(axes) at most.", kernel: kernel)
    }
    let options = RenderOptions(block: sizes, features: features, sharedBytes: device.adapter.sharedBytes)
    let most = device.adapter.limits.blocksPerAxis
    guard [grid.x, grid.y, grid.z].allSatisfy({ $0 <= most }) else {
      throw RingKernelError(.launchShape, "\(name) has \(most) blocks along an axis at most.", kernel: kernel)
    }
    let program = try maker.program(call.kernel, options)
    var buffers: [WebGPUBuffer] = []
    for buffer in call.buffers {
      guard let memory = buffer.memory as? WebGPUMemory, memory.device === device else {
        throw RingKernelError(.foreignMemory, "A buffer lies on another device than \(name).", kernel: kernel)
      }
      buffers.append(memory.buffer)
    }
    let extents = call.buffers.map { Array([$0.extents.x, $0.extents.y, $0.extents.z].prefix($0.rank)) }
    let words = LaunchWords.block(extents: extents, values: call.values, alignments: program.alignments)
    let record: [UInt8]
    do throws(WebGPUError) {
      let code = try compile(program)
      buffers.append(try device.buffer(words, minimum: 16, label: "values of \(kernel)"))
      let failures = try device.emptyBuffer(LaunchWords.recordWords * 4, label: "failures of \(kernel)")
      buffers.append(failures)
      try run(code, buffers, groups: [grid.x, grid.y, grid.z])
      record = try device.read(failures)
    } catch { throw RingKernelError(error, name, kernel: kernel) }
    if let failure = LaunchWords.failure(record) {
      throw RingKernelError(KernelFailure(failure, at: program.sites, call.kernel.definition))
    }
  }

  private func run(
    _ program: WebGPUProgram,
    _ buffers: [WebGPUBuffer],
    groups: [Int]
  ) throws(WebGPUError) {
    guard isMeasured else { return try device.run(program, buffers, groups: groups) }
    let time = try device.timedRun(program, buffers, groups: groups)
    measured.withLock { $0 += time }
  }

  private func compile(_ program: DeviceProgram) throws(WebGPUError) -> WebGPUProgram {
    if let known = compiled.withLock({ $0[program] }) { return known }
    let made = try device.compile(program.text, entry: program.entry, bindings: program.writes + [false, true])
    compiled.withLock { $0[program] = made }
    return made
  }
}

extension WebGPUAdapter {
  /// What programs for it may use beyond the standard.
  var wgslFeatures: Set<WGSLFeature> {
    let has: [(WGSLFeature, Bool)] = [
      (.int64, hasInt64), (.int64Atomics, hasInt64Atomics), (.subgroups, hasSubgroups),
    ]
    return Set(has.filter(\.1).map(\.0))
  }
}
