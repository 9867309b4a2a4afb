import RingKernelTesting
import Testing

@Suite(.timeLimit(.minutes(5)))
struct PlantedHistoryTests {
  @Test(arguments: impossible)
  func `a history that no queue gives is rejected by both readings`(_ history: PlantedHistory) {
    for strict in [true, false] {
      guard case .violation(let violation) = history.verdict(strict: strict) else {
        Issue.record("strict \(strict): \(history.verdict(strict: strict))")
        continue
      }
      #expect(!violation.reason.isEmpty && !violation.description.isEmpty)
    }
  }

  @Test(arguments: possible)
  func `a history of a queue is accepted by both readings`(_ history: PlantedHistory) {
    for strict in [true, false] {
      guard case .linearizable(let witness) = history.verdict(strict: strict) else {
        Issue.record("strict \(strict): \(history.verdict(strict: strict))")
        continue
      }
      #expect(witness.count == history.operations.count)
    }
  }

  @Test(arguments: relaxedOnly)
  func `an answer that an overlapping call explains is right in the relaxed reading only`(_ history: PlantedHistory) {
    #expect(history.verdict(strict: false).isLinearizable)
    #expect(!history.verdict(strict: true).isLinearizable)
  }

  @Test func `a record that is no history is malformed`() {
    let checker = LinearizabilityChecker(capacity: 1, strictEmptyAndFull: true)
    for operations in [[push(1, on: 0, 5, 5)], [push(1, on: 0, 6, 5)], [push(1, on: 0, 1, 4), pop(1, on: 0, 3, 5)]] {
      guard case .malformed = checker.check(operations) else {
        Issue.record("\(operations)")
        continue
      }
    }
  }

  @Test func `the search stops at its limit`() {
    let operations =
      (0..<8).map { push(UInt64($0), on: $0, 1, 100) } + [pop(3, on: 8, 101, 102), pop(2, on: 8, 103, 104)]
    let checker = LinearizabilityChecker(capacity: 8, strictEmptyAndFull: true, stateLimit: 3)
    #expect(checker.check(operations) == .undecided(states: 4))
  }

  @Test func `a violation names the calls that do not fit`() {
    let history = PlantedHistory(
      "swapped",
      push(1, on: 0, 1, 2),
      push(2, on: 0, 3, 4),
      pop(2, on: 1, 5, 6),
      pop(1, on: 1, 7, 8)
    )
    guard case .violation(let violation) = history.verdict(strict: true) else {
      Issue.record("accepted")
      return
    }
    #expect(violation.longestPrefix == [push(1, on: 0, 1, 2)])
    #expect(violation.stuckAt == [push(2, on: 0, 3, 4)])
  }
}
