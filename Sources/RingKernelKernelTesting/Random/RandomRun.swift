internal import Foundation
public import RingKernelIR
internal import RingKernelRender

/// Runs random kernels through the compiler and executors, and shrinks what goes wrong.
public struct RandomRun: Sendable {
  /// Compares with a reference; nil compiles only.
  public var differential: DifferentialRun?
  /// Reads the WGSL text of every kernel that has one; nil: nobody does.
  public var tint: Tint?
  /// Reads the CUDA text of every kernel; nil: nobody does.
  public var nvrtc: CompilerChecks?
  /// Makes a pipeline of every WGSL text, which naga reads; nil: nobody does.
  public var naga: WGSLExecutor?
  /// Longest processor time that compiling one kernel may take.
  public var patience: Duration

  /// Makes a run.
  public init(
    differential: DifferentialRun? = nil,
    tint: Tint? = nil,
    nvrtc: CompilerChecks? = nil,
    naga: WGSLExecutor? = nil,
    patience: Duration = .seconds(1)
  ) {
    self.differential = differential
    self.tint = tint
    self.nvrtc = nvrtc
    self.naga = naga
    self.patience = patience
  }

  /// What went wrong with one seed.
  public struct Problem: Sendable {
    /// The seed.
    public let seed: UInt64
    /// What happened.
    public let words: String
    /// The shrunk kernel as a file of the corpus.
    public let file: String
  }

  /// What is wrong with a kernel; nil when nothing is.
  public func problem(_ kernel: RandomKernel) async -> String? {
    let started = Self.processorTime()
    let module: KernelModule
    do { module = try KernelCompiler.lower(try kernel.unit) } catch { return "refused: \(error)" }
    let taken = Self.processorTime() - started
    if taken > patience { return "took \(taken) to compile" }
    do {
      if let nvrtc, let complaint = nvrtc.complaints(aboutCUDA: try Renderer.render(module, for: .cuda).text).first {
        return complaint
      }
      if let complaint = try await complaint(aboutWGSL: module, kernel) { return complaint }
      guard let differential else { return nil }
      let report = try await differential.compare(module, kernel.launch)
      let dialects = Dictionary(differential.executors.map { ($0.name, $0.dialect) }) { first, _ in first }
      let refused = report.refused.filter { !Self.lacks(dialects[$0.key] ?? "", module) }
      let wrong = report.different.merging(refused.mapValues { "refused: \($0)" }) { first, _ in first }
      let lines = wrong.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      return lines.isEmpty ? nil : lines.joined(separator: "; ")
    } catch { return "\((error as? RenderError)?.message ?? "\(error)")" }
  }

  /// What Tint and naga say about a module that WGSL has no reason to refuse.
  private func complaint(aboutWGSL module: KernelModule, _ kernel: RandomKernel) async throws -> String? {
    guard !Self.lacks("wgsl", module) else { return nil }
    if let tint {
      let options = RenderOptions(block: kernel.launch.block, features: [.subgroups, .directives])
      let text = try Renderer.render(module, for: .wgsl, options).text
      if let complaint = try await tint.complaint(about: text) { return "Tint: \(complaint)" }
    }
    guard let naga else { return nil }
    let launch = try kernel.launch.launch(of: module)
    if let reason = naga.refusal(of: module, launch) { return "naga: refused: \(reason)" }
    try naga.compile(module, launch)
    return nil
  }

  /// Whether a module needs what a dialect is stated to lack (`Design/0005`): the one reason to refuse a random kernel.
  ///
  /// - Parameters:
  ///   - dialect: As in `KernelExecutor.dialect`.
  ///   - module: What was lowered.
  public static func lacks(_ dialect: String, _ module: KernelModule) -> Bool {
    ["msl", "wgsl"].contains(dialect) && !module.needs.isDisjoint(with: [.float64, .atomics64])
  }

  /// What a problem begins with: what is shrunk must go wrong in the same way, not stop compiling.
  static func kind(_ words: String) -> String {
    let isUndefined = words.contains("undefined behaviour")
    return words.prefix { $0 != ":" && $0 != " " } + (isUndefined ? " is undefined" : "")
  }

  /// Of this thread: what else runs on the machine does not count.
  private static func processorTime() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// The problem of a seed, shrunk.
  public func run(_ seed: UInt64) async -> Problem? {
    let kernel = RandomKernelGenerator.make(seed)
    guard let words = await problem(kernel) else { return nil }
    let kind = Self.kind(words)
    var shrinker = Shrinker(attempts: 500)
    let small = await shrinker.shrink(kernel) { await problem($0).map(Self.kind) == kind }
    return Problem(seed: seed, words: words, file: small.swiftFile)
  }
}
