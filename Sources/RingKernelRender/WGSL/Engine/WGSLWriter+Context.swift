internal import RingKernelIR

// Operations of a handler's context, and messages on their way in and out.
extension WGSLWriter {
  mutating func operate(
    _ id: IntrinsicID,
    _ operands: [Expression],
    _ result: LocalID?
  ) throws(RenderError) {
    guard isEngine else { throw .lacks(.wgsl, "\(id.rawValue) outside of an engine", module.name) }
    var texts: [String] = []
    for operand in operands { texts.append(try argument(operand)) }
    let all = texts.joined(separator: ", ")
    if let text = reading(id, texts) {
      if let result { emit("\(try named(result)) = \(text);") }
      return
    }
    let text: String
    switch id {
    case .contextReply: text = "\(try outgoing("reply", operands, "rk_answer"))(\(all))"
    case .emit: text = "\(try outgoing("emit", operands, "rk_emission"))(\(all))"
    case .k2kSend: text = "\(try sending(operands))(\(all))"
    case .k2kTurn: text = "rk_turn(\(all))"
    case .k2kReplicas: text = "rk_replicas(\(all))"
    case .hlcTick: text = scalars.joined("rk_tick()", .u64)
    case .hlcUpdate: text = scalars.joined("rk_merge(\(scalars.pair(all, .u64)))", .u64)
    case .markTerminated: return emit("rk_end_actor();")
    default: throw .lacks(.wgsl, id.rawValue, module.name)
    }
    emit(try result.map { (result) throws(RenderError) in "\(try named(result)) = \(text);" } ?? "_ = \(text);")
  }

  /// What only reads.
  private func reading(_ id: IntrinsicID, _ texts: [String]) -> String? {
    switch id {
    case .contextReplica: "bitcast<i32>(rk_table[rk_row + rk_actor_replica])"
    case .contextGridSize: "bitcast<i32>(rk_table[rk_row + rk_actor_grid])"
    case .contextBlockSize: "bitcast<i32>(rk_table[rk_row + rk_actor_block])"
    case .inputQueueSize: "rk_inbox_depth()"
    case .outputQueueSize: "0i"
    case .contextMessageID: scalars.joined("rk_head_pair(rk_slot_id)", .u64)
    case .contextCorrelationID: scalars.joined("rk_head_pair(rk_slot_correlation)", .u64)
    case .contextMessageTime: scalars.joined("rk_head_pair(rk_slot_time)", .u64)
    case .contextSource: "rk_word(rk_slot_source)"
    case .shouldTerminate: "rk_should_end()"
    case .contextGoesOn: "rk_goes_on()"
    case .hlcNow: scalars.joined("rk_clock", .u64)
    default: nil
    }
  }

  private func message(_ operands: [Expression]) throws(RenderError) -> String {
    guard case .structure(let name)? = operands.first?.type else { throw .layout(.wgsl, "a message", module.name) }
    return name
  }

  /// A function that answers or emits; false when that is one record too many.
  private mutating func outgoing(
    _ verb: String,
    _ operands: [Expression],
    _ heading: String
  ) throws(RenderError) -> String {
    let name = try message(operands)
    let type = try self.type(.structure(name))
    let put = try putting(name, in: EngineLayout.Binding.outbound)
    let text = """
      fn rk_\(verb)_\(type)(m: \(type)) -> bool {
        if (!rk_count_record()) { return false; }
        \(put)(\(heading)(\(try typeID(name)), \(try payloadWords(name))u), m);
        return true;
      }
      """
    return helpers.use("rk_\(verb)_\(type)", text)
  }

  private mutating func sending(_ operands: [Expression]) throws(RenderError) -> String {
    let name = try message(operands)
    let type = try self.type(.structure(name))
    guard let number = module.number(ofMessage: name), number < 64 else {
      throw .lacks(.wgsl, "room for more than 64 types of messages of an actor", module.name)
    }
    let rings = try putting(name, in: EngineLayout.Binding.rings)
    let outbound = try putting(name, in: EngineLayout.Binding.outbound)
    let header = "\(number)u, \(try typeID(name)), \(try payloadWords(name))u"
    let text = """
      fn rk_send_\(type)(m: \(type), route: i32, replica: i32, is_forwarded: bool) -> i32 {
        let code = rk_send(route, replica, \(header), is_forwarded);
        if (rk_into == 1u) { \(rings)(rk_to, m); }
        if (rk_into == 2u) { \(outbound)(rk_to, m); }
        return code;
      }
      """
    return helpers.use("rk_send_\(type)", text)
  }

  /// A function that loads the message in hand.
  mutating func taking(_ type: KernelType) throws(RenderError) -> String {
    let own = try self.type(type)
    let place = WGSLAddress(terms: [("at", 4)])
    let names = EngineLayout.bindingNames
    let inbound = try load(type, place, words(names[EngineLayout.Binding.inbound], type, isMutable: false))
    let rings = try load(type, place, words(names[EngineLayout.Binding.rings], type, isMutable: false))
    let text = """
      fn rk_take_\(own)() -> \(own) {
        let at = rk_at + rk_slot_header;
        if (rk_from == 0u) { return \(inbound); }
        return \(rings);
      }
      """
    return helpers.use("rk_take_\(own)", text)
  }

  /// A function that stores a message of one's own in a slot or record; what no field covers becomes zero.
  mutating func putting(_ name: String, in binding: Int) throws(RenderError) -> String {
    let type = KernelType.structure(name)
    let own = try self.type(type)
    let memory = WGSLMemory(name: EngineLayout.bindingNames[binding], isAtomic: false, element: nil, isOwn: true)
    let words = try payloadWords(name)
    let store = try store(type, WGSLAddress(terms: [("at", 4)]), memory, "m")
    let clear =
      try filledBytes(type) == words * 4
      ? "" : "  for (var k = 0u; k < \(words)u; k++) { \(memory.name)[at + k] = 0u; }\n"
    let function = "rk_put_\(memory.name)_\(own)"
    return helpers.use(function, "fn \(function)(at: u32, m: \(own)) {\n\(clear)  \(store);\n}")
  }

  /// Bytes that are stored as whole words.
  private func filledBytes(_ type: KernelType) throws(RenderError) -> Int {
    switch type {
    case .void: return 0
    case .scalar(let scalar): return scalar.byteCount / 4 * 4
    case .array(let element, let count): return try filledBytes(element) * count
    default:
      var sum = 0
      for part in try parts(type) { sum += try filledBytes(part.type) }
      return sum
    }
  }
}
