import RingKernelCUDA
import RingKernelCore
import RingKernelKernelTesting
import Testing

/// What `ringkernel doctor` says of CUDA.
@Suite(.timeLimit(.minutes(20)))
struct AvailabilityTests {
  private static func detail(_ standIn: StandInCUDA) async -> BackendAvailability {
    await CUDAComputeDevice.availability(driver: standIn.file, nvrtc: standIn.file)
  }

  @Test func `a device that computes is named with its versions`() async throws {
    let standIn = try StandInCUDA()
    standIn.set("devices", 2)
    let found = await Self.detail(standIn)
    #expect(found.isUsable)
    #expect(
      found.detail == "stand-in 0 (compute capability 9.0), stand-in 1 (compute capability 9.0); "
        + "driver of CUDA 13.0, NVRTC 13.0"
    )
    #expect(standIn.alive.isEmpty)
    #expect(standIn.misuse.isEmpty)
  }

  @Test func `a missing driver is named with the loader's reason and the cure`() async {
    let found = await CUDAComputeDevice.availability(driver: "libnowhere.so.9")
    #expect(!found.isUsable)
    #expect(found.detail.hasPrefix("the CUDA driver cannot be loaded: libnowhere.so.9: "))
    #expect(found.detail.hasSuffix("RINGKERNEL_CUDA_LIBRARY names its library where that lies elsewhere."))
  }

  @Test func `a library that lacks a call is a driver that is too old`() async {
    let found = await CUDAComputeDevice.availability(driver: "libm.so.6")
    #expect(found.detail.contains("has no 'cuInit'"))
    #expect(found.detail.hasSuffix("The driver is too old: install release 520 (CUDA 11.8) or later."))
  }

  @Test func `no device is said by the driver, with the cure`() async throws {
    let standIn = try StandInCUDA()
    standIn.set("devices", 0)
    let found = await Self.detail(standIn)
    #expect(!found.isUsable)
    #expect(found.detail.hasPrefix("CUDA: cuInit gave CUDA_ERROR_NO_DEVICE (100): no CUDA-capable device is detected."))
    #expect(found.detail.contains("CUDA_VISIBLE_DEVICES"))
  }

  @Test func `a missing compiler is named with the package that brings it`() async throws {
    let standIn = try StandInCUDA()
    let found = await CUDAComputeDevice.availability(driver: standIn.file, nvrtc: "libnowhere.so.9")
    #expect(found.detail.hasPrefix("NVRTC cannot be loaded: libnowhere.so.9: "))
    #expect(found.detail.contains("Install NVRTC of CUDA 13"))
    #expect(found.detail.contains("RINGKERNEL_NVRTC_LIBRARY"))
    standIn.set("driver", 12040)
    let older = await CUDAComputeDevice.availability(driver: standIn.file, nvrtc: "libnowhere.so.9")
    #expect(older.detail.contains("Install NVRTC of CUDA 12"))
  }

  @Test func `a driver that is too old for the program says so, with the cure`() async throws {
    let standIn = try StandInCUDA()
    _ = await Self.detail(standIn)
    let place = try #require(standIn.calls.firstIndex(of: "cuModuleLoadDataEx")) + 1
    standIn.fail(place...place, with: 222)
    let found = await Self.detail(standIn)
    #expect(found.detail.hasPrefix("CUDA: cuModuleLoadDataEx gave CUDA_ERROR_UNSUPPORTED_PTX_VERSION (222)"))
    #expect(found.detail.hasSuffix(ErrorCatalog.entry(for: .driverTooOld)?.cure ?? "-"))
    #expect(standIn.alive.isEmpty)
  }
}
