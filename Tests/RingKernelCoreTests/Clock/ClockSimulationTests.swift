import RingKernelCore
import RingKernelTesting
import Testing

/// Three nodes exchange messages while their wall clocks jump; vector clocks tell what could have caused what.
private struct ClockSimulation {
  struct Event {
    let stamp: HybridTimestamp
    let cause: [UInt64]
  }

  private struct Node {
    let wall: ManualWallClock
    let clock: HybridClock
    var cause: [UInt64]
    var inbox: [Event] = []
  }

  private var nodes: [Node]
  private var random: SplitMix64
  private(set) var events: [Event] = []
  private(set) var refusals = 0

  init(seed: UInt64, nodes count: Int, maximumDrift: Duration) {
    random = SplitMix64(seed: seed)
    nodes = (0..<count).map { index in
      let wall = ManualWallClock(nanoseconds: 1_785_542_400_000_000_000)
      let clock = HybridClock(node: UInt32(index), maximumDrift: maximumDrift, wallClock: wall)
      return Node(wall: wall, clock: clock, cause: Array(repeating: 0, count: count))
    }
  }

  mutating func step() throws {
    let index = Int.random(in: 0..<nodes.count, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: nodes[index].wall.step(by: .seconds(Int.random(in: -3_600...3_600, using: &random)))
    case 1: nodes[index].wall.step(by: .microseconds(Int.random(in: 0...50, using: &random)))
    case 2...4: record(try nodes[index].clock.tick(), at: index)
    case 5...6:
      let target = Int.random(in: 0..<nodes.count, using: &random)
      nodes[target].inbox.append(record(try nodes[index].clock.tick(), at: index))
    default: receive(at: index)
    }
  }

  private mutating func receive(at index: Int) {
    guard !nodes[index].inbox.isEmpty else { return }
    let position = Int.random(in: 0..<nodes[index].inbox.count, using: &random)
    let message = nodes[index].inbox.remove(at: position)
    let before = nodes[index].clock.now
    guard let time = merged(message.stamp, by: nodes[index].clock) else {
      refusals += 1
      #expect(nodes[index].clock.now == before)
      return
    }
    for (other, count) in message.cause.enumerated() {
      nodes[index].cause[other] = max(nodes[index].cause[other], count)
    }
    record(time, at: index)
  }

  private func merged(_ stamp: HybridTimestamp, by clock: HybridClock) -> HybridTime? {
    do throws(RingKernelError) {
      return try clock.merge(stamp)
    } catch {
      #expect(error.code == .clockDrift)
      return nil
    }
  }

  @discardableResult
  private mutating func record(_ time: HybridTime, at index: Int) -> Event {
    nodes[index].cause[index] += 1
    let event = Event(stamp: nodes[index].clock.timestamp(of: time), cause: nodes[index].cause)
    events.append(event)
    return event
  }
}

struct `Three nodes with jumping wall clocks` {
  @Test(arguments: [Duration.seconds(60), .seconds(1_000_000)])
  func `what could have caused an event has an earlier time`(maximumDrift: Duration) throws {
    let seed = SplitMix64.drawSeed(for: "clock simulation, drift \(maximumDrift)")
    var simulation = ClockSimulation(seed: seed, nodes: 3, maximumDrift: maximumDrift)
    for _ in 0..<3_000 { try simulation.step() }
    let events = simulation.events
    var violations = 0
    var ordered = 0
    for (later, event) in events.enumerated() {
      for cause in events[..<later] where zip(cause.cause, event.cause).allSatisfy({ $0 <= $1 }) {
        ordered += 1
        if cause.stamp >= event.stamp { violations += 1 }
      }
    }
    #expect(violations == 0, "seed \(seed)")
    #expect(ordered > events.count, "the simulation has to order events across nodes; seed \(seed)")
    #expect(Set(events.map(\.stamp)).count == events.count, "seed \(seed)")
    #expect((simulation.refusals > 0) == (maximumDrift == .seconds(60)), "seed \(seed)")
  }
}
