public import RingKernelIR

/// The interpreter: what is right by definition.
public struct InterpreterExecutor: KernelExecutor {
  /// Lanes of a subgroup; a launch says its own.
  public let subgroupSize: Int
  /// Operations that a launch may take, over all threads.
  public let stepLimit: Int

  /// Makes an executor.
  public init(subgroupSize: Int = 32, stepLimit: Int = 200_000_000) {
    self.subgroupSize = subgroupSize
    self.stepLimit = stepLimit
  }

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
    var interpreter = Interpreter(module)
    interpreter.stepLimit = stepLimit
    return try interpreter.run(launch)
  }
}
