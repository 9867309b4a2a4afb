internal import RingKernelIR
internal import RingKernelInterpreter

// One message, by the interpreter.
extension EngineTurn {
  mutating func handle(_ message: EngineMessage) throws {
    typealias Epoch = EngineLayout.Epoch
    if message.deadline != 0, EngineWords.pair(image.epoch, Epoch.monotonic) >= message.deadline {
      return try record(.expired, message.words)
    }
    let handlers = module.handlers
    guard let number = handlers.firstIndex(where: { module.messages[$0.message]?.typeID == message.typeID }) else {
      return try record(.undeliverable, message.words, auxiliary: row)
    }
    var context = context(of: message)
    if context.clock.stamps, message.time != 0 { _ = context.clock.merge(message.time) }
    let base = Int(self[row, EngineLayout.Actor.state])
    let size = module.types.layout(of: module.resources[0].element)?.size ?? 0
    let words = (size + 3) / 4
    var state = Array(EngineWords.bytes(Array(image.state[base..<base + words])))
    let tail = state.dropFirst(size)
    state.removeLast(tail.count)
    let failure = try Interpreter(module).run(number, message: message.bytes, state: &state, context: &context)
    image.state.replaceSubrange(base..<base + words, with: EngineWords.words(state + tail, count: words))
    for operation in context.operations { try apply(operation, message) }
    EngineWords.put(context.clock.word, at: row + EngineLayout.Actor.clock, in: &image.table)
    for (place, route) in context.routes.enumerated() { self[routeRow(place), EngineLayout.Route.turn] = route.turn }
    if let failure {
      failed += 1
      var body = [UInt32](repeating: 0, count: EngineLayout.Failure.words)
      body[EngineLayout.Failure.code] = module.sites[failure.site].code.rawValue
      body[EngineLayout.Failure.site] = UInt32(failure.site)
      body[EngineLayout.Failure.thread] = UInt32(failure.thread)
      for (place, value) in failure.values.prefix(2).enumerated() {
        EngineWords.put(value, at: EngineLayout.Failure.values + place * 2, in: &body)
      }
      return try record(.failed, body + message.words, auxiliary: number)
    }
    handled += 1
    if !context.isAnswered, message.correlation != 0 { try record(.unanswered, message.header) }
  }

  private func routeRow(_ place: Int) -> Int {
    Int(self[row, EngineLayout.Actor.routes]) + place * EngineLayout.Table.rowWords
  }

  private func ringRow(_ route: Int, _ replica: Int) -> Int {
    Int(self[routeRow(route), EngineLayout.Route.rings]) + replica * EngineLayout.Table.rowWords
  }

  /// What the engine knows before the message.
  private func context(of message: EngineMessage) -> HandlerContext {
    typealias Actor = EngineLayout.Actor
    var depth = Int32(0)
    let list = Int(self[row, Actor.incoming])
    for place in 0..<Int(self[row, Actor.incomingCount]) { depth += Int32(arrived(Int(image.table[list + place]))) }
    let skipped = self[row, Actor.taken] &- image.inbound[entry + EngineLayout.Inbound.Entry.number]
    depth += Int32(max(image.inbound[entry + EngineLayout.Inbound.Entry.count], skipped) - skipped)
    let names = module.messages.keys.sorted()
    var routes: [HandlerContext.Route] = []
    for place in 0..<Int(self[row, Actor.routeCount]) {
      let at = routeRow(place)
      let bits = pair(at, EngineLayout.Route.handled)
      let replicas = Int(self[at, EngineLayout.Route.replicas])
      var free: [Int] = []
      for replica in 0..<replicas { free.append(room(ringRow(place, replica))) }
      let handled = Set(names.enumerated().filter { bits >> UInt64($0.offset) & 1 == 1 }.map(\.element))
      let overflow = EngineLayout.Overflow(rawValue: self[at, EngineLayout.Route.overflow]) ?? .wait
      let turn = self[at, EngineLayout.Route.turn]
      routes.append(HandlerContext.Route(room: free, handled: handled, overflow: overflow, turn: turn))
    }
    return HandlerContext(
      message: .init(
        id: message.id,
        correlation: message.correlation,
        source: message.source,
        time: message.time
      ),
      actor: .init(
        replica: Int32(self[row, Actor.replica]),
        gridSize: Int32(self[row, Actor.gridSize]),
        blockSize: Int32(self[row, Actor.blockSize]),
        inboxDepth: depth,
        shouldTerminate: self[row, Actor.flags] & Actor.terminateFlag != 0
      ),
      clock: .init(
        word: pair(row, Actor.clock),
        wall: EngineWords.pair(image.epoch, EngineLayout.Epoch.time),
        drift: pair(row, Actor.drift),
        stamps: self[row, Actor.stamps] != 0
      ),
      routes: routes,
      spillRoom: spill == 0 ? 0 : Int(self[spill, EngineLayout.Ring.capacity] - spilled)
    )
  }

