internal import RingKernelIR

/// Runs the CPU bodies of random kernels, many compiled at a time: swiftc takes longer to start than to compile one.
public struct RandomBodies: Sendable {
  /// What the bodies are compared with.
  public var reference: any KernelExecutor

  /// Makes a run.
  public init(reference: any KernelExecutor) { self.reference = reference }

  /// What is wrong, in words, by seed.
  ///
  /// - Parameter seeds: They are compiled into one library.
  /// - Throws: What the compiler says of the library.
  public func problems(_ seeds: [UInt64]) async throws -> [(seed: UInt64, words: String)] {
    let kernels = seeds.map { RandomKernelGenerator.make($0) }
    let functions = kernels.flatMap(\.functions).map { SwiftPrinter.text($0) }
    let source = "import RingKernelDSL\n\n" + functions.joined(separator: "\n\n")
    let library = try CPUBodyLibrary("random", source: source, units: kernels.map(\.unit))
    let executor = CPUBodyExecutor(library, units: kernels.map(\.unit))
    let run = DifferentialRun(reference: reference, executors: [executor])
    var found: [(seed: UInt64, words: String)] = []
    for kernel in kernels {
      do {
        let report = try await run.compare(try KernelCompiler.lower(kernel.unit), kernel.launch)
        found += (Array(report.different.values) + Array(report.refused.values)).map { (kernel.seed, $0) }
      } catch { found.append((kernel.seed, "\(error)")) }
    }
    return found
  }
}
