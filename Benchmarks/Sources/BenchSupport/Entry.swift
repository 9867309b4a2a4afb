/// One benchmark of one peer.
public struct Entry: Sendable {
  /// Runs one round of so many operations and returns its nanoseconds in total.
  public enum Body: Sendable {
    /// Starts its own threads and blocks until they end.
    case threads(@Sendable (Options, Int) -> UInt64)
    /// Runs on Swift's global pool.
    case tasks(@concurrent @Sendable (Options, Int) async -> UInt64)
    /// Runs on Swift's global pool and gives the nanoseconds of each operation: the result is their median.
    case samples(@concurrent @Sendable (Options, Int) async -> [UInt64])
  }

  let key: String
  let peer: String
  let benchmark: String
  let sameThread: Bool
  let body: Body

  /// Describes a benchmark.
  ///
  /// - Parameters:
  ///   - key: Short name for the command line.
  ///   - peer: Name for people, with the version.
  ///   - benchmark: Name shared with the other peers.
  ///   - sameThread: True when the operation runs on the caller's thread, so it is no peer of one that crosses threads.
  ///   - body: Runs one round.
  public init(key: String, peer: String, benchmark: String, sameThread: Bool = false, body: Body) {
    self.key = key
    self.peer = peer
    self.benchmark = benchmark
    self.sameThread = sameThread
    self.body = body
  }
}

/// Runs the entries chosen on the command line: an untimed tenth of a round first, then one JSON line per round.
///
/// Call it from the main actor: bodies of the kind `threads` block the thread they are called on.
public func run(_ entries: [Entry]) async {
  let options = Options(arguments: Array(CommandLine.arguments.dropFirst()))
  let chosen = entries.filter {
    (options.peer ?? $0.key) == $0.key && (options.benchmark ?? $0.benchmark) == $0.benchmark
  }
  if chosen.isEmpty { fail("no such peer or benchmark") }
  for entry in chosen {
    let name = "\"peer\":\"\(entry.peer)\",\"benchmark\":\"\(entry.benchmark)\""
    if options.list {
      write("{\"key\":\"\(entry.key)\",\(name)}\n", to: 1)
      continue
    }
    let pinned = (options.pins.isEmpty ? allowedProcessors() : options.pins).map(String.init).joined(separator: ",")
    let note = entry.sameThread ? ",\"sameThread\":true" : ""
    _ = await round(entry, options, max(options.operations / 10, 1000))  // warm-up
    for _ in 0..<options.rounds {
      let (each, tail) = await round(entry, options, options.operations)
      let last = tail.map { ",\"p99\":\($0)" } ?? ""
      let numbers = "\"nanosecondsPerOperation\":\(each)\(last),\"operations\":\(options.operations)"
      write("{\(name),\(numbers),\"pinned\":[\(pinned)]\(note)}\n", to: 1)
    }
  }
}

/// Nanoseconds of an operation, and what 99 of 100 operations take at most where each was measured.
private func round(_ entry: Entry, _ options: Options, _ operations: Int) async -> (each: Double, tail: UInt64?) {
  switch entry.body {
  case .threads(let body): return (Double(body(options, operations)) / Double(operations), nil)
  case .tasks(let body): return (Double(await body(options, operations)) / Double(operations), nil)
  case .samples(let body):
    let samples = await body(options, operations).sorted()
    guard let last = samples.last else { fail("no operation was measured") }
    return (Double(samples[samples.count / 2]), samples.count < 100 ? last : samples[samples.count * 99 / 100])
  }
}
