internal import Synchronization

public import RingKernelCompute
public import RingKernelCore
public import RingKernelDevice
internal import RingKernelIR
public import RingKernelRender

/// A WebGPU device that launches kernels.
public final class WebGPUComputeDevice: ComputeDevice {
  private let device: WebGPUDevice
  private let launches: WebGPULaunches
  private let maker: ProgramMaker
  private let features: Set<WGSLFeature>
  private let compiled = Mutex<[WebGPUKernelKey: WebGPUKernel]>([:])
  private let isMeasured: Bool
  private let measured = Mutex(Duration.zero)

  /// Launches on an open device.
  ///
  /// - Parameters:
  ///   - device: The device.
  ///   - cache: Where printed programs are kept.
  ///   - isMeasured: Whether the device's time is taken for each launch, where the adapter has timestamps.
  public init(_ device: WebGPUDevice, cache: ProgramCache = .standard, isMeasured: Bool = false) {
    self.device = device
    launches = WebGPULaunches(device)
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
      return WebGPUMemory(launches, try device.buffer([], minimum: max(byteCount, 16)), byteCount: byteCount)
    } catch { throw RingKernelError(error, refusal: .deviceMemory, "\(byteCount) bytes on \(name)") }
  }

  /// Compiles a kernel where that is new, runs it and waits for its end.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, `launchShape`, `programRefused`, `deviceMemory`, `deviceLost`, the codes
  ///   of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let launch = try prepare(call, grid: grid, block: block)
    var failure: RingKernelError?
    do throws(WebGPUError) {
      if isMeasured {
        let (found, time) = try launches.measure(launch)
        measured.withLock { $0 += time }
        failure = found
      } else {
        failure = try launches.run(launch)
      }
    } catch { throw RingKernelError(error, name, kernel: call.kernel.definition.name) }
    if let failure { throw failure }
  }

  /// Compiles a kernel where that is new, and submits it; `finish` waits for its end.
  ///
  /// - Throws: As `run`; a thread that failed is told by `finish`.
  public func start(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    // The time of a launch is known at its end.
    if isMeasured { return try await run(call, grid: grid, block: block) }
    let launch = try prepare(call, grid: grid, block: block)
    do throws(WebGPUError) { try launches.start(launch) } catch {
      throw RingKernelError(error, name, kernel: call.kernel.definition.name)
    }
  }

  /// Waits for everything that was started.
  ///
  /// - Throws: `kernelFailed`, `deviceLost`.
  public func finish() async throws(RingKernelError) {
    let failure: RingKernelError?
    do throws(WebGPUError) { failure = try launches.finish() } catch { throw RingKernelError(error, name) }
    if let failure { throw failure }
  }

  private func prepare(
    _ call: KernelCall,
    grid: Axes,
    block: Axes
  ) throws(RingKernelError) -> WebGPULaunches.Launch {
    let name = call.kernel.definition.name
    let sizes = [block.x, block.y, block.z]
    let (threads, axes) = device.adapter.blockLimits
    guard sizes.reduce(1, *) <= threads, zip(sizes, axes).allSatisfy({ $0 <= $1 }) else {
      throw RingKernelError(
        .launchShape,
        "\(self.name) has blocks of \(threads) threads, \(axes) at most.",
        kernel: name
      )
    }
    let most = device.adapter.limits.blocksPerAxis
    guard [grid.x, grid.y, grid.z].allSatisfy({ $0 <= most }) else {
      throw RingKernelError(.launchShape, "\(self.name) has \(most) blocks along an axis at most.", kernel: name)
    }
    let views = call.buffers
    let extents = views.map { Array([$0.extents.x, $0.extents.y, $0.extents.z].prefix($0.rank)) }
    var kernel = try kernel(call.kernel, sizes, isForEqualExtents: true)
    if !kernel.program.suits(extents) { kernel = try self.kernel(call.kernel, sizes, isForEqualExtents: false) }
    var buffers: [WebGPUBuffer] = []
    for view in views {
      guard let memory = view.memory as? WebGPUMemory, memory.launches === launches else {
        throw RingKernelError(.foreignMemory, "A buffer lies on another device than \(self.name).", kernel: name)
      }
      buffers.append(memory.buffer)
    }
    let words = LaunchWords.block(extents: extents, values: call.values, alignments: kernel.program.alignments)
    return .init(kernel: kernel, buffers: buffers, words: words, groups: [grid.x, grid.y, grid.z])
  }

  private func kernel(
    _ kernel: KernelDefinition,
    _ block: [Int],
    isForEqualExtents: Bool
  ) throws(RingKernelError) -> WebGPUKernel {
    let key = WebGPUKernelKey(kernel, block: block, isForEqualExtents: isForEqualExtents)
    if let known = compiled.withLock({ $0[key] }) { return known }
    let options = RenderOptions(
      block: block,
      features: features,
      sharedBytes: device.adapter.sharedBytes,
      clearsSharedMemory: device.adapter.leavesSharedMemory
    )
    let program = try maker.program(kernel, options, isForEqualExtents: isForEqualExtents)
    let made: WebGPUKernel
    do throws(WebGPUError) { made = try WebGPUKernel(program, kernel.definition, on: device) } catch {
      throw RingKernelError(error, name, kernel: kernel.definition.name)
    }
    // Who compiled it at the same time gets the first one: a record belongs to one kernel.
    return compiled.withLock { compiled in
      if let first = compiled[key] { return first }
      compiled[key] = made
      return made
    }
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

  /// Whether kernels have to zero shared memory themselves: Mesa's llvmpipe says that it does, and does not.
  package var leavesSharedMemory: Bool { name.contains("llvmpipe") }

  /// The same for programs of actors: Mesa's llvmpipe takes 0 >= 1 for true where one of them compares 64-bit integers
  /// (`EngineCorpusTests` knows which), so they get pairs of words there.
  var engineFeatures: Set<WGSLFeature> {
    name.contains("llvmpipe") ? wgslFeatures.subtracting([.int64, .int64Atomics]) : wgslFeatures
  }
}
