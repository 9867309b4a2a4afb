#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct CPUBodyTests {
  struct File: CustomStringConvertible, Sendable {
    var url: URL
    var description: String { url.deletingPathExtension().lastPathComponent }
  }

  @Test(arguments: try CorpusCase.files().map(File.init))
  func `printed bodies give what the interpreter gives`(file: File) throws {
    let paths = try CorpusCase.files()
    let all = KernelSource(files: try paths.map { try String(contentsOf: $0, encoding: .utf8) })
    var cases: [CorpusCase] = []
    var units: [String: CompilationUnit] = [:]
    for test in try CorpusCase.all(in: file.url) {
      let unit = try all.unit(test.kernel, constants: test.constants)
      // The blocks of a launch on the CPU follow each other: they cannot wait for one another.
      guard !(try KernelCompiler.lower(unit).needs.contains(.gridBarrier)) else { continue }
      cases.append(test)
      units[test.kernel] = unit
    }
    let own = try String(contentsOf: file.url, encoding: .utf8)
    // Types and functions of other files come with the whole file.
    let others = try paths.filter { $0 != file.url }.map { try String(contentsOf: $0, encoding: .utf8) }.filter {
      text in
      text.matches(of: #/@Device(?:Struct struct|Enum enum|Function func) (\w+)/#).contains {
        own.contains($0.output.1)
      }
    }
    let source = ([own] + others).joined(separator: "\n")
    let library = try CPUBodyLibrary(
      file.description,
      source: source,
      units: units.values.sorted { $0.declaration.line < $1.declaration.line }
    )
    let executor = CPUBodyExecutor(library, units: Array(units.values))
    var agreed = 0
    for test in cases {
      guard let unit = units[test.kernel] else { continue }
      let module = try KernelCompiler.lower(unit)
      let launch = try test.launch(of: module, subgroupSize: executor.subgroupSize)
      let expected = try Interpreter(module).run(launch)
      let actual = try executor.run(module, launch)
      let difference = test.comparison(of: module, on: executor.dialect).difference(expected, actual, module)
      if let difference { Issue.record("\(test): \(difference)") } else { agreed += 1 }
    }
    #expect(agreed == cases.count)
  }
}
#endif
