#if Macros
import Foundation
import RingKernelIR
import RingKernelInterpreter
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
    // The blocks of a launch on the CPU follow each other: they cannot wait for one another.
    let cases = try LoweredCase.all().filter { $0.file == file.url && !$0.module.needs.contains(.gridBarrier) }
    let units = Dictionary(cases.map { ($0.test.kernel, $0.unit) }) { first, _ in first }
    let own = try String(contentsOf: file.url, encoding: .utf8)
    // Types and functions of other files come with the whole file.
    let others = try CorpusCase.files().filter { $0 != file.url }.map { try String(contentsOf: $0, encoding: .utf8) }
      .filter {
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
    for one in cases {
      let launch = try one.test.launch(of: one.module, subgroupSize: executor.subgroupSize)
      let expected = try Interpreter(one.module).run(launch)
      let actual = try executor.run(one.module, launch)
      let comparison = one.test.comparison(of: one.module, on: executor.dialect)
      let difference = comparison.difference(expected, actual, one.module)
      if let difference { Issue.record("\(one.place): \(difference)") } else { agreed += 1 }
    }
    #expect(agreed == cases.count)
  }

  /// That it is printed; what it is worth is measured (`matmul` of the benchmarks), what it does `tileProduct` tells.
  @Test(arguments: [("tileProduct", true), ("raggedRounds", true), ("carriedRounds", false)])
  func `the edges of a tiled loop stand apart`(kernel: String, are: Bool) throws {
    let unit = try #require(LoweredCase.all().first { $0.test.kernel == kernel }).unit
    let text = try CPUBody.print(unit.declaration, checking: unit.checking, constants: unit.constants)
    #expect(text.contains("@inline(never) func rkEdge") == are)
  }
}
#endif
