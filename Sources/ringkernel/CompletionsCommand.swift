import ArgumentParser

/// `ringkernel completions zsh`.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a script that completes commands and options in a shell.",
    discussion: """
      EXAMPLES:
        ringkernel completions bash > ~/.local/share/bash-completion/completions/ringkernel
        ringkernel completions zsh > ~/.zsh/completions/_ringkernel
        ringkernel completions fish > ~/.config/fish/completions/ringkernel.fish
      """
  )

  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() {
    let script: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    print(RingKernelCommand.completionScript(for: script))
  }
}
