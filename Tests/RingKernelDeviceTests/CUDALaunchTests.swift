#if Macros
import RingKernel
import RingKernelCUDA
import RingKernelCompute
import RingKernelCore
import RingKernelDevice
import RingKernelKernelTesting
import RingKernelRender
import Testing

/// Adds three, or five where the text written by hand runs.
@Kernel(
  sources: [
    .cuda(
      """
      struct rk_arguments { int count; };
      extern "C" __global__ void by_hand(int* y, const rk_arguments words, unsigned* record) {
        int i = (int)(blockIdx.x * blockDim.x + threadIdx.x);
        if (i < words.count) y[i] += 5;
      }
      """,
      entry: "by_hand"
    )
  ]
)
func addFive(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] &+= 3 }
}

@Suite(.timeLimit(.minutes(20)))
struct CUDALaunchTests {
  private static func device(
    _ standIn: StandInCUDA,
    _ cache: ProgramCache = ProgramCache(path: nil)
  ) throws -> CUDAComputeDevice {
    let library = try CUDALibrary(file: standIn.file)
    let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
    return try CUDAComputeDevice(library: library, compiler: compiler, cache: cache, patience: .seconds(1200))
  }

  @Test func `kernels are launched through the calls of CUDA as on the CPU, and nothing is left`() async throws {
    let standIn = try StandInCUDA()
    do {
      let device = try Self.device(standIn)
      #expect(device.name == "stand-in 0")
      try await Self.launchAll(on: device)
    }
    #expect(standIn.alive.isEmpty)
    #expect(standIn.misuse.isEmpty, "\(standIn.misuse)")
  }

  @Test(.enabled(if: CUDAHardware.absence == nil, "needs a CUDA device"))
  func `kernels are launched on a CUDA device as on the CPU`() async throws {
    let session = try CUDAHardware.session()
    try await Self.launchAll(
      on: try CUDAComputeDevice(library: session.device.library, compiler: session.compiler)
    )
  }

  private static func launchAll(on device: CUDAComputeDevice) async throws {
    let tests = LaunchTests()
    try await tests.`a kernel reads and writes buffers of the device`(device: device)
    try await tests.`the kernel of the README gives nines`(device: device)
    try await tests.`a stencil kernel runs over the inside of its field`(device: device)
    try await tests.`structs, enums and device functions of the host are those of the kernel`(device: device)
    try await tests.`a kernel calls a device function of another file`(device: device)
    try await tests.`shared memory, barriers and constants work`(device: device)
    try await tests.`a failing thread ends the launch with its line and its values`(device: device)
  }

  @Test func `a text written by hand takes the place of the printed one, on its device only`() async throws {
    for (device, added) in [(try Self.device(try StandInCUDA()) as any ComputeDevice, 5 as Int32), (CPUDevice(), 3)] {
      let y = try device.buffer((0..<1000).map(Int32.init))
      try await device.launch(addFive(y: y), threads: 1000)
      #expect(try await y.read() == (0..<1000).map { $0 + added })
    }
  }

  @Test func `a kernel with barriers of the whole grid is launched cooperatively, or refused`() async throws {
    let standIn = try StandInCUDA()
    let device = try Self.device(standIn)
    let y = try device.buffer(of: Int32.self, count: 1000)
    try await device.launch(phases(y: y), threads: 1000)
    #expect(standIn.calls.contains("cuLaunchCooperativeKernel"))
    #expect(try await y.read().last == 1)
    let wide = try device.buffer(of: Int32.self, count: 5000)
    let error = await #expect(throws: RingKernelError.self) { try await device.launch(phases(y: wide), threads: 5000) }
    #expect(error?.code == .gridNotResident)
    #expect(error?.kernel == "phases")
    #expect(error?.detail == "stand-in 0 has 8 such blocks at once; the grid has 20.")
  }

  @Test func `memory of another device, grids and copies that do not fit are refused`() async throws {
    let device = try Self.device(try StandInCUDA())
    let here = try device.buffer([1 as Float])
    let there = try Self.device(try StandInCUDA()).buffer([1 as Float])
    let foreign = await #expect(throws: RingKernelError.self) {
      try await device.launch(saxpy(x: here, y: there, a: 2), threads: 1)
    }
    #expect(foreign?.code == .foreignMemory)
    let tall = await #expect(throws: RingKernelError.self) {
      try await device.launch(addFive(y: device.buffer([1 as Int32])), grid: Axes(1, 70_000, 1), block: Axes(1, 1, 1))
    }
    #expect(tall?.code == .launchShape)
    #expect(throws: RingKernelError.self) { try here.memory.write([0, 0], at: 3) }
    #expect(throws: RingKernelError.self) { try device.allocate(byteCount: 1 << 40) }
  }

  @Test func `a program is printed and compiled once`() async throws {
    let standIn = try StandInCUDA()
    let cache = ProgramCache(path: nil)
    for _ in 0..<2 {
      let device = try Self.device(standIn, cache)
      let y = try device.buffer([1, 2] as [Int32])
      for _ in 0..<2 { try await device.launch(addFive(y: y), threads: 2) }
      #expect(try await y.read() == [11, 12])
    }
    #expect(standIn.calls.filter { $0 == "nvrtcCompileProgram" }.count == 1)
    #expect(standIn.calls.filter { $0 == "cuModuleLoadDataEx" }.count == 2)
  }

  @Test func `what the driver answers reaches whoever launches, with the kernel and the cure`() async throws {
    let standIn = try StandInCUDA()
    let device = try Self.device(standIn)
    let y = try device.buffer([1, 2] as [Int32])
    try await device.launch(addFive(y: y), threads: 2)
    standIn.fail(1...1, with: 0)
    try await device.launch(addFive(y: y), threads: 2)
    let place = try #require(standIn.calls.firstIndex(of: "cuLaunchKernel")) + 1
    let expected: [(UInt32, ErrorCode)] = [
      (701, .deviceResources), (46, .deviceBusy), (1, .deviceCallRefused), (719, .deviceLost),
    ]
    for (status, code) in expected {
      standIn.fail(place...place, with: status)
      let error = await #expect(throws: RingKernelError.self) { try await device.launch(addFive(y: y), threads: 2) }
      #expect(error?.code == code, "\(status)")
      #expect(error?.kernel == "addFive")
      #expect(error?.detail.contains("cuLaunchKernel gave CUDA_ERROR_") == true)
      #expect(error?.cure.isEmpty == false)
      standIn.failNothing()
      // After what is fatal nothing works any more; before it all does.
      if code == .deviceLost {
        let later = await #expect(throws: RingKernelError.self) { try await device.launch(addFive(y: y), threads: 2) }
        #expect(later?.code == .deviceLost)
      } else {
        try await device.launch(addFive(y: y), threads: 2)
      }
    }
  }
}
#endif
