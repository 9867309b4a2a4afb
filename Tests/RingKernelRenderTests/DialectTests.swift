import RingKernelRender
import Testing

@Suite struct DialectTests {
  @Test func `there are three dialects`() { #expect(DialectName.allCases.map(\.rawValue) == ["cuda", "msl", "wgsl"]) }
}
