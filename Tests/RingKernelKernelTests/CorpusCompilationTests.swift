#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct CorpusCompilationTests {
  @Test func `every kernel of the corpus is read, survives the text form, and lowers`() throws {
    var lowered = 0
    for path in try CorpusCase.files() {
      let file = KernelFile(source: try String(contentsOf: path, encoding: .utf8))
      #expect(file.problems.isEmpty, "\(path.lastPathComponent): \(file.problems)")
      for declaration in file.declarations {
        #expect(try SyntaxText.decode(SyntaxText.encode(declaration.tree)) == declaration.tree)
      }
      for test in try CorpusCase.all(in: path) {
        do {
          let module = try KernelCompiler.lower(try file.unit(test.kernel, constants: test.constants))
          _ = try test.launch(of: module)
          lowered += 1
        } catch let failure as CompileFailure {
          for error in failure.errors {
            Issue.record(
              "\(path.lastPathComponent):\(error.line):\(error.column): \(test.kernel): \(error.code) \(error.message)"
            )
          }
        }
      }
    }
    #expect(lowered >= 150)
  }
}
#endif
