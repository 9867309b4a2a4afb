internal import BenchSupport

/// What the language and its channel library offer for request/response and fan-in.
@main
struct SwiftPeers {
  static func main() async { await run(actorEntries + streamEntries + channelEntries) }
}

func task(
  _ key: String,
  _ peer: String,
  _ benchmark: String,
  sameThread: Bool = false,
  _ body: @escaping @concurrent @Sendable (Options, Int) async -> UInt64
) -> Entry { Entry(key: key, peer: peer, benchmark: benchmark, sameThread: sameThread, body: .tasks(body)) }

/// Messages of sender `index` when `total` are shared among `senders`.
func share(of index: Int, among senders: Int, total: Int) -> Int {
  total / senders + (index < total % senders ? 1 : 0)
}

/// Sum of what every sender sends: 0 up to its share.
func expectedSum(senders: Int, total: Int) -> Int {
  (0..<senders).reduce(0) { sum, index in
    let count = share(of: index, among: senders, total: total)
    return sum + count * (count - 1) / 2
  }
}

func expect(_ actual: Int, _ expected: Int) {
  if actual != expected { fail("verification failed: got \(actual), expected \(expected)") }
}

#if compiler(>=6.4)
let swiftVersion = "6.4 or later"
#elseif compiler(>=6.3)
let swiftVersion = "6.3"
#else
let swiftVersion = "6.2"
#endif
