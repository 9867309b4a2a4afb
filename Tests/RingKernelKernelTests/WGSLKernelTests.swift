#if Macros
import RingKernelIR
import RingKernelKernelTesting
import RingKernelRender
import RingKernelSyntax
import Testing

/// Kernels that the CPU body does not run yet.
@Suite struct WGSLKernelTests {
  static let source = KernelSource(files: [
    """
    @Kernel(block: 32) func countedRounds(a: Span<Int32>, out: inout MutableSpan<Int32>) {
      let i = globalThreadIndex.x
      var v: Int32 = i < a.count ? a[i] : 0
      var rounds: Int32 = 0
      while barrierCount(v > 0) > 0 {
        v &-= 5
        rounds &+= 1
      }
      if i < out.count { out[i] = rounds &* 100 &+ v }
    }
    @Kernel(.unchecked) func leastNumbers(a: Span<Int64>, out: inout MutableSpan<Int64>) {
      let i = globalThreadIndex.x
      if i >= out.count { return }
      out[i] = abs(a[i]) &+ Int64(abs(Int32(truncatingIfNeeded: a[i]))) &+ Int64(abs(Int8(truncatingIfNeeded: a[i])))
    }
    """
  ])

  @Test(
    .enabled(if: SoftwareVulkan.swiftshader.absence == nil),
    arguments: [
      "countedRounds: grid 2, block 32; a: 64 whole 12; out: 64 zero",
      "leastNumbers: grid 1, block 64; a: 64 extreme 3; out: 64 zero",
    ]
  )
  func `a kernel gives the interpreter's answer`(text: String) async throws {
    let test = try CorpusCase(text, line: 0)
    let module = try KernelCompiler.lower(try Self.source.unit(test.kernel))
    let executors: [any KernelExecutor] = [try WGSLExecutor(.swiftshader), try EmulatedCUDA()]
    let report = try await DifferentialRun(reference: InterpreterExecutor(), executors: executors).compare(module, test)
    #expect(report.agreed.count == 2, "\(report)")
    let options = RenderOptions(block: test.block, features: [.directives])
    #expect(try await Tint().complaint(about: Renderer.render(module, for: .wgsl, options).text) == nil)
  }
}
#endif
