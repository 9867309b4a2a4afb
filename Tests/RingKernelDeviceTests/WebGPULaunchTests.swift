#if Macros
import Foundation
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelKernelTesting
import RingKernelRender
import RingKernelWebGPU
import Testing

/// Adds three, or four where the text written by hand runs.
@Kernel(
  sources: [
    .wgsl(
      """
      @group(0) @binding(0) var<storage, read_write> y: array<i32>;
      struct Words { count: u32 }
      @group(0) @binding(1) var<uniform> words: Words;
      @group(0) @binding(2) var<storage, read_write> record: array<u32>;
      @compute @workgroup_size(256) fn by_hand(@builtin(global_invocation_id) id: vec3<u32>) {
        if (id.x < words.count) { y[id.x] += 4; }
        if (id.x > 4000000000u) { record[0] = 1u; }
      }
      """,
      entry: "by_hand"
    )
  ]
)
func addSome(y: inout MutableSpan<Int32>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] &+= 3 }
}

@Kernel func halve(y: inout MutableSpan<Double>) {
  let i = globalThreadIndex.x
  if i < y.count { y[i] /= 2 }
}

@Suite(
  .serialized,
  .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "SwiftShader or wgpu-native is not there: Scripts/get-tools")
)
struct WebGPULaunchTests {
  static func device(_ cache: ProgramCache = ProgramCache(path: nil)) throws -> WebGPUComputeDevice {
    WebGPUComputeDevice(try SoftwareVulkan.swiftshader.device(), cache: cache)
  }

  @Test func `kernels are launched on WebGPU as on the CPU`() async throws {
    let tests = LaunchTests()
    let device = try Self.device()
    try await tests.`a kernel reads and writes buffers of the device`(device: device)
    try await tests.`a stencil kernel runs over the inside of its field`(device: device)
    try await tests.`structs, enums and device functions of the host are those of the kernel`(device: device)
    try await tests.`a kernel calls a device function of another file`(device: device)
    try await tests.`shared memory, barriers and constants work`(device: device)
    try await tests.`a failing thread ends the launch with its line and its values`(device: device)
  }

  @Test func `a text written by hand takes the place of the generated one, on its device only`() async throws {
    for (device, added) in [(try Self.device() as any ComputeDevice, 4 as Int32), (CPUDevice(), 3)] {
      let y = try device.buffer((0..<1000).map(Int32.init))
      try await device.launch(addSome(y: y), threads: 1000)
      #expect(try await y.read() == (0..<1000).map { $0 + added })
    }
  }

  @Test func `a program is printed once, by whichever process comes first`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rk-programs-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for made in [1, 0] {
      await #expect(processExitsWith: .success) { [folder = folder as String, made = made as Int] in
        _ = unsafe setenv(ProgramCache.variable, folder, 1)
        let device = WebGPUComputeDevice(try SoftwareVulkan.swiftshader.device())
        let x = try device.buffer([Float](repeating: 1, count: 10))
        let y = try device.buffer([Float](repeating: 1, count: 10))
        for _ in 0..<3 { try await device.launch(saxpy(x: x, y: y, a: 2), threads: 10) }
        let found = try await y.read()
        precondition(found == [Float](repeating: 7, count: 10))
        let statistics = ProgramCache.standard.statistics
        precondition(statistics.made == made && statistics.onDisk == 1 - made, "\(statistics)")
        precondition(statistics.inMemory == 0, "the device keeps what it has compiled")
      }
    }
  }

  @Test func `a buffer that is read and written at once is refused`() async throws {
    for device in [try Self.device() as any ComputeDevice, CPUDevice(), InterpreterDevice()] {
      let x = try device.buffer([1 as Float])
      let error = await #expect(throws: RingKernelError.self) {
        try await device.launch(saxpy(x: x, y: x, a: 2), threads: 1)
      }
      #expect(error?.code == .memoryAliased)
    }
  }

  @Test func `what the device lacks is refused before the launch, with kernel, need and device`() async throws {
    let device = try Self.device()
    let y = try device.buffer([1, 2] as [Double])
    let error = await #expect(throws: RingKernelError.self) { try await device.launch(halve(y: y), threads: 2) }
    #expect(error?.code == .dialectLacks && error?.kernel == "halve")
    #expect(error?.detail == "halve: wgsl has no 64-bit floats; it was for \(device.name).")
    #expect(error?.cure.isEmpty == false)
    #expect(try await y.read() == [1, 2])
  }

  @Test func `a buffer of another device is refused`() async throws {
    let (x, y) = (try CPUDevice().buffer([1 as Float]), try CPUDevice().buffer([1 as Float]))
    let error = await #expect(throws: RingKernelError.self) {
      try await Self.device().launch(saxpy(x: x, y: y, a: 2), threads: 1)
    }
    #expect(error?.code == .foreignMemory)
  }
}
#endif
