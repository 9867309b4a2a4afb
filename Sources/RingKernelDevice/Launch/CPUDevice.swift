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
  /// - Throws: `kernelFailed`, `foreignMemory`, `backendUnavailable` for a kernel with barriers of the whole grid, at its
  ///   first launch the codes of the kernel compiler.
  public func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    // A launch may be short: the kernel and its arguments are not copied.
    guard !call.kernel.waitsForGrid else {
      throw RingKernelError(
        .backendUnavailable,
        "gridBarrier: the CPU runs blocks one after the other; launch once for each phase.",
        kernel: call.kernel.definition.name
      )
    }
    try KernelCheck.check(call.kernel)
    for place in call.arguments.indices where !call.arguments[place].isOnHost {
      if case .view(let buffer) = call.arguments[place] { _ = try HostMemory.of(buffer, call.kernel) }
    }
    let launch = CPULaunch(grid: grid, block: block, usesBlocks: call.kernel.usesBlocks)
    let body = call.kernel.body
    let failure = unsafe Self.withHostArguments(call.arguments) { list in unsafe launch.run(list, on: workers, body) }
    if let failure { throw RingKernelError(KernelFailure(failure, of: call.kernel)) }
  }

  /// Runs `body` with arguments as printed bodies take them, on the stack; their memory is the host's.
  private static func withHostArguments<Result>(
    _ arguments: [KernelArgument],
    _ body: (UnsafePointer<CPUArgument>) -> Result
  ) -> Result {
    var room = 1
    for place in arguments.indices { room += arguments[place].valueSize }
    return unsafe withUnsafeTemporaryAllocation(of: CPUArgument.self, capacity: arguments.count + 1) { list in
      unsafe withUnsafeTemporaryAllocation(byteCount: room, alignment: 16) { values in
        guard let first = list.baseAddress, var free = values.baseAddress else {
          preconditionFailure("no room on the stack")
        }
        for place in arguments.indices {
          unsafe (first + place).initialize(to: arguments[place].onHost(values: &free))
        }
        // The arguments keep the buffers.
        return withExtendedLifetime(arguments) { unsafe body(UnsafePointer(first)) }
      }
    }
  }
}

// Each looks at an argument where it lies: nothing is retained for a launch.
extension KernelArgument {
  /// Whether it is a value or memory of the host.
  fileprivate var isOnHost: Bool {
    switch self {
    case .view(let buffer): type(of: buffer.memory) == HostMemory.self
    case .bytes: true
    }
  }

  /// Bytes of a value.
  fileprivate var valueSize: Int {
    switch self {
    case .view: 0
    case .bytes(let bytes): bytes.count
    }
  }

  /// The argument as printed bodies take it; a value is copied to a place, which moves on.
  fileprivate func onHost(values: inout UnsafeMutableRawPointer) -> CPUArgument {
    switch self {
    case .view(let buffer):
      return unsafe CPUArgument(unsafeDowncast(buffer.memory, to: HostMemory.self).base, buffer.extents)
    case .bytes(let bytes):
      let place = unsafe values
      unsafe bytes.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress { unsafe place.copyMemory(from: base, byteCount: bytes.count) }
      }
      unsafe values += bytes.count
      return unsafe CPUArgument(place)
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
