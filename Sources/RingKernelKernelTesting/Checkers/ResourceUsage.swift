internal import Foundation

/// What a compiled kernel takes of a multiprocessor, by `cuobjdump`.
public struct ResourceUsage: Hashable, Sendable, CustomStringConvertible {
  /// Registers of a thread.
  public var registers: Int
  /// Bytes of shared memory of a block.
  public var shared: Int
  /// Bytes of the thread's stack and of spilled registers.
  public var spilled: Int

  /// Reads a cubin of one kernel.
  ///
  /// - Parameter cubin: What NVRTC gave.
  /// - Throws: `ToolAbsent`, also for words that say nothing.
  public init(cubin: [UInt8]) throws {
    guard let tool = Tool.cubin.file("cuobjdump") else { throw ToolAbsent(Tool.cubin.absence ?? "no cuobjdump") }
    let file = FileManager.default.temporaryDirectory.appending(path: "rk-\(UUID().uuidString).cubin")
    try Data(cubin).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let text = try runTool(tool, ["--dump-resource-usage", file.path()]).output
    guard let words = text.firstMatch(of: #/REG:(\d+) STACK:(\d+) SHARED:(\d+) LOCAL:(\d+)/#),
      let registers = Int(words.output.1), let stack = Int(words.output.2), let shared = Int(words.output.3),
      let local = Int(words.output.4)
    else { throw ToolAbsent("cuobjdump says '\(text)'") }
    self.registers = registers
    self.shared = shared
    spilled = stack + local
  }

  /// `18 registers, 0 bytes shared`.
  public var description: String {
    "\(registers) registers, \(shared) bytes shared\(spilled > 0 ? ", \(spilled) bytes spilled" : "")"
  }
}
