import RingKernelCore
@testable import RingKernelTesting
import Testing

@Suite(.timeLimit(.minutes(5)), .serialized)
struct `Threads that share a clock` {
  #if DEBUG
  static let ticks = 10_000
  #else
  static let ticks = 1_000_000
  #endif

  @Test func `64 threads are given distinct, increasing times`() {
    #expect(ClockStress.run(threads: 64, ticks: Self.ticks) == nil)
  }

  @Test(arguments: [1, 3, 64, 1_000])
  func `times stay distinct and increasing while the wall clock jumps`(readsPerJump: UInt64) {
    let wall = JumpingWallClock(base: 1_785_542_400_000_000_000, readsPerJump: readsPerJump)
    #expect(ClockStress.run(threads: 16, ticks: 4_000, ticksPerRound: 500, wallClock: wall) == nil)
  }

  @Test func `a clock that saturates on the way is reported`() {
    let failure = ClockStress.run(threads: 2, ticks: 65_536, wallClock: ManualWallClock(nanoseconds: .max))
    guard case .refused(let error) = failure else {
      Issue.record("expected a refusal, found \(String(describing: failure))")
      return
    }
    #expect(error.code == .clockSaturated)
  }

  @Test func `the check finds each kind of violation`() {
    let times = (0..<4).map { HybridTime(rawValue: $0) }
    #expect(throws: ClockStress.Failure.duplicate(times[2])) {
      try ClockStress.check([[times[1], times[2]], [times[2], times[3]]], after: times[0])
    }
    #expect(throws: ClockStress.Failure.wentBack(thread: 1, from: times[3], to: times[2])) {
      try ClockStress.check([[times[1]], [times[3], times[2]]], after: times[0])
    }
    #expect(throws: ClockStress.Failure.wentBackAcrossRounds(from: times[1], to: times[1])) {
      try ClockStress.check([[times[1], times[2]]], after: times[1])
    }
    #expect(throws: Never.self) { try ClockStress.check([[times[1]], [times[2]]], after: times[0]) }
  }
}
