import ArgumentParser
import RingKernelConsole

/// `ringkernel doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what this machine offers and what it lacks, with the cure.",
    discussion: """
      One line per backend of actors, then what launches kernels, what the CPU backend and the reader of packed files
      find here, then every WebGPU adapter with its features and limits. The line of CUDA compiles a kernel, runs it and
      reads its answer; those of inbound say through which memory the host's messages can come to a program of CUDA, after
      each has been tried.

      EXAMPLES:
        ringkernel doctor
        ringkernel doctor --json
      """
  )

  @OptionGroup var format: FormatOptions

  func run() async {
    let findings = await Findings()
    print(format.json ? findings.json.text : findings.text)
  }
}
