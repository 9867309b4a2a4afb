import Foundation
import RingKernelCore
import RingKernelKernelTesting
import RingKernelWebGPU
import Testing

/// Without SwiftShader and wgpu-native there is nothing to go wrong.
let isThere = SoftwareVulkan.swiftshader.absence == nil
/// Why tests are skipped.
let absence: Comment = "SwiftShader or wgpu-native is not there: Scripts/get-tools"

@Suite(.serialized, .timeLimit(.minutes(20)))
struct LibraryFaultTests {
  @Test func `a library that is missing is named with the loader's reason and the way to get it`() throws {
    let error = try #require(throws: WebGPUError.self) { try WebGPULibrary(file: "/nowhere/libwgpu.so") }
    let known = RingKernelError(error)
    #expect(known.code == .libraryUnavailable)
    #expect(known.code.description == "RK3004")
    for part in [
      "/nowhere/libwgpu.so", "No such file", "ringkernel install webgpu", "wgpu==0.32.0", WebGPULibrary.variable,
    ] {
      #expect(known.detail.contains(part), "\(known.detail)")
    }
  }

  @Test(.enabled(if: isThere, absence))
  func `a library of another version is refused by name`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      for (packed, name) in [(0x1c00_0000 as UInt32, "28.0.0.0"), (0x1e00_0102, "30.0.1.2"), (0x1801_0203, "24.1.2.3")]
      {
        faulty.version(packed)
        let error = failure(name) { () throws(WebGPUError) in _ = try WebGPULibrary(file: faulty.file) }
        require(error == .versionRefused(WebGPUVersion(packed: packed), file: faulty.file), "\(error)")
        let known = RingKernelError(error)
        require(known.code == .libraryVersion && known.code.description == "RK3012", "\(known)")
        require(known.detail.contains(name) && known.detail.contains("29.x"), known.detail)
        require(known.detail.contains("wgpu==0.32.0"), known.detail)
      }
      faulty.version(0x1d09_0000)
      require(try WebGPULibrary(file: faulty.file).version.description == "29.9.0.0", "the same major number")
      await requireNothingAlive(faulty)
    }
  }

  @Test(.enabled(if: isThere, absence))
  func `a library that lacks a function is refused with the function's name`() async {
    await #expect(processExitsWith: .success) {
      for name in ["wgpuGetVersion", "wgpuQueueSubmit", "wgpuQuerySetRelease"] {
        let faulty = try FaultyWebGPU(lacking: name)
        let error = failure(name) { () throws(WebGPUError) in _ = try WebGPULibrary(file: faulty.file) }
        let known = RingKernelError(error)
        require(known.code == .libraryUnavailable, "\(known)")
        require(known.detail.contains("'\(name)'") && known.detail.contains(faulty.file), known.detail)
      }
    }
  }

  @Test(.enabled(if: isThere, absence))
  func `a library without an instance, an adapter without a device or a queue are errors`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      faulty.fail(.instance, 1)
      let none = failure("no instance") { () throws(WebGPUError) in _ = try WebGPULibrary(file: faulty.file) }
      require(RingKernelError(none).code == .libraryUnavailable, "\(none)")
      for kind in [FaultyWebGPU.Kind.device, .queue] {
        faulty.fail(kind, 1)
        let error = failure("\(kind)") { _ = try faulty.device() }
        guard case WebGPUError.deviceUnavailable = error else { return require(false, "\(error)") }
      }
      faulty.fail(.queue, 0)
      _ = try faulty.device()
      await requireNothingAlive(faulty)
    }
  }

  @Test(.enabled(if: isThere, absence))
  func `limits that an adapter does not reach are refused, and named`() async {
    await #expect(processExitsWith: .success) {
      let faulty = try FaultyWebGPU()
      let has = try faulty.device().adapter.limits
      let tooMuch: [(String, (inout WebGPULimits) -> Void)] = [
        ("max_buffer_size", { $0.bufferSize *= 2 }),
        ("max_storage_buffer_binding_size", { $0.storageBindingSize *= 2 }),
        ("max_storage_buffers_per_shader_stage", { $0.storageBuffers += 1000 }),
        ("max_compute_workgroup_storage_size", { $0.sharedBytes *= 2 }),
        ("max_compute_invocations_per_workgroup", { $0.threadsPerBlock *= 2 }),
        ("max_compute_workgroup_size_z", { $0.blockAxes[2] *= 2 }),
        ("max_compute_workgroups_per_dimension", { $0.blocksPerAxis *= 2 }),
      ]
      for (name, change) in tooMuch {
        var limits = has
        change(&limits)
        let error = failure(name) { _ = try faulty.device(limits) }
        guard let known = error as? WebGPUError, case .deviceUnavailable(let why) = known else {
          return require(false, "\(error)")
        }
        require(why.contains(name), why)
        require(RingKernelError(known).code == .backendUnavailable, "\(known)")
      }
      var less = has
      less.bufferSize = 1 << 20
      let device = try faulty.device(less)
      let error = failure("a buffer beyond the limit") { () throws(WebGPUError) in
        _ = try device.buffer([], minimum: 1 << 21, label: "much")
      }
      require(error.label == "much" && "\(error)".contains("1048576"), "\(error)")
    }
  }
}
