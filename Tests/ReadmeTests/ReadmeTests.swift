import Foundation
import RingKernelCore
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func text(_ path: String) throws -> String {
  try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// Files of one kind that belong to the project.
private func files(_ ending: String, in folder: String = "") -> [String] {
  let start = root.appending(path: folder)
  let walk = FileManager.default.enumerator(atPath: start.path())
  return (walk?.compactMap { $0 as? String } ?? [])
    .filter { path in
      path.hasSuffix(ending) && !path.split(separator: "/").contains { $0.hasPrefix(".build") || $0 == ".git" }
    }
    .map { folder.isEmpty ? $0 : folder + "/" + $0 }
}

@Suite(.timeLimit(.minutes(1)))
struct ReadmeTests {
  #if Macros
  @Test func `the program of the README is the one that is built, and prints what the README says`() throws {
    let readme = try text("README.md")
    let program = try #require(readme.split(separator: "```swift\n", maxSplits: 1).last?.split(separator: "```").first)
    #expect(try text("Sources/QuickStart/QuickStart.swift").contains(program))
    let expected = try #require(program.split(separator: "\n").last { $0.hasPrefix("// prints: ") })
    // The test bundle stands beside the executables of the same build.
    let products = try #require(Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" } ?? testBundle)
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = products.appending(path: "QuickStart")
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output == expected.dropFirst("// prints: ".count) + "\n")
  }

  private var testBundle: URL? {
    CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map { URL(filePath: $0) }
      ?? (try? URL(filePath: FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")))
  }
  #endif

  @Test func `every test that the guarantees name exists`() throws {
    let tests = try files(".swift", in: "Tests").map(text).joined()
    let cases = try files(".swift", in: "Sources/RingKernelConformance").map(text).joined()
    let stress = try files(".swift", in: "Sources/RingKernelStress").map(text).joined()
    let lines = try text("Guarantees.md").split(separator: "\n")
    var named = 0
    for line in lines {
      for piece in line.split(separator: "«").dropFirst() {
        let name = String(piece.prefix { $0 != "»" })
        named += 1
        let isThere =
          tests.contains("func `\(name)`") || cases.contains("\"\(name)\"") || stress.contains("name: \"\(name)\"")
          || FileManager.default.fileExists(atPath: root.appending(path: name).path())
        #expect(isThere, "Guarantees.md names '\(name)'")
      }
    }
    #expect(named >= 20)
  }

  @Test func `every relative link of the documents resolves`() throws {
    for file in files(".md") {
      let folder = root.appending(path: file).deletingLastPathComponent()
      for piece in try text(file).split(separator: "](").dropFirst() {
        let target = piece.prefix { $0 != ")" && $0 != "#" }
        guard !target.isEmpty, !target.contains("://") else { continue }
        let path = folder.appending(path: String(target)).path()
        #expect(FileManager.default.fileExists(atPath: path), "\(file) links to \(target)")
      }
    }
  }

  @Test func `the page of error codes is the catalog`() throws {
    var page = "# Error codes\n\nGenerated from the catalog; `RK_RECORD=1 swift test` writes it anew.\n"
    for entry in ErrorCatalog.entries {
      page += "\n## \(entry.code) `\(entry.name)`\n\n\(entry.title) \(entry.explanation)\n\n*Cure:* \(entry.cure)\n"
    }
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      try page.write(to: root.appending(path: "Documentation/Errors.md"), atomically: true, encoding: .utf8)
    }
    #expect(try text("Documentation/Errors.md") == page)
  }
}
