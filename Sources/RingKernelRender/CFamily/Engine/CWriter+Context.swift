internal import RingKernelIR

// Operations of a handler's context in a resident program.
extension CWriter {
  /// Prints an operation of the context; false for any other intrinsic.
  mutating func operate(_ id: IntrinsicID, _ operands: [Operand], _ result: LocalID?) throws(RenderError) -> Bool {
    var values: [Expression] = []
    for case .value(let value) in operands { values.append(value) }
    var texts: [String] = []
    for value in values {
      let code = try expression(value)
      texts.append(value.type.scalar.map { dialect.typed(code, $0).text } ?? code.text)
    }
    let all = (["rk.turn"] + texts).joined(separator: ", ")
    let text: String
    switch id {
    case .contextReply: text = "\(try outgoing("reply", values, "rk_answer"))(\(all))"
    case .emit: text = "\(try outgoing("emit", values, "rk_emission"))(\(all))"
    case .k2kSend: text = "\(try sending(values))(\(all))"
    case .k2kTurn: text = "rk_turn_of(\(all))"
    case .k2kReplicas: text = "rk_replicas(\(all))"
    case .hlcTick: text = "rk_tick(\(all))"
    case .hlcUpdate: text = "rk_merge(\(all))"
    case .markTerminated: text = "rk_end_actor(\(all))"
    default:
      guard let reading = Self.reading(id) else { return false }
      text = reading
    }
    guard let result else {
      emit("\(text);")
      return true
    }
    emit("\(try type(function.locals[result].type)) \(localNames[result]) = \(text);")
    return true
  }

  /// What only reads.
  private static func reading(_ id: IntrinsicID) -> String? {
    func row(_ name: String) -> String { "(i32)rk_of(rk.turn, rk.turn.row + rk_actor_\(name))" }
    return switch id {
    case .contextReplica: row("replica")
    case .contextGridSize: row("grid")
    case .contextBlockSize: row("block")
    case .inputQueueSize: "rk_inbox_depth(rk.turn)"
    case .outputQueueSize: "0"
    case .contextMessageID: "rk_head_pair(rk.turn, rk_slot_id)"
    case .contextCorrelationID: "rk_head_pair(rk.turn, rk_slot_correlation)"
    case .contextMessageTime: "rk_head_pair(rk.turn, rk_slot_time)"
    case .contextSource: "rk_word(rk.turn, rk_slot_source)"
    case .contextGoesOn: "rk_goes_on(rk.turn)"
    case .shouldTerminate: "rk_should_end(rk.turn)"
    case .hlcNow: "rk.turn.clock"
    default: nil
    }
  }

  private func message(_ operands: [Expression]) throws(RenderError) -> String {
    guard case .structure(let name)? = operands.first?.type else {
      throw .layout(dialect.name, "a message", module.name)
    }
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
    let put = try putting(name)
    let text = """
      static __device__ bool rk_\(verb)_\(type)(rk_turn& t, const \(type)& m) {
        if (!rk_count_record(t)) return false;
        \(put)(\(heading)(t, \(try typeID(name)), \(try payloadWords(name))u), m);
        return true;
      }
      """
    return helpers.use("rk_\(verb)_\(type)", text)
  }

  private mutating func sending(_ operands: [Expression]) throws(RenderError) -> String {
    let name = try message(operands)
    let type = try self.type(.structure(name))
    guard let number = module.number(ofMessage: name), number < 64 else {
      throw .lacks(dialect.name, "room for more than 64 types of messages of an actor", module.name)
    }
    let put = try putting(name)
    let header = "\(number)u, \(try typeID(name)), \(try payloadWords(name))u"
    let text = """
      static __device__ i32 rk_send_\(type)(rk_turn& t, const \(type)& m, i32 route, i32 replica, bool is_forwarded) {
        i32 code = rk_send(t, route, replica, \(header), is_forwarded);
        if (t.to != nullptr) { \(put)(t.to, m); rk_commit(t); }
        return code;
      }
      """
    return helpers.use("rk_send_\(type)", text)
  }
}
