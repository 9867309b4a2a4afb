#if Macros
internal import ArgumentParser
internal import Foundation
internal import RingKernelIR
internal import RingKernelKernelTesting
internal import RingKernelTesting

/// Mutates kernels and takes them through the compiler.
@main
struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel-fuzz",
    abstract: "Takes mutated sources through the kernel compiler: no crash, no hang, every error with its place.",
    discussion: """
      Seeds are the files of a folder, the examples of the rules, and random kernels. The text that is in work stands in
      a file, so that one that ends the process is at hand.

      EXAMPLES:
        ringkernel-fuzz Tests/Corpus --seconds 600
        ringkernel-fuzz Tests/Corpus --seed 42 --count 1 --show
      """
  )

  @Argument(help: "Folder of Swift files.")
  var corpus: String
  @Option(help: "How many texts; without a limit if left out.")
  var count: Int?
  @Option(help: "How long.")
  var seconds: Int?
  @Option(help: "Seed of the first text; the others follow.")
  var seed: UInt64 = 1
  @Option(help: "Longest time for one text, in milliseconds of processor time.")
  var patience = 1000
  @Option(help: "Where the text in work is written.")
  var trace = "fuzzed.swift"
  @Flag(help: "Go on after a text that breaks a promise.")
  var keepGoing = false
  @Flag(help: "Print the texts instead of compiling them.")
  var show = false

  func run() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: corpus).filter { $0.hasSuffix(".swift") }.sorted()
    var texts = try names.map { try String(contentsOfFile: corpus + "/" + $0, encoding: .utf8) }.flatMap(
      Self.declarations
    )
    texts += LanguageRule.all.flatMap { [$0.broken.source, LanguageRule.source(of: $0.right)] }
    texts += (0..<40).map { RandomKernelGenerator.make($0).swiftFile }
    let mutator = SourceMutator(texts)
    let end = seconds.map { Date(timeIntervalSinceNow: Double($0)) }
    var outcomes: [CompilerRound.Outcome: Int] = [:]
    var number = seed
    var slowest = Duration.zero
    while number < seed &+ UInt64(count ?? .max), end.map({ Date() < $0 }) ?? true {
      var dice = SplitMix64(seed: number)
      let text = mutator.mutated(using: &dice)
      if show {
        print(text)
      } else {
        try text.write(toFile: trace, atomically: false, encoding: .utf8)
        if let (outcome, taken) = try round(text, number) {
          outcomes[outcome, default: 0] += 1
          slowest = max(slowest, taken)
        }
      }
      number &+= 1
    }
    guard !show else { return }
    try? FileManager.default.removeItem(atPath: trace)
    let parts = CompilerRound.Outcome.allCases.map { "\(outcomes[$0] ?? 0) \($0.rawValue)" }
    print("\(number - seed) texts: \(parts.joined(separator: ", ")); the slowest took \(slowest)")
  }

  private func round(_ text: String, _ number: UInt64) throws -> (CompilerRound.Outcome, Duration)? {
    let before = Self.processorTime()
    // A text that never comes back ends the process; the file has it.
    alarm(30)
    defer { alarm(0) }
    do throws(CompilerRound.Broken) {
      let outcome = try CompilerRound.run(text)
      let taken = Self.processorTime() - before
      guard taken <= .milliseconds(patience) else { throw CompilerRound.Broken(description: "took \(taken)") }
      return (outcome, taken)
    } catch {
      FileHandle.standardError.write(Data("seed \(number): \(error)\n".utf8))
      if keepGoing { return nil }
      FileHandle.standardError.write(Data("\(trace) has the text\n".utf8))
      throw ExitCode.failure
    }
  }

  /// Other processes do not count.
  private static func processorTime() -> Duration { .microseconds(Int64(clock())) }

  /// A file in pieces of a few declarations: small texts are mutated where it matters.
  private static func declarations(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").filter { $0.contains("@") || $0.contains("enum ") }
  }
}
#else
/// Reading Swift needs swift-syntax.
@main
struct FuzzCommand {
  static func main() { print("ringkernel-fuzz needs the trait 'Macros', which is on by default.") }
}
#endif
