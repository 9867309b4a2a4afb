internal import RingKernelIR

/// The records that a function may write, for the room that is reserved before a message.
struct RecordNeed {
  /// Words of those outside of loops, on the way that writes most.
  var words = 0
  /// Words of the largest.
  var largest = 0
  /// Whether one stands in a loop.
  var isLooping = false
  /// Whether it asks for the actor's end.
  var isEnding = false

  /// What follows this.
  mutating func add(_ next: RecordNeed) {
    words += next.words
    note(next)
  }

  /// Another way than this.
  mutating func join(_ other: RecordNeed) {
    words = max(words, other.words)
    note(other)
  }

  private mutating func note(_ other: RecordNeed) {
    largest = max(largest, other.largest)
    isLooping = isLooping || other.isLooping
    isEnding = isEnding || other.isEnding
  }
}

extension WGSLWriter {
  private typealias Layout = EngineLayout
  private static let head = EngineLayout.Record.headWords + EngineLayout.Slot.headerWords

  /// Words of outbound that a message of a handler may take, besides a copy of itself.
  func words(of handler: Handler) throws(RenderError) -> Int {
    let need = records(of: handler.function, isLooping: false)
    var words = need.isLooping ? need.largest * Layout.loopEmissions : need.words
    if let reply = handler.reply { words += Self.head + (try payloadWords(reply)) }
    // A failure, or the header of what nobody answered.
    words += Self.head + Layout.Failure.words
    return words + (need.isEnding ? Layout.Record.headWords : 0)
  }

  func records(of id: FunctionID, isLooping: Bool) -> RecordNeed {
    records(in: module.functions[id].body, isLooping: isLooping)
  }

  private func records(in body: [Statement], isLooping: Bool) -> RecordNeed {
    var need = RecordNeed()
    for statement in body {
      switch statement {
      case .perform(let id, let operands, _): need.add(record(id, operands, isLooping: isLooping))
      case .call(let callee, _, _): need.add(records(of: callee, isLooping: isLooping))
      case .branch(_, let then, let otherwise):
        var either = records(in: then, isLooping: isLooping)
        either.join(records(in: otherwise, isLooping: isLooping))
        need.add(either)
      case .loop(_, let body, let step): need.add(records(in: body + step, isLooping: true))
      default: break
      }
    }
    return need
  }

  private func record(_ id: IntrinsicID, _ operands: [Operand], isLooping: Bool) -> RecordNeed {
    if id == .markTerminated { return RecordNeed(isEnding: true) }
    guard [.contextReply, .emit, .k2kSend].contains(id), case .value(let message)? = operands.first,
      case .structure(let name) = message.type
    else { return RecordNeed() }
    let words = Self.head + (module.messages[name]?.payloadBytes ?? 0) / 4
    return RecordNeed(words: words, largest: words, isLooping: isLooping)
  }
}
