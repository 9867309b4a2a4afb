import ArgumentParser
import RingKernelABI
import RingKernelBench
import RingKernelCPU
import RingKernelConsole
import RingKernelHost

/// `ringkernel bench calls`.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure rings, calls or fan-in of this library on this machine, or calls to a device.",
    discussion: """
      rings  one element from a producer thread to a consumer thread
      calls  one call to a live actor, until its computed answer has been read
      fanin  one message sent to a live actor and handled, from 1 and from 3 threads
      gpu    a device, by --part:
             calls      one call to a live actor, with 1, 16 and 256 of them under way; on CUDA beside an actor in
                        passes, a launch and a graph launch of a kernel that does the same
             oneway     messages into a live kernel, beside copies
             hops       messages between blocks, and between actors
             stencil    a wave equation: launches, graphs, resident blocks, actors
             sustained  calls for --seconds, second by second
             litmus     whether writes are seen in the order that was asked for
             All but calls and sustained are measured on CUDA only.

      Every row is measured in rounds after one that warms up; the fastest and the median round are shown. Build with
      -c release, or the numbers say nothing.

      EXAMPLES:
        ringkernel bench calls
        ringkernel bench rings --rounds 50 --json
        ringkernel bench gpu --backend cuda --samples 1000000 --json
        ringkernel bench gpu --backend cuda --part litmus --samples 100000000
      """
  )

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case rings, calls, fanin, gpu

    /// What the library measures of itself; nil for what is measured of a device.
    var suite: BenchSuite? {
      switch self {
      case .rings: .rings
      case .calls: .calls
      case .fanin: .fanin
      case .gpu: nil
      }
    }
  }

  @Argument(help: "What to measure: rings, calls, fanin or gpu.")
  var subject: Subject
  @Option(help: ArgumentHelp("Rounds per row, at least \(BenchSuite.minimumRounds).", valueName: "count"))
  var rounds = 21
  @Option(help: "Part of gpu: \(DevicePart.allCases.map(\.rawValue).joined(separator: ", ")).")
  var part = PartArgument(part: .calls)
  @Option(help: ArgumentHelp("Operations of each row of gpu.", valueName: "count"))
  var samples = 100_000
  @Option(help: ArgumentHelp("How long the sustained part of gpu takes.", valueName: "count"))
  var seconds = 60
  @Flag(help: .hidden)
  var small = false
  @OptionGroup var backend: BackendOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    guard rounds >= BenchSuite.minimumRounds, rounds <= 10_000 else {
      throw ValidationError("--rounds is \(rounds); it is \(BenchSuite.minimumRounds) to 10,000.")
    }
    guard (256...100_000_000).contains(samples) else {
      throw ValidationError("--samples is \(samples); it is 256 to 100,000,000.")
    }
    guard (1...86_400).contains(seconds) else {
      throw ValidationError("--seconds is \(seconds); it is 1 to 86,400.")
    }
  }

  func run() async throws {
    guard let suite = subject.suite else { return try await runDevice() }
    let rows = try await suite.run(rounds: rounds)
    if format.json { return print(Self.json(rows).text) }
    print("\("nanoseconds per operation".padded(to: 28))\("best".leftPadded(to: 10))\("median".leftPadded(to: 10))")
    for row in rows {
      print(
        row.name.padded(to: 28) + fixed(row.best).leftPadded(to: 10) + fixed(row.median).leftPadded(to: 10)
          + "   \(row.rounds) rounds of \(grouped(row.operations))"
      )
    }
    print("\(Processors.count) processors, \(Self.architecture), \(Self.system), \(buildName) build")
  }

  private func runDevice() async throws {
    let scale = DevicePart.Scale(samples: samples, seconds: seconds, isSmall: small)
    let report = try await part.part.run(on: backend.backend.choice, scale)
    print(format.json ? report.json.text : report.text)
  }

  private static func json(_ rows: [BenchRow]) -> JSONValue {
    .object([
      (
        "rows",
        .array(
          rows.map { row in
            .object([
              ("name", .string(row.name)), ("operations", .integer(row.operations)), ("rounds", .integer(row.rounds)),
              ("nanosecondsPerOperation", .object([("best", .number(row.best)), ("median", .number(row.median))])),
            ])
          }
        )
      ),
      (
        "machine",
        .object([
          ("processors", .integer(Processors.count)), ("architecture", .string(architecture)),
          ("system", .string(system)), ("build", .string(buildName)),
          ("asymmetricFence", .bool(AsymmetricFence.isAsymmetric)),
        ])
      ),
    ])
  }

  private static var architecture: String {
    #if arch(x86_64)
    "x86_64"
    #elseif arch(arm64)
    "arm64"
    #else
    "other"
    #endif
  }
  private static var system: String {
    #if os(macOS)
    "macOS"
    #elseif os(Linux)
    "Linux"
    #else
    "other"
    #endif
  }
}

/// The name of a part on the command line.
struct PartArgument: ExpressibleByArgument, CustomStringConvertible {
  let part: DevicePart

  init(part: DevicePart) { self.part = part }

  init?(argument: String) {
    guard let part = DevicePart(rawValue: argument) else { return nil }
    self.part = part
  }

  static let allValueStrings = DevicePart.allCases.map(\.rawValue)

  var description: String { part.rawValue }
  var defaultValueDescription: String { description }
}
