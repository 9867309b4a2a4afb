#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelKernelTesting
import RingKernelRender
import RingKernelWebGPU
import Testing

@Suite(
  .serialized,
  .timeLimit(.minutes(20)),
  .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "SwiftShader or wgpu-native is not there: Scripts/get-tools")
)
struct QueuedLaunchTests {
  @Test func `launches in a queue run in order, with the values that each was given`() async throws {
    for device in try [WebGPULaunchTests.device() as any ComputeDevice, CPUDevice()] {
      let x = try device.buffer([Float](repeating: 1, count: 1000))
      let y = try device.buffer([Float](repeating: 0, count: 1000))
      for a in 1...20 { try await device.enqueue(saxpy(x: x, y: y, a: Float(a)), threads: 1000) }
      try await device.finish()
      for a in 1...20 { try await device.enqueue(saxpy(x: y, y: x, a: a % 2 == 0 ? 1 : -1), threads: 1000) }
      // Reading waits as well.
      #expect(try await y.read() == [Float](repeating: 210, count: 1000))
      #expect(try await x.read() == [Float](repeating: 1, count: 1000))
    }
  }

  @Test func `a failure in a queue is told once: when it is waited for, or by reading`() async throws {
    let device = try WebGPULaunchTests.device()
    let short = try device.buffer([Float](repeating: 1, count: 10))
    let y = try device.buffer([Float](repeating: 1, count: 100))
    for isRead in [false, true] {
      for _ in 0..<3 { try await device.enqueue(saxpy(x: short, y: y, a: 2), threads: 100) }
      // Who waits for one of his own is told of that one only, be it of the same kernel.
      try await device.launch(saxpy(x: y, y: short, a: 0), threads: 10)
      let error = await #expect(throws: RingKernelError.self) {
        if isRead { _ = try await y.read() } else { try await device.finish() }
      }
      #expect(error?.code == .kernelFailed && error?.failure?.code == .indexOutOfRange)
      #expect(error?.failure?.values.last == 10)
      try await device.finish()
      try await device.launch(saxpy(x: short, y: short.alone(device), a: 1), threads: 10)
    }
  }

  @Test func `buffers that go while launches wait take nothing along`() async throws {
    let device = try WebGPULaunchTests.device()
    let y = try device.buffer([Float](repeating: 0, count: 64))
    for number in 1...300 {
      // Each has bindings of its own, more of them than are kept.
      let x = try device.buffer([Float](repeating: Float(number), count: 64))
      try await device.enqueue(saxpy(x: x, y: y, a: 1), threads: 64)
    }
    #expect(try await y.read() == [Float](repeating: 45150, count: 64))
  }

  @Test func `fields of other extents fail where they are compared, and only those`() async throws {
    let device = try WebGPULaunchTests.device()
    let p = try device.field(of: Float.self, width: 40, height: 20)
    try p.write((0..<800).map { Float($0 % 40 * ($0 % 40)) })
    for (width, height) in [(40, 20), (40, 21), (40, 20), (39, 20)] {
      let out = try device.field(of: Float.self, width: width, height: height)
      if (width, height) == (40, 20) {
        try await device.launch(laplacian(p: p, out: out))
        #expect(try await out.read()[5 * 40 + 7] == 2)
        continue
      }
      let error = await #expect(throws: RingKernelError.self) { try await device.launch(laplacian(p: p, out: out)) }
      #expect(error?.failure?.values == (width == 40 ? [20, 21] : [40, 39]))
    }
  }

  @Test func `a program for equal extents has neither the comparison nor a record`() throws {
    let field = try CPUDevice().field(of: Float.self, width: 4, height: 4)
    let kernel = laplacian(p: field, out: field).kernel
    let maker = ProgramMaker(.wgsl, device: "test", cache: ProgramCache(path: nil))
    let options = RenderOptions(block: [16, 16, 1])
    let usual = try maker.program(kernel, options)
    let equal = try maker.program(kernel, options, isForEqualExtents: true)
    #expect(usual.canFail && usual.equalExtents.isEmpty && usual.text.contains("rk_fail("))
    #expect(!equal.canFail && equal.equalExtents == [[0, 2], [1, 3]] && !equal.text.contains("rk_record"))
    #expect(equal.suits([[4, 5], [4, 5]]) && !equal.suits([[4, 5], [4, 6]]) && !equal.suits([[4, 5]]))
    // What is kept of it on disk is the same.
    #expect(try maker.program(kernel, options, isForEqualExtents: true) == equal)
  }
}

extension DeviceBuffer<Float> {
  /// Another buffer of as many elements.
  fileprivate func alone(_ device: some ComputeDevice) throws -> DeviceBuffer<Float> {
    try device.buffer([Float](repeating: 0, count: count))
  }
}
#endif
