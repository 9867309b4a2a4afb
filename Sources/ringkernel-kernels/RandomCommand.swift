internal import ArgumentParser
internal import Foundation
internal import RingKernelIR
internal import RingKernelKernelTesting

/// Random kernels, as many as wanted, in release.
@main
struct RandomCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel-kernels",
    abstract: "Makes random kernels and runs them through the kernel compiler.",
    discussion: """
      Every kernel is compiled and run on the interpreter and as CUDA and Metal text on the host, as WGSL on SwiftShader
      and as CPU body; lavapipe runs them where it is named. Tint reads the WGSL, NVRTC the CUDA: to PTX for sm_75, sm_80 and sm_90, and to a
      cubin for sm_90. What is not there is named and counted as skipped. One that goes wrong is shrunk and written to the
      folder as a file of the corpus.

      EXAMPLES:
        ringkernel-kernels --count 1000
        ringkernel-kernels --count 1000 --on wgsl
        ringkernel-kernels --count 1000 --on cpu
        ringkernel-kernels --count 1000 --compile nvrtc --compile tint --compile naga
        ringkernel-kernels --count 1 --seed 7 --show
      """
  )

  @Option(help: "How many kernels.")
  var count = 500

  @Option(help: "How many of them as CPU bodies, which swiftc takes long to compile; all if left out.")
  var bodies: Int?

  @Option(help: "Seed of the first; the others follow.")
  var seed: UInt64 = 1

  /// What runs kernels besides the interpreter.
  enum Executor: String, ExpressibleByArgument, CaseIterable { case cuda, msl, wgsl, lavapipe, cpu, gpu }

  @Option(
    help: """
      cuda, msl, wgsl (on SwiftShader), lavapipe, cpu or gpu (a CUDA device); may be repeated. Without it all but lavapipe
      and gpu.
      """
  )
  var on: [Executor] = []

  /// What only reads the printed text.
  enum Compiler: String, ExpressibleByArgument, CaseIterable { case nvrtc, tint, naga }

  @Option(help: "nvrtc, tint or naga; may be repeated. With neither this nor --on the first two.")
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
    // What was asked for by name must be there; of the usual what is absent is named.
    let isPlain = on.isEmpty && compile.isEmpty
    var absent: [String] = []
    func isThere(_ absence: String?) throws -> Bool {
      guard let absence else { return true }
      guard isPlain else { throw ValidationError(absence) }
      if !absent.contains(absence) { absent.append(absence) }
      return false
    }
    let chosen = try (isPlain ? [.cuda, .msl, .wgsl, .cpu] : on).filter { try isThere(Self.absence(of: $0)) }
    let readers = try (isPlain ? [.nvrtc, .tint] : compile).filter { try isThere(Self.absence(of: $0)) }
    var bad: Set<UInt64> = []
    func report(_ problems: [RandomRun.Problem]) throws {
      for problem in problems {
        bad.insert(problem.seed)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = URL(filePath: folder).appending(path: "Random\(problem.seed).swift")
        try problem.file.write(to: file, atomically: true, encoding: .utf8)
        print("seed \(problem.seed): \(problem.words)\n  shrunk: \(file.path())")
      }
    }
    if chosen.contains(.cpu) { try report(await runBodies()) }
    let executors = try chosen.filter { $0 != .cpu }.map(Self.executor)
    let run = RandomRun(
      // What shrinking makes of a loop may never end.
      differential: executors.isEmpty
        ? nil : DifferentialRun(reference: InterpreterExecutor(stepLimit: 3_000_000), executors: executors),
      tint: readers.contains(.tint) ? try Tint() : nil,
      nvrtc: readers.contains(.nvrtc) ? try CompilerChecks() : nil,
      naga: readers.contains(.naga) ? try WGSLExecutor(.swiftshader) : nil
    )
    if !executors.isEmpty || !readers.isEmpty { try report(await problems(run)) }
    let some = bodies.map { "\($0) of them as CPU body" } ?? "CPU body"
    let names = (chosen.contains(.cpu) ? [some] : []) + executors.map(\.name)
    if !names.isEmpty { print("on the interpreter and \(names.joined(separator: ", "))") }
    if !readers.isEmpty { print("read by \(readers.map(\.rawValue).joined(separator: ", "))") }
    print("\(kernelsWithoutDialect) of them not as Metal nor WGSL, which lack Double and 64-bit atomics")
    for reason in absent { print("skipped: \(reason)") }
    print("\(count - bad.count) passed, \(bad.count) failed, \(absent.count) skipped")
    if !bad.isEmpty { throw ExitCode.failure }
  }

  /// Why something cannot run kernels here; nil where it can.
  private static func absence(of executor: Executor) -> String? {
    switch executor {
    case .wgsl: SoftwareVulkan.swiftshader.absence
    case .lavapipe: SoftwareVulkan.lavapipe.absence
    default: nil
    }
  }

  /// Why something cannot read texts here; nil where it can.
  private static func absence(of compiler: Compiler) -> String? {
    switch compiler {
    case .nvrtc: Tool.nvrtc13.absence ?? Tool.nvrtc12.absence
    case .tint: Tool.python.absence ?? SoftwareVulkan.swiftshader.absence
    case .naga: SoftwareVulkan.swiftshader.absence
    }
  }

  private static func executor(_ one: Executor) throws -> any KernelExecutor {
    switch one {
    case .cpu: throw ExitCode.failure
    case .cuda: try EmulatedCUDA()
    case .msl: try EmulatedMSL()
    case .wgsl: try WGSLExecutor(.swiftshader)
    // Its 64-bit comparisons with constants are wrong (Design/0005): there `Int` is a pair of words.
    case .lavapipe: try WGSLExecutor(.lavapipe, usesInt64: false)
    case .gpu: CUDAExecutor(try CUDAHardware.session())
    }
  }

  /// Kernels that Metal and WGSL have a stated reason to refuse.
  private var kernelsWithoutDialect: Int {
    (0..<UInt64(count)).count { number in
      let kernel = RandomKernelGenerator.make(seed &+ number)
      guard let module = try? KernelCompiler.lower(kernel.unit) else { return false }
      return RandomRun.lacks("wgsl", module)
    }
  }

  /// Compiles the CPU bodies of every seed with swiftc, many at a time, and runs them.
  private func runBodies() async -> [RandomRun.Problem] {
    let count = min(self.bodies ?? count, count)
    let bodies = RandomBodies(reference: InterpreterExecutor(stepLimit: 3_000_000))
    let size = 25
    return await withTaskGroup(of: [RandomRun.Problem].self) { group in
      var found: [RandomRun.Problem] = []
      var next = 0
      func start() {
        guard next < count else { return }
        let seeds = (next..<min(next + size, count)).map { seed &+ UInt64($0) }
        next += size
        group.addTask { await bodies.run(seeds) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
      while let problems = await group.next() {
        found += problems
        start()
      }
      return found.sorted { $0.seed < $1.seed }
    }
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
