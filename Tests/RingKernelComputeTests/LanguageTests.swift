import Foundation
import RingKernelCompute
import RingKernelKernelTesting
import Testing

@Suite struct LanguageTests {
  @Test(arguments: ["", "import Foundation\n"])
  func `swiftc accepts every file of the corpus, also beside Foundation`(imports: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "corpus-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for file in try CorpusCase.files() {
      let copy = folder.appending(path: file.lastPathComponent)
      let source = SwiftCompiler.withoutAttributes(try String(contentsOf: file, encoding: .utf8))
      try (imports + source).write(to: copy, atomically: true, encoding: .utf8)
      paths.append(copy.path())
    }
    #expect(paths.count >= 12)
    try SwiftCompiler().run(["-typecheck"] + paths)
  }

  @Test func `indices are those of the launch that a test sets, otherwise those of one thread`() {
    #expect(globalThreadIndex == Axes(0) && blockSize == Axes(1, 1, 1) && linearThreadIndex == 0)
    var indices = LaunchIndices()
    indices.thread = Axes(3, 1)
    indices.block = Axes(2)
    indices.blockSize = Axes(8, 2, 1)
    LaunchIndices.$current.withValue(indices) {
      #expect(globalThreadIndex == Axes(19, 1) && linearThreadIndex == 11)
    }
  }

  @Test func `arithmetic of kernels is total`() {
    #expect(abs(Int32.min) == .min && min(Float.nan, 2) == 2 && max(2, Float.nan) == 2)
    #expect(clamp(Int8(100), -5, 7) == 7 && sign(-0.5) == -1 && fract(Float(-0.25)) == 0.75)
    #expect(reverseBits(UInt8(0b1101)) == 0b1011_0000 && findFirstSet(UInt32(8)) == 4 && leadingZeros(UInt16(0)) == 16)
    #expect(bytePermute(0x4433_2211, 0x8877_6655, 0x7410) == 0x8855_2211)
    #expect(funnelShiftLeft(0x8000_0000, 1, 1) == 3 && funnelShiftRight(0x8000_0000, 1, 1) == 0xc000_0000)
  }

  @Test func `special functions agree with known values`() {
    func near(_ a: Double, _ b: Double) -> Bool { Swift.abs(a - b) <= 1e-13 * Swift.max(1, Swift.abs(b)) }
    #expect(near(normalCDFInverse(0.975), 1.959963984540054) && near(normalCDFInverse(1e-9), -5.9978070150076865))
    #expect(near(erf(erfinv(0.3)), 0.3) && near(erfc(erfcinv(1.7)), 1.7) && near(erfinv(1e-12), 8.862269254527581e-13))
    #expect(near(besselI0(2.5), 3.2898391440501231) && near(besselI1(-2.5), -2.5167162452886984))
    #expect(sinpi(Float(1)) == 0 && cospi(1e9 + 1) == -1 && scalbn(Float(1), -149) == .leastNonzeroMagnitude)
    #expect(near(lgamma(10.5), 13.940625219403763) && RingKernelCompute.ilogb(Float(10)) == 3)
  }
}
