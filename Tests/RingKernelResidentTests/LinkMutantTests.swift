import RingKernelConformance
import RingKernelCore
import RingKernelHost
import RingKernelRender
import Testing

/// The link under messages that fit in a line and messages that do not, and ways to get it wrong that must not survive.
@Suite(.serialized, .timeLimit(.minutes(20))) struct `The link of a resident program` {
  /// A wrong program: what stands in the printed text, and what takes its place.
  struct Mutant: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let right: String
    let wrong: String

    func apply(_ text: String) -> String { text.replacing(right, with: wrong) }
  }

  /// The halves of a line are read at two times, those of a record are written at two: in the right program as well.
  @Sendable private static func delayed(_ text: String) -> String {
    text.replacing(
      "  u64 word = rk_whole_sys(",
      with: "  if (lane == 8u) rk_pause(20000u);\n  u64 word = rk_whole_sys("
    )
    .replacing("    rk_store_words_sys(", with: "    if (lane == 8u) rk_pause(20000u);\n    rk_store_words_sys(")
  }

  static let mutants = [
    Mutant(
      testDescription: "takes a line when its last word has come",
      right: "if ((u32)(word >> 32) != rk_told.sequence)",
      wrong: "if (lane == 15u && (u32)(word >> 32) != rk_told.sequence)"
    ),
    Mutant(
      testDescription: "takes a line of any lap",
      right: "if ((u32)(word >> 32) != rk_told.sequence)",
      wrong: "if ((u32)(word >> 32) == 0u)"
    ),
    Mutant(
      testDescription: "takes what stood behind the line before",
      right: "  return rk_find_copy;\n",
      wrong: "  return rk_find_message;\n"
    ),
    Mutant(
      testDescription: "gives all words of a draft the sequence of its first",
      right: "(u64)rk_sequence(position) << 32;",
      wrong: "(u64)rk_sequence(rk_told.position) << 32;"
    ),
    Mutant(
      testDescription: "drafts anew before the warp has written",
      right: "if (!rk_serve(threadIdx.x)) break;\n        rk_meet_warp();\n",
      wrong: "if (!rk_serve(threadIdx.x)) break;\n"
    ),
  ]

  /// A message of some length, and what answers it.
  private static func bounded(_ count: Int, _ seed: UInt32) -> (Bounded, Bounded) {
    var (asked, right) = (BoundedArray<16, UInt32>(filler: 0), BoundedArray<16, UInt32>(filler: 0))
    for number in 0..<UInt32(min(count, 16)) {
      let value = number &* 0x9e37_79b9 ^ seed
      _ = (asked.append(value), right.append(~value))
    }
    return (Bounded(values: asked), Bounded(values: right))
  }

  /// Whether all messages of four tasks arrive once, in order and unchanged, and all their answers as well.
  private func isRight(
    _ rewrite: @escaping @Sendable (String) -> String,
    inPasses: Bool = false,
    origin: UInt32 = 0,
    drains: Bool
  ) async throws -> Bool {
    let rounds = 150 as UInt64
    var isRight = false
    do {
      try await StandInEngine.with(
        inPasses: inPasses,
        rewrite: rewrite,
        drains: drains,
        // A wrong program can stop for good.
        watchdog: .seconds(drains ? 120 : 10),
        origin: origin
      ) { runtime, _ in
        let kernel = try await runtime.launch(KitActor.self).kernel
        let bounded = try await runtime.launch(KitBounded.self).kernel
        try await withThrowingTaskGroup(of: Bool.self) { group in
          for sender in 0..<4 as Range<UInt32> {
            group.addTask {
              for round in 0..<rounds {
                try await kernel.send(Note(sender: sender, sequence: round))
                let amount = Int64(sender) * 1000 + Int64(round)
                let total: Total = try await kernel.call(Add(amount: amount), timeout: .seconds(drains ? 60 : 3))
                guard total.amount == amount else { return false }
                let (asked, right) = Self.bounded(Int(round % 17), UInt32(round))
                let answer: Bounded = try await bounded.call(asked, timeout: .seconds(drains ? 60 : 3))
                guard answer == right else { return false }
              }
              return true
            }
          }
          isRight = try await group.allSatisfy { $0 }
        }
        let order: Order = try await kernel.call(AskOrder(), timeout: .seconds(drains ? 60 : 3))
        let total: Total = try await kernel.call(Add(amount: 0), timeout: .seconds(drains ? 60 : 3))
        let sum = (0..<4).reduce(0) { $0 + Int64($1) * 1000 * Int64(rounds) } + 4 * Int64(rounds * (rounds - 1) / 2)
        isRight = isRight && order == Order(count: 4 * rounds, violations: 0, last: rounds - 1) && total.sum == sum
      }
    } catch let error as RingKernelError {
      guard !drains else { throw error }
      return false
    }
    return isRight
  }

  @Test(arguments: [false, true], [0, 0 &- 1200, 0 &- 4] as [UInt32])
  func `messages and answers are right at two speeds, and when the counts of both come round`(
    inPasses: Bool,
    origin: UInt32
  ) async throws {
    #expect(try await isRight({ inPasses ? $0 : Self.delayed($0) }, inPasses: inPasses, origin: origin, drains: true))
  }

  @Test(arguments: mutants) func `a wrong link is found out`(mutant: Mutant) async throws {
    let text = try Renderer.resident(try `Resident programs`.modules([KitActor.self])).text
    #expect(mutant.apply(text) != text, "the mutant changes nothing")
    // A race needs its moment: some runs are given to it.
    var isFound = false
    for _ in 0..<8 where !isFound {
      isFound = try await !isRight({ Self.delayed(mutant.apply($0)) }, drains: false)
    }
    #expect(isFound)
  }
}
