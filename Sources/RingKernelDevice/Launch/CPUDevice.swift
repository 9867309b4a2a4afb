public import RingKernelCompute
public import RingKernelCore

/// The CPU as a device: printed bodies of kernels, compiled and vectorised, on every core.
public struct CPUDevice: ComputeDevice {
  private let workers: CPUWorkers

  /// Uses the workers that all launches share: one per core.
  public init() { workers = .shared }

  /// Uses workers of its own, which live as long as the process.
  ///
  /// - Parameter threads: How many, the thread that launches included.
  public init(threads: Int) { workers = CPUWorkers(count: max(1, threads)) }

  /// `CPU (4 threads)`.
  public var name: String { "CPU (\(workers.count) threads)" }

  /// Allocates zeroed memory of the host.
  public func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory { HostMemory(byteCount: byteCount) }

  /// Runs a kernel and waits for its end.
  ///
  /// - Throws: `kernelFailed`, `foreignMemory`, `backendUnavailable` for a kernel with barriers of the whole grid.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    let kernel = call.kernel
    // The name as the tree's text form has it.
    guard !kernel.definition.syntax.contains("name\"gridBarrier\"") else {
      throw RingKernelError(
        .backendUnavailable,
        "gridBarrier: the CPU runs blocks one after the other; launch once for each phase.",
        kernel: kernel.definition.name
      )
    }
    // Values live in memory of their own until the launch has ended.
    let values = call.values.map { bytes -> HostMemory in
      let memory = HostMemory(byteCount: bytes.count)
      unsafe UnsafeMutableRawBufferPointer(start: memory.base, count: bytes.count).copyBytes(from: bytes)
      return memory
    }
    var rest = values[...]
    var arguments: [CPUArgument] = []
    for argument in call.arguments {
      switch argument {
      case .view(let buffer):
        let memory = try HostMemory.of(buffer, kernel)
        arguments.append(unsafe CPUArgument(memory.base, buffer.extents))
      case .bytes:
        if let value = rest.popFirst() { arguments.append(unsafe CPUArgument(value.base)) }
      }
    }
    let launch = CPULaunch(grid: grid, block: block, usesBlocks: kernel.usesBlocks)
    let failure = launch.run(arguments, on: workers, kernel.body)
    withExtendedLifetime((values, call)) {}
    if let failure { throw RingKernelError(KernelFailure(failure, of: kernel)) }
  }
}

extension HostMemory {
  /// The memory behind a buffer.
  ///
  /// - Throws: `foreignMemory` for that of another device.
  static func of(_ buffer: KernelArgument.Buffer, _ kernel: KernelDefinition) throws(RingKernelError) -> HostMemory {
    guard let memory = buffer.memory as? HostMemory else {
      throw RingKernelError(
        .foreignMemory,
        "A buffer of \(buffer.extents.x) elements lies on another device.",
        kernel: kernel.definition.name
      )
    }
    return memory
  }
}

extension KernelFailure {
  /// What a worker recorded.
  init(_ failure: CPUFailure, of kernel: KernelDefinition) {
    self.init(
      Code(rawValue: UInt32(failure.site >> 48)) ?? .explicit,
      kernel: kernel.definition.name,
      file: kernel.definition.file,
      line: Int(failure.site >> 16 & 0xffff_ffff),
      column: Int(failure.site & 0xffff),
      thread: failure.thread,
      values: [failure.first, failure.second]
    )
  }
}
