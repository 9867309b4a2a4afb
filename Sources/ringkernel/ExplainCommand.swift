import ArgumentParser
import RingKernelConsole
import RingKernelHost

/// `ringkernel explain RK4006`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain an error code: what it means and what to do.",
    discussion: """
      EXAMPLES:
        ringkernel explain RK4006
        ringkernel explain 4006 --json
        ringkernel explain --all
      """
  )

  @Argument(help: ArgumentHelp("The code, with or without RK, in either case.", valueName: "code"))
  var code: String?
  @Flag(help: "List every code.")
  var all = false
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if all == (code != nil) { throw ValidationError("Give a code or --all.") }
  }

  func run() throws {
    guard let code else { return list() }
    guard let parsed = ErrorCode(parsing: code), let entry = ErrorCatalog.entry(for: parsed) else {
      Output.problem("error: '\(code)' is no error code of RingKernel.")
      let near = Self.nearest(to: code)
      Output.problem("Near it:\n" + near.map { "  \($0.code)  \($0.title)" }.joined(separator: "\n"))
      throw ExitStatus.failure
    }
    if format.json { return print(Self.json(entry).text) }
    print("\(entry.code)  \(entry.title)\n\n\(entry.explanation)\n\nWhat to do: \(entry.cure)")
  }

  private func list() {
    if format.json { return print(JSONValue.array(ErrorCatalog.entries.map(Self.json)).text) }
    for entry in ErrorCatalog.entries { print("\(entry.code)  \(entry.title)") }
  }

  private static func json(_ entry: ErrorEntry) -> JSONValue {
    .object([
      ("code", .string(entry.code.description)), ("name", .string(entry.name)), ("title", .string(entry.title)),
      ("explanation", .string(entry.explanation)), ("cure", .string(entry.cure)),
    ])
  }

  /// The five codes with the nearest numbers; those at the beginning for text without a number.
  private static func nearest(to text: String) -> [ErrorEntry] {
    let number = Int(text.filter(\.isNumber)) ?? 0
    let sorted = ErrorCatalog.entries.sorted {
      ($0.code.number.distance(to: number).magnitude, $0.code.number)
        < ($1.code.number.distance(to: number).magnitude, $1.code.number)
    }
    return sorted.prefix(5).sorted { $0.code.number < $1.code.number }
  }
}
