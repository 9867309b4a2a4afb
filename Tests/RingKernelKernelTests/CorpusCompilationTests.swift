#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite struct CorpusCompilationTests {
  @Test func `every kernel of the corpus is read, survives the text form, and lowers`() throws {
    let source = try CorpusCase.source()
    #expect(source.problems.isEmpty)
    for declaration in source.declarations {
      #expect(try SyntaxText.decode(SyntaxText.encode(declaration.tree)) == declaration.tree)
    }
    let cases = try LoweredCase.all()
    for one in cases { _ = try one.test.launch(of: one.module) }
    #expect(cases.count >= 150)
  }

  @Test func `the interpreter runs every launch of the corpus and meets the failures that are expected`() throws {
    let interpreter = InterpreterExecutor()
    for one in try LoweredCase.all() {
      let place = one.place
      do {
        let launch = try one.test.launch(of: one.module)
        guard interpreter.refusal(of: one.module, launch) == nil else { continue }
        let result = try interpreter.run(one.module, launch)
        let found = result.failure.map { one.module.sites[$0.site].code }
        #expect(found == one.test.failure, place)
        #expect(one.test.failure != nil || result.buffers != launch.buffers, place)
      } catch { Issue.record("\(place): \(error)") }
    }
  }
}
#endif
