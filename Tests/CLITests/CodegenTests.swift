#if Macros
import Foundation
import Testing

@Suite(.timeLimit(.minutes(1))) struct `The code generator` {
  static let kernels = """
    @Kernel func saxpy(x: Span<Float>, y: inout MutableSpan<Float>, a: Float) {
      let i = globalThreadIndex.x
      if i >= y.count { return }
      y[i] = a * x[i] + y[i]
    }
    @Kernel func wrong(y: inout MutableSpan<Float>) {
      let names: [String] = []
      y[0] = 1
    }
    """

  private func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString).swift").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test(arguments: [
    ("ast", "RK1(kernel\"saxpy\""), ("ir", "saxpy"), ("cuda", "extern \"C\" __global__ void saxpy("),
    ("msl", "kernel void saxpy("),
    ("wgsl", "@compute @workgroup_size(64, 1, 1)\nfn saxpy("),
  ])
  func `it prints every form`(form: String, expected: String) async throws {
    let path = try file(Self.kernels.split(separator: "@Kernel func wrong").first.map(String.init) ?? "")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run(path, "--emit", form, "--kernel", "saxpy", tool: "ringkernel-codegen")
    #expect(found.status == 0, "\(found.problems)")
    #expect(found.output.contains(expected))
  }

  @Test func `a block and what the adapter has go into WGSL`() async throws {
    let path = try file(
      """
      @Kernel func sums(y: inout MutableSpan<Int64>) {
        let i = globalThreadIndex.x
        let sum = subgroupReduceAdd(Int32(threadIndex.y))
        if i < y.count { y[i] &+= Int64(sum) }
      }
      """
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let refused = try await Tool.run(path, "--emit", "wgsl", tool: "ringkernel-codegen")
    #expect(refused.status == 1)
    #expect(refused.problems.contains("error: RK2001: sums: wgsl has no subgroup operations on this adapter"))
    let found = try await Tool.run(
      path,
      "--emit",
      "wgsl",
      "--block",
      "16",
      "8",
      "--feature",
      "subgroups",
      "--feature",
      "directives",
      "--feature",
      "int64",
      tool: "ringkernel-codegen"
    )
    #expect(found.status == 0, "\(found.problems)")
    #expect(found.output.contains("@workgroup_size(16, 8, 1)") && found.output.contains("enable subgroups;"))
    #expect(found.output.contains("i64("))
  }

  @Test func `what stands outside the language is reported at its place`() async throws {
    let path = try file(Self.kernels)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run(path, "--emit", "cuda", tool: "ringkernel-codegen")
    #expect(found.status == 1)
    #expect(found.output.isEmpty)
    #expect(found.problems.contains("\(path):7:14: error: RK1020"))
  }
}
#endif