  /// Carries out what the handler asked for.
  private mutating func apply(_ operation: EngineOperation, _ cause: EngineMessage) throws {
    switch operation {
    case .requestTermination: try record(.termination, [])
    case .emit(let made): try record(.emitted, message(made).words)
    case .reply(let made):
      var answer = message(made)
      EngineWords.put(cause.correlation, at: EngineLayout.Slot.correlation, in: &answer.header)
      let flags = EngineLayout.Slot.replyFlag << UInt32(EngineLayout.Slot.flagsShift)
      answer.header[EngineLayout.Slot.lengthFlagsPriority] |= flags
      try record(.reply, answer.words)
    case .send(let made, let route, let replica, let isForwarded, let code):
      let ring = ringRow(route, replica)
      let sent = sent(made, route, cause, isForwarded: isForwarded)
      let receiver = Int(self[ring, EngineLayout.Ring.receiver])
      switch code {
      case .dropped: try record(.dropped, sent.words, auxiliary: receiver)
      case .deadLettered: try record(.undeliverable, sent.words, auxiliary: receiver)
      default:
        if spilled == 0, room(ring) > 0 { return publish(sent.words, into: ring) }
        push([UInt32(ring)] + sent.words, into: spill)
      }
    }
  }

  private func message(_ made: EngineOperation.Outgoing) -> EngineMessage {
    let type = module.messages[made.type] ?? MessageType(typeID: 0, payloadBytes: 0)
    var message = EngineMessage(type, made.payload, time: made.time)
    message.header[EngineLayout.Slot.source] = self[row, EngineLayout.Actor.index]
    return message
  }

  private mutating func sent(
    _ made: EngineOperation.Outgoing,
    _ route: Int,
    _ cause: EngineMessage,
    isForwarded: Bool
  ) -> EngineMessage {
    var sent = message(made)
    typealias Slot = EngineLayout.Slot
    let number = pair(row, EngineLayout.Actor.sent)
    let id = UInt64(self[row, EngineLayout.Actor.index]) << 40 | 3 << 38 | number & (1 << 38 - 1)
    EngineWords.put(id, at: Slot.messageID, in: &sent.header)
    EngineWords.put(number + 1, at: row + EngineLayout.Actor.sent, in: &image.table)
    if isForwarded { EngineWords.put(cause.correlation, at: Slot.correlation, in: &sent.header) }
    let span = pair(routeRow(route), EngineLayout.Route.deadline)
    if span != 0 {
      let (end, isPast) = EngineWords.pair(image.epoch, EngineLayout.Epoch.monotonic).addingReportingOverflow(span)
      EngineWords.put(isPast ? .max : end, at: Slot.deadline, in: &sent.header)
    }
    let length = sent.header[Slot.lengthFlagsPriority] & 0xffff
    sent.header[Slot.lengthFlagsPriority] = length | cause.priority << UInt32(Slot.priorityShift)
    return sent
  }
}
