/// A kernel as its macro ships it: the definition for devices, the compiled body for the CPU, and its block.
public struct KernelDefinition: Sendable {
  /// The declaration, for the kernel compiler.
  public let definition: DeviceDefinition
  /// Threads of a block where the kernel fixes them; nil leaves them to the launch.
  public let block: Axes?
  /// Positions at each border that a stencil kernel leaves out; nil for other kernels.
  public let halo: Int?
  /// Whether the kernel sees its blocks; otherwise the CPU cuts the threads as it likes.
  public let usesBlocks: Bool
  /// Whether its blocks wait for each other.
  public let waitsForGrid: Bool
  /// Values of its generic value parameters.
  public let constants: [String: Int]
  /// Texts written by hand that take the place of generated ones, by dialect.
  public let sources: [KernelText]
  /// Runs a row of blocks of threads on the CPU.
  public let body: @Sendable (CPUBlock) -> Void

  /// Makes a definition.
  public init(
    _ definition: DeviceDefinition,
    block: Axes? = nil,
    halo: Int? = nil,
    usesBlocks: Bool = true,
    waitsForGrid: Bool = false,
    constants: [String: Int] = [:],
    sources: [KernelText] = [],
    body: @escaping @Sendable (CPUBlock) -> Void
  ) {
    self.definition = definition
    self.block = block
    self.halo = halo
    self.usesBlocks = usesBlocks
    self.waitsForGrid = waitsForGrid
    self.constants = constants
    self.sources = sources
    self.body = body
  }
}

/// A program written by hand for one device language.
///
/// It has the entry and the arguments of the generated one (`Design/0005`, "How programs are entered").
public struct KernelText: Sendable, Hashable {
  /// `cuda`, `msl` or `wgsl`.
  public let dialect: String
  /// The program.
  public let text: String
  /// Name of its entry.
  public let entry: String

  /// CUDA C++ for NVRTC.
  public static func cuda(_ text: String, entry: String) -> KernelText { KernelText("cuda", text, entry) }
  /// Metal Shading Language.
  public static func msl(_ text: String, entry: String) -> KernelText { KernelText("msl", text, entry) }
  /// WebGPU Shading Language.
  public static func wgsl(_ text: String, entry: String) -> KernelText { KernelText("wgsl", text, entry) }

  private init(_ dialect: String, _ text: String, _ entry: String) {
    self.dialect = dialect
    self.text = text
    self.entry = entry
  }
}
