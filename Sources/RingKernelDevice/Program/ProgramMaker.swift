public import RingKernelCompute
public import RingKernelCore
internal import RingKernelIR
public import RingKernelRender

/// Kernels to programs of one device, each made once.
public struct ProgramMaker: Sendable {
  private let dialect: DialectName
  private let device: String
  private let cache: ProgramCache

  /// Makes programs for a device.
  ///
  /// - Parameters:
  ///   - dialect: Its language.
  ///   - device: Its name, part of the key of what is cached.
  ///   - cache: Where programs are kept.
  public init(_ dialect: DialectName, device: String, cache: ProgramCache) {
    self.dialect = dialect
    self.device = device
    self.cache = cache
  }

  /// The program of a kernel: from the cache, or lowered and printed.
  ///
  /// A text that was written by hand takes the place of the printed one.
  ///
  /// - Parameters:
  ///   - kernel: The kernel.
  ///   - options: What the printer must know.
  ///   - isForEqualExtents: Whether the program may take extents to be equal that the kernel compares
  ///     (`DeviceProgram.suits`).
  /// - Throws: The codes of the kernel compiler, `RK2xxx` for what the dialect lacks.
  public func program(
    _ kernel: KernelDefinition,
    _ options: RenderOptions,
    isForEqualExtents: Bool = false
  ) throws(RingKernelError) -> DeviceProgram {
    let key = ProgramKey(
      kernel.definition,
      for: dialect,
      options,
      further: kernel.constants.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        + kernel.sources.map { "\($0.dialect) \($0.entry) \($0.text)" }
        + (isForEqualExtents ? ["for equal extents"] : []),
      device: device
    )
    let bytes = try cache.program(for: key) { () throws(RingKernelError) in
      try make(kernel, options, isForEqualExtents: isForEqualExtents).bytes
    }
    if let program = DeviceProgram(bytes: bytes) { return program }
    return try make(kernel, options, isForEqualExtents: isForEqualExtents)
  }

  private func make(
    _ kernel: KernelDefinition,
    _ options: RenderOptions,
    isForEqualExtents: Bool
  ) throws(RingKernelError) -> DeviceProgram {
    let unit = try DeviceUnit.make(kernel)
    let module: KernelModule
    do throws(CompileFailure) { module = try KernelCompiler.lower(unit) } catch {
      throw RingKernelError(error, in: kernel.definition)
    }
    if let text = kernel.sources.first(where: { $0.dialect == dialect.rawValue }) {
      return DeviceProgram(module, text: text.text, entry: text.entry, canFail: true)
    }
    let (printed, pairs) = isForEqualExtents ? module.assumingEqualExtents() : (module, [])
    do throws(RenderError) {
      let program = try Renderer.render(printed, for: dialect, options)
      return DeviceProgram(
        module,
        text: program.text,
        entry: program.entry,
        canFail: printed.canFail,
        equalExtents: pairs
      )
    } catch { throw RingKernelError(error, kernel: kernel.definition.name, on: device) }
  }
}
