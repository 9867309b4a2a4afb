public import Foundation

/// Runs a program and collects what it prints.
///
/// - Parameters:
///   - name: A program on the path, or a file; clang is that of the Swift toolchain.
///   - arguments: Its arguments.
///   - input: What it reads.
/// - Returns: Its exit status and both its outputs together.
public func runTool(_ name: String, _ arguments: [String], input: Data? = nil) throws -> (status: Int32, output: String)
{
  let name = name == "clang" ? HostClang.path(of: name) : name
  let process = Process()
  process.executableURL = URL(filePath: name.contains("/") ? name : "/usr/bin/env")
  process.arguments = name.contains("/") ? arguments : [name] + arguments
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  let feed = Pipe()
  process.standardInput = input == nil ? FileHandle.nullDevice : feed
  try process.run()
  if let input {
    try feed.fileHandleForWriting.write(contentsOf: input)
    try feed.fileHandleForWriting.close()
  }
  let text = output.text()
  process.waitUntilExit()
  return (process.terminationStatus, text)
}

extension Pipe {
  /// Everything that is written until the other end is closed; a read that a signal interrupts is made again.
  func text() -> String {
    var data = Data()
    var attempts = 0
    while attempts < 1000 {
      do {
        guard let part = try fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty else { break }
        data += part
      } catch { attempts += 1 }
    }
    return String(decoding: data, as: UTF8.self)
  }
}
