import ArgumentParser
import RingKernelConsole
import RingKernelHost

/// `ringkernel`: checks a machine, shows what the library does on it, explains its errors.
@main
struct RingKernelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ringkernel",
    abstract: "Check a machine for RingKernel, see it work, measure it, look up its errors.",
    discussion: """
      EXAMPLES:
        ringkernel doctor
        ringkernel verify
        ringkernel demo
        ringkernel explain RK4006

      EXIT CODES:
        0    everything went well
        1    a result was not verified, a test failed, or the input is wrong
        2    the command line is wrong
        3    the machine lacks something: a backend, a library, threads
        130  interrupted; what was done until then has been reported
      """,
    subcommands: [
      DoctorCommand.self, VerifyCommand.self, DemoCommand.self, ExplainCommand.self, BenchCommand.self,
      CacheCommand.self, InstallCommand.self, CompletionsCommand.self,
    ]
  )

  /// Runs the command line; unlike ArgumentParser's own entry it uses the exit codes above.
  static func main() async {
    do {
      var command = try await asyncParseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      leave(error)
    }
  }

  private static func leave(_ error: any Error) -> Never {
    if let error = error as? RingKernelError {
      Output.problem("error: \(error)")
      Output.exit(ExitStatus(error))
    }
    if let status = error as? ExitStatus { Output.exit(status) }
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    guard code.isSuccess else {
      Output.problem(text)
      Output.exit(code == .validationFailure ? .usage : .failure)
    }
    if !text.isEmpty { print(text) }
    Output.exit(.success)
  }
}
