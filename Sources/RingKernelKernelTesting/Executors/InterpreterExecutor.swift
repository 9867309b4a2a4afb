public import RingKernelIR
internal import RingKernelInterpreter

#if canImport(Glibc)
internal import Glibc
#endif

/// The interpreter: what is right by definition.
public struct InterpreterExecutor: KernelExecutor {
  /// Lanes of a subgroup; a launch says its own.
  public let subgroupSize: Int
  /// Operations that a launch may take, over all threads.
  public let stepLimit: Int
  /// Whether subnormal operands and results are zeros, as a device may have it (`Design/0005`).
  public let flushesSubnormals: Bool

  /// Makes an executor.
  public init(subgroupSize: Int = 32, stepLimit: Int = 200_000_000, flushesSubnormals: Bool = false) {
    self.subgroupSize = subgroupSize
    self.stepLimit = stepLimit
    self.flushesSubnormals = flushesSubnormals
  }

  /// The same one, which flushes subnormals; nil where the host's processor cannot be told to.
  public var flushing: InterpreterExecutor? {
    #if canImport(Glibc) && arch(x86_64)
    InterpreterExecutor(subgroupSize: subgroupSize, stepLimit: stepLimit, flushesSubnormals: true)
    #else
    nil
    #endif
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
    guard flushesSubnormals else { return try interpreter.run(launch) }
    return try flushed { try interpreter.run(launch) }
  }
}

/// Runs something with a processor that takes subnormals for zeros.
private func flushed<Result>(_ body: () throws -> Result) rethrows -> Result {
  #if canImport(Glibc) && arch(x86_64)
  var usual = fenv_t()
  _ = unsafe fegetenv(&usual)
  var changed = usual
  // Flush to zero, and denormals are zeros.
  changed.__mxcsr |= 0x8040
  _ = unsafe fesetenv(&changed)
  defer { _ = unsafe fesetenv(&usual) }
  #endif
  return try body()
}
