#if Macros
import Foundation
import Testing

/// Pages of the documentation that the tools write.
@Suite(.timeLimit(.minutes(2))) struct `Generated pages` {
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

  @Test func `every example that the language page calls Swift compiles`() async throws {
    let page = try String(contentsOf: Self.folder.appending(path: "KernelLanguage.md"), encoding: .utf8)
    let examples = page.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "\n```").first }.filter {
        $0.contains("@Kernel") || $0.contains("@Stencil")
      }
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
