import RingKernelABI
import RingKernelCore
import RingKernelTesting
import Testing

struct `Hybrid times` {
  @Test(arguments: HybridTimeVectors.words)
  func `known words have known parts and timestamps`(vector: HybridTimeVectors.Word) {
    let time = HybridTime(rawValue: vector.word)
    #expect(time.physical == vector.physical)
    #expect(time.logical == vector.logical)
    #expect(HybridTime(physical: vector.physical, logical: vector.logical) == time)
    let timestamp = HybridTimestamp(time, node: 9)
    #expect(timestamp == HybridTimestamp(physical: vector.nanoseconds, logical: UInt32(vector.logical), node: 9))
    #expect(HybridTime(timestamp) == time)
    #expect(HybridTime(notBefore: timestamp) == time)
  }

  @Test(arguments: HybridTimeVectors.walls)
  func `known wall clocks have known units`(vector: HybridTimeVectors.Wall) {
    #expect(HybridUnits.floor(nanoseconds: vector.nanoseconds) == vector.units)
  }

  @Test(arguments: HybridTimeVectors.steps)
  func `known steps have known results`(vector: HybridTimeVectors.Step) {
    let time = HybridTime(rawValue: vector.word)
    let result: HybridTime? =
      if let remote = vector.remote {
        try? time.next(
          after: HybridTime(rawValue: remote),
          wallUnits: vector.wallUnits,
          limitUnits: HybridUnits.floor(.seconds(60))
        )
      } else {
        try? time.next(wallUnits: vector.wallUnits)
      }
    #expect(result?.rawValue == vector.result)
  }

  @Test func `durations are cut to whole units`() {
    #expect(HybridUnits.floor(Duration.zero) == 0)
    #expect(HybridUnits.floor(.nanoseconds(15_258)) == 0)
    #expect(HybridUnits.floor(.nanoseconds(15_259)) == 1)
    #expect(HybridUnits.floor(.milliseconds(999)) == 65_470)
    #expect(HybridUnits.floor(.seconds(60)) == 60 << 16)
    #expect(HybridUnits.floor(.seconds(1 << 40)) == HybridTime.maximumPhysical)
  }

  @Test func `every word comes back from its timestamp`() {
    let seed = SplitMix64.drawSeed(for: "word round trip")
    var random = SplitMix64(seed: seed)
    for _ in 0..<100_000 {
      // Shifted, so that small words come up as often as large ones.
      let time = HybridTime(rawValue: random.next() >> UInt64.random(in: 0..<64, using: &random))
      let timestamp = HybridTimestamp(time, node: 3)
      #expect(HybridTime(timestamp) == time, "seed \(seed)")
      #expect(HybridTime(notBefore: timestamp) == time, "seed \(seed)")
    }
  }

  @Test func `every fraction of a second comes back from its nanoseconds`() {
    let mismatches = (0...UInt64(UInt16.max)).count { fraction in
      let units = 1_754_565_120 << 16 | fraction
      return HybridUnits.floor(nanoseconds: HybridUnits.nanoseconds(units)) != units
    }
    #expect(mismatches == 0)
  }

  @Test func `timestamps are enclosed by the words below and above them`() {
    let seed = SplitMix64.drawSeed(for: "timestamp rounding")
    var random = SplitMix64(seed: seed)
    for _ in 0..<100_000 {
      let timestamp = HybridTimestamp(
        physical: random.next() % (4_294_967_295 * 1_000_000_000),
        logical: UInt32(truncatingIfNeeded: random.next()) >> UInt32.random(in: 0..<32, using: &random),
        node: 0
      )
      let below = HybridTimestamp(HybridTime(timestamp), node: 0)
      let above = HybridTimestamp(HybridTime(notBefore: timestamp), node: 0)
      #expect(below <= timestamp && timestamp <= above, "seed \(seed): \(timestamp)")
      #expect(HybridTime(notBefore: timestamp).physical - HybridTime(timestamp).physical <= 1, "seed \(seed)")
    }
  }

  @Test func `timestamps that do not fit go to the nearest word`() {
    let wideLogical = HybridTimestamp(physical: 1_000_000_000, logical: 65_536, node: 1)
    #expect(HybridTime(wideLogical) == HybridTime(physical: 65_536, logical: 65_535))
    #expect(HybridTime(notBefore: wideLogical) == HybridTime(physical: 65_537, logical: 0))
    let insideUnit = HybridTimestamp(physical: 1_000_000_001, logical: 4, node: 1)
    #expect(HybridTime(insideUnit) == HybridTime(physical: 65_536, logical: 4))
    #expect(HybridTime(notBefore: insideUnit) == HybridTime(physical: 65_537, logical: 0))
    for physical in [4_294_967_296_000_000_000, UInt64.max] {
      let tooLate = HybridTimestamp(physical: physical, logical: 0, node: 1)
      #expect(HybridTime(tooLate) == .saturated)
      #expect(HybridTime(notBefore: tooLate) == .saturated)
    }
    let lastUnit = HybridTimestamp(physical: 4_294_967_295_999_999_999, logical: 0, node: 1)
    #expect(HybridTime(lastUnit) == HybridTime(physical: HybridTime.maximumPhysical, logical: 0))
    #expect(HybridTime(notBefore: lastUnit) == .saturated)
  }

  @Test func `timestamps order by physical part, logical part and node`() {
    let ordered = [
      HybridTimestamp(physical: 1, logical: 9, node: 9), HybridTimestamp(physical: 2, logical: 0, node: 9),
      HybridTimestamp(physical: 2, logical: 1, node: 0), HybridTimestamp(physical: 2, logical: 1, node: 1),
    ]
    #expect(ordered.shuffled().sorted() == ordered)
    #expect(zip(ordered, ordered.dropFirst()).allSatisfy { $0 < $1 && !($1 < $0) })
  }

  @Test func `a timestamp has the layout of its C form`() {
    #expect(MemoryLayout<HybridTimestamp>.size == MemoryLayout<rk_hlc_timestamp>.size)
    #expect(MemoryLayout<HybridTimestamp>.stride == 16)
    #expect(MemoryLayout<HybridTimestamp>.offset(of: \.logical) == 8)
    #expect(MemoryLayout<HybridTimestamp>.offset(of: \.node) == 12)
    let timestamp = HybridTimestamp(physical: 1, logical: 2, node: 3)
    #expect(HybridTimestamp(timestamp.stored) == timestamp)
  }

  @Test func `a time prints its two parts`() {
    #expect(HybridTime(physical: 65_536, logical: 7).description == "65536+7")
  }
}
