public import RingKernelIR

/// The interpreter: what is right by definition.
public struct InterpreterExecutor: KernelExecutor {
  /// Lanes of a subgroup; a launch says its own.
  public let subgroupSize: Int

  /// Makes an executor.
  public init(subgroupSize: Int = 32) { self.subgroupSize = subgroupSize }

  /// `interpreter`.
  public var name: String { "interpreter" }
  /// Tolerances of all dialects.
  public var dialect: String { "" }

  /// Refuses nothing.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? { nil }

  /// Runs a launch.
  ///
  /// - Throws: `InterpreterError`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    try Interpreter(module).run(launch)
  }
}
