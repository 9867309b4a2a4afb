#if Macros
import Foundation
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

/// Kernels without macros: the attributes stand in comments, and a second file has what the macros would write.
@Suite struct MacroFreeTests {
  /// The source with every attribute as a marker on a line of its own.
  static func marked(_ source: String) -> String {
    source.replacing(
      #/@(Kernel|StencilKernel|DeviceFunction|DeviceStruct|DeviceEnum)\b(\((?:[^()]|\([^()]*\))*\))?\s+/#
    ) { match in "// @\(match.output.1)\((match.output.2 ?? "").replacing("\n", with: " "))\n" }
    .replacing(#/(struct \w+) \{/#) { match in "\(match.output.1): Sendable {" }
    .replacing(#/(enum \w+: \w+) \{/#) { match in "\(match.output.1), Sendable {" }
    .replacing("import RingKernelDSL", with: "import RingKernelCompute\nimport RingKernelDevice")
  }

  @Test(.timeLimit(.minutes(20))) func `the whole corpus and its expansions compile without a macro`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rk-macro-free-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for file in try CorpusCase.files() {
      let name = file.lastPathComponent
      let source = Self.marked(try String(contentsOf: file, encoding: .utf8))
      let expansion = try MacroFreeExpansion.expand(source: source, moduleName: "Corpus", fileName: name)
      for (name, text) in [(name, source), ("Expanded" + name, expansion)] {
        let path = folder.appending(path: name)
        try text.write(to: path, atomically: true, encoding: .utf8)
        paths.append(path.path())
      }
    }
    try SwiftCompiler().run(["-typecheck", "-suppress-warnings", "-module-name", "Corpus"] + paths)
    #expect(paths.count >= 24)
  }

  @Test func `problems of kernels keep an expansion from being written`() {
    let source = "// @Kernel\nfunc f(y: inout MutableSpan<Float>) {\n  let names: [String] = []\n}\n"
    #expect(
      throws: MacroFreeFailure(problems: [
        "K.swift:3:14: error: RK1020: '[String]' lives on the heap; use a buffer or an InlineArray"
      ])
    ) {
      try MacroFreeExpansion.expand(source: source, moduleName: "Bank", fileName: "K.swift")
    }
  }
}
#endif
