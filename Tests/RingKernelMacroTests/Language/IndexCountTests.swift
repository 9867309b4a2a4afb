#if Macros
import RingKernelIR
import Testing

@testable import RingKernelSyntax

@Suite struct `Counts of indices` {
  /// The macro prints a body before the compiler has seen it: `part[]` of shared memory had stopped it.
  @Test(arguments: [("", 0), ("t, t", 2)])
  func `that are not those of the array are refused once`(indices: String, count: Int) throws {
    let source = """
      @Kernel(block: 32) func f(y: inout MutableSpan<Int32>) {
        var part = SharedArray<32, Int32>()
        let t = threadIndex.x
        part[\(indices)] = 1
        barrier()
        if t < y.count { y[t] = part[31 - t] }
      }
      """
    let tree = try #require(KernelFrontend.parse(source: source).first).tree
    let failure = #expect(throws: CompileFailure.self) { try CPUBody.print(tree, checking: .indices) }
    let errors = try #require(failure).errors
    #expect(errors.map(\.message) == ["the subscript takes one index, not \(count)"])
    #expect(errors.map(\.code) == ["RK1105"] && errors.first?.line == 4)
    let expansion = #expect(throws: MacroFreeFailure.self) {
      try MacroFreeExpansion.expand(source: source, moduleName: "Part", fileName: "Part.swift")
    }
    #expect(expansion?.problems == ["Part.swift:4:3: error: RK1105: the subscript takes one index, not \(count)"])
  }
}
#endif
