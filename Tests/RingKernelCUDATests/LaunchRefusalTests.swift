import RingKernelCUDA
import RingKernelCompute
import RingKernelCore
import RingKernelKernelTesting
import Testing

/// What is refused before a driver sees it, or by what the driver says of the device.
@Suite struct LaunchRefusalTests {
  private struct Bench {
    let standIn: StandInCUDA
    let session: CUDASession
    let function: CUDAFunction
    let memory: CUDAAddress

    init(_ settings: [String: Int] = [:]) throws {
      standIn = try StandInCUDA()
      for (name, value) in settings { standIn.set(name, value) }
      let library = try CUDALibrary(file: standIn.file)
      let compiler = try CUDACompiler(file: standIn.file, driverVersion: library.version)
      session = try CUDASession(
        try CUDADevice(library, ordinal: 0),
        compiler: compiler,
        patience: settings["answers"] == 0 ? .milliseconds(50) : .seconds(600)
      )
      function = try session.function(CUDAProgram(text: EveryCall.text, entry: "twice"))
      memory = CUDAAddress(0)
    }

    func launch(_ launch: CUDALaunch) throws(CUDAError) {
      try session.stream.launch(function, launch, [.address(memory), .address(memory)])
    }
  }

  @Test func `a cooperative grid that would not be resident is refused with both numbers`() throws {
    let bench = try Bench(["processors": 3, "blocksPerProcessor": 2])
    let error = #expect(throws: CUDAError.self) {
      try bench.launch(CUDALaunch(grid: Axes(7, 1, 1), block: Axes(32, 1, 1), isCooperative: true))
    }
    #expect(error == .notResident(blocks: 7, most: 6))
    #expect(error.map { RingKernelError($0).code } == .gridNotResident)
    #expect(!bench.standIn.calls.contains("cuLaunchCooperativeKernel"))
  }

  @Test func `clusters need a device that has them and a grid that they cut`() throws {
    let old = try Bench(["clusters": 0, "capability": 80])
    let launch = CUDALaunch(grid: Axes(6, 1, 1), block: Axes(32, 1, 1), cluster: Axes(4, 1, 1))
    let error = #expect(throws: CUDAError.self) { try old.launch(launch) }
    #expect(error == .refused("stand-in 0 has no clusters: compute capability 9.0 is needed"))
    #expect(throws: CUDAError.self) { try Bench().launch(launch) }
    #expect(throws: CUDAError.self) {
      try Bench().function.residentClusters(of: CUDALaunch(grid: Axes(1, 1, 1), block: Axes(1, 1, 1)))
    }
  }

  @Test func `memory of no bytes is refused, memory that is not there has its own code`() throws {
    let context = try Bench().session.context
    #expect(throws: CUDAError.refused("0 bytes of memory")) { _ = try CUDAMemory(context, byteCount: 0) }
    #expect(throws: CUDAError.refused("0 bytes of pinned memory")) { _ = try CUDAHostMemory(context, byteCount: 0) }
    let error = #expect(throws: CUDAError.self) { _ = try CUDAMemory(context, byteCount: 1 << 40) }
    #expect(error?.status?.call == "cuMemAlloc_v2")
    #expect(error.map { RingKernelError($0).code } == .deviceMemory)
  }

  @Test func `an entry that is not there and an image that is none are named`() throws {
    let bench = try Bench()
    let missing = #expect(throws: CUDAError.self) { try bench.function.module.function("nothing") }
    #expect(missing?.status?.name == "CUDA_ERROR_NOT_FOUND")
    let image = #expect(throws: CUDAError.self) { try CUDAModule(bench.session.context, image: [1, 2, 3]) }
    #expect(image?.status?.words == "the stand-in refuses the image")
    #expect(image.map { RingKernelError($0).code } == .programRefused)
  }

  @Test(.timeLimit(.minutes(20)))
  func `a launch that does not end is given up, what it may write stays, and the session is closed`() async throws {
    let bench = try Bench(["answers": 0])
    let launch = CUDALaunch(grid: Axes(1, 1, 1), block: Axes(1, 1, 1))
    let memory = try bench.session.memory(byteCount: 64)
    for _ in 0..<2 {
      let error = await #expect(throws: CUDAError.self) {
        _ = try await bench.session.run(
          bench.function,
          launch,
          buffers: [memory.address],
          words: [UInt8](repeating: 0, count: 8),
          owner: 0
        )
      }
      #expect(error == .timedOut(.milliseconds(50)))
      #expect(error.map { RingKernelError($0).code } == .deviceLost)
    }
    #expect(bench.standIn.calls.filter { $0 == "cuLaunchKernel" }.count == 1)
    #expect(bench.standIn.alive.contains("pinned memory"))
    #expect(throws: CUDAError.self) { _ = try bench.session.memory(byteCount: 16) }
  }

  @Test(.timeLimit(.minutes(20)))
  func `copies behind work that does not end are given up as well`() async throws {
    for isWrite in [true, false] {
      let bench = try Bench(["answers": 0])
      let memory = try bench.session.memory(byteCount: 64)
      let error = await #expect(throws: CUDAError.self) {
        if isWrite {
          try bench.session.write([1], to: memory.address)
        } else {
          _ = try await bench.session.read(memory.address, count: 1)
        }
      }
      #expect(error == .timedOut(.milliseconds(50)))
      #expect(throws: CUDAError.timedOut(.milliseconds(50))) { _ = try bench.session.memory(byteCount: 16) }
    }
  }

  @Test func `a device without pools gets plain memory`() async throws {
    let bench = try Bench(["pools": 0])
    let memory = try bench.session.memory(byteCount: 64)
    #expect(try await bench.session.read(memory.address, count: 64) == [UInt8](repeating: 0, count: 64))
    #expect(bench.standIn.calls.contains("cuMemAlloc_v2"))
    #expect(!bench.standIn.calls.contains("cuMemAllocAsync"))
  }
}
