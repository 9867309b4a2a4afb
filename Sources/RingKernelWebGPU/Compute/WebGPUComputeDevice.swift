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

  /// Launches on an open device.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - cache: Where printed programs are kept.
  public init(_ device: WebGPUDevice, cache: ProgramCache = ProgramCache(path: nil)) {
    self.device = device
    maker = ProgramMaker(.wgsl, device: device.adapter.name, cache: cache)
    features = device.adapter.wgslFeatures
  }

  /// Name of the adapter.
  public var name: String { device.adapter.name }

  /// Allocates zeroed memory of the device.
  ///
  /// - Throws: `deviceMemory`.
  public func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory {
    do throws(WebGPUError) {
      return WebGPUMemory(device, try device.buffer([], minimum: max(byteCount, 16)), byteCount: byteCount)
    } catch { throw RingKernelError(.deviceMemory, "\(byteCount) bytes on \(name): \(error).") }
  }

  /// Compiles a kernel where that is new, runs it and waits for its end.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, `launchShape`, `programRefused`, the codes of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let kernel = call.kernel.definition.name
    let sizes = [block.x, block.y, block.z]
    let (most, axes) = device.adapter.blockLimits
    guard sizes.reduce(1, *) <= most, zip(sizes, axes).allSatisfy({ $0 <= $1 }) else {
      throw RingKernelError(.launchShape, "\(name) has blocks of \(most) threads, \(axes) at most.", kernel: kernel)
    }
    let options = RenderOptions(block: sizes, features: features, sharedBytes: device.adapter.sharedBytes)
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
      buffers.append(try device.buffer(words, minimum: 16))
      buffers.append(try device.buffer([UInt8](repeating: 0, count: LaunchWords.recordWords * 4)))
      try device.run(code, buffers, groups: [grid.x, grid.y, grid.z])
      record = try device.read(buffers[buffers.count - 1])
    } catch { throw RingKernelError(.programRefused, "\(name): \(error).", kernel: kernel) }
    if let failure = LaunchWords.failure(record) {
      throw RingKernelError(KernelFailure(failure, at: program.sites, call.kernel.definition))
    }
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
