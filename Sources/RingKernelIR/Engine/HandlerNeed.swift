/// The most that one message can write for the host: what an engine reserves before it starts the handler.
public struct HandlerNeed: Sendable, Hashable {
  /// Answers, emissions and sends that the handler may make, the returned value apart.
  public var records: Int
  /// Whether one of them stands in a loop, so that `records` is a limit to be counted and not the most there can be.
  public var isCounted: Bool
  /// Words of outbound, the returned value and the failure included.
  public var words: Int
}

extension KernelModule {
  /// The need of a handler.
  public func need(of handler: Handler) -> HandlerNeed {
    var known: [FunctionID: Need] = [:]
    for id in functions.indices { known[id] = need(of: functions[id].body, known) }
    let found = known[handler.function] ?? Need()
    let message = EngineLayout.Slot.headerWords + payloadWords(handler.message)
    let failure = EngineLayout.Record.headWords + EngineLayout.Failure.words + message
    let reply = handler.reply.map(recordWords) ?? 0
    // A message is answered by the returned value, fails, or is told to be unanswered; each is shorter than a failure.
    return HandlerNeed(
      records: found.records + (found.inLoop > 0 ? EngineLayout.loopEmissions : 0),
      isCounted: found.inLoop > 0,
      words: found.words + found.inLoop * EngineLayout.loopEmissions + EngineLayout.Record.headWords
        + max(failure, reply)
    )
  }

  /// What statements can write: outside of loops as a sum, the longest record of all and of those in loops.
  private struct Need {
    var records = 0
    var words = 0
    var longest = 0
    var inLoop = 0

    mutating func add(_ other: Need) {
      records = min(records + other.records, 1 << 20)
      words = min(words + other.words, 1 << 28)
      longest = max(longest, other.longest)
      inLoop = max(inLoop, other.inLoop)
    }

    /// The larger of two ways.
    static func either(_ a: Need, _ b: Need) -> Need {
      Need(
        records: max(a.records, b.records),
        words: max(a.words, b.words),
        longest: max(a.longest, b.longest),
        inLoop: max(a.inLoop, b.inLoop)
      )
    }
  }

  private func need(of statements: [Statement], _ known: [FunctionID: Need]) -> Need {
    var sum = Need()
    for statement in statements {
      switch statement {
      case .perform(let id, let operands, _):
        guard [.contextReply, .emit, .k2kSend].contains(id), case .value(let message)? = operands.first,
          case .structure(let name) = message.type
        else { continue }
        let words = recordWords(name)
        sum.add(Need(records: 1, words: words, longest: words))
      case .call(let callee, _, _): if let need = known[callee] { sum.add(need) }
      case .branch(_, let then, let other): sum.add(.either(need(of: then, known), need(of: other, known)))
      case .loop(_, let body, _):
        let longest = need(of: body, known).longest
        sum.add(Need(longest: longest, inLoop: longest))
      default: continue
      }
    }
    return sum
  }

  private func recordWords(_ message: String) -> Int {
    EngineLayout.Record.headWords + EngineLayout.Slot.headerWords + payloadWords(message)
  }

  private func payloadWords(_ message: String) -> Int { ((messages[message]?.payloadBytes ?? 0) + 3) / 4 }
}
