import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import Testing

#if Macros
import RingKernelSyntax
#endif

@Suite struct RandomKernelTests {
  @Test func `seeds give kernels that the compiler accepts`() {
    // `ringkernel-kernels random` runs many more, in release.
    var refused: [String] = []
    for seed in UInt64(1)...60 {
      let kernel = RandomKernelGenerator.make(seed)
      do {
        let module = try KernelCompiler.lower(try kernel.unit)
        _ = try kernel.launch.launch(of: module)
      } catch {
        refused.append("seed \(seed): \(error)")
      }
    }
    #expect(refused.isEmpty, "\(refused.count) refused: \(refused.prefix(8).joined(separator: "\n"))")
  }

  @Test(.timeLimit(.minutes(20)))
  func `as CPU bodies they give the interpreter's answers`() async {
    let problems = await RandomBodies(reference: InterpreterExecutor()).run(Array(1...16))
    #expect(problems.isEmpty, "\(problems.map(\.words))")
  }

  @Test func `a seed gives the same kernel every time, another seed another`() {
    #expect(RandomKernelGenerator.make(7) == RandomKernelGenerator.make(7))
    #expect(RandomKernelGenerator.make(7).tree != RandomKernelGenerator.make(8).tree)
  }

  @Test func `together the seeds cover every kind of statement, expression, type and launch`() {
    var kinds: Set<SyntaxKind> = []
    var words: Set<String> = []
    var blocks: Set<[Int]> = []
    func visit(_ node: SyntaxNode) {
      kinds.insert(node.kind)
      words.insert(node.text)
      node.children.forEach(visit)
    }
    for seed in UInt64(1)...500 {
      let kernel = RandomKernelGenerator.make(seed)
      ([kernel.tree] + kernel.types + kernel.functions).forEach(visit)
      blocks.insert(kernel.launch.block)
    }
    let wanted: Set<SyntaxKind> = [
      .variable, .assign, .if, .while, .repeat, .for, .switch, .break, .continue, .return, .ternary, .inout, .subscript,
      .guard, .tuplePattern, .tuple, .structure, .enumeration,
    ]
    #expect(wanted.subtracting(kinds).isEmpty, "\(wanted.subtracting(kinds))")
    let names: Set<String> = [
      "barrier", "SharedArray", "atomicAdd", "atomicLoad", "checked", "unchecked", "/", "%", "<<", "&>>",
      "truncatingIfNeeded", "SIMD3", "InlineArray", "Field2D", "fma", "sqrt", "leadingZeros", "blockReduceAdd",
      "barrierCount", "subgroupReduceAdd", "subgroupShuffleXor", "rawValue", "indices", "linearThreadIndex",
      "Bool", "Int8", "Int16", "Int32", "Int", "UInt8", "UInt16", "UInt32", "UInt", "Float16", "Float", "Double",
    ]
    #expect(names.subtracting(words).isEmpty, "\(names.subtracting(words))")
    // Of one subgroup and of several, of no whole number, of two axes.
    #expect(blocks.isSuperset(of: [[32, 1, 1], [64, 1, 1], [128, 1, 1], [48, 1, 1], [8, 8, 1]]))
  }

  @Test func `some launches fail, by index, conversion and division, and most do not`() throws {
    let wanted: Set<FailureCode?> = [.indexOutOfRange, .conversion, .divisionByZero]
    var codes: [FailureCode?: Int] = [:]
    var count = 0
    // Until all are met, of 40 kernels at least.
    for seed in UInt64(1)...400 where count < 40 || !wanted.isSubset(of: codes.keys) {
      let kernel = RandomKernelGenerator.make(seed)
      let module = try KernelCompiler.lower(try kernel.unit)
      let launch = try kernel.launch.launch(of: module)
      let failure = try InterpreterExecutor().run(module, launch).failure
      codes[failure.map { module.sites[$0.site].code }, default: 0] += 1
      count += 1
    }
    #expect(codes[nil, default: 0] * 4 > count * 3, "\(codes)")
    #expect(wanted.isSubset(of: codes.keys), "\(codes)")
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
    for seed in UInt64(1)...20 {
      let problem = await run.problem(RandomKernelGenerator.make(seed))
      #expect(problem == nil, "seed \(seed)")
    }
  }

  @Test func `a failing kernel shrinks to what makes it fail`() async throws {
    func multiplies(_ kernel: RandomKernel) -> Bool {
      guard let unit = try? kernel.unit, (try? KernelCompiler.lower(unit)) != nil else { return false }
      return size(kernel.tree) { $0.kind == .binary && $0.text == "&*" } > 0
    }
    let kernels = (UInt64(1)...100).lazy.map { RandomKernelGenerator.make($0) }
    let large = try #require(kernels.first { size($0.tree) { _ in true } > 300 && multiplies($0) })
    var shrinker = Shrinker()
    let small = await shrinker.shrink(large, while: multiplies)
    #expect(multiplies(small))
    #expect(size(small.tree) { _ in true } * 4 < size(large.tree) { _ in true }, "\(small.swiftFile)")
  }

