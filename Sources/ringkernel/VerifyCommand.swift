import ArgumentParser
import RingKernelConformance
import RingKernelConsole

/// `ringkernel verify --backend cpu`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run the conformance suite on a backend of this machine.",
    discussion: """
      Every backend must pass the same cases. A case that a backend cannot run is skipped and says why.

      EXAMPLES:
        ringkernel verify
        ringkernel verify --backend cpu --json
        ringkernel verify --only call/
      """
  )

  @OptionGroup var backend: BackendOptions
  @Option(help: ArgumentHelp("Run only the cases whose name contains this text.", valueName: "text"))
  var only: String?
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if let only, !ConformanceSuite.cases.contains(where: { $0.name.contains(only) }) {
      throw ValidationError("No case has '\(only)' in its name.")
    }
  }

  func run() async throws {
    try await Verification.run(on: backend.backend.choice, only: only, isJSON: format.json)
  }
}
