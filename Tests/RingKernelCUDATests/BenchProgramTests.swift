import RingKernelCUDA
import RingKernelKernelTesting
import RingKernelRender
import Testing

@testable import RingKernelBench

/// The hand-written kernels that the engine is measured beside, as NVIDIA's compilers take them.
@Suite struct BenchProgramTests {
  private static let tools = [Tool.nvrtc12, .nvrtc13]

  @Test(
    .enabled(if: tools.allSatisfy(\.isPresent), "needs NVRTC: Scripts/get-tools"),
    .timeLimit(.minutes(20)),
    arguments: tools,
    [75, 80, 90]
  )
  func `NVRTC takes every kernel that benchmarks use`(tool: Tool, architecture: Int) throws {
    let compiler = try CUDACompiler(file: tool.file("library"))
    let options = Renderer.compilerOptions(for: .cuda)
    for program in BenchProgram.all {
      let made = try compiler.both(program.text, for: architecture, options: options)
      let ptx = String(decoding: made.ptx.bytes, as: UTF8.self)
      for entry in program.entries { #expect(ptx.contains(".entry \(entry)("), "\(entry)") }
      #expect(made.cubin.bytes.count > 1000)
    }
  }

  @Test(.enabled(if: Tool.nvrtc13.isPresent, "needs NVRTC: Scripts/get-tools"))
  func `accesses have the order and the scope that their names say`() throws {
    let compiler = try CUDACompiler(file: Tool.nvrtc13.file("library"))
    let wanted: [(BenchProgram, [String])] = [
      (.ring, ["ld.relaxed.sys.u32", "fence.acq_rel.sys", "ld.relaxed.sys.v4.u32", "st.release.sys.u32"]),
      (.line, ["ld.relaxed.sys.u64", "st.relaxed.sys.u64"]), (.lines, ["ld.relaxed.sys.u64", "st.release.sys.u32"]),
      (.hop, ["ld.acquire.cta.u32", "st.release.cta.u32", "ld.acquire.gpu.u32", "st.release.gpu.u32"]),
      (.hop, ["mapa.u64", "ld.acquire.cluster.u32", "st.release.cluster.u32", "barrier.cluster.arrive"]),
      (.wave, ["ld.acquire.gpu.u32", "st.release.gpu.u32", "ld.relaxed.gpu.u32"]),
      (.litmus, ["fence.sc.sys", "ld.acquire.sys.u32", "st.release.sys.u32", "st.relaxed.sys.u32"]),
      (.litmus, ["ld.relaxed.sys.u64", "st.relaxed.sys.u64"]),
    ]
    for (program, accesses) in wanted {
      let ptx = String(decoding: try compiler.ptx(program.text, for: 90).bytes, as: UTF8.self)
      for access in accesses { #expect(ptx.contains(access), "\(program.name): \(access)") }
    }
  }

  @Test func `percentiles are of the sorted times, and of none they are 0`() {
    let times = Percentiles((1...1000).reversed())
    #expect([times.p50, times.p90, times.p99, times.p999, times.longest] == [501, 901, 991, 1000, 1000])
    #expect(times.samples == 1000)
    let none = Percentiles([])
    #expect(none.samples == 0 && none.p50 == 0 && none.longest == 0)
  }
}
