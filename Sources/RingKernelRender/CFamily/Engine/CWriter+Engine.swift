internal import RingKernelIR

// The part that an actor has in a resident program (`Design/0007`): its handlers, in one thread, in a namespace.
extension CWriter {
  /// Prints the part with number `number`.
  mutating func renderPart(_ number: Int) throws(RenderError) -> Page {
    isEngine = true
    try refuseWhatIsMissing()
    var functions = Page()
    for function in module.functions.indices { functions = functions + (try printFunction(function)) }
    let handlers = try printHandlers()
    try printContext()
    let body = take() + functions + handlers
    emit("// \(module.name)")
    emit("namespace rk_part_\(number) {")
    for words in definitions(for: body) { emit(words) }
    let head = take()
    emit("}")
    return head + body + take()
  }

  /// What functions of an actor are handed.
  mutating func printEngineContext() throws(RenderError) {
    try block("struct rk_context", "};") { (writer) throws(RenderError) in
      for (place, resource) in writer.module.resources.enumerated() {
        writer.emit("\(try writer.type(resource.element))* \(writer.resourceNames[place]);")
      }
      for type in writer.scratch.sorted(by: { $0.rawValue < $1.rawValue }) {
        writer.emit("\(writer.dialect.scalar(type))* rk_slots_\(type.rawValue);")
      }
      writer.emit("rk_turn& turn;")
      writer.emit("bool failed;")
    }
  }

  private mutating func printHandlers() throws(RenderError) -> Page {
    isEntry = false
    for (number, handler) in module.handlers.enumerated() {
      if isTogether {
        try printTeamHandler(handler, number)
      } else {
        try printHandler(handler, number)
      }
    }
    if isTogether { try printTeam() }
    try block("static __device__ u32 rk_dispatch(rk_turn& t)") { (writer) throws(RenderError) in
      writer.emit("switch (rk_head_pair(t, rk_slot_type)) {")
      for (number, handler) in writer.module.handlers.enumerated() {
        writer.emit("case \(try writer.typeID(handler.message)):  // \(handler.message)")
        let need = writer.module.need(of: handler)
        writer.emit("  rk_store_sys(t.device + rk_device_handler, \(number)u);")
        writer.emit("  rk_start(t, \(need.isCounted ? "\(need.records)u" : "0xffffffffu"));")
        if writer.isTogether {
          writer.emit("  return \(number + 1)u;")
        } else {
          writer.emit("  rk_handle_\(number)(t);")
          writer.emit("  return 0u;")
        }
      }
      writer.emit("}")
      writer.emit("rk_record_message(t, rk_kind_undeliverable, 0u, t.row);")
      writer.emit("return 0u;")
    }
    return take()
  }

  private mutating func printHandler(_ handler: Handler, _ number: Int) throws(RenderError) {
    try block("static __device__ void rk_handle_\(number)(rk_turn& t)") { (writer) throws(RenderError) in
      var members: [String] = []
      for resource in writer.module.resources {
        let state = "t.states + (size_t)rk_of(t, t.row + rk_actor_state) * 4u"
        members.append("(\(try writer.type(resource.element))*)(\(state))")
      }
      try writer.printCall(of: handler, members)
      writer.emit("if (rk.failed) { rk_record_failure(t, \(number)u); return; }")
      try writer.printEnd(of: handler)
    }
  }

  /// The call of a handler's function, behind what it is handed; its answer is `reply`.
  mutating func printCall(of handler: Handler, _ members: [String]) throws(RenderError) {
    let type = try type(.structure(handler.message))
    emit("rk_context rk = {\((members + ["t", "false"]).joined(separator: ", "))};")
    emit("const \(type)& message = *(const \(type)*)(t.at + rk_slot_header);")
    let call = "\(functionNames[handler.function])(rk, message);"
    guard let reply = handler.reply else { return emit(call) }
    emit("\(try self.type(.structure(reply))) reply = \(call)")
  }

  /// What a handler that went well leaves behind.
  mutating func printEnd(of handler: Handler) throws(RenderError) {
    if let reply = handler.reply {
      let at = "rk_answer(t, \(try typeID(reply)), \(try payloadWords(reply))u)"
      emit("\(try putting(reply))(\(at), reply);")
    }
    emit("rk_succeed(t);")
  }

  /// The type id of a message.
  func typeID(_ name: String) throws(RenderError) -> String {
    guard let message = module.messages[name] else { throw .layout(dialect.name, name, module.name) }
    return "0x\(String(message.typeID, radix: 16))ull"
  }

  /// Words of a message's payload.
  func payloadWords(_ name: String) throws(RenderError) -> Int {
    guard let message = module.messages[name] else { throw .layout(dialect.name, name, module.name) }
    return message.payloadBytes / 4
  }
}
