import RingKernelCore
import RingKernelTesting
import Testing

/// The clock as the paper has it: two fields and three cases, plus the carry of a 16-bit logical part.
private struct TwoFieldClock {
  var physical: UInt64 = 0
  var logical: UInt64 = 0
  let limit: UInt64

  mutating func tick(wall: UInt64) { settle(max(physical, wall), [(physical, logical)]) }

  mutating func merge(_ remotePhysical: UInt64, _ remoteLogical: UInt64, wall: UInt64) -> Bool {
    guard remotePhysical <= wall + limit else { return false }
    settle(max(physical, remotePhysical, wall), [(physical, logical), (remotePhysical, remoteLogical)])
    return true
  }

  private mutating func settle(_ latest: UInt64, _ sides: [(physical: UInt64, logical: UInt64)]) {
    let tied = sides.filter { $0.physical == latest }.map(\.logical).max()
    physical = latest
    logical = tied.map { $0 + 1 } ?? 0
    if logical == 65_536 { (physical, logical) = (physical + 1, 0) }
  }
}

struct `Clock rules` {
  @Test func `both clocks follow the two-field model`() throws {
    let seed = SplitMix64.drawSeed(for: "two-field model")
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let limit = Duration.seconds(Int.random(in: 0...3, using: &random))
      var model = TwoFieldClock(limit: HybridUnits.floor(limit))
      let wall = ManualWallClock(nanoseconds: 0)
      let shared = HybridClock(node: 1, maximumDrift: limit, wallClock: wall)
      let local = LocalHybridClock(maximumDrift: limit)
      var word: UInt64 = 0
      for _ in 0..<200 {
        // Few distinct values around each other, so that ties and carries come up.
        let units = UInt64.random(in: 0...8, using: &random) << (Bool.random(using: &random) ? 0 : 15)
        wall.set(nanoseconds: HybridUnits.nanoseconds(units))
        if Bool.random(using: &random) {
          model.tick(wall: units)
          _ = try shared.tick()
          _ = try local.tick(&word, wallNanoseconds: wall.nanoseconds)
        } else {
          let physical = UInt64.random(in: 0...8, using: &random) << (Bool.random(using: &random) ? 0 : 15)
          let logical = UInt16.random(in: 0...3, using: &random) &- 2
          let remote = HybridTime(physical: physical, logical: logical)
          let isAccepted = model.merge(physical, UInt64(logical), wall: units)
          #expect((try? shared.merge(remote)) == (isAccepted ? shared.now : nil), "seed \(seed)")
          let localResult = try? local.merge(remote, into: &word, wallNanoseconds: wall.nanoseconds)
          #expect(localResult?.rawValue == (isAccepted ? word : nil), "seed \(seed)")
        }
        let expected = HybridTime(physical: model.physical, logical: UInt16(model.logical))
        #expect(shared.now == expected && word == expected.rawValue, "seed \(seed)")
      }
    }
  }

  @Test func `a refused local merge leaves the word as it was`() {
    var word: UInt64 = 5
    let remote = HybridTime(physical: 61 << 16, logical: 0)
    #expect(throws: ClockError.drift(remote: remote, wallUnits: 0, limitUnits: 60 << 16)) {
      try LocalHybridClock().merge(remote, into: &word, wallNanoseconds: 0)
    }
    #expect(word == 5)
  }

  @Test func `a saturated local clock throws`() {
    var word = UInt64.max
    #expect(throws: ClockError.saturated) { try LocalHybridClock().tick(&word, wallNanoseconds: 0) }
    #expect(throws: ClockError.saturated) {
      try LocalHybridClock().merge(.unstamped, into: &word, wallNanoseconds: 0)
    }
    #expect(word == .max)
  }
}
