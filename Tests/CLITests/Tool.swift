import Foundation
import Testing

/// The built command-line tool, run as a process of its own.
struct Tool {
  struct Result {
    let status: Int32
    let output: String
    let problems: String

    /// Standard output as one JSON value.
    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
      return try #require(value as? [String: Any])
    }
  }

  /// The tool lies beside the test bundle: in its folder, or on macOS in the folder that holds the bundle.
  static let path: String? = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<5 {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("ringkernel").path
      if FileManager.default.isExecutableFile(atPath: candidate), !isFolder(candidate) { return candidate }
    }
    let builds = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(".build/debug/ringkernel").path
    return FileManager.default.isExecutableFile(atPath: builds) ? builds : nil
  }()

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Runs the tool to its end.
  ///
  /// - Parameters:
  ///   - tool: Name of the executable beside the tests, or a path.
  ///   - interruptAt: Text in standard error at which the process gets SIGINT.
  ///   - environment: Variables besides those of this process.
  static func run(
    _ arguments: String...,
    tool: String = "ringkernel",
    interruptAt mark: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> Result {
    try await run(arguments, tool: tool, interruptAt: mark, environment: environment)
  }

  /// Runs the tool with a list of arguments.
  static func run(
    _ arguments: [String],
    tool: String = "ringkernel",
    interruptAt mark: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> Result {
    let process = Process()
    let known = URL(fileURLWithPath: try #require(path, "the tool is not built"))
    process.executableURL =
      tool.hasPrefix("/") ? URL(fileURLWithPath: tool) : known.deletingLastPathComponent().appendingPathComponent(tool)
    process.arguments = arguments
    // The folder of compiled programs is the user's, unless a test has one of its own.
    process.environment = ["RINGKERNEL_CACHE": "off"].merging(ProcessInfo.processInfo.environment) { $1 }
      .merging(environment) { $1 }
    let (output, problems) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = problems
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return await withTaskCancellationHandler {
      async let text = drain(output.fileHandleForReading, of: process)
      async let errors = drain(problems.fileHandleForReading, of: process, interruptAt: mark)
      let (found, complaints) = await (text, errors)
      process.waitUntilExit()
      return Result(status: process.terminationStatus, output: found, problems: complaints)
    } onCancel: {
      process.terminate()
    }
  }

  /// Reads to the end on a thread of its own: the pipe fills up otherwise.
  private static func drain(
    _ handle: FileHandle,
    of process: Process,
    interruptAt mark: String? = nil
  ) async -> String {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        var data = Data()
        var isWaiting = mark != nil
        while true {
          let piece = handle.availableData
          if piece.isEmpty { break }
          data += piece
          if isWaiting, let mark, String(decoding: data, as: UTF8.self).contains(mark) {
            process.interrupt()
            isWaiting = false
          }
        }
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
      thread.start()
    }
  }
}

/// A folder that is removed with its content.
final class TemporaryFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("ringkernel-cli-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }  // a leftover in the system's folder does no harm

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}

/// The file of 120,558 transactions that lies beside a checkout; it is not part of the repository.
enum SampleData {
  static let transactions = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/data/transactions/amlsim-20k-transactions.csv.gz")
    .standardizedFileURL.path

  static var isUsable: Bool {
    FileManager.default.fileExists(atPath: transactions)
      || ProcessInfo.processInfo.environment["RINGKERNEL_REQUIRE_DATA"] == "1"
  }

  static let absence: Comment =
    "the sample transactions are not beside the checkout; RINGKERNEL_REQUIRE_DATA=1 makes that a failure"
}
