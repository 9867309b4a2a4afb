import Testing

@testable import TransactionMonitor

@Suite struct `Velocity window` {
  @Test func `a count covers seven steps and both of their ends`() throws {
    var window = VelocityWindow()
    #expect(try window.record(at: 10) == 1)
    #expect(try window.record(at: 16) == 2)
    #expect(try window.record(at: 17) == 2)
    #expect(try window.record(at: 17) == 3)
  }

  @Test func `rows out of order count only what their window covers`() throws {
    var window = VelocityWindow()
    #expect(try window.record(at: 50) == 1)
    #expect(try window.record(at: 44) == 1)
    #expect(try window.record(at: 50) == 3)
    #expect(try window.record(at: 0) == 1)
    #expect(try window.record(at: 3) == 2)
  }

  @Test func `a row is late when its window reaches behind the horizon`() throws {
    let spread = VelocityWindow.horizon - VelocityRule.steps
    var window = VelocityWindow()
    _ = try window.record(at: 1000)
    #expect(try window.record(at: 1000 - spread) == 1)
    let before = window
    #expect(throws: AccountError.lateRow(time: 999 - spread, newest: 1000)) { try window.record(at: 999 - spread) }
    #expect(counts(of: window) == counts(of: before))
  }

  @Test func `the last time step is no exception`() throws {
    var window = VelocityWindow()
    #expect(try window.record(at: .max - 6) == 1)
    #expect(try window.record(at: .max) == 2)
    #expect(throws: AccountError.lateRow(time: 0, newest: .max)) { try window.record(at: 0) }
  }

  @Test func `a full counter throws and counts nothing`() throws {
    var window = VelocityWindow()
    for _ in 0..<UInt16.max { _ = try window.record(at: 5) }
    #expect(throws: AccountError.countOverflow(time: 5)) { try window.record(at: 5) }
    #expect(try window.record(at: 6) == UInt32(UInt16.max) + 1)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any order gives the counts of a plain list`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spread = 1 + random.next(below: 300)
    let start = random.next(below: 1000)
    var window = VelocityWindow()
    var seen: [UInt32] = []
    for _ in 0..<600 {
      let time = UInt32(start + random.next(below: spread))
      if let newest = seen.max(), time + 121 < newest {
        #expect(throws: AccountError.lateRow(time: time, newest: newest), "seed \(seed)") {
          try window.record(at: time)
        }
      } else {
        seen.append(time)
        let expected = seen.count { $0 <= time && $0 + 6 >= time }
        #expect(try window.record(at: time) == UInt32(expected), "seed \(seed)")
      }
    }
  }

  private func counts(of window: VelocityWindow) -> [UInt8] {
    unsafe withUnsafeBytes(of: window) { unsafe Array($0) }
  }
}
