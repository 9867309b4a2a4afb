import ArgumentParser
import RingKernelConsole
import RingKernelHost

/// `--json`, where a command prints data.
struct FormatOptions: ParsableArguments {
  @Flag(help: "Print one JSON object instead of text.")
  var json = false
}

/// Which backend a command uses.
struct BackendOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Backend to use: automatic, \(BackendKind.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"
    )
  )
  var backend = BackendArgument(choice: .automatic)
}

/// The name of a backend on the command line.
struct BackendArgument: ExpressibleByArgument, CustomStringConvertible {
  let choice: BackendChoice

  init(choice: BackendChoice) { self.choice = choice }

  init?(argument: String) {
    guard let choice = BackendChoice(name: argument) else { return nil }
    self.choice = choice
  }

  static let allValueStrings = ["automatic"] + BackendKind.allCases.map(\.rawValue)

  var description: String {
    switch choice {
    case .automatic: "automatic"
    case .only(let kind): kind.rawValue
    }
  }
  var defaultValueDescription: String { description }
}
