import RingKernelTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RandomHistoryTests {
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `calls answered in sequence are accepted however they overlap`(seed: UInt64) {
    let threads = 2 + Int(seed % 7)
    let capacity = 1 + Int(seed % 4)
    let history = overlappedHistory(seed: seed, calls: 60, threads: threads, capacity: capacity)
    for strict in [true, false] {
      let verdict = LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: strict).check(history)
      #expect(verdict.isLinearizable, "seed \(seed), strict \(strict): \(verdict)")
    }
  }

  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `two values exchanged in a good history are found`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var history = overlappedHistory(seed: seed, calls: 60, threads: 2 + Int(seed % 7), capacity: 4)
    // Pairs that no overlap excuses: a was pushed before b, and popped before b.
    let pops = history.indices.filter { if case .value = history[$0].effect { true } else { false } }
    func pushOf(_ pop: Int) -> QueueOperation? {
      history.first { if case .accepted(let value) = $0.effect { .value(value) == history[pop].effect } else { false } }
    }
    let pairs = try pops.flatMap { a in
      try pops.filter { b in
        let (first, second) = try (#require(pushOf(a)), #require(pushOf(b)))
        return history[a].response < history[b].invocation && first.response < second.invocation
      }.map { (a, $0) }
    }
    let (a, b) = try #require(pairs.randomElement(using: &random))
    (history[a].effect, history[b].effect) = (history[b].effect, history[a].effect)
    for strict in [true, false] {
      let verdict = LinearizabilityChecker(capacity: 4, strictEmptyAndFull: strict).check(history)
      guard case .violation = verdict else {
        Issue.record("seed \(seed), strict \(strict): \(verdict)")
        continue
      }
    }
  }

  @Test func `the checker agrees with the definition on short runs of good and faulty rings`() {
    var good = 0
    var bad = 0
    for seed in 1...900 as ClosedRange<UInt64> {
      let fault = [SteppedRing.Fault.none, .claimsWithoutLookingAtTheSlot, .skipsUnpublished][Int(seed % 3)]
      let history = SteppedRing.history(
        seed: seed,
        producers: 2,
        consumers: 2,
        calls: 2,
        capacity: 1 + Int(seed % 2),
        fault: fault
      )
      for (capacity, strict) in [(1, true), (1, false), (2, true), (2, false)] {
        let expected = isLinearizableByDefinition(history, capacity: capacity, strict: strict)
        let verdict = LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: strict).check(history)
        #expect(verdict.isLinearizable == expected, "seed \(seed), capacity \(capacity), strict \(strict): \(verdict)")
        if expected { good += 1 } else { bad += 1 }
      }
    }
    #expect(good > 200 && bad > 200, "\(good) good, \(bad) bad")
  }

  @Test func `the checker agrees with the definition on arbitrary small histories`() {
    var good = 0
    var bad = 0
    for seed in 1...6000 as ClosedRange<UInt64> {
      let history = arbitraryHistory(seed: seed)
      for (capacity, strict) in [(1, true), (1, false), (2, true), (2, false)] {
        let expected = isLinearizableByDefinition(history, capacity: capacity, strict: strict)
        let verdict = LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: strict).check(history)
        #expect(verdict.isLinearizable == expected, "seed \(seed), capacity \(capacity), strict \(strict): \(verdict)")
        if expected { good += 1 } else { bad += 1 }
      }
    }
    #expect(good > 200 && bad > 200, "\(good) good, \(bad) bad")
  }

  @Test func `the stepped ring meets the relaxed reading and not always the strict one`() {
    var strictlyRejected = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      let capacity = 1 + Int(seed % 4)
      let history = SteppedRing.history(
        seed: seed,
        producers: 2 + Int(seed % 3),
        consumers: 1 + Int(seed % 2),
        calls: 8,
        capacity: capacity
      )
      let relaxed = LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: false).check(history)
      #expect(relaxed.isLinearizable, "seed \(seed): \(relaxed)")
      if !LinearizabilityChecker(capacity: capacity, strictEmptyAndFull: true).check(history).isLinearizable {
        strictlyRejected += 1
      }
    }
    #expect(strictlyRejected > 0)
  }

  @Test(arguments: [SteppedRing.Fault.claimsWithoutLookingAtTheSlot, .skipsUnpublished])
  func `a faulty stepped ring is found`(fault: SteppedRing.Fault) {
    let found = (1...100 as ClosedRange<UInt64>).count { seed in
      let history = SteppedRing.history(seed: seed, producers: 3, calls: 8, capacity: 2, fault: fault)
      let verdict = LinearizabilityChecker(capacity: 2, strictEmptyAndFull: false).check(history)
      guard case .violation = verdict else { return false }
      return true
    }
    #expect(found > 20, "\(found) of 100 runs")
  }

  @Test func `the recorder keeps the calls of all threads with distinct ordered times`() async {
    let queue = LockedQueue()
    let recorder = HistoryRecorder()
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<4 {
        group.addTask {
          var log = recorder.log(thread: thread, expecting: 12)
          for call in 0..<12 {
            let value = UInt64(thread * 100 + call)
            if thread < 2 { log.push(value) { queue.push(value) } } else { log.pop { queue.pop() } }
          }
          log.finish()
        }
      }
    }
    let history = recorder.history
    #expect(history.count == 48)
    #expect(Set(history.flatMap { [$0.invocation, $0.response] }) == Set(1...96))
    let verdict = LinearizabilityChecker(capacity: 3, strictEmptyAndFull: true).check(history)
    #expect(verdict.isLinearizable, "\(verdict)")
  }
}

/// Three elements behind a lock.
private final class LockedQueue: Sendable {
  private let content = Mutex<[UInt64]>([])

  func push(_ value: UInt64) -> Bool {
    content.withLock { content in
      guard content.count < 3 else { return false }
      content.append(value)
      return true
    }
  }

  func pop() -> UInt64? { content.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
