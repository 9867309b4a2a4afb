#if Macros
import Foundation
import RingKernel
import Testing

/// The assertions in a generated C declaration are checked by the C compiler of this system.
@Suite(.enabled(if: CCompiler.path != nil, "no cc or clang in PATH"), .timeLimit(.minutes(5)))
struct CDeclarationTests {
  @Test func `the C compiler lays generated declarations out as the layout says`() throws {
    let layouts = [Scalars.layout, Aggregates.layout, Alert.layout, Bank.Entry.layout, Deposit.layout, Reset.layout]
    let problems = try CCompiler.problems(in: layouts.map(\.cDeclaration).joined(separator: "\n"))
    #expect(problems == "")
  }

  @Test func `a wrong offset does not compile`() throws {
    let wrong = Deposit.layout.cDeclaration.replacing("cents) == 8", with: "cents) == 4")
    #expect(wrong != Deposit.layout.cDeclaration)
    #expect(try CCompiler.problems(in: wrong).contains("Deposit.cents"))
  }
}

/// The system's C compiler.
enum CCompiler {
  /// The first of cc and clang in PATH.
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates = ["cc", "clang"].flatMap { name in folders.map { "\($0)/\(name)" } }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// What the compiler says about `declarations`; empty when it accepts them.
  static func problems(in declarations: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ringkernel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "layouts.c")
    try "#include <stddef.h>\n#include <stdint.h>\n\(declarations)\n".write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = ["-std=c11", "-Wall", "-Werror", "-fsyntax-only", file.path]
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "" : text.isEmpty ? "exit \(process.terminationStatus)" : text
  }
}
#endif
