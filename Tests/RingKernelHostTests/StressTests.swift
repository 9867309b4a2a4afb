import RingKernelStress
import Testing

// A small share of what `ringkernel-stress` runs at full size in release builds and under the thread sanitizer.
@Suite(.timeLimit(.minutes(5)))
struct StressTests {
  @Test(arguments: StressCase.all.map(\.name))
  func `every stress case holds at a small size`(name: String) async throws {
    let one = try #require(StressCase.all.first { $0.name == name })
    let done = try await one.run(0.002)
    #expect(!done.isEmpty)
  }
}
