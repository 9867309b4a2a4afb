internal import RingKernelCompute
public import RingKernelCore
internal import RingKernelRender

extension CUDAComputeDevice {
  /// Whether kernels can be launched on a CUDA device here: opens it, compiles a kernel, runs it and reads its answer.
  ///
  /// - Parameters:
  ///   - driver: File of the driver; as for `CUDALibrary` if left out.
  ///   - nvrtc: File of the compiler; as for `CUDACompiler` if left out.
  /// - Returns: The devices with the versions of driver and compiler, or the exact reason with its cure.
  public static func availability(driver: String? = nil, nvrtc: String? = nil) async -> BackendAvailability {
    do throws(CUDAError) {
      let library = try CUDALibrary(file: driver)
      let devices = try library.devices()
      guard let first = devices.first else {
        return unusable("the driver shows no device; see that CUDA_VISIBLE_DEVICES hides none")
      }
      let compiler = try CUDACompiler(file: nvrtc, driverVersion: library.version)
      // The compiler is part of what is looked at.
      let session = try CUDASession(first, compiler: compiler, cache: ProgramCache(path: nil))
      guard try await answers(session) else { return unusable("\(first.name) does not compute: 6 times 7 is not 42") }
      let names = devices.map { "\($0.name) (compute capability \($0.capability / 10).\($0.capability % 10))" }
      let version = "driver of CUDA \(library.versionText), NVRTC \(compiler.version.major).\(compiler.version.minor)"
      return BackendAvailability(
        backend: .cuda,
        isUsable: true,
        detail: "\(names.joined(separator: ", ")); \(version)"
      )
    } catch {
      let found = RingKernelError(error)
      return unusable(error.needsNoCure ? found.detail : "\(found.detail) \(found.cure)")
    }
  }

  private static func unusable(_ reason: String) -> BackendAvailability {
    BackendAvailability(backend: .cuda, isUsable: false, detail: reason)
  }

  private static func answers(_ session: CUDASession) async throws(CUDAError) -> Bool {
    let text = """
      struct rk_arguments { int factor; };
      extern "C" __global__ void probe(int* place, const rk_arguments words, unsigned* record) { *place *= words.factor; }
      """
    let memory = try session.memory(byteCount: 16)
    try session.stream.write([6, 0, 0, 0], to: memory.address)
    let function = try session.function(CUDAProgram(text: text, entry: "probe"))
    let launch = CUDALaunch(grid: Axes(1, 1, 1), block: Axes(1, 1, 1))
    _ = try await session.run(function, launch, buffers: [memory.address], words: [7, 0, 0, 0], owner: session)
    return try session.stream.read(memory.address, count: 4) == [42, 0, 0, 0]
  }
}

extension CUDAError {
  /// Whether the words say already what to do.
  fileprivate var needsNoCure: Bool { if case .libraryUnavailable = self { true } else { false } }
}
