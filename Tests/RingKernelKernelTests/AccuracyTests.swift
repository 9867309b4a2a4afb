#if Macros
import Foundation
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

@Suite(.enabled(if: Tool.python.isPresent, "\(Tool.python.absence ?? "")")) struct AccuracyTests {
  /// Arguments of each function; RK_ACCURACY=4000 for many.
  static let count = ProcessInfo.processInfo.environment["RK_ACCURACY"].flatMap { Int($0) } ?? 200

  @Test(.timeLimit(.minutes(10)), arguments: [ScalarType.f32, .f64])
  func `errors stay within what is stated`(type: ScalarType) async throws {
    let kernel = AccuracyKernel(type)
    let unit = try KernelSource(files: [kernel.source]).unit(kernel.name)
    let module = try KernelCompiler.lower(unit)
    let library = try CPUBodyLibrary(kernel.name, source: kernel.source, units: [unit])
    let executors: [any KernelExecutor] = [
      InterpreterExecutor(), CPUBodyExecutor(library, units: [unit]), try EmulatedCUDA(),
    ]
    var batches: [AccuracyReference.Batch] = []
    for (index, test) in AccuracyCase.all.enumerated() {
      let arguments = kernel.arguments(of: test, count: Self.count)
      for executor in executors {
        let results = try await kernel.results(of: index, arguments, on: executor, module)
        batches.append(AccuracyReference.Batch(test.id, executor.name, results))
      }
    }
    let findings = try AccuracyReference.findings(batches, kernel)
    #expect(findings.count == batches.count)
    for finding in findings {
      print(type.rawValue, finding.id, finding.executor, finding.ulps, finding.absolute, finding.place)
    }
  }
}
#endif
