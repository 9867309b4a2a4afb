#if Macros
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct `The code generator` {
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
    // Lanes of a subgroup follow the thread numbers: such a block is printed as one axis.
    #expect(found.output.contains("@workgroup_size(128, 1, 1)") && found.output.contains("enable subgroups;"))
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

  @Test(arguments: ["ir", "cuda", "msl", "wgsl"])
  func `what is wrong in one kernel does not hide what is wrong in the next`(form: String) async throws {
    let path = try file(
      """
      @DeviceFunction func half(_ x: Float) -> Float { x.half }
      @Kernel func one(y: inout MutableSpan<Float>) {
        if globalThreadIndex.x == 0 { y[0] = half(first) }
      }
      @Kernel func two(y: inout MutableSpan<Float>) {
        if globalThreadIndex.x == 0 { y[0] = half(1) + second }
      }
      @RingKernel struct Silent {
        var cents: Int64 = 0
      }

      """
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run(path, "--emit", form, tool: "ringkernel-codegen")
    #expect(found.status == 1 && found.output.isEmpty)
    let places = found.problems.split(separator: "\n").map { $0.dropFirst(path.count).prefix { $0 != "R" } }
    #expect(places == [":1:52: error: ", ":3:45: error: ", ":6:50: error: ", ":8:13: error: "], "\(found.problems)")
    #expect(found.problems.contains("RK1128: Silent has no handler of a message: 'mutating func receive("))
  }

  private static let till = """
    @RingMessage struct Deposit: Sendable {
      var cents: Int64
    }
    @RingMessage struct Withdraw: Sendable {
      var cents: Int64
    }
    @RingKernel struct Till: Sendable {
      var cents: Int64 = 0
      mutating func receive(_ deposit: Deposit, in context: inout RingContext) { cents &+= deposit.cents }
      mutating func receive(_ withdraw: Withdraw, in context: inout RingContext) { cents &-= withdraw.cents }
    }

    """

  @Test(arguments: [
    ("ast", ["RK1(actor\"Till\""]), ("ir", ["Till"]), ("cuda", ["rk_engine(", "Till"]),
    ("wgsl", ["@compute @workgroup_size(1, 1, 1)", "Till"]), ("msl", ["_batch("]),
  ])
  func `it prints an actor in every form, with attributes and with comments`(
    form: String,
    expected: [String]
  ) async throws {
    let commented = Self.till.replacing(#/(@Ring\w+) /#) { "// \($0.output.1)\n" }
    for text in [Self.till, commented] {
      let path = try file(text)
      defer { try? FileManager.default.removeItem(atPath: path) }
      for more in [[], ["--kernel", "Till"]] {
        let found = try await Tool.run([path, "--emit", form] + more, tool: "ringkernel-codegen")
        #expect(found.status == 0, "\(found.problems)\n\(text)")
        for part in expected { #expect(found.output.contains(part), "\(part) is not in\n\(found.output.prefix(2000))") }
      }
    }
  }

  @Test func `a kernel whose attribute stands in a comment is read`() async throws {
    let path = try file(
      """
      // @Kernel
      func one(y: inout MutableSpan<Int32>) {
        if globalThreadIndex.x == 0 { y[0] = 1 }
      }

      """
    )
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run(path, "--emit", "cuda", tool: "ringkernel-codegen")
    #expect(found.status == 0 && found.output.contains("void one("), "\(found.problems)")
  }

  @Test func `files see each other, and each error names its own`() async throws {
    let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Corpus").path()
    let whole = try await Tool.run(
      "\(corpus)/Blocks.swift",
      "\(corpus)/Types.swift",
      "--constant",
      "n=5",
      "--emit",
      "ir",
      tool: "ringkernel-codegen"
    )
    #expect(whole.status == 0, "\(whole.problems)")
    let first = try file(
      "@DeviceFunction func same(_ v: Float) -> Float {\n  let names: [String] = []\n  return v\n}\n"
    )
    let second = try file("\n\n@Kernel func use(y: inout MutableSpan<Float>) {\n  let names: [String] = []\n}\n")
    defer { for path in [first, second] { try? FileManager.default.removeItem(atPath: path) } }
    let found = try await Tool.run(first, second, "--emit", "ir", tool: "ringkernel-codegen")
    #expect(found.status == 1)
    #expect(found.problems.contains("\(first):2:14: error: RK1020"), "\(found.problems)")
    #expect(found.problems.contains("\(second):4:14: error: RK1020"), "\(found.problems)")
  }

  @Test func `--emit swift writes the file beside the source, for the module that is named`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Self.till, to: "Till.swift")
    let printed = try await Tool.run(path, "--emit", "swift", "--module", "Bank", tool: "ringkernel-codegen")
    #expect(printed.status == 0 && printed.output.contains("Bank.Deposit"), "\(printed.problems)")
    let written = try await Tool.run(
      path,
      "--emit",
      "swift",
      "--module",
      "Bank",
      "-o",
      folder.path("Generated"),
      tool: "ringkernel-codegen"
    )
    #expect(written.status == 0 && written.output.isEmpty)
    let text = try String(contentsOfFile: folder.path("Generated/Till+RingKernel.swift"), encoding: .utf8)
    #expect(text == printed.output)
    let plain = try await Tool.run(path, "--emit", "swift", tool: "ringkernel-codegen")
    #expect(plain.output.contains("Till.Deposit"))
  }

  @Test func `-o writes a file for each kernel`() async throws {
    let folder = try TemporaryFolder()
    let two = """
      @Kernel func one(y: inout MutableSpan<Int32>) {
        if globalThreadIndex.x == 0 { y[0] = 1 }
      }
      @Kernel func two(y: inout MutableSpan<Int32>) {
        if globalThreadIndex.x == 0 { y[0] = 2 }
      }
      """
    let path = try folder.write(two, to: "Two.swift")
    for (form, ending) in [("cuda", "cu"), ("msl", "metal"), ("wgsl", "wgsl"), ("ir", "ir"), ("ast", "ast")] {
      let found = try await Tool.run(path, "--emit", form, "-o", folder.path("out"), tool: "ringkernel-codegen")
      #expect(found.status == 0 && found.output.isEmpty, "\(found.problems)")
      for name in ["one", "two"] {
        let text = try String(contentsOfFile: folder.path("out/\(name).\(ending)"), encoding: .utf8)
        #expect(text.contains(name))
      }
    }
  }

  @Test(
    arguments: [
      ("swift", ["--kernel", "saxpy"]), ("swift", ["--constant", "n=4"]), ("swift", ["--block", "8"]),
      ("swift", ["--feature", "int64"]), ("cuda", ["--block", "8"]), ("msl", ["--feature", "int64"]),
      ("ast", ["--constant", "n=4"]), ("ir", ["--module", "Bank"]),
    ]
  )
  func `an option that would say nothing is refused`(form: String, option: [String]) async throws {
    let path = try file(Self.till)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found = try await Tool.run([path, "--emit", form] + option, tool: "ringkernel-codegen")
    #expect(found.status == 64)
    #expect(found.problems.contains("\(option[0]) says nothing to --emit \(form)"), "\(found.problems)")
  }
}
#endif
