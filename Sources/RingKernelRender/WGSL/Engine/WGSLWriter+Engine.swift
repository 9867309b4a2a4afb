internal import RingKernelIR

// The program of an actor (`Design/0006`): one block per actor, in one thread.
extension WGSLWriter {
  /// Whether an engine's program is printed.
  var isEngine: Bool { options.isEngine && module.entry != .kernel }

  mutating func printEngineBindings() throws(RenderError) {
    typealias Binding = EngineLayout.Binding
    for (number, name) in EngineLayout.bindingNames.enumerated() {
      let isAtomic = number == Binding.epoch || (number == Binding.state && memory(0).isAtomic)
      let access = [Binding.inbound, Binding.program].contains(number) ? "read" : "read_write"
      let word = isAtomic ? "atomic<u32>" : "u32"
      emit("@group(0) @binding(\(number)) var<storage, \(access)> \(name): array<\(word)>;")
    }
    if isTogether { try printShared() }
  }

  /// Prints a function per handler, the choice between them, and the entry; its name.
  mutating func printEngine() throws(RenderError) -> String {
    let need = module.handlers.map { module.need(of: $0).words }.max() ?? 0
    for (number, handler) in module.handlers.enumerated() { try printHandler(handler, number) }
    try block("fn rk_dispatch()") { (writer) throws(RenderError) in
      writer.emit("if (rk_has_expired()) {")
      writer.emit("  rk_record_message(rk_kind_expired, 0u, 0u);")
      writer.emit("  return;")
      writer.emit("}")
      writer.emit("let type_id = rk_head_pair(rk_slot_type);")
      for (number, handler) in writer.module.handlers.enumerated() {
        let id = try writer.typeID(handler.message)
        writer.emit("if (all(type_id == \(id))) { rk_handle_\(number)(); return; }  // \(handler.message)")
      }
      writer.emit("rk_record_message(rk_kind_undeliverable, 0u, rk_row);")
    }
    let entry = namer.unique("\(module.name)_engine")
    emit("@compute @workgroup_size(\(block[0]), \(block[1]), \(block[2]))")
    emit("fn \(entry)(@builtin(workgroup_id) rk_block: vec3<u32>, @builtin(num_workgroups) rk_grid: vec3<u32>) {")
    for line in Self.entry(need).split(separator: "\n") { emit("  " + line) }
    emit("}")
    return entry
  }

  /// The body of the entry.
  ///
  /// - Parameter need: Words of outbound that a message of the actor may take, besides the record of the turn.
  private static func entry(_ need: Int) -> String {
    """
    let roster = rk_program[rk_program_slot] * rk_inbound_program;
    let number = rk_block.x + rk_block.y * rk_grid.x;
    if (number >= rk_inbound[roster + rk_inbound_count]) { return; }
    rk_begin(rk_inbound[roster + rk_inbound_roster] + number * rk_entry_words);
    let turn = rk_record_words + rk_turn_words;
    if (rk_has_work() && rk_reserve(turn)) {
      if (rk_flush() && rk_is_active()) {
        let budget = min(rk_table[rk_row + rk_actor_budget], rk_turn_messages);
        for (var n = 0u; n < budget; n++) {
          if (!rk_open()) { break; }
          if (!rk_reserve(turn + max(\(need)u, rk_record_words + rk_slot_header + rk_length()))) { break; }
          rk_dispatch();
          rk_close();
          if (rk_spilled() != 0u) { break; }
        }
      }
      rk_finish();
    }
    rk_end();
    """
  }

  private mutating func printHandler(_ handler: Handler, _ number: Int) throws(RenderError) {
    let type = KernelType.structure(handler.message)
    let need = module.need(of: handler)
    try block("fn rk_handle_\(number)()") { (writer) throws(RenderError) in
      writer.emit("rk_start(\(need.isCounted ? "\(need.records)u" : "4294967295u"));")
      let arguments = (writer.builtins[handler.function] ?? []).map(\.ofBatch) + ["\(try writer.taking(type))()"]
      let call = "\(writer.functionNames[handler.function])(\(arguments.joined(separator: ", ")))"
      writer.emit(handler.reply == nil ? "\(call);" : "let reply = \(call);")
      if writer.failing.contains(handler.function) {
        writer.emit("if (rk_failed) { rk_record_failure(\(number)u); return; }")
      }
      if let reply = handler.reply {
        let at = "rk_answer(\(try writer.typeID(reply)), \(try writer.payloadWords(reply))u)"
        writer.emit("\(try writer.putting(reply, in: EngineLayout.Binding.outbound))(\(at), reply);")
      }
      writer.emit("rk_succeed();")
    }
  }

  /// The type id of a message, as a pair of words.
  func typeID(_ name: String) throws(RenderError) -> String {
    guard let message = module.messages[name] else { throw .layout(.wgsl, name, module.name) }
    return "vec2<u32>(\(UInt32(truncatingIfNeeded: message.typeID))u, \(message.typeID >> 32)u)"
  }

  /// Words of a message's payload.
  func payloadWords(_ name: String) throws(RenderError) -> Int {
    guard let message = module.messages[name] else { throw .layout(.wgsl, name, module.name) }
    return message.payloadBytes / 4
  }
}
