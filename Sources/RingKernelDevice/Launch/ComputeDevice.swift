public import RingKernelCompute
public import RingKernelCore

/// A device that launches kernels: the CPU, the interpreter, a GPU.
public protocol ComputeDevice: Sendable {
  /// Name for people.
  var name: String { get }

  /// Allocates zeroed memory.
  ///
  /// - Throws: `deviceMemory` when there is not enough.
  func allocate(byteCount: Int) throws(RingKernelError) -> any DeviceMemory

  /// Runs a kernel and waits for its end.
  ///
  /// - Parameters:
  ///   - call: The kernel and its arguments, all in memory of this device.
  ///   - grid: Blocks along the axes.
  ///   - block: Threads of a block along the axes.
  /// - Throws: `kernelFailed` when a thread failed; the error holds the `KernelFailure`. What mutable buffers hold then
  ///   is unspecified. `foreignMemory` for memory of another device; the codes of the kernel compiler.
  func run(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError)

  /// Starts a kernel behind all that was started before, where the device can; otherwise runs it.
  ///
  /// - Throws: As `run`; a failing thread is told by `finish` at the latest, or by reading memory of the device.
  func start(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError)

  /// Waits for everything that was started.
  ///
  /// - Throws: As `run`, of the first launch that failed and of which nobody was told.
  func finish() async throws(RingKernelError)
}

extension ComputeDevice {
  /// Runs the kernel: for devices that wait for each launch.
  ///
  /// - Throws: As `run`.
  public func start(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    try await run(call, grid: grid, block: block)
  }

  /// Nothing is left to wait for.
  public func finish() async throws(RingKernelError) {}

  /// Threads of a block where neither the kernel nor the launch says.
  private static var usualBlock: Int { 256 }

  /// Runs `threads` threads, rounded up to whole blocks: the kernel guards its indices.
  ///
  /// - Parameters:
  ///   - call: The kernel and its arguments.
  ///   - threads: How many along x, y and z.
  /// - Throws: As `run`, and `launchShape` for numbers that no launch has.
  public func launch(_ call: KernelCall, threads: Int, _ y: Int = 1, _ z: Int = 1) async throws(RingKernelError) {
    let (grid, block) = try shape(call, threads: Axes(threads, y, z))
    try await launch(call, grid: grid, block: block)
  }

  /// Runs a stencil kernel over its first field.
  ///
  /// - Parameter call: The kernel and its arguments.
  /// - Throws: As `run`, and `launchShape` for a kernel without a field.
  public func launch(_ call: KernelCall) async throws(RingKernelError) {
    let (grid, block) = try shape(call)
    try await launch(call, grid: grid, block: block)
  }

  /// Runs `grid` blocks of `block` threads.
  ///
  /// - Throws: As `run`, `launchShape` for numbers that no launch has or that the kernel fixes otherwise, and
  ///   `memoryAliased` for a buffer that is given twice and written.
  public func launch(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    guard try hasThreads(call, grid, block) else { return }
    try await run(call, grid: grid, block: block)
  }

  /// Starts `threads` threads, rounded up to whole blocks, behind all that was started before.
  ///
  /// Launches that follow each other need not be waited for one by one: `finish` waits for all, and so does reading.
  /// Devices that cannot do that run the kernel.
  ///
  /// - Parameters:
  ///   - call: The kernel and its arguments.
  ///   - threads: How many along x, y and z.
  /// - Throws: As `launch`; a failing thread is told by `finish` at the latest, or by reading memory of the device.
  public func enqueue(_ call: KernelCall, threads: Int, _ y: Int = 1, _ z: Int = 1) async throws(RingKernelError) {
    let (grid, block) = try shape(call, threads: Axes(threads, y, z))
    try await enqueue(call, grid: grid, block: block)
  }

  /// Starts a stencil kernel over its first field, behind all that was started before.
  ///
  /// - Parameter call: The kernel and its arguments.
  /// - Throws: As above.
  public func enqueue(_ call: KernelCall) async throws(RingKernelError) {
    let (grid, block) = try shape(call)
    try await enqueue(call, grid: grid, block: block)
  }

  /// Starts `grid` blocks of `block` threads, behind all that was started before.
  ///
  /// - Throws: As above.
  public func enqueue(_ call: KernelCall, grid: Axes, block: Axes) async throws(RingKernelError) {
    guard try hasThreads(call, grid, block) else { return }
    try await start(call, grid: grid, block: block)
  }

