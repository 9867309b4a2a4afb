#if Macros
import RingKernel
import RingKernelCore
import RingKernelEngine
import RingKernelHost
import RingKernelKernelTesting
import RingKernelWebGPU
import Testing

@RingMessage struct Measure {
  var value: Float
}

/// Its mean is a number that WebGPU does not have.
@RingKernel struct Mean {
  var sum: Double = 0

  mutating func receive(_ measure: Measure, in context: inout RingContext) { sum += Double(measure.value) }
}

@Suite(
  .serialized,
  .timeLimit(.minutes(5)),
  .enabled(if: SoftwareVulkan.swiftshader.absence == nil, "SwiftShader or wgpu-native is not there: Scripts/get-tools")
)
struct RefusalTests {
  @Test func `an actor that the device cannot run is refused at its launch, with kernel, need and device`() async throws
  {
    let device = try SoftwareVulkan.swiftshader.device()
    let configuration = RuntimeConfiguration()
    let runtime = RingKernelRuntime(
      engine: try EpochEngine(try WebGPUEpochDevice(device), configuration),
      configuration: configuration,
      events: EventHub(),
      latencies: NoLatencies()
    )
    let error = await #expect(throws: RingKernelError.self) { _ = try await runtime.launch(Mean.self, id: "mean") }
    #expect(error?.code == .dialectLacks && error?.kernel == "mean")
    #expect(error?.detail.contains("wgsl has no 64-bit floats; it was for \(device.adapter.name).") == true)
    #expect(error?.cure.isEmpty == false)
    #expect(await runtime.shutdown().unbalancedKernels == [])
  }
}
#endif
