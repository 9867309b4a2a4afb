public import RingKernelCUDA
internal import RingKernelCompute
public import RingKernelIR
internal import RingKernelRender

/// Runs the CUDA text of a kernel on a device, or on what stands in for one.
public struct CUDAExecutor: KernelExecutor {
  private let session: CUDASession
  /// 32.
  public let subgroupSize = 32

  /// Runs on an open device.
  public init(_ session: CUDASession) { self.session = session }

  /// `CUDA on …`.
  public var name: String { "CUDA on \(session.device.name)" }
  /// `cuda`.
  public var dialect: String { "cuda" }

  /// Names what the dialect refuses.
  public func refusal(of module: KernelModule, _ launch: KernelLaunch) -> String? {
    do throws(RenderError) {
      _ = try Renderer.render(module, for: .cuda)
      return nil
    } catch { return error.message }
  }

  /// Prints, compiles and runs.
  ///
  /// - Throws: `RenderError`, `CUDAError`.
  public func run(_ module: KernelModule, _ launch: KernelLaunch) async throws -> KernelResult {
    let program = try Renderer.render(module, for: .cuda)
    let function = try session.function(CUDAProgram(text: program.text, entry: program.entry))
    let buffers = Buffers()
    for bytes in launch.buffers { try buffers.add(bytes, session) }
    func axes(_ sizes: [Int]) -> Axes { Axes(sizes[0], sizes[1], sizes[2]) }
    let record = try await session.run(
      function,
      CUDALaunch(
        grid: axes(launch.grid),
        block: axes(launch.block),
        isCooperative: module.needs.contains(.gridBarrier)
      ),
      buffers: buffers.all.map { $0.memory.address },
      words: LaunchWords.block(module, launch),
      owner: buffers
    )
    let contents = try zip(buffers.all, launch.buffers).map {
      try session.stream.read($0.memory.address, count: $1.count)
    }
    return KernelResult(buffers: contents, failure: LaunchWords.failure(record))
  }

  /// What a launch uses.
  private final class Buffers: @unchecked Sendable {
    // Safety: filled before it is handed over, only read afterwards.
    private(set) var all: [Buffer] = []

    func add(_ bytes: [UInt8], _ session: CUDASession) throws(CUDAError) {
      // A vector that lies at the end is read as a whole: room for the largest.
      let memory = try session.memory(byteCount: bytes.count + 16)
      try session.stream.write(bytes, to: memory.address)
      all.append(Buffer(memory))
    }
  }

  private final class Buffer: Sendable {
    let memory: CUDAMemory
    init(_ memory: consuming CUDAMemory) { self.memory = memory }
  }
}
