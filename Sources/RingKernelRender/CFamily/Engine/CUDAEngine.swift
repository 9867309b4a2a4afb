internal import RingKernelIR

/// The part of a resident program that is the same in all (`Design/0007`): constants, accesses and functions in CUDA C++.
///
/// Everything runs in one thread of a block; what other blocks or the host see goes through the functions of `accesses`
/// and nothing else.
enum CUDAEngine {
  /// The program of some actors.
  static func program(_ modules: [KernelModule]) throws(RenderError) -> RenderedProgram {
    var page = CWriter.Page()
    func emit(_ words: String) {
      page.text += words + "\n"
      page.lines += words.split(separator: "\n", omittingEmptySubsequences: false).map { _ in 0 }
    }
    emit("// CUDA C++, resident program, RingKernel kernel compiler \(KernelCompiler.version)")
    emit(opening)
    for (number, module) in modules.enumerated() {
      var writer = CWriter(module, .cuda)
      page = page + (try writer.renderPart(number))
    }
    emit(
      choice("void rk_dispatch(rk_turn& t, u32 program)", modules) { number, _ in
        "rk_part_\(number)::rk_dispatch(t); return"
      }
    )
    emit(choice("u32 rk_need(u32 program)", modules) { _, module in "return \(need(of: module))u" })
    emit(closing)
    return RenderedProgram(text: page.text, entry: "rk_engine", lines: page.lines)
  }

  /// The most that a message of an actor may write for the host, besides it the record of a turn.
  static func need(of module: KernelModule) -> Int { module.residentNeed }

  private static func choice(_ head: String, _ modules: [KernelModule], _ body: (Int, KernelModule) -> String) -> String
  {
    let cases = modules.enumerated().map { "  case \($0): \(body($0, $1));" }.joined(separator: "\n")
    let end = head.hasPrefix("void") ? "return" : "return 0u"
    return "static __device__ \(head) {\n  switch (program) {\n\(cases)\n  default: \(end);\n  }\n}"
  }

  /// What stands before the parts of the actors.
  static var opening: String {
    let constants = words.map { "constexpr u32 rk_\($0) = \($1)u;" } + codes.map { "constexpr i32 rk_\($0) = \($1);" }
    return ([types] + constants + [accesses, turn] + time + messages + records + sends + reads).joined(separator: "\n")
  }

  /// What stands behind them.
  static var closing: String { loop.joined(separator: "\n") }

  private static let types = """
    typedef unsigned char u8;
    typedef unsigned int u32;
    typedef int i32;
    typedef unsigned long long u64;
    """

  /// What a block knows: where everything stands, the actor and the message in hand.
  private static let turn = """
    struct rk_turn {
      u8* states; u32* table; u32* rings; u32* inbound; u32* host; u32* device; u32* outbound; u32* stage;
      u32 outbound_words;
      // Words of records that are written, that are published and that the host has read; when they were published.
      u32 tail, published, read; u64 last;
      u32 generation, seats, seat_count, heartbeat; u64 beat, monotonic, wall;
      // The actor in hand, and what it did in this turn.
      u32 row, spill, inbox, taken, handled, failures, ring_taken; u64 clock; bool stamps, acted, others_first;
      // The message in hand; the row of the ring that it stands in, 0 for the host's.
      u32* at; u32 from, records_left; bool answered, ending, failed; u32 failure[rk_failure_words];
      // Where the payload of a message that is sent goes, and the word that publishes it.
      u32* to; u32* word; u32 publishing;
    };
    """
}
