import RingKernelIR
import RingKernelKernelTesting
import Testing

/// saxpy as a module, as WGSL by hand with the bindings of `Design/0005`, and as Swift.
private enum Saxpy {
  static let float = KernelType.scalar(.f32)
  static let module = KernelModule(
    name: "saxpy",
    resources: [
      Resource("x", float, .buffer(isMutable: false, rank: 1)), Resource("y", float, .buffer(isMutable: true, rank: 1)),
    ],
    functions: [KernelFunction(name: "saxpy", parameters: [.init("a", float)], locals: [.init("a", float)])],
    sites: [FailureSite(.indexOutOfRange, line: 3, column: 5, labels: ["index", "count"])]
  )

  static let text = """
    @group(0) @binding(0) var<storage, read> x: array<f32>;
    @group(0) @binding(1) var<storage, read_write> y: array<f32>;
    struct Words { x: u32, y: u32, a: f32 }
    @group(0) @binding(2) var<uniform> words: Words;
    @group(0) @binding(3) var<storage, read_write> record: array<atomic<u32>>;
    @compute @workgroup_size(64) fn saxpy(@builtin(global_invocation_id) g: vec3u) {
      let i = g.x;
      if (i >= words.y) { return; }
      if (i >= words.x) {
        if (atomicCompareExchangeWeak(&record[0], 0u, 1u).exchanged) {
          atomicStore(&record[2], i); atomicStore(&record[4], i); atomicStore(&record[6], words.x);
        }
        return;
      }
      y[i] = words.a * x[i] + y[i];
    }
    """

  static func program(_: KernelModule, _: KernelLaunch, _: Any) -> WGSLProgram {
    WGSLProgram(text: text, entry: "saxpy")
  }
}

/// Runs a Swift closure as if it were the interpreter.
private struct ByHand: KernelExecutor {
  var name = "by hand"
  var dialect = ""
  var subgroupSize = 32
  var reason: String?
  var body: @Sendable (KernelLaunch) -> KernelResult
  func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? { reason }
  func run(_ module: KernelModule, _ launch: KernelLaunch) -> KernelResult { body(launch) }

  static func saxpy(_ launch: KernelLaunch) -> KernelResult {
    let (x, y) = (floats(launch.buffers[0]), floats(launch.buffers[1]))
    let a = floats(launch.scalars[0])[0]
    if let bad = y.indices.first(where: { $0 >= x.count }) {
      return KernelResult(
        buffers: launch.buffers,
        failure: ReportedFailure(site: 0, thread: bad, values: [UInt64(bad), UInt64(x.count)])
      )
    }
    return KernelResult(buffers: [launch.buffers[0], bytes(zip(x, y).map { a * $0 + $1 })])
  }
}

private func floats(_ bytes: [UInt8]) -> [Float] {
  stride(from: 0, to: bytes.count, by: 4).map { at in
    Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32($1 * 8) })
  }
}

private func bytes(_ values: [Float]) -> [UInt8] {
  values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
}

@Suite struct ExecutorTests {
  static let vulkanIsThere = SoftwareVulkan.allCases.allSatisfy { $0.absence == nil }

  @Test(.enabled(if: vulkanIsThere), arguments: ["200", "1"])
  func `WGSL on both drivers agrees with the reference`(count: String) async throws {
    let drivers = try SoftwareVulkan.allCases.map { try WGSLExecutor($0, printer: Saxpy.program) }
    let run = DifferentialRun(reference: ByHand(body: ByHand.saxpy), executors: drivers)
    let text = "saxpy: grid 4, block 64; x: \(count) noise 1; y: \(count) noise 2; a: 1.5"
    let report = try await run.compare(Saxpy.module, CorpusCase(text, line: 1))
    #expect(report.agreed.count == 2 && report.different.isEmpty, "\(report)")
  }

