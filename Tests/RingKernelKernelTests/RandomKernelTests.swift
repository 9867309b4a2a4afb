import RingKernelIR
import RingKernelKernelTesting
import Testing

@Suite struct RandomKernelTests {
  @Test func `seeds give kernels that the compiler accepts`() {
    // `ringkernel-kernels random` runs many more, in release.
    var refused: [String] = []
    for seed in UInt64(1)...60 {
      let kernel = RandomKernelGenerator.make(seed)
      do {
        let module = try KernelCompiler.lower(kernel.unit)
        _ = try kernel.launch.launch(of: module)
      } catch {
        refused.append("seed \(seed): \(error)")
      }
    }
    #expect(refused.isEmpty, "\(refused.count) refused: \(refused.prefix(8).joined(separator: "\n"))")
  }

  @Test(.timeLimit(.minutes(20)))
  func `as CPU bodies they give the interpreter's answers`() async throws {
    let problems = try await RandomBodies(reference: InterpreterExecutor()).problems(Array(1...40))
    #expect(problems.isEmpty, "\(problems)")
  }

  @Test func `a seed gives the same kernel every time, another seed another`() {
    #expect(RandomKernelGenerator.make(7) == RandomKernelGenerator.make(7))
    #expect(RandomKernelGenerator.make(7).tree != RandomKernelGenerator.make(8).tree)
  }

  @Test func `together the seeds cover every kind of statement, expression and scalar`() {
    var kinds: Set<SyntaxKind> = []
    var words: Set<String> = []
    func visit(_ node: SyntaxNode) {
      kinds.insert(node.kind)
      words.insert(node.text)
      node.children.forEach(visit)
    }
    for seed in UInt64(1)...500 { visit(RandomKernelGenerator.make(seed).tree) }
    let wanted: Set<SyntaxKind> = [
      .variable, .assign, .if, .while, .repeat, .for, .switch, .break, .continue, .return, .ternary, .inout, .subscript,
    ]
    #expect(wanted.subtracting(kinds).isEmpty)
    let names: Set<String> = [
      "barrier", "SharedArray", "atomicAdd", "checked", "unchecked", "/", "%", "<<", "&>>", "truncatingIfNeeded",
      "SIMD3",
    ]
    #expect(
      names.union([
        "Bool", "Int8", "Int16", "Int32", "Int", "UInt8", "UInt16", "UInt32", "UInt", "Float16", "Float", "Double",
      ]).subtracting(words).isEmpty
    )
  }

  @Test(
    .timeLimit(.minutes(20)),
    .enabled(if: SoftwareVulkan.swiftshader.absence == nil && Tool.python.isPresent, "needs SwiftShader and Tint")
  )
  func `as WGSL they give the interpreter's answers, and Tint accepts them`() async throws {
    // `ringkernel-kernels` runs many more, in release.
    let executors = [try WGSLExecutor(.swiftshader)]
    let run = RandomRun(
      differential: DifferentialRun(reference: InterpreterExecutor(), executors: executors),
      tint: try Tint(),
      patience: .seconds(10)
    )
    for seed in UInt64(1)...60 {
      let problem = await run.problem(RandomKernelGenerator.make(seed))
      #expect(problem == nil, "seed \(seed)")
    }
  }

  @Test func `a failing kernel shrinks to what makes it fail`() async throws {
    func multiplies(_ kernel: RandomKernel) -> Bool {
      guard (try? KernelCompiler.lower(kernel.unit)) != nil else { return false }
      return size(kernel.tree) { $0.kind == .binary && $0.text == "&*" } > 0
    }
    let kernels = (UInt64(1)...100).lazy.map { RandomKernelGenerator.make($0) }
    let large = try #require(kernels.first { size($0.tree) { _ in true } > 300 && multiplies($0) })
    var shrinker = Shrinker()
    let small = await shrinker.shrink(large, while: multiplies)
    #expect(multiplies(small))
    #expect(size(small.tree) { _ in true } * 4 < size(large.tree) { _ in true }, "\(small.swiftFile)")
  }

  private func size(_ node: SyntaxNode, _ counts: (SyntaxNode) -> Bool) -> Int {
    (counts(node) ? 1 : 0) + node.children.reduce(0) { $0 + size($1, counts) }
  }
}
