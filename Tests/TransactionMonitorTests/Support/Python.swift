import Foundation
import Testing

/// Runs programs of the test in python3, the independent implementation that results are compared with.
enum Python {
  /// Whether python3 with csv and sqlite3 is there.
  static let isAvailable = (try? run("import csv, sqlite3, json", input: [])) != nil

  /// Reason of a skipped test.
  static let absence: Comment = "python3 with its csv and sqlite3 modules is not installed"

  struct Failure: Error {
    let status: Int32
    let text: String
  }

  /// Runs `program`, which finds `input` in the file `sys.argv[1]` and writes to the file `sys.argv[2]`.
  @discardableResult
  static func run(_ program: String, input: [UInt8]) throws -> Data {
    let folder = try TemporaryFolder()
    let (source, result) = (folder.path("input"), folder.path("output"))
    try Data(input).write(to: URL(fileURLWithPath: source))
    try Data().write(to: URL(fileURLWithPath: result))
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, source, result]
    process.standardError = errors
    try process.run()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus, text: String(decoding: text, as: UTF8.self))
    }
    return try Data(contentsOf: URL(fileURLWithPath: result))
  }
}

/// A folder that is removed with its content.
final class TemporaryFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("txmon-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }  // a leftover in the system's folder does no harm

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and returns its path.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}
