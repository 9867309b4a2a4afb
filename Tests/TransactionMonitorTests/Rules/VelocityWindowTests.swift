import Testing

@testable import TransactionMonitor

@Suite struct `Velocity window` {
  @Test func `a count covers seven steps and both of their ends`() {
    var window = VelocityWindow()
    #expect(window.record(at: 10) == Booking(count: 1, refusal: .none))
    #expect(window.record(at: 16) == Booking(count: 2, refusal: .none))
    #expect(window.record(at: 17) == Booking(count: 2, refusal: .none))
    #expect(window.record(at: 17) == Booking(count: 3, refusal: .none))
  }

  @Test func `rows out of order count only what their window covers`() {
    var window = VelocityWindow()
    #expect(window.record(at: 50) == Booking(count: 1, refusal: .none))
    #expect(window.record(at: 44) == Booking(count: 1, refusal: .none))
    #expect(window.record(at: 50) == Booking(count: 3, refusal: .none))
    #expect(window.record(at: 0) == Booking(count: 1, refusal: .none))
    #expect(window.record(at: 3) == Booking(count: 2, refusal: .none))
  }

  @Test func `a row is late when its window reaches behind the horizon`() {
    let spread = VelocityWindow.horizon - VelocityRule.steps
    var window = VelocityWindow()
    _ = window.record(at: 1000)
    #expect(window.record(at: 1000 - spread) == Booking(count: 1, refusal: .none))
    let before = window
    #expect(window.record(at: 999 - spread).refusal == .lateRow)
    #expect(counts(of: window) == counts(of: before))
  }

  @Test func `the last time step is no exception`() {
    var window = VelocityWindow()
    #expect(window.record(at: .max - 6) == Booking(count: 1, refusal: .none))
    #expect(window.record(at: .max) == Booking(count: 2, refusal: .none))
    #expect(window.record(at: 0).refusal == .lateRow)
  }

  @Test func `a full counter throws and counts nothing`() {
    var window = VelocityWindow()
    for _ in 0..<UInt16.max { _ = window.record(at: 5) }
    #expect(window.record(at: 5).refusal == .countOverflow)
    #expect(window.record(at: 6) == Booking(count: UInt32(UInt16.max) + 1, refusal: .none))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any order gives the counts of a plain list`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let spread = 1 + random.next(below: 300)
    let start = random.next(below: 1000)
    var window = VelocityWindow()
    var seen: [UInt32] = []
    for _ in 0..<600 {
      let time = UInt32(start + random.next(below: spread))
      if let newest = seen.max(), time + 121 < newest {
        #expect(window.record(at: time).refusal == .lateRow, "seed \(seed)")
      } else {
        seen.append(time)
        let expected = seen.count { $0 <= time && $0 + 6 >= time }
        #expect(window.record(at: time) == Booking(count: UInt32(expected), refusal: .none), "seed \(seed)")
      }
    }
  }

  private func counts(of window: VelocityWindow) -> [UInt8] {
    unsafe withUnsafeBytes(of: window) { unsafe Array($0) }
  }
}
