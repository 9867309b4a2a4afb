import RingKernelBench
import RingKernelConsole
import RingKernelHost
import TransactionMonitor

/// `ringkernel-gpu`: what `Scripts/gpu-check` runs of `ringkernel`, with the same words and the same output, as a file
/// that is small enough to be carried.
@main
enum GPUTool {
  private static let usage = """
    ringkernel-gpu doctor [--json]
    ringkernel-gpu verify [--backend NAME] [--only TEXT] [--json]
    ringkernel-gpu demo [--backend NAME] [--count N] [--accounts N] [--queries N] [--json]
    ringkernel-gpu bench gpu [--backend NAME] [--part NAME] [--samples N] [--seconds N] [--json]
    """

  static func main() async {
    do {
      try await run(Words(Array(CommandLine.arguments.dropFirst())))
    } catch let mistake as Words.Mistake {
      Output.problem("error: \(mistake.words)\n\(usage)")
      Output.exit(.usage)
    } catch let error as RingKernelError {
      Output.problem("error: \(error)")
      Output.exit(ExitStatus(error))
    } catch let status as ExitStatus {
      Output.exit(status)
    } catch {
      Output.problem("error: \(error)")
      Output.exit(.failure)
    }
  }

  private static func run(_ given: Words) async throws {
    var words = given
    let isJSON = words.flag("--json")
    switch words.commands {
    case ["doctor"]:
      try words.end()
      let findings = await Findings()
      print(isJSON ? findings.json.text : findings.text)
    case ["verify"]:
      let (backend, only) = (try backend(&words), words.text("--only"))
      try words.end()
      try await Verification.run(on: backend, only: only, isJSON: isJSON)
    case ["demo"]: try await demo(words, isJSON)
    case ["bench", "gpu"]: try await bench(words, isJSON)
    default: throw Words.Mistake(words: "'\(words.commands.joined(separator: " "))' is no command.")
    }
  }

  private static func backend(_ words: inout Words) throws -> BackendChoice {
    let name = words.text("--backend") ?? "automatic"
    guard let choice = BackendChoice(name: name) else { throw Words.Mistake(words: "'\(name)' is no backend.") }
    return choice
  }

  private static func demo(_ given: Words, _ isJSON: Bool) async throws {
    var words = given
    var options = MonitorOptions()
    options.backend = try backend(&words)
    options.roundTrips = try words.number("--queries", in: 0...100_000_000, default: 200_000)
    let accounts = try words.number("--accounts", in: 2...Int(UInt32.max), default: 20_000)
    let count = try words.number("--count", in: 1...Int.max, default: 1_000_000)
    try words.end()
    let rows = try TransactionGenerator(seed: 1, accounts: UInt32(accounts), count: UInt64(count))
    let report = try await MonitorPipeline(.generated(rows), options: options).run(
      isInterrupted: { false },
      progress: nil
    )
    print(isJSON ? report.json.text : report.text)
    if !report.isVerified { throw ExitStatus.failure }
  }

  private static func bench(_ given: Words, _ isJSON: Bool) async throws {
    var words = given
    let choice = try backend(&words)
    let name = words.text("--part") ?? DevicePart.calls.rawValue
    guard let part = DevicePart(rawValue: name) else { throw Words.Mistake(words: "'\(name)' is no part.") }
    let scale = DevicePart.Scale(
      samples: try words.number("--samples", in: 256...100_000_000, default: 100_000),
      seconds: try words.number("--seconds", in: 1...86_400, default: 60),
      isSmall: words.flag("--small")
    )
    try words.end()
    let report = try await part.run(on: choice, scale)
    print(isJSON ? report.json.text : report.text)
  }
}
