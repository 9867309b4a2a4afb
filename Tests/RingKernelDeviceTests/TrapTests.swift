#if Macros
import RingKernel
import RingKernelCore
import RingKernelDevice
import RingKernelIR
import Testing

/// What would end the process fails its message, as the interpreter says.
@Suite(.timeLimit(.minutes(20))) struct TrapTests {
  /// Messages of small numbers and of those at which Swift traps.
  static func messages(_ count: Int, seed: UInt64) -> [Wide] {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 17 ^ state << 11
    }
    func bits() -> UInt64 {
      let extremes: [UInt64] = [
        0, 1, .max, 127, 128, 255, 256, 257, 1 << 31, (1 << 31) - 1, 1 << 32, 1 << 63, (1 << 63) - 1,
      ]
      return next() % 2 == 0 ? next() % 100 : next() % 8 == 0 ? next() : extremes[Int(next() % UInt64(extremes.count))]
    }
    func real() -> Float {
      let extremes: [Float] = [.nan, .infinity, -.infinity, 0x1p31, -0x1p31, 0x1p63, -0x1p64, 32768, -0.5]
      return next() % 2 == 0 ? Float(next() % 64) - 32 : extremes[Int(next() % UInt64(extremes.count))]
    }
    return (0..<count).map { number in
      Wide(
        flag: next() % 2 == 0,
        small: Int8(truncatingIfNeeded: bits()),
        half: UInt16(truncatingIfNeeded: number),
        word: Int32(truncatingIfNeeded: bits()),
        long: bits(),
        real: real(),
        list: [UInt16(truncatingIfNeeded: bits()), UInt16(truncatingIfNeeded: bits()), 0],
        point: SIMD2(real(), real())
      )
    }
  }

  @Test func `what Swift's own forms trap at fails the message alone, where and with what the interpreter says`()
    async throws
  {
    let failures = try await LoopLimitTests.compare(Trapper.self, Self.messages(8_000, seed: 5))
    let codes = Set(failures.map(\.code))
    #expect(codes == [.overflow, .divisionByZero, .conversion, .range, .loopLimit])
    // In all kinds of forms.
    #expect(Set(failures.map(\.line)).count >= 15, "\(Set(failures.map(\.line)).sorted())")
    #expect(failures.count > 500 && failures.count < 6_000)
  }
}
#endif
