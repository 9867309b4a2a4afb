import ArgumentParser
import RingKernelConsole
import RingKernelCore
import RingKernelHost

/// `ringkernel install`.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Fetch the library that a backend needs, with the user's package manager.",
    discussion: """
      WebGPU needs wgpu-native. It is taken out of the Python package that carries it, with 'python3 -m pip', into
      'ringkernel/webgpu' in the user's data folder, where the backend finds it. Nothing else is changed. A device's
      driver is not installed.

      EXAMPLES:
        ringkernel install webgpu
        ringkernel install webgpu --json
        ringkernel install webgpu --dry-run
      """
  )

  /// What can be installed.
  enum Library: String, CaseIterable, ExpressibleByArgument {
    case webgpu

    var backend: BackendKind { .webgpu }
  }

  @Argument(help: "webgpu.")
  var library: Library
  @Flag(help: "Print the command instead of running it.")
  var dryRun = false
  @OptionGroup var format: FormatOptions

  func run() throws {
    let installation = try Backends.installation(library.backend)
    let command = installation.command.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
    if dryRun { return print(format.json ? json(installation, []).text : command) }
    Output.problem("installing \(installation.package) into \(installation.folder)")
    let status = try ChildProcess.run(installation.command)
    guard status == 0 else {
      throw RingKernelError(
        .libraryUnavailable,
        "'\(command)' ended with status \(status); its own words stand above. It needs Python 3 with pip, and the network."
      )
    }
    let adapters = try Backends.adapters(library.backend)
    if format.json { return print(json(installation, adapters).text) }
    print(installation.library)
    for adapter in adapters { print("adapter   \(adapter.name): \(adapter.kind), \(adapter.interface)") }
    if adapters.isEmpty {
      print("It sees no device: install the Vulkan driver of yours, or a software one (Debian: mesa-vulkan-drivers).")
    }
  }

  private func json(_ installation: BackendInstallation, _ adapters: [BackendAdapter]) -> JSONValue {
    .object([
      ("package", .string(installation.package)), ("folder", .string(installation.folder)),
      ("library", .string(installation.library)), ("command", .array(installation.command.map { .string($0) })),
      ("adapters", .array(adapters.map { .string($0.name) })),
    ])
  }
}
