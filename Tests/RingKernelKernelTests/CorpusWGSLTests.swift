#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

@Suite(.serialized) struct CorpusWGSLTests {
  @Test(.timeLimit(.minutes(10)), .enabled(if: SoftwareVulkan.swiftshader.absence == nil), arguments: [0, 1, 2])
  func `WGSL on SwiftShader gives the interpreter's answers`(n: Int) async throws {
    let source = try CorpusCase.source()
    let ex = n == 0 ? try WGSLExecutor(.swiftshader) : try WGSLExecutor(.lavapipe, usesInt64: n == 1)
    print("EX", n, ex.name)
    let run = DifferentialRun(reference: InterpreterExecutor(), executors: [ex])
    var agreed = 0
    for path in try CorpusCase.files() {
      for test in try CorpusCase.all(in: path) {
        let place: Comment = "\(path.lastPathComponent):\(test.line): \(test)"
        do {
          let module = try KernelCompiler.lower(try source.unit(test.kernel, constants: test.constants))
          let report = try await run.compare(module, test)
          #expect(report.different.isEmpty, "\(place): \(report.different)")
          for reason in report.refused.values { print("REFUSED", test, reason) }
          agreed += report.agreed.count
        } catch { Issue.record("\(place): \(error)") }
      }
    }
    print("AGREED", agreed)
  }
}
#endif