  /// Whether a shape has threads; refuses those that no launch has.
  private func hasThreads(_ call: KernelCall, _ grid: Axes, _ block: Axes) throws(RingKernelError) -> Bool {
    func refuse(_ why: String) -> RingKernelError {
      RingKernelError(.launchShape, why, kernel: call.kernel.definition.name)
    }
    func isAxis(_ blocks: Int, _ threads: Int) -> Bool {
      let (total, overflow) = blocks.multipliedReportingOverflow(by: threads)
      return blocks >= 0 && threads > 0 && !overflow && total <= Int(Int32.max)
    }
    guard isAxis(grid.x, block.x), isAxis(grid.y, block.y), isAxis(grid.z, block.z) else {
      throw refuse("A grid of \(grid) blocks of \(block) threads.")
    }
    let (plane, wide) = block.x.multipliedReportingOverflow(by: block.y)
    guard !wide, plane <= 1024, plane * block.z <= 1024 else {
      throw refuse("A block of \(block) threads; 1024 at most.")
    }
    if let fixed = call.kernel.block, fixed != block { throw refuse("Blocks of \(block); the kernel has \(fixed).") }
    if let place = call.aliasedBuffer {
      throw RingKernelError(
        .memoryAliased,
        "Argument \(place) is another argument's buffer, and one is written.",
        kernel: call.kernel.definition.name
      )
    }
    return grid.x * grid.y != 0 && grid.z != 0
  }

  private func shape(_ call: KernelCall, threads: Axes) throws(RingKernelError) -> (grid: Axes, block: Axes) {
    let flat = threads.y == 1 && threads.z == 1
    return try shape(call, threads, call.kernel.block ?? (flat ? Axes(Self.usualBlock, 1, 1) : Axes(16, 16, 1)))
  }

  private func shape(_ call: KernelCall) throws(RingKernelError) -> (grid: Axes, block: Axes) {
    guard call.kernel.halo != nil, let field = call.buffers.first else {
      throw RingKernelError(
        .launchShape,
        "Only a stencil kernel knows its threads.",
        kernel: call.kernel.definition.name
      )
    }
    return try shape(call, field.extents, call.kernel.block ?? Axes(16, 16, 1))
  }

  private func shape(
    _ call: KernelCall,
    _ threads: Axes,
    _ block: Axes
  ) throws(RingKernelError) -> (grid: Axes, block: Axes) {
    guard threads.x >= 0, threads.y >= 0, threads.z >= 0, block.x > 0, block.y > 0, block.z > 0 else {
      throw RingKernelError(.launchShape, "\(threads) threads.", kernel: call.kernel.definition.name)
    }
    func blocks(_ count: Int, _ size: Int) -> Int { count / size + (count % size == 0 ? 0 : 1) }
    return (Axes(blocks(threads.x, block.x), blocks(threads.y, block.y), blocks(threads.z, block.z)), block)
  }
}

extension ComputeDevice {
  /// Copies elements into a new buffer.
  ///
  /// - Throws: `deviceMemory`.
  public func buffer<Element>(_ elements: [Element]) throws(RingKernelError) -> DeviceBuffer<Element> {
    let buffer = try buffer(of: Element.self, count: elements.count)
    try buffer.write(elements)
    return buffer
  }

  /// Makes a buffer of zeros.
  ///
  /// - Throws: `deviceMemory`.
  public func buffer<Element>(
    of _: Element.Type = Element.self,
    count: Int
  ) throws(RingKernelError) -> DeviceBuffer<Element> {
    DeviceBuffer(try room(for: Element.self, [count]), count: count)
  }

  /// Makes a field of zeros.
  ///
  /// - Throws: `deviceMemory`.
  public func field<Element>(
    of _: Element.Type = Element.self,
    width: Int,
    height: Int
  ) throws(RingKernelError) -> DeviceField2D<Element> {
    DeviceField2D(try room(for: Element.self, [width, height]), width: width, height: height)
  }

  /// Makes a field of zeros.
  ///
  /// - Throws: `deviceMemory`.
  public func field<Element>(
    of _: Element.Type = Element.self,
    width: Int,
    height: Int,
    depth: Int
  ) throws(RingKernelError) -> DeviceField3D<Element> {
    let extents = Axes(width, height, depth)
    return DeviceField3D(try room(for: Element.self, [width, height, depth]), extents: extents)
  }

  private func room<T>(for _: T.Type, _ sizes: [Int]) throws(RingKernelError) -> any DeviceMemory {
    var bytes = MemoryLayout<T>.stride
    for size in sizes {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
      // A device counts the elements of an axis in 31 bits.
      guard size >= 0, size <= Int(Int32.max), !overflow else {
        throw RingKernelError(.deviceMemory, "A buffer of \(sizes) elements.")
      }
      bytes = product
    }
    return try allocate(byteCount: bytes)
  }
}
