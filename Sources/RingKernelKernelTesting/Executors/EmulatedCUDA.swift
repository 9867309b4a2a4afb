public import RingKernelIR
internal import RingKernelRender

/// Runs the CUDA text of a kernel on the host, with the emulation header of `Tests/Emulation`.
public struct EmulatedCUDA: KernelExecutor {
  /// 32.
  public let subgroupSize = 32
  /// Changes the text before it is compiled: plants bugs.
  public var change: @Sendable (String) -> String {
    get { text.change }
    set { text.change = newValue }
  }
  private var text: EmulatedText

  /// Finds the compiler.
  ///
  /// - Throws: `ToolAbsent`.
  public init() throws {
    text = EmulatedText(
      dialect: .cuda,
      opening: "#include \"cuda_emulation.h\"",
      arguments: { (_, _, buffers) in buffers.joined(separator: ", ") },
      compiler: try HostCompiler(header: "cuda_emulation.h")
    )
  }

  /// `CUDA text on the host`.
  public var name: String { "CUDA text on the host" }
  /// `cuda`.
  public var dialect: String { "cuda" }

  /// Names what the dialect refuses.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? { text.refusal(of: module) }

  /// Prints, compiles and runs.
  ///
  /// - Throws: `RenderError`, `HostCompiler.Failure`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    try text.run(module, launch)
  }

  /// Runs messages through the batch entry of a handler.
  ///
  /// - Throws: As above.
  public func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
    try text.run(module, batch)
  }
}