  @Test(.enabled(if: vulkanIsThere))
  func `a failing thread is reported with its site and values`() async throws {
    let executor = try WGSLExecutor(.swiftshader, printer: Saxpy.program)
    let text = "saxpy: grid 1, block 64; x: 63 noise 1; y: 64 noise 2; a: 1.5; fails indexOutOfRange"
    let launch = try CorpusCase(text, line: 1).launch(of: Saxpy.module)
    let failure = try executor.run(Saxpy.module, launch).failure
    #expect(failure == ReportedFailure(site: 0, thread: 63, values: [63, 63]))
    let run = DifferentialRun(reference: ByHand(body: ByHand.saxpy), executors: [executor])
    #expect(try await run.compare(Saxpy.module, CorpusCase(text, line: 1)).agreed == ["WGSL on swiftshader"])
  }

  @Test(.enabled(if: vulkanIsThere), arguments: [("x[i] +", "x[i] -"), ("i >= words.y", "i + 1u >= words.y")])
  func `a planted bug is a difference`(bug: (String, String)) async throws {
    var executor = try WGSLExecutor(.swiftshader, printer: Saxpy.program)
    executor.change = { $0.replacing(bug.0, with: bug.1) }
    let run = DifferentialRun(reference: ByHand(body: ByHand.saxpy), executors: [executor])
    let text = "saxpy: grid 4, block 64; x: 200 noise 1; y: 200 noise 2; a: 1.5"
    let report = try await run.compare(Saxpy.module, CorpusCase(text, line: 1))
    #expect(report.different["WGSL on swiftshader"]?.contains("instead of") == true, "\(report)")
  }

  @Test(.enabled(if: vulkanIsThere))
  func `what a driver lacks is refused with a reason, not run`() async throws {
    let executor = try WGSLExecutor(.swiftshader)
    var module = Saxpy.module
    module.needs = [.float64]
    #expect(executor.refusal(of: module, KernelLaunch()) == "saxpy: wgsl has no 64-bit floats")
    let large = KernelLaunch(block: [512, 1, 1])
    #expect(executor.refusal(of: Saxpy.module, large)?.contains("larger than 256 threads") == true)
    let run = DifferentialRun(
      reference: ByHand(body: ByHand.saxpy),
      executors: [ByHand(reason: "tired", body: ByHand.saxpy)]
    )
    let text = "saxpy: grid 1, block 64; x: 6 ramp; y: 6 ramp; a: 1"
    let report = try await run.compare(Saxpy.module, CorpusCase(text, line: 1))
    #expect(report.refused == ["by hand": "tired"] && report.agreed.isEmpty)
  }

  @Test func `the words of a launch are extents, then parameters at their alignment, then zero`() {
    let module = KernelModule(
      name: "k",
      functions: [
        KernelFunction(
          name: "k",
          parameters: [.init("a", .scalar(.u8)), .init("b", .scalar(.i64)), .init("c", .scalar(.u16))]
        )
      ]
    )
    let scalars: [[UInt8]] = [[9], [1, 2, 3, 4, 5, 6, 7, 8], [7, 7]]
    let launch = KernelLaunch(extents: [[5], [258, 3]], scalars: scalars)
    let expected: [UInt8] = [5, 0, 0, 0, 2, 1, 0, 0, 3, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 7, 7, 0, 0]
    #expect(LaunchWords.block(module, launch) == expected + [0, 0, 0, 0])
    #expect(LaunchWords.failure([UInt8](repeating: 0, count: 32)) == nil)
  }

  @Test(.enabled(if: Tool.nvrtc12.isPresent && Tool.nvrtc13.isPresent))
  func `layouts read back from compiled CUDA are those of the compiler`() throws {
    let text = "struct alignas(8) Cell { unsigned char a; int b; double c; };\n"
    func types(_ offset: Int) -> TypeTable {
      let fields = [
        StructField("a", .scalar(.u8), offset: 0), StructField("b", .scalar(.i32), offset: offset),
        StructField("c", .scalar(.f64), offset: 8),
      ]
      return TypeTable(structs: ["Cell": StructType(name: "Cell", fields: fields, size: 16, alignment: 8)])
    }
    let checks = try CompilerChecks()
    #expect(checks.layoutDifferences(inCUDA: text, types(4)).isEmpty)
    let wrong = checks.layoutDifferences(inCUDA: text, types(5))
    #expect(wrong == ["offset of Cell.b: 4 instead of 5", "offset of Cell.b: 4 instead of 5"])
  }
}
