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

  @Test func `the interpreter runs every launch of the corpus and meets the failures that are expected`() throws {
    let paths = try CorpusCase.files()
    let source = KernelSource(files: try paths.map { try String(contentsOf: $0, encoding: .utf8) })
    let interpreter = InterpreterExecutor()
    for path in paths {
      for test in try CorpusCase.all(in: path) {
        let place: Comment = "\(path.lastPathComponent):\(test.line): \(test)"
        do {
          let module = try KernelCompiler.lower(try source.unit(test.kernel, constants: test.constants))
          let launch = try test.launch(of: module)
          guard interpreter.refusal(of: module, launch) == nil else { continue }
          let result = try interpreter.run(module, launch)
          let found = result.failure.map { module.sites[$0.site].code }
          #expect(found == test.failure, place)
          #expect(test.failure != nil || result.buffers != launch.buffers, place)
        } catch { Issue.record("\(place): \(error)") }
      }
    }
  }
}
#endif
