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
    // A launch may be short: the kernel and its arguments are not copied.
    guard !call.kernel.waitsForGrid else {
      throw RingKernelError(
        .backendUnavailable,
        "gridBarrier: the CPU runs blocks one after the other; launch once for each phase.",
        kernel: call.kernel.definition.name
      )
    }
    let launch = CPULaunch(grid: grid, block: block, usesBlocks: call.kernel.usesBlocks)
    let failure = try unsafe call.withHostArguments { arguments in
      unsafe launch.run(arguments, on: workers, call.kernel.body)
    }
    if let failure { throw RingKernelError(KernelFailure(failure, of: call.kernel)) }
  }
}

extension KernelCall {
  /// Runs `body` with the arguments as printed bodies take them, on the stack.
  ///
  /// - Throws: `foreignMemory` for a buffer of another device.
  fileprivate func withHostArguments<Result>(
    _ body: (UnsafePointer<CPUArgument>) -> Result
  ) throws(RingKernelError) -> Result {
    var room = 0
    for case .bytes(let bytes) in arguments { room += bytes.count }
    return try unsafe withUnsafeTemporaryAllocation(
      of: CPUArgument.self,
      capacity: max(arguments.count, 1)
    ) { list throws(RingKernelError) in
      try unsafe withUnsafeTemporaryAllocation(
        byteCount: max(room, 1),
        alignment: 16
      ) { values throws(RingKernelError) in
        var free = unsafe values[...]
        for (place, argument) in arguments.enumerated() {
          switch argument {
          case .view(let buffer):
            let memory = try HostMemory.of(buffer, kernel)
            unsafe list.initializeElement(at: place, to: CPUArgument(memory.base, buffer.extents))
          case .bytes(let bytes):
            let value = unsafe UnsafeMutableRawBufferPointer(rebasing: free.prefix(bytes.count))
            unsafe value.copyBytes(from: bytes)
            unsafe free = free.dropFirst(bytes.count)
            guard let base = unsafe value.baseAddress ?? values.baseAddress else { continue }
            unsafe list.initializeElement(at: place, to: CPUArgument(base))
          }
        }
        // The arguments keep the buffers.
        return withExtendedLifetime(arguments) {
          unsafe body(UnsafePointer(list.baseAddress.unsafelyUnwrapped))
        }
      }
    }
  }
}

extension HostMemory {
  /// The memory behind a buffer.
  ///
  /// - Throws: `foreignMemory` for that of another device.
  static func of(_ buffer: KernelArgument.Buffer, _ kernel: KernelDefinition) throws(RingKernelError) -> HostMemory {
    // A cast would look the protocol up in every launch.
    guard type(of: buffer.memory) == HostMemory.self else {
      throw RingKernelError(
        .foreignMemory,
        "A buffer of \(buffer.extents.x) elements lies on another device.",
        kernel: kernel.definition.name
      )
    }
    return unsafe unsafeDowncast(buffer.memory, to: HostMemory.self)
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
