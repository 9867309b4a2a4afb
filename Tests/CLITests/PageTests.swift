#if Macros
import Foundation
import Testing

import struct RingKernelKernelTesting.SwiftCompiler

/// Pages of the documentation that the tools write.
@Suite(.timeLimit(.minutes(5))) struct `Generated pages` {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation")

  @Test(arguments: [("language", "KernelLanguage.md"), ("intrinsics", "Intrinsics.md")])
  func `a page is what the tables give today`(name: String, file: String) async throws {
    let found = try await Tool.run("--page", name, tool: "ringkernel-codegen")
    try #require(found.status == 0, "\(found.problems)")
    let page = Self.folder.appending(path: file)
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      try found.output.write(to: page, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == found.output)
  }

  /// The examples of the language page that are whole declarations; the others are lines of a kernel.
  static func examples() throws -> [String] {
    let page = try String(contentsOf: folder.appending(path: "KernelLanguage.md"), encoding: .utf8)
    return page.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }.filter { $0.contains("@") }
  }

  @Test(.timeLimit(.minutes(10)))
  func `swiftc accepts every example of the language page with the macros`() throws {
    let compiler = SwiftCompiler()
    let folder = FileManager.default.temporaryDirectory.appending(path: "rk-examples-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let examples = try Self.examples()
    #expect(examples.count >= 39)
    for (number, example) in examples.enumerated() {
      let file = folder.appending(path: "Example\(number).swift")
      try "import RingKernel\n\n\(example)\n".write(to: file, atomically: true, encoding: .utf8)
      do {
        try compiler.run(["-typecheck", file.path()] + compiler.macros)
      } catch { Issue.record("\(error)\n\(example)") }
    }
  }

  @Test func `the kernel compiler takes every kernel of the language page`() async throws {
    let examples = try Self.examples().filter { $0.contains("@Kernel") || $0.contains("@Stencil") }
    #expect(examples.count >= 20)
    for example in examples {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString).swift").path
      try (example + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let values = example.contains("<let ") ? ["--constant", "degree=3", "--constant", "width=4"] : []
      let found = try await Tool.run([path, "--emit", "ir"] + values, tool: "ringkernel-codegen")
      #expect(found.status == 0, "\(found.problems)\n\(example)")
    }
  }
}
#endif
