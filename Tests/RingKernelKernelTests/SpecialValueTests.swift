#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelSyntax
import Testing

/// Functions at zeros, infinities, NaN, subnormals, and the edges of where they are defined (`Design/0005`).
@Suite(.enabled(if: Tool.python.isPresent, "\(Tool.python.absence ?? "")")) struct SpecialValueTests {
  @Test(.timeLimit(.minutes(30)), arguments: [ScalarType.f32, .f64])
  func `special values give what the language says`(type: ScalarType) async throws {
    let kernel = AccuracyKernel(type, AccuracyKernel.known)
    let unit = try KernelSource(files: [kernel.source]).unit(kernel.name)
    let library = try CPUBodyLibrary(kernel.name, source: kernel.source, units: [unit])
    var executors: [(IntrinsicAccuracy.Target, any KernelExecutor)] = [
      (.interpreter, InterpreterExecutor()), (.cpu, CPUBodyExecutor(library, units: [unit])),
      (.cuda, try EmulatedCUDA()),
    ]
    if type == .f32 {
      executors.append((.msl, try EmulatedMSL()))
      for driver in SoftwareVulkan.allCases where driver.absence == nil {
        executors.append((.wgsl, try WGSLExecutor(driver, usesInt64: false)))
      }
    }
    let special = SpecialValues(type)
    var batches: [AccuracyReference.Batch] = []
    for (target, executor) in executors {
      let has = try AccuracyKernel.known.filter { test in
        executor.refusal(of: try AccuracyTests.module(AccuracyKernel(type, [test])), KernelLaunch()) == nil
      }
      #expect(has.count == AccuracyKernel.known.count, "\(executor.name)")
      let module = try AccuracyTests.module(AccuracyKernel(type, has))
      for (index, test) in AccuracyKernel.known.enumerated() where has.contains(test) {
        let arguments = special.arguments(of: test)
        let own = target == .wgsl ? try AccuracyTests.module(AccuracyKernel(type, [test])) : module
        let results = try await kernel.results(of: index, arguments, on: executor, own)
        let bound = AccuracyTests.bound(test, type, target)
        batches.append(.init(test.id, executor.name, special: results, bound, flushes: target == .wgsl))
      }
    }
    let (found, checked) = try AccuracyReference.exceptions(batches, special)
    #expect(checked == batches.reduce(0) { $0 + $1.results.count })
    for exception in found { Issue.record("\(exception)") }
  }
}
#endif
