internal import ArgumentParser
internal import Foundation
internal import RingKernelKernelTesting

/// Random kernels, as many as wanted, in release.
@main
struct RandomCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel-kernels",
    abstract: "Makes random kernels and runs them through the kernel compiler.",
    discussion: """
      Every kernel is compiled and run on the interpreter and, as CUDA and Metal text on the host or as WGSL on
      SwiftShader; Tint reads the WGSL, NVRTC the CUDA: to PTX for sm_75, sm_80 and sm_90, and to a cubin for sm_90. One
      that goes wrong is shrunk and written to the folder as a file of the corpus.

      EXAMPLES:
        ringkernel-kernels --count 1000
        ringkernel-kernels --count 1000 --on wgsl
        ringkernel-kernels --count 1000 --compile nvrtc --compile tint --compile naga
        ringkernel-kernels --count 1 --seed 7 --show
      """
  )

  @Option(help: "How many kernels.")
  var count = 500

  @Option(help: "Seed of the first; the others follow.")
  var seed: UInt64 = 1

  /// What runs kernels besides the interpreter.
  enum Executor: String, ExpressibleByArgument, CaseIterable { case cuda, msl, wgsl, cpu, gpu }

  @Option(
    help:
      "cuda, msl, wgsl, cpu or gpu (a CUDA device); may be repeated. Without it the dialects, WGSL where SwiftShader is."
  )
  var on: [Executor] = []

  /// What only reads the printed text.
  enum Compiler: String, ExpressibleByArgument, CaseIterable { case nvrtc, tint, naga }

  @Option(help: "nvrtc, tint or naga; may be repeated. With neither this nor --on those that are there.")
  var compile: [Compiler] = []

  @Option(help: "Where shrunk kernels go.")
  var folder = "."

  @Flag(help: "Print the kernels instead of running them.")
  var show = false

  func run() async throws {
    if show {
      for number in 0..<UInt64(count) { print(RandomKernelGenerator.make(seed &+ number).swiftFile) }
      return
    }
    let hasWGSL = SoftwareVulkan.swiftshader.absence == nil
    let isPlain = on.isEmpty && compile.isEmpty
    let usual: [Executor] = hasWGSL ? [.cuda, .msl, .wgsl] : [.cuda, .msl]
    let chosen = isPlain ? usual : on
    if chosen.contains(.cpu) { try await runBodies() }
    let executors: [any KernelExecutor] = try chosen.filter { $0 != .cpu }.map { executor in
      switch executor {
      case .cpu: throw ExitCode.failure
      case .cuda: try EmulatedCUDA()
      case .msl: try EmulatedMSL()
      case .wgsl: try WGSLExecutor(.swiftshader)
      case .gpu: CUDAExecutor(try CUDAHardware.session())
      }
    }
    let checks = try CompilerChecks()
    let versions = checks.nvrtcVersions
    if compile.contains(.nvrtc), versions.isEmpty { throw ValidationError(Tool.nvrtc13.absence ?? "no NVRTC") }
    let readsCUDA = isPlain ? !versions.isEmpty : compile.contains(.nvrtc)
    let readsWGSL = compile.contains(.tint) || chosen.contains(.wgsl) && Tool.python.isPresent
    guard !executors.isEmpty || !compile.isEmpty else { return }
    let run = RandomRun(
      // What shrinking makes of a loop may never end.
      differential: executors.isEmpty
        ? nil : DifferentialRun(reference: InterpreterExecutor(stepLimit: 3_000_000), executors: executors),
      tint: readsWGSL ? try Tint() : nil,
      nvrtc: readsCUDA ? checks : nil,
      naga: compile.contains(.naga) ? try WGSLExecutor(.swiftshader) : nil
    )
    let readers = [
      readsCUDA ? "NVRTC \(versions.joined(separator: ", "))" : nil, readsWGSL ? "Tint" : nil,
      compile.contains(.naga) ? "naga" : nil,
    ]
    var failed = 0
    for problem in await problems(run) {
      failed += 1
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = URL(filePath: folder).appending(path: "Random\(problem.seed).swift")
      try problem.file.write(to: file, atomically: true, encoding: .utf8)
      print("seed \(problem.seed): \(problem.words)\n  shrunk: \(file.path())")
    }
    if !executors.isEmpty { print("on the interpreter and \(executors.map(\.name).joined(separator: ", "))") }
    let names = readers.compactMap(\.self)
    if !names.isEmpty { print("read by \(names.joined(separator: ", "))") }
    print("\(count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode.failure }
  }

  /// Compiles the CPU bodies of every seed with swiftc, 40 at a time, and runs them.
  private func runBodies() async throws {
    let bodies = RandomBodies(reference: InterpreterExecutor())
    let seeds = (0..<UInt64(count)).map { seed &+ $0 }
    var failed = 0
    for start in stride(from: 0, to: count, by: 40) {
      let part = Array(seeds[start..<min(start + 40, count)])
      for problem in try await bodies.problems(part) {
        failed += 1
        print("seed \(problem.seed): \(problem.words)")
      }
      FileHandle.standardError.write(Data("\(min(start + 40, count)) of \(count)\n".utf8))
    }
    print("on the interpreter and as CPU bodies")
    print("\(count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode.failure }
  }

  /// Runs every seed, as many at a time as there are processors, and tells how far it is.
  private func problems(_ run: RandomRun) async -> [RandomRun.Problem] {
    await withTaskGroup(of: RandomRun.Problem?.self) { group in
      var found: [RandomRun.Problem] = []
      var next = 0
      func start() {
        guard next < count else { return }
        let number = seed &+ UInt64(next)
        next += 1
        group.addTask { await run.run(number) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
      var done = 0
      while let problem = await group.next() {
        done += 1
        if done % 100 == 0 { FileHandle.standardError.write(Data("\(done) of \(count)\n".utf8)) }
        if let problem { found.append(problem) }
        start()
      }
      return found.sorted { $0.seed < $1.seed }
    }
  }
}
