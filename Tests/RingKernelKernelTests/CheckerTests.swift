import RingKernelKernelTesting
import RingKernelWebGPU
import Testing

private let doubling = """
  @group(0) @binding(0) var<storage, read> x: array<f32>;
  @group(0) @binding(1) var<storage, read_write> y: array<f32>;
  @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) g: vec3u) {
    if (g.x < arrayLength(&y)) { y[g.x] = 2.0 * x[g.x] + y[g.x]; }
  }
  """

@Suite struct NVRTCTests {
  @Test(.enabled(if: Tool.nvrtc12.isPresent && Tool.nvrtc13.isPresent), arguments: [Tool.nvrtc12, .nvrtc13])
  func `both versions compile a kernel for three architectures`(tool: Tool) throws {
    let compiler = try NVRTC(tool)
    #expect(compiler.version == (tool == .nvrtc12 ? (12, 9) : (13, 0)))
    let text = #"extern "C" __global__ void twice(float* y) { y[threadIdx.x] *= 2.0f; }"#
    for architecture in [75, 80, 90] {
      let ptx = try compiler.ptx(text, architecture: architecture)
      #expect(ptx.contains(".entry twice") && ptx.contains(".target sm_\(architecture)"))
    }
    #expect(try compiler.cubin(text, architecture: 90).starts(with: [0x7f, 0x45, 0x4c, 0x46]))
  }

  @Test(.enabled(if: Tool.nvrtc12.isPresent))
  func `a refused text comes back with the compiler's log`() throws {
    let compiler = try NVRTC(.nvrtc12)
    let refusal = #expect(throws: NVRTC.Refusal.self) {
      try compiler.ptx(#"extern "C" __global__ void k(float* y) { y[0] = nothing; }"#, architecture: 90)
    }
    #expect(refusal?.log.contains("nothing") == true)
  }
}

@Suite struct TintTests {
  @Test(.enabled(if: Tool.python.isPresent && Tool.swiftshader.isPresent), .timeLimit(.minutes(20)))
  func `a good text passes, type errors and barriers in divergent flow do not`() async throws {
    let tint = try Tint()
    #expect(try await tint.complaint(about: doubling) == nil)
    let wrong = doubling.replacing("2.0 *", with: "2u *")
    #expect(try await tint.complaint(about: wrong)?.isEmpty == false)
    let divergent = doubling.replacing("y[g.x] = 2.0", with: "workgroupBarrier(); y[g.x] = 2.0")
    #expect(try await tint.complaint(about: divergent)?.contains("uniform") == true)
    #expect(try await tint.complaint(about: doubling) == nil)
  }
}

@Suite(.serialized) struct SoftwareVulkanTests {
  @Test(.enabled(if: SoftwareVulkan.allCases.allSatisfy { $0.absence == nil }), arguments: SoftwareVulkan.allCases)
  func `a program runs and its memory comes back`(driver: SoftwareVulkan) throws {
    let device = try driver.device()
    let program = try device.compile(doubling, entry: "main", bindings: [.read, .readWrite])
    let x = (0..<1000).map { Float($0) }
    let buffers = [try device.buffer(bytes(x)), try device.buffer(bytes([Float](repeating: 1, count: 1000)))]
    try device.run(program, buffers, groups: [16, 1, 1])
    #expect(try device.read(buffers[1]) == bytes(x.map { 2 * $0 + 1 }))
  }

  @Test(.enabled(if: SoftwareVulkan.swiftshader.absence == nil))
  func `a wrong text, a wrong entry and a wrong number of buffers are refused, not submitted`() throws {
    let device = try SoftwareVulkan.swiftshader.device()
    #expect(throws: WebGPUError.self) { try device.compile("fn main() { x }", entry: "main", bindings: []) }
    #expect(throws: WebGPUError.self) { try device.compile(doubling, entry: "other", bindings: [.read, .readWrite]) }
    #expect(throws: WebGPUError.self) { try device.compile(doubling, entry: "main", bindings: [.read]) }
    let program = try device.compile(doubling, entry: "main", bindings: [.read, .readWrite])
    let buffer = try device.buffer([1, 2, 3, 4])
    #expect(throws: WebGPUError.self) { try device.run(program, [buffer], groups: [1, 1, 1]) }
    #expect(throws: WebGPUError.self) { try device.run(program, [buffer, buffer], groups: [1, 1, 100_000]) }
    #expect(try device.read(buffer) == [1, 2, 3, 4])
  }

  @Test(.enabled(if: SoftwareVulkan.allCases.allSatisfy { $0.absence == nil }))
  func `only lavapipe has 16- and 64-bit numbers`() throws {
    let reference = try SoftwareVulkan.swiftshader.device().adapter
    let second = try SoftwareVulkan.lavapipe.device().adapter
    #expect(!reference.hasFloat16 && !reference.hasInt64 && !reference.hasFloat64 && reference.hasSubgroups)
    #expect(second.hasFloat16 && second.hasInt64 && second.hasFloat64 && second.hasInt64Atomics)
    #expect(try SoftwareVulkan.swiftshader.subgroupSize() == 4)
    #expect(try SoftwareVulkan.lavapipe.subgroupSize() == 8)
  }

  @Test func `a missing library is an error that names its variable`() {
    let error = #expect(throws: WebGPUError.self) { try WebGPULibrary(file: "/nowhere/libwgpu.so") }
    guard case .libraryUnavailable(let why) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(why.contains(WebGPULibrary.variable) && why.contains("/nowhere/libwgpu.so"))
  }
}

private func bytes(_ values: [Float]) -> [UInt8] {
  values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
}
