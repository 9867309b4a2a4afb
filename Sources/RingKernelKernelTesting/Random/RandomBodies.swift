internal import RingKernelIR

/// Runs the CPU bodies of random kernels, many compiled at a time: swiftc takes longer to start than to compile one.
public struct RandomBodies: Sendable {
  /// What the bodies are compared with.
  public var reference: any KernelExecutor
  /// Kernels that shrinking may try: each is compiled by itself.
  public var attempts: Int
  /// Changes the printed bodies before they are compiled: plants bugs.
  public var change: @Sendable (String) -> String = { $0 }

  /// Makes a run.
  public init(reference: any KernelExecutor, attempts: Int = 60) {
    self.reference = reference
    self.attempts = attempts
  }

  /// What went wrong, each kernel shrunk.
  ///
  /// - Parameter seeds: They are compiled into one library; where swiftc refuses it, the half that has the reason is
  ///   looked for.
  public func run(_ seeds: [UInt64]) async -> [RandomRun.Problem] {
    var found: [RandomRun.Problem] = []
    for (kernel, words) in await problems(seeds.map { RandomKernelGenerator.make($0) }) {
      let kind = RandomRun.kind(words)
      var shrinker = Shrinker(attempts: attempts)
      let small = await shrinker.shrink(kernel) { candidate in
        // A candidate that does not lower is none, and swiftc need not look at it.
        guard (try? KernelCompiler.lower(candidate.unit)) != nil || kind == "refused" else { return false }
        return await problems([candidate]).first.map { RandomRun.kind($0.words) } == kind
      }
      found.append(RandomRun.Problem(seed: kernel.seed, words: words, file: small.swiftFile))
    }
    return found
  }

  /// What is wrong with some kernels, in words.
  private func problems(_ kernels: [RandomKernel]) async -> [(kernel: RandomKernel, words: String)] {
    do {
      let units = try kernels.map { try $0.unit }
      let sources = zip(kernels, units).map { kernel, _ in
        (kernel.declarations + [SwiftPrinter.text(kernel.tree)]).joined(separator: "\n\n")
      }
      let source = "import RingKernelDSL\n\n" + sources.joined(separator: "\n\n")
      let library = try CPUBodyLibrary("random", source: source, units: units, change: change)
      return await differences(kernels, CPUBodyExecutor(library, units: units))
    } catch {
      if kernels.count == 1 { return [(kernels[0], "refused: \(error)")] }
      let half = kernels.count / 2
      return await problems(Array(kernels[..<half])) + problems(Array(kernels[half...]))
    }
  }

  private func differences(
    _ kernels: [RandomKernel],
    _ executor: CPUBodyExecutor
  ) async -> [(kernel: RandomKernel, words: String)] {
    let run = DifferentialRun(reference: reference, executors: [executor])
    var found: [(kernel: RandomKernel, words: String)] = []
    for kernel in kernels {
      do {
        let report = try await run.compare(try KernelCompiler.lower(kernel.unit), kernel.launch)
        let wrong = Array(report.different.values) + Array(report.refused.values)
        found += wrong.map { (kernel, "\(executor.name): \($0)") }
      } catch { found.append((kernel, "\(error)")) }
    }
    return found
  }
}
