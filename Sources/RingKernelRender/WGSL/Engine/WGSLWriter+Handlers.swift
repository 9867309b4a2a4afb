internal import RingKernelIR

// What an actor's program does with a message: handlers, the choice between them, and what is written afterwards.
extension WGSLWriter {
  /// `rk_kept` of a message whose handler answers, or that has none: the loop of quiet ones leaves it.
  static let untried = 255
  /// `rk_kept` of a message that is answered with the first type of answers; the others follow.
  private static let firstAnswer = 256

  /// The types that handlers answer with.
  private var answers: [String] { Set(module.handlers.compactMap(\.reply)).sorted() }

  /// Prints the function that runs a handler and says in `rk_kept` what is to be written.
  mutating func printHandler(_ handler: Handler, _ number: Int) throws(RenderError) {
    let type = KernelType.structure(handler.message)
    let need = module.need(of: handler)
    let taking = try taking(type)
    var result = ""
    if let reply = handler.reply { result = try answer(reply) }
    try block("fn rk_handle_\(number)()") { (writer) throws(RenderError) in
      writer.emit("rk_records_left = \(need.isCounted ? "\(need.records)u" : "4294967295u");")
      let arguments = (writer.builtins[handler.function] ?? []).map(\.ofBatch) + ["\(taking)()"]
      let call = "\(writer.functionNames[handler.function])(\(arguments.joined(separator: ", ")));"
      if let reply = handler.reply, let place = writer.answers.firstIndex(of: reply) {
        writer.emit("\(result) = \(call)")
        writer.emit("rk_kept = \(Self.firstAnswer + place)u;")
      } else {
        writer.emit(call)
        writer.emit("rk_kept = 0u;")
      }
      if writer.failing.contains(handler.function) {
        writer.emit("if (rk_failed) { rk_kept = rk_kind_failed; rk_auxiliary = \(number)u; }")
      }
    }
  }

  /// The variable that holds answers of a type until they are written.
  private mutating func answer(_ name: String) throws(RenderError) -> String {
    let type = try self.type(.structure(name))
    return helpers.use("rk_result_\(type)", "var<private> rk_result_\(type): \(type);")
  }

  /// Prints the functions that find the handler of a message: one that does not answer, one that does; and the one
  /// that says whether there is one.
  mutating func printChoice() throws(RenderError) {
    var ids: [String] = []
    for handler in module.handlers { ids.append(try typeID(handler.message)) }
    try block("fn rk_is_known() -> bool") { (writer) throws(RenderError) in
      writer.emit("let type_id = rk_head_pair(rk_slot_type);")
      let tests = ids.map { "all(type_id == \($0))" }
      writer.emit("return \(tests.isEmpty ? "false" : tests.joined(separator: " || "));")
    }
    try block("fn rk_try()") { (writer) throws(RenderError) in
      writer.emit("rk_kept = \(Self.untried)u;")
      writer.printChoice(ids) { $0.reply == nil }
    }
    try block("fn rk_dispatch()") { (writer) throws(RenderError) in
      writer.printChoice(ids) { $0.reply != nil }
      writer.emit("rk_kept = rk_kind_undeliverable;")
      writer.emit("rk_auxiliary = rk_row;")
    }
  }

  private mutating func printChoice(_ ids: [String], _ isMeant: (Handler) -> Bool) {
    guard module.handlers.contains(where: isMeant) else { return }
    emit("let type_id = rk_head_pair(rk_slot_type);")
    for (number, handler) in module.handlers.enumerated() where isMeant(handler) {
      emit("if (all(type_id == \(ids[number]))) { rk_handle_\(number)(); return; }  // \(handler.message)")
    }
  }

  /// Prints the function that writes what is left of a message.
  mutating func printKeeping() throws(RenderError) {
    try block("fn rk_keep()") { (writer) throws(RenderError) in
      writer.emit("if (rk_kept != 0u && rk_kept < \(Self.firstAnswer)u) { rk_set_aside(); return; }")
      for (place, reply) in writer.answers.enumerated() {
        let at = "rk_answer(\(try writer.typeID(reply)), \(try writer.payloadWords(reply))u)"
        let put = try writer.putting(reply, in: EngineLayout.Binding.outbound)
        let result = try writer.answer(reply)
        writer.emit("if (rk_kept == \(Self.firstAnswer + place)u) { \(put)(\(at), \(result)); }")
      }
      writer.emit("rk_succeed();")
    }
  }
}

extension Statement {
  /// Whether an intrinsic is performed in it.
  func performs(_ intrinsic: IntrinsicID) -> Bool {
    var isThere = false
    visit { if case .perform(intrinsic, _, _) = $0 { isThere = true } }
    return isThere
  }
}
