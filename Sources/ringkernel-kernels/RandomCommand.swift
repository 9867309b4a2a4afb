internal import ArgumentParser
internal import Foundation
internal import RingKernelKernelTesting

/// Random kernels, as many as wanted, in release.
@main
struct RandomCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel-kernels",
    abstract: "Makes random kernels and runs them through the kernel compiler.",
    discussion: "A kernel that goes wrong is shrunk and written to the folder as a file of the corpus."
  )

  @Option(help: "How many kernels.")
  var count = 500

  @Option(help: "Seed of the first; the others follow.")
  var seed: UInt64 = 1

  @Option(help: "Where shrunk kernels go.")
  var folder = "."

  func run() async throws {
    let run = RandomRun()
    var failed = 0
    for number in 0..<UInt64(count) {
      guard let problem = await run.run(seed &+ number) else { continue }
      failed += 1
      let file = URL(filePath: folder).appending(path: "Random\(problem.seed).swift")
      try problem.file.write(to: file, atomically: true, encoding: .utf8)
      print("seed \(problem.seed): \(problem.words)\n  shrunk: \(file.path())")
    }
    print("\(count - failed) passed, \(failed) failed")
    if failed > 0 { throw ExitCode.failure }
  }
}
