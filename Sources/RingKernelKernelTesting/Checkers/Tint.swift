internal import Foundation

/// Tint, Dawn's WGSL compiler, in a Python process that lives as long as this object: the stricter of the two front
/// ends, it rejects barriers in non-uniform control flow.
public actor Tint {
  private let process: Process
  private let input: FileHandle
  private let output: FileHandle
  private var pending = Data()

  /// Starts the process.
  ///
  /// - Throws: `ToolAbsent`.
  public init() throws {
    for tool in [Tool.python, .vulkan, .swiftshader] {
      if let absence = tool.absence { throw ToolAbsent(absence) }
    }
    guard let python = Tool.python.file("python"), let driver = Tool.swiftshader.file("driver"),
      let loader = Tool.vulkan.file("library")
    else { throw ToolAbsent("Tint: a file is not recorded") }
    let (toChild, fromChild) = (Pipe(), Pipe())
    process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [Tool.root.appending(path: "Scripts/tint-check").path(), loader]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["VK_DRIVER_FILES": driver, "VK_ICD_FILENAMES": driver, "PYTHONUNBUFFERED": "1"]
    ) { $1 }
    process.standardInput = toChild
    process.standardOutput = fromChild
    process.standardError = FileHandle.nullDevice
    input = toChild.fileHandleForWriting
    output = fromChild.fileHandleForReading
    try process.run()
  }

  deinit { process.terminate() }

  /// What Tint says against a text.
  ///
  /// - Parameter text: WGSL, one compute function `main` if `entry` is nil.
  /// - Returns: Its complaint; nil when it accepts the text.
  /// - Throws: `ToolAbsent` when the process is gone.
  public func complaint(about text: String) throws -> String? {
    let bytes = Data(text.utf8)
    try input.write(contentsOf: Data("\(bytes.count)\n".utf8) + bytes)
    guard let count = Int(try line()) else { throw ToolAbsent("Tint's process answers nonsense") }
    while pending.count < count { try more() }
    let answer = pending.prefix(count)
    pending = Data(pending.dropFirst(count))
    return answer.isEmpty ? nil : String(decoding: answer, as: UTF8.self)
  }

  private func line() throws -> String {
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[pending.startIndex..<end], as: UTF8.self)
        pending = Data(pending[(end + 1)...])
        return line
      }
      try more()
    }
  }

  private func more() throws {
    let data = output.availableData
    if data.isEmpty { throw ToolAbsent("Tint's process ended") }
    pending.append(data)
  }
}
