#if Macros
import RingKernelIR
import RingKernelInterpreter
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
    @Kernel(.checked) func onlyOne(out: inout Field2D<Int32>, by: Float, wide: Int, small: Int8) {
      let (x, y) = (globalThreadIndex.x, globalThreadIndex.y)
      guard x < out.width && y < out.height else { return }
      if x == 9 && y == 5 { out[x, y] = Int32(by) &+ Int32(wide) &+ Int32(small * 2) }
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

  @Test(
    .enabled(if: SoftwareVulkan.swiftshader.absence == nil),
    arguments: [
      ("3e9", "1", "1"), ("-1e30", "1", "1"), ("nan", "1", "1"), ("inf", "1", "1"), ("7", "4294967296", "1"),
      ("7", "-9223372036854775808", "1"), ("7", "1", "-100"), ("7", "1", "127"),
    ]
  )
  func `the one failing thread, its site and its values are reported`(values: (String, String, String)) throws {
    let text = "onlyOne: grid 3 2, block 4 4; out: 12x8 zero; by: \(values.0); wide: \(values.1); small: \(values.2)"
    let test = try CorpusCase(text, line: 0)
    let module = try KernelCompiler.lower(try Self.source.unit(test.kernel))
    let launch = try test.launch(of: module)
    let right = try #require(try Interpreter(module).run(launch).failure)
    #expect(right.thread == 9 + 5 * 12)
    for driver in SoftwareVulkan.allCases where driver.absence == nil {
      var found = try #require(try WGSLExecutor(driver).run(module, launch).failure)
      // One NaN is as good as another.
      if Double(bitPattern: found.values[0]).isNaN, values.0 == "nan" { found.values[0] = right.values[0] }
      #expect(found == right, "\(driver)")
    }
  }
}
#endif
