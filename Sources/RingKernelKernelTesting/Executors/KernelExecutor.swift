public import RingKernelIR

/// Something that runs compiled kernels: the interpreter, the CPU body, a dialect on a device or under emulation.
public protocol KernelExecutor: Sendable {
  /// Name in reports.
  var name: String { get }
  /// The dialect whose tolerances count, `wgsl` say; empty for none.
  var dialect: String { get }
  /// Lanes of a subgroup.
  var subgroupSize: Int { get }

  /// Why it does not run a module: a capability it lacks, a limit, a known defect; nil when it does.
  func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String?

  /// Runs a launch.
  ///
  /// - Throws: What its compiler or device says.
  func run(_ module: KernelModule, _ launch: KernelLaunch) async throws -> KernelResult
}

/// Runs a kernel on executors and says where they differ from the reference.
public struct DifferentialRun: Sendable {
  /// What is right by definition.
  public var reference: any KernelExecutor
  /// What is compared with it.
  public var executors: [any KernelExecutor]

  /// Makes a run.
  public init(reference: any KernelExecutor, executors: [any KernelExecutor]) {
    self.reference = reference
    self.executors = executors
  }

  /// How one kernel fared.
  public struct Report: Sendable {
    /// Executors that agreed.
    public var agreed: [String] = []
    /// Executors that do not run it, with their reasons.
    public var refused: [String: String] = [:]
    /// Executors that gave something else, with the first difference.
    public var different: [String: String] = [:]
    /// Those of the different ones that gave nothing at all: their text did not compile, or could not be run.
    public var broken: Set<String> = []
  }

  /// Compares all executors on one launch.
  ///
  /// - Parameters:
  ///   - module: The compiled kernel.
  ///   - test: Its launch and its tolerances.
  /// - Throws: What the reference throws, and a launch that does not fit the module.
  public func compare(_ module: KernelModule, _ test: CorpusCase) async throws -> Report {
    var report = Report()
    // Subgroups differ in width: the reference runs once for each width that is asked for.
    var expected: [Int: KernelResult] = [:]
    for executor in executors {
      let launch = try test.launch(of: module, subgroupSize: executor.subgroupSize)
      if let reason = executor.refusal(of: module, launch) {
        report.refused[executor.name] = reason
        continue
      }
      let right: KernelResult
      if let known = expected[executor.subgroupSize] {
        right = known
      } else {
        right = try await reference.run(module, launch)
        expected[executor.subgroupSize] = right
      }
      do {
        let result = try await executor.run(module, launch)
        let comparison = test.comparison(of: module, on: executor.dialect)
        if let words = comparison.difference(right, result, module) {
          // A device may take subnormals for zeros; then it has to do so everywhere.
          let flushing = executor.dialect == "wgsl" ? (reference as? InterpreterExecutor)?.flushing : nil
          let flushed = try flushing?.run(module, launch)
          if let flushed, comparison.difference(flushed, result, module) == nil {
            report.agreed.append(executor.name)
          } else {
            report.different[executor.name] = words
          }
        } else {
          report.agreed.append(executor.name)
        }
      } catch {
        report.different[executor.name] = "\(error)"
        if !(error is UndefinedBehaviour) { report.broken.insert(executor.name) }
      }
    }
    return report
  }
}
