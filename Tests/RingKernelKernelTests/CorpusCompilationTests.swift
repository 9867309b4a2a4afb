#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct CorpusCompilationTests {
  @Test func `every kernel of the corpus is read, survives the text form, and lowers`() throws {
    let paths = try CorpusCase.files()
    let source = KernelSource(files: try paths.map { try String(contentsOf: $0, encoding: .utf8) })
    #expect(source.problems.isEmpty)
    for declaration in source.declarations {
      #expect(try SyntaxText.decode(SyntaxText.encode(declaration.tree)) == declaration.tree)
    }
    var lowered = 0
    for path in paths {
      for test in try CorpusCase.all(in: path) {
        do {
          let module = try KernelCompiler.lower(try source.unit(test.kernel, constants: test.constants))
          _ = try test.launch(of: module)
          lowered += 1
        } catch let failure as CompileFailure {
          for error in failure.errors {
            let place = "\(path.lastPathComponent):\(error.line):\(error.column)"
            Issue.record("\(place): \(test.kernel): \(error.code) \(error.message)")
          }
        }
      }
    }
    #expect(lowered >= 150)
  }
}
#endif
