internal import Foundation
internal import RingKernelIR
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
    do { module = try KernelCompiler.lower(kernel.unit) } catch { return "refused: \(error)" }
    let taken = Self.processorTime() - started
    if taken > patience { return "took \(taken) to compile" }
    if let tint {
      let options = RenderOptions(block: kernel.launch.block, features: [.subgroups, .directives])
      do {
        let text = try Renderer.render(module, for: .wgsl, options).text
        if let complaint = try await tint.complaint(about: text) { return "Tint: \(complaint)" }
      } catch let error as RenderError {
        guard module.needs.contains(.float64) else { return "no WGSL: \(error.message)" }
      } catch { return "\(error)" }
    }
    do {
      if let nvrtc, let complaint = nvrtc.complaints(aboutCUDA: try Renderer.render(module, for: .cuda).text).first {
        return complaint
      }
      if let naga, let launch = try? kernel.launch.launch(of: module), naga.refusal(of: module, launch) == nil {
        try naga.compile(module, launch)
      }
    } catch { return "\((error as? RenderError)?.message ?? "\(error)")" }
    guard let differential else { return nil }
    do {
      let report = try await differential.compare(module, kernel.launch)
      let different = report.different.sorted { $0.key < $1.key }
      return different.isEmpty ? nil : different.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    } catch { return "\(error)" }
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
    // What is shrunk must go wrong in the same way, not stop compiling.
    let kind = words.prefix { $0 != ":" && $0 != " " }
    var shrinker = Shrinker(attempts: 500)
    let small = await shrinker.shrink(kernel) { await problem($0)?.hasPrefix(kind) == true }
    return Problem(seed: seed, words: words, file: small.swiftFile)
  }
}
