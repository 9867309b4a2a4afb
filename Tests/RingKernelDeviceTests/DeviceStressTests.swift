#if Macros
import Foundation
import RingKernelHost
import RingKernelKernelTesting
import RingKernelStress
import Testing

/// The stress cases that no other suite has, small, on live WebGPU engines; `ringkernel-stress` runs them in full.
@Suite(
  .serialized,
  .timeLimit(.minutes(20)),
  .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "SwiftShader or wgpu-native is not there: Scripts/get-tools")
)
struct DeviceStressTests {
  @Test(arguments: [("hostile", 0.01), ("abrupt", 0.2), ("many", 0.03)])
  func `an engine holds under stress`(name: String, scale: Double) async throws {
    try SoftwareVulkan.swiftshader.choose()
    let one = try #require(StressCase.on(.webgpu).first { $0.name == name })
    #expect(try await !one.run(scale).isEmpty)
  }
}

extension SoftwareVulkan {
  /// Makes this driver the one that `BackendChoice.webgpu` means in this process.
  func choose() throws {
    try SoftwareVulkan.prepare()
    for name in ["RINGKERNEL_WGPU_LIBRARY", "RINGKERNEL_ADAPTER"] { unsafe setenv(name, environment[name] ?? "", 1) }
  }
}
#endif
