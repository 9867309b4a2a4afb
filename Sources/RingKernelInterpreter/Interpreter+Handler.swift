public import RingKernelIR

extension Interpreter {
  /// Runs one message through a handler of an actor.
  ///
  /// The returned value answers the message, as `reply` does; of a block of threads it is thread 0's. What a failing
  /// handler did before it failed stands. Of several threads that fail, the first one counts: the one that fails in
  /// front of the earliest barrier, of those the lowest.
  ///
  /// - Parameters:
  ///   - handler: Number of the handler in the module.
  ///   - message: Its payload.
  ///   - state: The actor's state, changed.
  ///   - context: What the engine knows, and what the handler asks it for.
  /// - Returns: The failure, if the handler failed.
  /// - Throws: `InterpreterError` for what does not fit the module, or too many steps.
  public func run(
    _ handler: Int,
    message: [UInt8],
    state: inout [UInt8],
    context: inout HandlerContext
  ) throws(InterpreterError) -> ReportedFailure? {
    guard module.handlers.indices.contains(handler) else { throw .launch("handler \(handler) does not exist") }
    let entry = module.handlers[handler]
    let type = KernelType.structure(entry.message)
    guard let size = module.types.layout(of: type)?.size, message.count >= size else {
      throw .launch("the message has \(message.count) bytes")
    }
    let memory = try Memory(self, state: state)
    context.recordRoom = module.need(of: entry).records
    context.isAnswered = false
    memory.context = context
    let block = BlockRun(self, memory, handlerLaunch, [0, 0, 0], [layout.load(type, message, 0)], entry.function)
    _ = try block.run()
    state = memory.state
    if let after = memory.context { context = after }
    guard memory.failure == nil else { return memory.failure }
    if let reply = entry.reply {
      context.recordRoom = 1
      _ = context.reply(reply, payload(block.threads[0].result, .structure(reply)))
    }
    return nil
  }

  /// The block that runs a handler, as a launch of its own.
  var handlerLaunch: KernelLaunch { KernelLaunch(block: [module.handlerThreads, 1, 1]) }

  /// A message as it stands in a slot.
  func payload(_ value: Value, _ type: KernelType) -> [UInt8] {
    guard case .structure(let name) = type else { return [] }
    let size = max(module.messages[name]?.payloadBytes ?? 0, module.types.layout(of: type)?.size ?? 0)
    var bytes = [UInt8](repeating: 0, count: size)
    layout.store(value, type, &bytes, 0)
    return bytes
  }
}

extension ThreadRun {
  /// An operation of the context.
  func operate(_ id: IntrinsicID, _ values: [Value], _ type: KernelType) throws(InterpreterError) -> UInt64? {
    guard var context = block.memory.context else { throw .unsupported(id.rawValue) }
    // Out of the memory, so that its lists are not copied.
    block.memory.context = nil
    defer { block.memory.context = context }
    func word(_ place: Int) -> UInt64 { values[place].bits }
    func number(_ place: Int) -> Int { Int(Int32(truncatingIfNeeded: word(place))) }
    func bits(_ value: Int32) -> UInt64 { UInt64(bitPattern: Int64(value)) }
    func name() -> String { if case .structure(let name) = type { name } else { "" } }
    switch id {
    case .contextReplica: return bits(context.actor.replica)
    case .contextGridSize: return bits(context.actor.gridSize)
    case .contextBlockSize: return bits(context.actor.blockSize)
    case .inputQueueSize: return bits(context.actor.inboxDepth)
    case .outputQueueSize: return bits(context.actor.outboxDepth)
    case .shouldTerminate: return context.actor.shouldTerminate ? 1 : 0
    case .contextGoesOn: return block.memory.failure == nil || block.memory.failurePhase == block.phase ? 1 : 0
    case .contextMessageID: return context.message.id
    case .contextCorrelationID: return context.message.correlation
    case .contextSource: return UInt64(context.message.source)
    case .contextMessageTime: return context.message.time
    case .hlcNow: return context.clock.word
    case .hlcTick: return context.clock.tick()
    case .hlcUpdate: return context.clock.merge(word(0))
    case .k2kReplicas: return bits(context.replicas(number(0)))
    case .k2kTurn: return bits(context.turn(number(0)))
    case .markTerminated:
      if !context.operations.contains(.requestTermination) { context.operations.append(.requestTermination) }
      return nil
    case .contextReply: return context.reply(name(), interpreter.payload(values[0], type)) ? 1 : 0
    case .emit: return context.emit(name(), interpreter.payload(values[0], type)) ? 1 : 0
    case .k2kSend:
      let payload = interpreter.payload(values[0], type)
      let code = context.send(
        name(),
        payload,
        route: number(1),
        replica: number(2),
        forwardingCall: values[3].isTrue
      )
      return bits(code.rawValue)
    default: throw .unsupported(id.rawValue)
    }
  }
}
