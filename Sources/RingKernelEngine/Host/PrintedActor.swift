internal import RingKernelDevice
internal import RingKernelIR
internal import RingKernelRender

/// What the host knows of an actor's handlers on a device.
struct HandlerFacts: Sendable, Hashable {
  /// Places that can fail.
  var sites: [FailureSite]
  /// Messages of the handlers, in the order of the bits of a route.
  var messages: [MessageType]
  /// Whether handlers send to other actors.
  var sends: Bool
  /// Words of the largest message that may come out.
  var largestRecord: Int
  /// Words that one message may give at most.
  var need: Int
}

extension HandlerFacts {
  init(_ module: KernelModule) {
    let largest = module.messages.values.map(\.payloadBytes).max() ?? 0
    sites = module.sites
    messages = module.messages.keys.sorted().compactMap { module.messages[$0] }
    sends = module.functions.contains { $0.body.contains { $0.contains(.k2kSend) } }
    largestRecord = EngineLayout.Record.headWords + EngineLayout.Slot.headerWords + largest / 4
    need = module.handlers.map { module.need(of: $0).words }.max() ?? 0
  }
}

extension Statement {
  /// Whether an intrinsic is performed in it.
  fileprivate func contains(_ intrinsic: IntrinsicID) -> Bool {
    var isThere = false
    visit { if case .perform(intrinsic, _, _) = $0 { isThere = true } }
    return isThere
  }
}

/// An actor printed for a device that runs epochs, as the cache keeps it.
struct PrintedActor: Sendable, Hashable {
  var text: String
  var entry: String
  var facts: HandlerFacts

  var bytes: [UInt8] {
    var fields = ProgramFields()
    fields.append(text, entry)
    fields.append([facts.sends ? 1 : 0])
    fields.append([facts.largestRecord, facts.need, facts.messages.count])
    for message in facts.messages { fields.append([Int(bitPattern: UInt(message.typeID)), message.payloadBytes]) }
    fields.append(facts.sites)
    return fields.bytes
  }
}

extension PrintedActor {
  /// Reads what `bytes` wrote; nil for anything else.
  init?(bytes: [UInt8]) {
    var reader = ProgramFieldReader(bytes)
    guard let text = reader.text(), let entry = reader.text(), let sends = reader.flag(),
      let sizes = reader.numbers(3)
    else { return nil }
    var messages: [MessageType] = []
    while messages.count < sizes[2] {
      guard let message = reader.numbers(2) else { return nil }
      messages.append(MessageType(typeID: UInt64(UInt(bitPattern: message[0])), payloadBytes: message[1]))
    }
    guard let sites = reader.sites(), reader.isAtEnd else { return nil }
    self.text = text
    self.entry = entry
    facts = HandlerFacts(
      sites: sites,
      messages: messages,
      sends: sends,
      largestRecord: sizes[0],
      need: sizes[1]
    )
  }
}
