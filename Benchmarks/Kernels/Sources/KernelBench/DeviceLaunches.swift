internal import BenchSupport
internal import Foundation
import RingKernel
internal import RingKernelCompute
internal import RingKernelDevice
internal import RingKernelKernelTesting
internal import RingKernelRender
internal import RingKernelWebGPU

/// What the first use of the stencil in two dimensions costs where no hardware is needed: WebGPU on two Vulkan
/// drivers, and the way to a program for NVIDIA's devices, which NVRTC compiles without one.
struct DeviceLaunches {
  /// Where programs are kept, ours and the driver's.
  let folder: URL

  /// Names the folder to a process that only fills it.
  private static let variable = "RINGKERNEL_BENCH_PROGRAMS"

  /// Entries for the tools that are there.
  static func entries() -> [Entry] {
    var entries: [Entry] = []
    for driver in SoftwareVulkan.allCases where driver.absence == nil {
      let peer = "RingKernel, WebGPU on \(driver.rawValue)"
      entries += pair("ringkernel-\(driver.rawValue)", peer, "first-launch") { try await $0.launch(on: driver) }
    }
    for (tool, version) in [(Tool.nvrtc12, "12.9"), (.nvrtc13, "13.0")] where tool.isPresent {
      entries += pair("ringkernel-\(tool.rawValue)", "RingKernel, NVRTC \(version)", "first-program") {
        try $0.program(by: tool)
      }
    }
    return entries
  }

  /// The first use in any process, and the first one in a process that finds what an earlier one left.
  private static func pair(
    _ key: String,
    _ peer: String,
    _ benchmark: String,
    _ use: @escaping @Sendable (DeviceLaunches) async throws -> UInt64
  ) -> [Entry] {
    [false, true].map { isCached in
      let once = Once()
      return Entry(
        key: key,
        peer: peer,
        benchmark: isCached ? "\(benchmark)-cached" : benchmark,
        body: .tasks { _, operations in
          await once.nanoseconds {
            do {
              return try await measured(isCached ? (key, benchmark) : nil, use)
            } catch {
              fail("\(error)")
            }
          } * UInt64(operations)
        }
      )
    }
  }

  /// Nanoseconds of the first use in this process; warming up makes it.
  private actor Once {
    private var known: UInt64?

    func nanoseconds(_ use: @Sendable () async -> UInt64) async -> UInt64 {
      if let known { return known }
      let first = await use()
      known = first
      return first
    }
  }

  private static func measured(
    _ earlier: (key: String, benchmark: String)?,
    _ use: (DeviceLaunches) async throws -> UInt64
  ) async throws -> UInt64 {
    if let given = ProcessInfo.processInfo.environment[variable] {
      return try await use(DeviceLaunches(folder: URL(filePath: given)))
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "ringkernel-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    if let earlier {
      let process = Process()
      process.executableURL = URL(filePath: CommandLine.arguments[0])
      process.arguments = [
        "--peer", earlier.key, "--benchmark", earlier.benchmark, "--rounds", "1", "--operations", "1",
      ]
      process.environment = ProcessInfo.processInfo.environment.merging([variable: folder.path()]) { $1 }
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus != 0 { fail("the process that fills the folder failed") }
    }
    return try await use(DeviceLaunches(folder: folder))
  }

  private var cache: ProgramCache { ProgramCache(path: folder.appending(path: "programs").path()) }

  /// Nanoseconds of a launch on an open device with its fields written, until it has ended.
  private func launch(on driver: SoftwareVulkan) async throws -> UInt64 {
    // Mesa's drivers keep programs in files of their own.
    let files = folder.appending(path: "driver")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    unsafe setenv("MESA_SHADER_CACHE_DIR", files.path(), 1)
    let device = WebGPUComputeDevice(try driver.device(), cache: cache)
    let n = 1024
    let input = try device.field(of: Float.self, width: n, height: n)
    let output = try device.field(of: Float.self, width: n, height: n)
    try input.write(values(n * n))
    let start = nowNanoseconds()
    try await device.launch(fivePoint(p: input, out: output))
    let elapsed = nowNanoseconds() - start
    verify(try await output.read(), Self.fivePoints(of: values(n * n), width: n))
    return elapsed
  }

  /// What the stencil gives, cell by cell; its border stays zero.
  private static func fivePoints(of p: [Float], width: Int) -> [Float] {
    var result = [Float](repeating: 0, count: p.count)
    for y in 1..<(width - 1) {
      for place in (y * width + 1)..<(y * width + width - 1) {
        let sides = p[place - width] + p[place + width] + p[place + 1] + p[place - 1]
        result[place] = sides - 4 * p[place]
      }
    }
    return result
  }

  /// Nanoseconds from the tree as the macro ships it to a cubin for compute capability 9.0.
  private func program(by tool: Tool) throws -> UInt64 {
    let compiler = try NVRTC(tool)
    let host = CPUDevice(threads: 1)
    let field = try host.field(of: Float.self, width: 3, height: 3)
    let kernel = fivePoint(p: field, out: field).kernel
    let start = nowNanoseconds()
    let cache = cache
    let text = try ProgramMaker(.cuda, device: "sm_90", cache: cache).program(
      kernel,
      RenderOptions(block: [16, 16, 1])
    )
    let options = Renderer.compilerOptions(for: .cuda)
    let key = ProgramKey(source: text.text, options: options, compiler: "\(tool) \(compiler.version)", device: "sm_90")
    let cubin = try cache.program(for: key) { () throws(NVRTC.Refusal) in
      try compiler.cubin(text.text, architecture: 90, options: options)
    }
    let elapsed = nowNanoseconds() - start
    if cubin.isEmpty { fail("NVRTC gave no cubin") }
    return elapsed
  }
}
