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
    try printChoice()
    try printKeeping()
    let entry = namer.unique("\(module.name)_engine")
    emit("@compute @workgroup_size(\(block[0]), \(block[1]), \(block[2]))")
    emit("fn \(entry)(@builtin(workgroup_id) rk_block: vec3<u32>, @builtin(num_workgroups) rk_grid: vec3<u32>) {")
    for line in turns(need).split(separator: "\n") { emit("  " + line) }
    emit("}")
    return entry
  }

  /// The body of the entry.
  ///
  /// - Parameter need: Words of outbound that a message of the actor may take, besides the record of the turn.
  private func turns(_ need: Int) -> String {
    let sends = module.functions.contains { $0.body.contains { $0.performs(.k2kSend) } }
    let look = sends ? "\n        if (rk_spilled() != 0u) { break; }" : ""
    // The inner loop handles the host's messages of which nothing is left but their number. Software drivers run all
    // that a loop holds in each of its rounds, whether it is needed or not: so it holds little.
    return """
      let roster = rk_program[rk_program_slot] * rk_inbound_program;
      let number = rk_block.x + rk_block.y * rk_grid.x;
      if (number >= rk_inbound[roster + rk_inbound_count]) { return; }
      rk_begin(rk_inbound[roster + rk_inbound_roster] + number * rk_entry_words);
      let turn = rk_record_words + rk_turn_words;
      if (rk_has_work() && rk_reserve(turn)) {
        if (rk_flush() && rk_is_active()) {
          let budget = min(rk_table[rk_row + rk_actor_budget], rk_turn_messages);
          for (var n = 0u; n < budget; ) {
            if (!rk_open()) { break; }
            if (!rk_hold(\(need)u)) { break; }
            let is_late = rk_has_expired();
            if (rk_stamps && !is_late && rk_is_known()) { rk_hear(); }
            var is_open = true;
            loop {
              rk_kept = rk_kind_expired;
              rk_auxiliary = 0u;
              if (!is_late) { rk_try(); }
              n += 1u;
              if (!rk_is_quiet()) { break; }
              is_open = false;
              rk_handled += 1u;
              rk_close_quietly();\(look)
              if (n == budget || !rk_advance(\(need)u)) { break; }
              is_open = true;
            }
            if (is_open) {
              if (rk_kept == \(Self.untried)u) { rk_dispatch(); }
              rk_keep();
              rk_close();
            }
            if (rk_spilled() != 0u) { break; }
          }
        }
        rk_finish();
      }
      rk_end();
      """
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
