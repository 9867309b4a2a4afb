import Foundation
import RingKernelIR
import RingKernelKernelTesting
import Testing

@Suite struct CorpusTests {
  @Test func `every kernel of the corpus has a launch and every launch a kernel`() throws {
    var kernels: [String] = []
    var launched: Set<String> = []
    for file in try CorpusCase.files() {
      let text = try String(contentsOf: file, encoding: .utf8)
      launched.formUnion(try CorpusCase.all(in: file).map(\.kernel))
      let pattern = #/@(?:Kernel|StencilKernel)(?:\((?:[^()]|\([^()]*\))*\))?\s+func (\w+)/#
      kernels += text.matches(of: pattern).map { String($0.output.1) }
    }
    #expect(kernels.count >= 100)
    #expect(Set(kernels).count == kernels.count)
    #expect(launched == Set(kernels), "\(launched.symmetricDifference(kernels))")
  }

  @Test func `a description gives sizes, fillings, scalars and what is expected`() throws {
    let text =
      "k: grid 2 3, block 16; a: 4x2 noise 3; n: -7; s: {1, 2}; ulp wgsl 3; abs 0.5; const m = 9; fails overflow"
    let one = try CorpusCase(text, line: 1)
    #expect(one.grid == [2, 3, 1] && one.block == [16, 1, 1])
    #expect(one.inputs == ["a": "4x2 noise 3", "n": "-7", "s": "{1, 2}"])
    #expect(one.ulps == ["wgsl": 3] && one.absolute == 0.5 && one.constants == ["m": 9] && one.failure == .overflow)
    #expect(throws: CorpusCase.Malformed.self) { try CorpusCase("k: grid 1, block 1; what", line: 1) }
  }

  @Test func `fillings respect layouts and are the same every time`() {
    let pair = StructType(
      name: "P",
      fields: [StructField("a", .scalar(.u8), offset: 0), StructField("b", .scalar(.i32), offset: 4)],
      size: 8,
      alignment: 4
    )
    let types = TypeTable(structs: ["P": pair])
    #expect(
      Filling.ramp.bytes(.structure("P"), count: 2, types: types) == [0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]
    )
    for scalar in ScalarType.allCases {
      let bytes = Filling.wild(4).bytes(.scalar(scalar), count: 9, types: types)
      #expect(bytes == Filling.wild(4).bytes(.scalar(scalar), count: 9, types: types))
      #expect(bytes.count == 9 * scalar.byteCount && bytes != [UInt8](repeating: 0, count: bytes.count))
    }
  }

  @Test func `half-precision bits round to nearest even and come back`() {
    #expect(HalfBits.from(1) == 0x3c00 && HalfBits.from(-2.5) == 0xc100 && HalfBits.from(65504) == 0x7bff)
    #expect(HalfBits.from(65520) == 0x7c00 && HalfBits.from(65519) == 0x7bff && HalfBits.from(0x1p-24) == 1)
    #expect(HalfBits.from(1 + 0x1p-11) == 0x3c00 && HalfBits.from(1 + 0x1.8p-10) == 0x3c02)
    for bits in UInt16(0)..<0x7c00 { #expect(HalfBits.from(HalfBits.value(bits)) == bits) }
  }

  @Test func `a comparison is exact for integers and allows what it was given for floats`() {
    let types = TypeTable()
    func bytes(_ value: Float) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) } }
    let exact = ResultComparison()
    #expect(exact.difference([1, 0, 0, 0], [2, 0, 0, 0], .scalar(.i32), types) == "[0]+0: 2 instead of 1")
    #expect(exact.difference(bytes(.nan), bytes(-.nan), .scalar(.f32), types) == nil)
    #expect(exact.difference(bytes(0), bytes(.leastNonzeroMagnitude), .scalar(.f32), types) != nil)
    let flushing = ResultComparison(flushes: true)
    #expect(flushing.difference(bytes(0), bytes(.leastNonzeroMagnitude), .scalar(.f32), types) == nil)
    #expect(flushing.difference(bytes(0), bytes(.leastNormalMagnitude), .scalar(.f32), types) != nil)
    #expect(exact.difference(bytes(1), bytes(Float(1).nextUp), .scalar(.f32), types) != nil)
    #expect(ResultComparison(ulps: 1).difference(bytes(1), bytes(Float(1).nextUp), .scalar(.f32), types) == nil)
    #expect(ResultComparison(ulps: 1).difference(bytes(1), bytes(Float(1).nextUp.nextUp), .scalar(.f32), types) != nil)
    #expect(ResultComparison(absolute: 0.1).difference(bytes(1), bytes(1.05), .scalar(.f32), types) == nil)
  }
  @Test func `a failure is one that the interpreter saw in that thread, with its values`() {
    let module = KernelModule(name: "fails", resources: [], functions: [])
    func failure(_ thread: Int, _ value: UInt64 = 0) -> ReportedFailure {
      ReportedFailure(site: 0, thread: thread, values: [value, 0])
    }
    let expected = KernelResult(buffers: [], failure: failure(1), failures: [1: failure(1), 2: failure(2)])
    func difference(_ other: ReportedFailure) -> String? {
      ResultComparison(anyFailure: true).difference(expected, KernelResult(buffers: [], failure: other), module)
    }
    #expect(difference(failure(1)) == nil && difference(failure(2)) == nil)
    #expect(difference(failure(3)) != nil && difference(failure(1, 7)) != nil && difference(failure(2, 7)) != nil)
  }
}
