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
  /// In a process of its own: which device a process means is asked once.
  private static func run(_ name: String, _ scale: Double) async throws {
    try SoftwareVulkan.swiftshader.choose()
    let one = try #require(StressCase.on(.webgpu).first { $0.name == name })
    try #require(try await !one.run(scale).isEmpty)
  }

  @Test func `hostile messages fail as on the CPU and harm nobody else`() async {
    await #expect(processExitsWith: .success) { try await Self.run("hostile", 0.01) }
  }

  @Test func `kernels and runtimes end while messages are on the device`() async {
    await #expect(processExitsWith: .success) { try await Self.run("abrupt", 0.2) }
  }

  @Test func `hundreds of kernels in one engine answer`() async {
    await #expect(processExitsWith: .success) { try await Self.run("many", 0.03) }
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