  @Test func `what tells threads apart does not shrink`() async throws {
    let index = "let i = ((globalThreadIndex.y * 16) + globalThreadIndex.x)"
    func stores(_ kernel: RandomKernel) -> Bool {
      guard let unit = try? kernel.unit, (try? KernelCompiler.lower(unit)) != nil else { return false }
      return kernel.swiftFile.contains("out0[i] = ")
    }
    let kernels = (UInt64(1)...100).lazy.map { RandomKernelGenerator.make($0) }
    let large = try #require(kernels.first { $0.swiftFile.contains(index) && stores($0) })
    var shrinker = Shrinker()
    let small = await shrinker.shrink(large, while: stores)
    #expect(small.swiftFile.count < large.swiftFile.count)
    #expect(small.swiftFile.contains(index), "\(small.swiftFile)")
  }

  private func size(_ node: SyntaxNode, _ counts: (SyntaxNode) -> Bool) -> Int {
    (counts(node) ? 1 : 0) + node.children.reduce(0) { $0 + size($1, counts) }
  }

  #if Macros
  @Test(arguments: [
    "(a: Span<Double>, y: inout MutableSpan<Int32>) {",
    "(y: inout MutableSpan<Int32>) { var t = SharedArray<8, Double>();",
  ])
  func `doubles that nobody reads are needed as well, and refused in words`(head: String) throws {
    let text = "@Kernel(block: 8) func k\(head) let i = globalThreadIndex.x; if i < y.count { y[i] = 1 } }"
    let module = try KernelCompiler.lower(try KernelSource(files: [text]).unit("k"))
    #expect(module.needs == [.float64] && ["msl", "wgsl"].allSatisfy { RandomRun.lacks($0, module) })
    let failure = #expect(throws: RenderError.self) { try Renderer.render(module, for: .msl) }
    #expect(failure?.message == "k: msl has no 64-bit floats; use Float")
  }

  @Test func `the file of a kernel is what the front end takes, and lowers to the same`() throws {
    for seed in UInt64(1)...20 {
      let kernel = RandomKernelGenerator.make(seed)
      let (module, test) = try read(kernel.swiftFile)
      let own = try KernelCompiler.lower(try kernel.unit)
      let interpreter = InterpreterExecutor()
      let results = try [
        interpreter.run(module, test.launch(of: module)), interpreter.run(own, kernel.launch.launch(of: own)),
      ]
      #expect((results[0].failure == nil) == (results[1].failure == nil), "\(seed)")
      if results[0].failure == nil { #expect(results[0].buffers == results[1].buffers, "\(seed)") }
    }
  }

  @Test(.timeLimit(.minutes(20)))
  func `a seed that goes wrong becomes a small file that goes wrong alike when it is read`() async throws {
    var executor = try EmulatedCUDA()
    executor.change = { $0.replacing("__brev(", with: "__popc(") }
    let wrong = DifferentialRun(reference: InterpreterExecutor(stepLimit: 3_000_000), executors: [executor])
    let run = RandomRun(differential: wrong, patience: .seconds(10))
    var problem: RandomRun.Problem?
    for seed in UInt64(1)...40 where problem == nil { problem = await run.run(seed) }
    let found = try #require(problem)
    #expect(found.file.count < RandomKernelGenerator.make(found.seed).swiftFile.count / 2, "\(found.file)")
    let (module, test) = try read(found.file)
    #expect(!(try await wrong.compare(module, test)).different.isEmpty, "\(found.file)")
    let right = DifferentialRun(reference: InterpreterExecutor(), executors: [try EmulatedCUDA()])
    #expect(try await right.compare(module, test).different.isEmpty, "\(found.file)")
  }

  @Test(.timeLimit(.minutes(20)))
  func `so does a wrong CPU body, and one that swiftc refuses keeps no other from running`() async throws {
    var bodies = RandomBodies(reference: InterpreterExecutor(stepLimit: 3_000_000), attempts: 10)
    let seeds = Array(UInt64(1)...4)
    let broken = "random\(seeds[1])"
    bodies.change = { text in
      text.replacing("rkT.add(", with: "rkT.subtract(")
        .replacing("enum RKCPU_\(broken) {", with: "enum RKCPU_\(broken) { !")
    }
    let problems = await bodies.run(seeds)
    #expect(problems.contains { $0.seed == seeds[1] && $0.words.hasPrefix("refused") }, "\(problems.map(\.words))")
    let different = try #require(problems.first { $0.words.hasPrefix("CPU body") }, "\(problems.map(\.words))")
    let (module, test) = try read(different.file)
    // What is wrong is the body, not the kernel: without the bug it gives the interpreter's answer.
    let unit = try KernelSource(files: [different.file]).unit(test.kernel)
    let right = CPUBodyExecutor(
      try CPUBodyLibrary("right", source: different.file, units: [unit]),
      units: [unit]
    )
    let report = try await DifferentialRun(reference: InterpreterExecutor(), executors: [right]).compare(module, test)
    #expect(report.different.isEmpty && report.agreed.count == 1, "\(report.different) \(report.refused)")
    #expect(different.file.contains("+"), "\(different.file)")
  }

  /// A file of the corpus with one kernel, as tests of the corpus read it.
  private func read(_ file: String) throws -> (KernelModule, CorpusCase) {
    let source = KernelSource(files: [file])
    let url = FileManager.default.temporaryDirectory.appending(path: "random-\(UUID().uuidString).swift")
    try file.write(to: url, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: url) }
    let test = try #require(try CorpusCase.all(in: url).first)
    return (try KernelCompiler.lower(try source.unit(test.kernel)), test)
  }
  #endif
}
