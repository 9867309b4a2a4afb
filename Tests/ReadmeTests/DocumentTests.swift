import Foundation
import RingKernelCore
import RingKernelIR
import Testing

@Suite(.timeLimit(.minutes(5)))
struct DocumentTests {
  @Test func `every test that the guarantees name exists`() throws {
    let tests = try Repository.all(".swift", in: "Tests")
    let cases = try Repository.all(".swift", in: "Sources/RingKernelConformance")
    let stress = try Repository.all(".swift", in: "Sources/RingKernelStress")
    var named = 0
    for line in try Repository.text("Guarantees.md").split(separator: "\n") {
      for piece in line.split(separator: "«").dropFirst() {
        let name = String(piece.prefix { $0 != "»" })
        named += 1
        let isThere =
          tests.contains("func `\(name)`") || cases.contains("\"\(name)\"") || stress.contains("name: \"\(name)\"")
          || Repository.exists(name)
        #expect(isThere, "Guarantees.md names '\(name)'")
      }
    }
    #expect(named >= 40)
  }

  @Test func `every guarantee names a test`() throws {
    let page = try Repository.text("Guarantees.md")
    let promises = page.components(separatedBy: "\n- ").dropFirst()
    #expect(promises.count >= 20)
    for promise in promises { #expect(promise.contains("«"), "no test proves: \(promise.prefix(80))") }
  }

  @Test func `every relative link of the documents resolves`() throws {
    for file in Repository.files(".md") {
      let folder = Repository.root.appending(path: file).deletingLastPathComponent()
      for piece in try Repository.text(file).components(separatedBy: "](").dropFirst() {
        let target = piece.prefix { $0 != ")" && $0 != "#" }
        guard !target.isEmpty, !target.contains("://") else { continue }
        let path = folder.appending(path: String(target)).path()
        #expect(FileManager.default.fileExists(atPath: path), "\(file) links to \(target)")
      }
    }
  }

  @Test func `every error code has one entry in the catalog, with its name`() throws {
    let source = try Repository.text("Sources/RingKernelCore/Errors/RingKernelError.swift")
    let declared = source.matches(of: /static let (\w+) = ErrorCode\((\d+)\)/).map { "\($0.2) \($0.1)" }
    #expect(declared.count >= 60)
    let rules = Set((LanguageRule.all + LanguageRule.beyondSources).map(\.code))
    let entries = ErrorCatalog.entries.filter { entry in
      !rules.contains("\(entry.code)") || source.contains("ErrorCode(\(entry.code.number))")
    }
    #expect(declared == entries.map { "\($0.code.number) \($0.name)" })
    #expect(Set(ErrorCatalog.entries.map(\.code)).count == ErrorCatalog.entries.count)
  }

  @Test func `the version of the kernel compiler is the hash of its sources`() throws {
    let own = "Sources/RingKernelIR/Lowering/CompilerVersion.swift"
    let folders = [
      "Sources/RingKernelIR/", "Sources/RingKernelRender/", "Sources/RingKernelDevice/Program/",
      "Sources/RingKernelEngine/Host/PrintedActor.swift",
    ]
    let files = Repository.files(".swift", in: "Sources").filter { file in
      file != own && folders.contains(where: file.hasPrefix)
    }
    #expect(files.count > 150)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for file in files.sorted() {
      for byte in try Array("\(file)\n\(Repository.text(file))".utf8) {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
    }
    let version = String(hash, radix: 16)
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      let text = try Repository.text(own).replacing(/version = "\w*"/, with: "version = \"\(version)\"")
      try text.write(to: Repository.root.appending(path: own), atomically: true, encoding: .utf8)
    }
    #expect(try Repository.text(own).contains("version = \"\(version)\""), "RK_RECORD=1 writes it anew")
  }

  @Test func `the page of error codes is the catalog`() throws {
    var page = "# Error codes\n\nGenerated from the catalog; `RK_RECORD=1 swift test` writes it anew.\n"
    for entry in ErrorCatalog.entries {
      page += "\n## \(entry.code) `\(entry.name)`\n\n\(entry.title) \(entry.explanation)\n\n*Cure:* \(entry.cure)\n"
    }
    if ProcessInfo.processInfo.environment["RK_RECORD"] == "1" {
      let file = Repository.root.appending(path: "Documentation/Errors.md")
      try page.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try Repository.text("Documentation/Errors.md") == page)
  }
}
