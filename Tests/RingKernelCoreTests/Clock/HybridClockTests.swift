import RingKernelCore
import RingKernelTesting
import Testing

/// 1 August 2026, 00:00 UTC.
private let someDay: UInt64 = 1_785_542_400_000_000_000

struct `Hybrid clocks` {
  @Test func `a tick takes the wall clock over and then counts`() throws {
    let wall = ManualWallClock(nanoseconds: someDay)
    let clock = HybridClock(node: 1, wallClock: wall)
    #expect(clock.now == .unstamped)
    let units = HybridUnits.floor(nanoseconds: someDay)
    #expect(try clock.tick() == HybridTime(physical: units, logical: 0))
    #expect(try clock.tick() == HybridTime(physical: units, logical: 1))
    #expect(clock.now == HybridTime(physical: units, logical: 1))
    #expect(clock.now == HybridTime(physical: units, logical: 1))
    wall.step(by: .seconds(1))
    #expect(try clock.tick() == HybridTime(physical: units + 65_536, logical: 0))
  }

  @Test func `the logical part carries into the physical part`() throws {
    let wall = ManualWallClock(nanoseconds: someDay)
    let clock = HybridClock(node: 1, wallClock: wall)
    let first = try clock.tick()
    for _ in 0..<65_536 { _ = try clock.tick() }
    #expect(clock.now == HybridTime(physical: first.physical + 1, logical: 0))
  }

  @Test func `ticks increase while the wall clock jumps in both directions`() throws {
    let wall = ManualWallClock(nanoseconds: someDay)
    let clock = HybridClock(node: 1, wallClock: wall)
    var previous = clock.now
    for jump in [3_600, -7_200, 0, 3_600, 7_200, -3_600, -86_400, 1] {
      wall.step(by: .seconds(jump))
      for _ in 0..<3 {
        let time = try clock.tick()
        #expect(time > previous)
        #expect(time.physical >= HybridUnits.floor(nanoseconds: wall.nanoseconds))
        previous = time
      }
    }
  }

  @Test func `a merge gives a later time than both sides`() throws {
    let wall = ManualWallClock(nanoseconds: someDay)
    let clock = HybridClock(node: 1, wallClock: wall)
    let local = try clock.tick()
    let remote = HybridTime(physical: local.physical + 65_536, logical: 41)
    #expect(try clock.merge(remote) == HybridTime(physical: remote.physical, logical: 42))
    #expect(try clock.merge(local) == HybridTime(physical: remote.physical, logical: 43))
  }

  @Test func `a time too far ahead is refused and changes nothing`() throws {
    let wall = ManualWallClock(nanoseconds: someDay)
    let clock = HybridClock(node: 1, maximumDrift: .seconds(5), wallClock: wall)
    let before = try clock.tick()
    let limit = before.physical + 5 << 16
    let refused = HybridTime(physical: limit + 1, logical: 0)
    let error = #expect(throws: RingKernelError.self) { try clock.merge(refused) }
    #expect(error?.code == .clockDrift)
    #expect(error?.detail.contains("5000 ms ahead") == true)
    #expect(clock.now == before)
    #expect(try clock.merge(HybridTime(physical: limit, logical: 7)) == HybridTime(physical: limit, logical: 8))
  }

  @Test func `a foreign timestamp is behind the time of its reception in both forms`() throws {
    let clock = HybridClock(node: 1, wallClock: ManualWallClock(nanoseconds: someDay))
    for logical in [0, 5, 65_535, 65_536, UInt32.max] {
      let remote = HybridTimestamp(physical: someDay + 1_234_567, logical: logical, node: 7)
      let received = try clock.merge(remote)
      #expect(clock.timestamp(of: received) > remote)
    }
  }

  @Test func `a saturated clock gives its last word and then throws`() throws {
    let wall = ManualWallClock(nanoseconds: .max)
    let clock = HybridClock(node: 1, wallClock: wall)
    #expect(try clock.tick() == HybridTime(physical: HybridTime.maximumPhysical, logical: 0))
    for _ in 0..<65_535 { _ = try clock.tick() }
    #expect(clock.now == .saturated)
    let error = #expect(throws: RingKernelError.self) { try clock.tick() }
    #expect(error?.code == .clockSaturated)
    #expect(#expect(throws: RingKernelError.self) { try clock.merge(.unstamped) }?.code == .clockSaturated)
    #expect(clock.now == .saturated)
  }

  @Test func `a restored clock goes on behind its last time`() throws {
    let last = HybridTime(physical: HybridUnits.floor(nanoseconds: someDay) + 1, logical: 3)
    let clock = HybridClock(node: 1, after: last, wallClock: ManualWallClock(nanoseconds: someDay))
    #expect(clock.now == last)
    #expect(try clock.tick() == HybridTime(physical: last.physical, logical: 4))
  }

  @Test func `the wall clocks of the machine agree`() {
    let before = FineWallClock().nanoseconds
    let coarse = CoarseWallClock().nanoseconds
    #expect(before > someDay - 86_400_000_000_000 * 3_650)
    #expect(coarse > before - 1_000_000_000 && coarse < before + 1_000_000_000)
  }
}
