import RingKernelCUDA
import RingKernelCompute
import RingKernelKernelTesting
import RingKernelRender

/// A program that makes every call that we know, and checks what it gets.
enum EveryCall {
  static let text = """
    __device__ int rk_seen = 3;
    extern "C" __global__ void twice(int* place, unsigned* record) {
      int i = (int)((blockIdx.y * gridDim.x + blockIdx.x) * blockDim.x + threadIdx.x);
      place[i] = 2 * place[i] + rk_seen - 3;
    }
    """

  /// What went wrong without an error.
  struct Unexpected: Error { var what: String }

  private static func expect(_ condition: Bool, _ what: String) throws {
    if !condition { throw Unexpected(what: what) }
  }

  /// Runs it.
  ///
  /// - Returns: What the driver answered where nothing can be thrown.
  static func run(_ standIn: StandInCUDA) async throws -> [CUDAStatus] {
    let library = try CUDALibrary(file: standIn.file)
    do { try await run(standIn, library) } catch {
      // A fault may hide behind the first: all are taken.
      _ = library.failuresOnRelease()
      throw error
    }
    return library.failuresOnRelease()
  }

  private static func run(_ standIn: StandInCUDA, _ library: CUDALibrary) async throws {
    let devices = try library.devices()
    try expect(devices.count == 2 && devices[0].uuid.count == 32 && devices[0].busID == "0000:00:00.0", "\(devices)")
    try expect(try devices[0].peerAccess(to: devices[1]).hasAtomics, "no peer access")
    let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
    let image = try compiler.compile(text, for: devices[0].capability)
    try expect(image.architecture == "sm_90", image.architecture)
    _ = try compiler.ptx(text, for: 80)
    let (here, there) = (try CUDAContext(devices[0]), try CUDAContext(devices[1]))
    let reach = try here.reach(there)
    try expect(try here.memory().total > 0, "no memory")
    try here.keepPooledMemory(1 << 20)
    try await work(standIn, here, image)
    _ = consume reach
    let session = try CUDASession(devices[0], compiler: compiler, cache: ProgramCache(path: nil))
    let memory = try session.memory(byteCount: 64)
    let function = try session.function(CUDAProgram(text: Self.text, entry: "twice"))
    let launch = CUDALaunch(grid: Axes(1, 1, 1), block: Axes(4, 1, 1))
    try session.write([7, 0, 0, 0], to: memory.address)
    // Its parameters are buffers, words, record: here the words stand in the place of the record.
    _ = try await session.run(
      function,
      launch,
      buffers: [memory.address],
      words: [UInt8](repeating: 0, count: 8),
      owner: 0
    )
    try expect(try await session.read(memory.address, count: 1) == [14], "what a launch made")
  }

  private static func work(_ standIn: StandInCUDA, _ context: CUDAContext, _ image: CUDACompiler.Image) async throws {
    let (stream, other) = (try CUDAStream(context), try CUDAStream(context, isUrgent: true))
    let function = try CUDAModule(context, image: image.bytes).function("twice")
    try expect(try function.module.variable("rk_seen").byteCount == 4, "size of a variable")
    try expect(try function.usage().registers == 32, "registers")
    try function.allowSharedBytes(100_000)
    let first = try CUDAEvent(context, isTimed: true)
    let last = try CUDAEvent(context, isTimed: true)
    let plain = try CUDAMemory(context, byteCount: 64)
    let pooled = try CUDAMemory(pooledIn: stream, byteCount: 64)
    let pinned = try CUDAHostMemory(context, byteCount: 64, isWriteOnly: true)
    let managed = try CUDAManagedMemory(context, byteCount: 64)
    let copy = try GDRCopy(context.library, file: standIn.file)
    let mapped = try CUDAMappedMemory(context, byteCount: 70_000, copy)
    try expect(mapped.address.number % 65_536 == 0, "pages that are pinned are whole")
    try stream.clear(managed.address, count: 64)
    try stream.clear(plain.address, count: 64)
    try stream.write((0..<64).map { $0 % 4 == 0 ? 1 : 0 }, to: pooled.address)
    try stream.copy(pooled.address, to: plain.address, count: 64)
    try first.record(in: stream)
    try other.wait(for: first)
    let cluster = CUDALaunch(grid: Axes(4, 1, 1), block: Axes(4, 1, 1), isCooperative: true, cluster: Axes(2, 1, 1))
    let shapes = [
      CUDALaunch(grid: Axes(4, 1, 1), block: Axes(4, 1, 1)),
      CUDALaunch(grid: Axes(2, 2, 1), block: Axes(2, 1, 1), isCooperative: true), cluster,
    ]
    for shape in shapes { try stream.launch(function, shape, [.address(plain.address), .address(pooled.address)]) }
    try last.record(in: stream)
    try await last.passed(within: .seconds(600))
    try last.synchronize()
    try expect(try last.elapsed(since: first) == .microseconds(500), "elapsed")
    try expect(try stream.isIdle(), "idle")
    try stream.copy(plain.address, to: pinned, count: 64)
    try stream.synchronize()
    let copied = unsafe pinned.withUnsafeBytes { unsafe Array($0) }
    // The first and the last shape have sixteen threads, the second has eight; each doubles one number.
    try expect(copied == (try stream.read(plain.address, count: 64)), "copies differ")
    try expect((0..<16).map { copied[$0 * 4] } == (0..<16).map { $0 < 8 ? 8 : 4 }, "\(copied)")
    try stream.copy(pinned, to: pooled.address, count: 64)
    let graph = try CUDAGraph(recording: stream) { () throws(CUDAError) in
      for _ in 0..<2 {
        try stream.launch(function, shapes[0], [.address(pooled.address), .address(plain.address)])
      }
    }
    try expect(try stream.read(pooled.address, count: 4) == [8, 0, 0, 0], "a graph that is recorded does not run")
    try graph.launch(in: stream)
    try expect(try stream.read(pooled.address, count: 4) == [32, 0, 0, 0], "what a graph made")
  }
}
