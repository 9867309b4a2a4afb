import RingKernelConformance
import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ConformanceTests {
  @Test func `the suite has at least 40 cases with distinct names`() {
    let names = ConformanceSuite.cases.map(\.name)
    #expect(names.count >= 40)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: BackendKind.allCases.filter { Backends.availability($0).isUsable }, ConformanceSuite.cases)
  func `every usable backend passes`(backend: BackendKind, one: ConformanceCase) async {
    let outcome = await ConformanceSuite.run(one, on: .only(backend))
    #expect(outcome == .passed)
  }
}
