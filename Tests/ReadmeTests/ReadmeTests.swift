import Foundation
import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ReadmeTests {
  /// The Swift blocks of the README, in order.
  private func programs() throws -> [Substring] {
    try Repository.text("README.md").components(separatedBy: "```swift\n").dropFirst().map { block in
      block[..<(block.range(of: "```")?.lowerBound ?? block.endIndex)]
    }
  }

  #if Macros
  @Test func `the program of the README is the one that is built, and prints what the README says`() throws {
    let program = try #require(try programs().first)
    #expect(try Repository.text("Sources/QuickStart/QuickStart.swift").hasPrefix("#if Macros\n\(program)#else\n"))
    let expected = try #require(program.split(separator: "\n").last { $0.hasPrefix("// prints: ") })
    let executable: URL = try #require(built("QuickStart"), "the program is not built")
    let process = Process()
    process.executableURL = executable
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output == expected.dropFirst("// prints: ".count) + "\n")
  }

  /// Executables lie beside the test bundle: in its folder, or on macOS in the folder that holds the bundle.
  private func built(_ name: String) -> URL? {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<5 {
      folder.deleteLastPathComponent()
      let candidate = folder.appending(path: name)
      if FileManager.default.isExecutableFile(atPath: candidate.path()) { return candidate }
    }
    let build = Repository.root.appending(path: ".build/debug/\(name)")
    return FileManager.default.isExecutableFile(atPath: build.path()) ? build : nil
  }
  #endif

  @Test func `the kernel of the README is the one that is compiled and launched by the tests`() throws {
    let program = try #require(try programs().first { $0.contains("@Kernel") })
    #expect(try Repository.text("Tests/RingKernelDeviceTests/ReadmeKernel.swift") == "#if Macros\n\(program)#endif\n")
  }

  @Test func `the program without macros is the one that is compiled here, and computes what it says`() async throws {
    let program = try #require(try programs().first { $0.contains("struct Amount: RingMessage") })
    #expect(try Repository.text("Tests/ReadmeTests/ByHand.swift") == program)
    let cents = try await withRuntime(backend: .cpu) { try await countTheTill($0) }
    #expect(cents == 200)
  }

  @Test func `every module is in the module map`() throws {
    let readme = try Repository.text("README.md")
    let modules = try FileManager.default.contentsOfDirectory(
      atPath: Repository.root.appending(path: "Sources").path()
    )
    for module in modules where !module.hasPrefix(".") {
      #expect(readme.contains("\n| `\(module)` |"), "\(module) has no line in README.md")
    }
  }

  @Test func `every environment variable is in the table`() throws {
    let readme = try Repository.text("README.md")
    let sources = try ["Sources", "Tests", "Fuzz"].map { try Repository.all(".swift", in: $0) }.joined()
    let names = Set(sources.matches(of: /"(R(?:INGKERNEL|K)_[A-Z_]+)[="]/).map { String($0.1) })
    #expect(names.contains("RINGKERNEL_BACKEND") && names.contains("RK_RECORD"))
    for name in names { #expect(readme.contains("| `\(name)"), "\(name) is not in README.md") }
  }
}
