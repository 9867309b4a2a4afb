internal import RingKernelIR

/// The part of a resident program that is the same in all (`Design/0007`): constants, accesses and functions in CUDA C++.
///
/// The first thread of a block leads (`lead`), its warp reads and writes the link, all threads run handlers that ask for them (`team`); what
/// other blocks or the host see goes through the functions of `accesses` and nothing else.
enum CUDAEngine {
  /// The program of some actors.
  static func program(_ modules: [KernelModule]) throws(RenderError) -> RenderedProgram {
    var parts = CWriter.Page()
    var sharedBytes = 0
    for (number, module) in modules.enumerated() {
      let threads = module.handlerThreads
      var writer = CWriter(module, threads > 1 ? .team(of: threads) : .cuda)
      parts = parts + (try writer.renderPart(number))
      sharedBytes = max(sharedBytes, writer.sharedBytes)
    }
    let title = "// CUDA C++, resident program, by the kernel compiler of RingKernel"
    let choices = [
      choice("u32 rk_dispatch(rk_turn& t, u32 program)", modules) { number, _ in
        "return rk_part_\(number)::rk_dispatch(t)"
      },
      choice("void rk_run(rk_turn& t, u32 program, u32 handler)", modules) { number, module in
        module.handlerThreads > 1 ? "return rk_part_\(number)::rk_run(t, handler)" : "return"
      },
      choice("u32 rk_need(u32 program)", modules) { _, module in "return \(module.residentNeed)u" },
    ]
    let page =
      plain([title, opening(ResidentRoom(modules), sharedBytes)]) + parts
      + plain(choices + clusters + loop + lead + entry)
    return RenderedProgram(text: page.text, entry: "rk_engine", lines: page.lines)
  }

  /// Lines that stem from no line of Swift.
  private static func plain(_ pieces: [String]) -> CWriter.Page {
    let text = pieces.joined(separator: "\n") + "\n"
    return CWriter.Page(text: text, lines: Array(repeating: 0, count: text.count { $0 == "\n" }))
  }

  private static func choice(_ head: String, _ modules: [KernelModule], _ body: (Int, KernelModule) -> String) -> String
  {
    let cases = modules.enumerated().map { "  case \($0): \(body($0, $1));" }.joined(separator: "\n")
    let end = head.hasPrefix("void") ? "return" : "return 0u"
    return "static __device__ \(head) {\n  switch (program) {\n\(cases)\n  default: \(end);\n  }\n}"
  }

  /// What stands before the parts of the actors.
  private static func opening(_ room: ResidentRoom, _ sharedBytes: Int) -> String {
    let (numbers, arrays) = memory(room, sharedBytes)
    let constants =
      (words + numbers).map { "constexpr u32 rk_\($0) = \($1)u;" } + codes.map { "constexpr i32 rk_\($0) = \($1);" }
    let pieces: [[String]] = [
      [types], constants, [accesses, clusterAccesses, turn], orders, arrays, link, time, messages, records, sends,
      reads, team,
    ]
    return pieces.joined().joined(separator: "\n")
  }

  private static let types = """
    typedef unsigned char u8;
    typedef unsigned int u32;
    typedef int i32;
    typedef unsigned long long u64;
    """

  /// What a block knows: where everything stands, the actor and the message in hand.
  private static let turn = """
    struct rk_turn {
      u8* states; u32* table; u32* rings; u32* inbound; u32* host; u32* device; u64* outbound; u32* stage;
      u32 outbound_words;
      // Words of records that are drafted, that are in the ring and that the host has read; when they got there.
      u32 tail, published, read; u64 last;
      // Records that are not in the ring yet: words, whether the warp writes them, whether it has to fence before.
      u32* draft; u32 drafted; bool drawn, urgent, owes;
      u32 generation, seats, seat_count, heartbeat, idle, asked; u64 beat, monotonic, wall;
      // Where the first thread stands: its work, the next seat, messages that are left to the turn.
      u32 work, seat, left; u64 entered; bool pass_acted;
      // Near messages since the last look at the host's line, and before this pass; whether this pass asks the host's rings,
      // this turn still does, and the warp has just looked for it.
      u32 spree, spree_before; bool is_due, asks_host, looked;
      // The actor in hand, and what it did in this turn.
      u32 row, program, need, spill, inbox, taken, handled, failures, ring_taken; u64 clock; bool stamps, acted;
      // Where timings stand, whether messages are timed, and the times of the one in hand.
      u32* timings; bool timed; u64 seen, began;
      // Barriers that this thread has passed in a handler, and its failure as `rk_team` has it.
      u32 passed, own_failure;
      // The message in hand; the row of the ring that it stands in, 0 for the host's.
      u32* at; u32 from, records_left; bool answered, ending, failed; u32 failure[rk_failure_words];
      // Where the payload of a message that is sent goes, and the word that publishes it.
      u32* to; u32* word; u32 publishing; bool is_near, is_shared;
      // Blocks of the cluster, this one's number among them, its list of rings in shared memory.
      u32 cluster, rank, areas;
    };
    """
}
