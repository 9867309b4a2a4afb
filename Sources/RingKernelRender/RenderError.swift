/// Why a module cannot be printed in a dialect.
public struct RenderError: Error, Hashable, Sendable {
  /// `RK2001` for what a dialect or device lacks, `RK2002` for a layout that it cannot have, `RK2003` for more shared
  /// memory than there is.
  public var code: String
  /// Kernel, need and dialect.
  public var message: String

  static func lacks(_ dialect: DialectName, _ need: String, _ kernel: String) -> RenderError {
    RenderError(code: "RK2001", message: "\(kernel): \(dialect.rawValue) has no \(need)")
  }

  static func layout(_ dialect: DialectName, _ type: String, _ kernel: String) -> RenderError {
    RenderError(code: "RK2002", message: "\(kernel): \(dialect.rawValue) cannot lay out \(type) as the host does")
  }

  static func sharedMemory(_ dialect: DialectName, _ bytes: Int, of limit: Int, _ kernel: String) -> RenderError {
    RenderError(
      code: "RK2003",
      message: "\(kernel): \(bytes) bytes of shared memory in \(dialect.rawValue), the adapter has \(limit)"
    )
  }
}

/// A printed module.
public struct RenderedProgram: Hashable, Sendable {
  /// The text.
  public var text: String
  /// Name of the function that a launch starts.
  public var entry: String
  /// Swift line of every line of the text; 0 where there is none.
  public var lines: [Int]
  /// The structs that the text declares under their own names, sorted.
  public var structures: [Structure] = []

  /// How a text calls a struct.
  public struct Structure: Hashable, Sendable {
    /// Name in Swift.
    public var swiftName: String
    /// Name in the text.
    public var name: String
    /// Names of the fields in the text, in order.
    public var fields: [String]
  }
}

/// Prints modules.
public enum Renderer {
  /// What the language's compiler must be told: a product and a sum are rounded each.
  ///
  /// Metal and WebGPU are told by the text.
  public static func compilerOptions(for dialect: DialectName) -> [String] {
    dialect == .cuda ? ["--fmad=false"] : []
  }

  /// Prints `module` in a dialect.
  ///
  /// - Throws: `RenderError` for what the dialect, or the adapter of the options, lacks.
  public static func render(
    _ module: KernelModule,
    for dialect: DialectName,
    _ options: RenderOptions = RenderOptions()
  ) throws(RenderError) -> RenderedProgram {
    guard let spellings = CDialect.of(dialect) else {
      var writer = WGSLWriter(module, options)
      return try writer.render()
    }
    var writer = CWriter(module, spellings)
    return try writer.render()
  }

  /// Prints the resident program of some actors in CUDA C++ (`Design/0007`); its entry is `rk_engine`.
  ///
  /// - Parameter modules: The actors with all their handlers; the place of one is its program's slot.
  /// - Throws: `RenderError` for what the dialect lacks.
  public static func resident(_ modules: [KernelModule]) throws(RenderError) -> RenderedProgram {
    try CUDAEngine.program(modules)
  }
}

public import RingKernelIR
