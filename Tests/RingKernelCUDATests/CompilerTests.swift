import RingKernelCUDA
import RingKernelCore
import RingKernelKernelTesting
import Testing

/// The real NVRTC, without a device.
@Suite struct CompilerTests {
  private static let text = """
    extern "C" __global__ void scale(float* y, float a) { y[blockIdx.x * blockDim.x + threadIdx.x] *= a; }
    """

  private static let tools = [Tool.nvrtc12, .nvrtc13]

  @Test(.enabled(if: tools.allSatisfy(\.isPresent), "needs NVRTC: Scripts/get-tools"), arguments: tools)
  func `what it knows becomes a cubin, what is newer PTX of the nearest before`(tool: Tool) throws {
    let compiler = try CUDACompiler(file: tool.file("library"))
    #expect(compiler.version.major == (tool == .nvrtc12 ? 12 : 13))
    #expect(compiler.capabilities.contains(90))
    let cubin = try compiler.compile(Self.text, for: 90, options: ["--fmad=false"])
    #expect(cubin.architecture == "sm_90")
    #expect(cubin.bytes.prefix(4) == [0x7f, 0x45, 0x4c, 0x46], "an ELF file")
    let nearest = try #require(compiler.capabilities.last)
    let ptx = try compiler.compile(Self.text, for: 999)
    #expect(ptx.architecture == "compute_\(nearest)")
    #expect(String(decoding: ptx.bytes, as: UTF8.self).contains(".visible .entry scale("))
  }

  @Test(.enabled(if: Tool.nvrtc12.isPresent, "needs NVRTC: Scripts/get-tools"))
  func `a text that is refused brings the compiler's words, an option too`() throws {
    let compiler = try CUDACompiler(file: Tool.nvrtc12.file("library"))
    let wrong = #expect(throws: CUDAError.self) { try compiler.compile("__global__ void f() { x = 1; }", for: 90) }
    guard case .textRefused("sm_90", let log) = wrong else {
      Issue.record("\(String(describing: wrong))")
      return
    }
    #expect(log.contains("kernel.cu(1): error: identifier \"x\" is undefined"))
    #expect(wrong.map { RingKernelError($0).code } == .programRefused)
    #expect(throws: CUDAError.self) { try compiler.compile(Self.text, for: 90, options: ["--nonsense"]) }
    let ancient = #expect(throws: CUDAError.self) { try compiler.compile(Self.text, for: 20) }
    #expect(ancient.map { "\($0)" }?.contains("install one of an earlier CUDA") == true)
  }

  @Test func `statuses have the class that their number says, unknown ones are fatal`() {
    let right: [(UInt32, CUDAErrorClass)] = [
      (2, .resource), (46, .transient), (807, .transient), (1, .programmer), (400, .programmer), (700, .fatal),
      (719, .fatal), (999, .fatal), (720, .resource), (222, .resource), (4_000_000, .fatal),
    ]
    for (status, expected) in right { #expect(CUDAErrorClass(status: status) == expected, "\(status)") }
  }
}
