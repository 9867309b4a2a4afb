internal import RingKernelIR

/// The part of an actor's program that is the same in all (`Design/0006`): constants, variables and functions in WGSL.
///
/// A program gets those that its text mentions. Words of 64 bits are pairs throughout, low word first.
enum WGSLEngine {
  /// The pieces that texts mention, those of the library among them: constants, then variables, then functions.
  ///
  /// - Parameters:
  ///   - texts: The texts.
  ///   - isTogether: Whether blocks of threads run the handlers.
  static func needed(by texts: [String], isTogether: Bool = false) -> [String] {
    let all = WGSLLibrary.needed(by: texts, also: isTogether ? blockPieces : pieces)
    return ["const ", "var<", "fn "].flatMap { start in all.filter { $0.hasPrefix(start) } }
  }

  /// Every piece by its name.
  private static let pieces = named(
    words + variables + turn + messages + records + time + rings + sends + reads
  )

  /// Those of programs whose handlers are run by blocks of threads.
  private static let blockPieces = named(block).merging(pieces) { own, _ in own }

  private static func named(_ texts: [String]) -> [String: String] {
    Dictionary(texts.map { (WGSLLibrary.words($0).first ?? "", $0) }) { first, _ in first }
  }

  /// Where a message stands that is being handled, what it has done, and what the turn has done so far.
  private static let variables = [
    // The row of the actor, the first word of its state, parity of the round.
    "var<private> rk_row: u32;", "var<private> rk_base: u32;",
    "var<private> rk_parity: u32;",
    // Row of the ring that the message comes from, 0 for the host; place of that ring in the list; word of the slot.
    "var<private> rk_from: u32;", "var<private> rk_place: u32;", "var<private> rk_at: u32;",
    // The same of what comes before the host's messages, and how many of these are due in this turn.
    "var<private> rk_first: u32;", "var<private> rk_due: u32;",
    // Where the host's messages begin, how far they are apart, how many they are; number of the first one, and how
    // many the actor has taken; whether it stamps; its spill ring. Drivers read storage anew each time they are told to.
    "var<private> rk_messages: u32;", "var<private> rk_stride: u32;", "var<private> rk_count: u32;",
    "var<private> rk_number: u32;", "var<private> rk_taken: u32;", "var<private> rk_stamps: bool;",
    "var<private> rk_spill: u32;",
    "var<private> rk_is_answered: bool;", "var<private> rk_is_ending: bool;",
    // Answers, emissions and recorded sends that the handler may still make.
    "var<private> rk_records_left: u32;",
    "var<private> rk_failed: bool;", "var<private> rk_failure: array<u32, rk_failure_words>;",
    "var<private> rk_clock: vec2<u32>;",
    // Words of outbound that this turn has reserved and not used.
    "var<private> rk_unused: u32;",
    // Whether something is left for a later round.
    "var<private> rk_is_pending: bool;",
    "var<private> rk_handled: u32;", "var<private> rk_failures: u32;", "var<private> rk_ring_taken: u32;",
    // Whether the turn is worth a record.
    "var<private> rk_has_acted: bool;",
    // Where the payload of a message that is being sent goes: 0 nowhere, 1 rings, 2 outbound; and its word there.
    "var<private> rk_into: u32;", "var<private> rk_to: u32;",
  ]
}
