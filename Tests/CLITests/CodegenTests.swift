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

  @Test(arguments: [("ast", "RK1(kernel\"saxpy\""), ("ir", "saxpy"), ("cuda", "extern \"C\" __global__ void saxpy(")])
  func `it prints every form`(form: String, expected: String) async throws {
    let path = try file(Self.kernels.split(separator: "@Kernel func wrong").first.map(String.init) ?? "")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run(path, "--emit", form, "--kernel", "saxpy", tool: "ringkernel-codegen")
    #expect(found.status == 0, "\(found.problems)")
    #expect(found.output.contains(expected))
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
