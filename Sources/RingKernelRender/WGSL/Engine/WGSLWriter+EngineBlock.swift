internal import RingKernelIR

// The program of an actor whose handlers are run by a block of threads (`Design/0006`).
extension WGSLWriter {
  /// Whether threads of a block run the handlers together.
  var isTogether: Bool { module.handlerThreads > 1 }

  /// Prints a function per handler, the choice between them, and the entry; its name.
  mutating func printBlockEngine() throws(RenderError) -> String {
    let need = module.handlers.map { module.need(of: $0).words }.max() ?? 0
    for (number, handler) in module.handlers.enumerated() { try printBlockHandler(handler, number) }
    try printChoice(need)
    let entry = namer.unique("\(module.name)_engine")
    let indices = "@builtin(workgroup_id) rk_block: vec3<u32>, @builtin(num_workgroups) rk_grid: vec3<u32>"
    let own = blockBuiltins.map { "@builtin(\($0.attribute)) \($0.rawValue): \($0.type)" }.joined(separator: ", ")
    emit("@compute @workgroup_size(\(block[0]), \(block[1]), \(block[2]))")
    try block("fn \(entry)(\(indices), \(own))") { (writer) throws(RenderError) in
      let arguments = writer.blockBuiltins.map(\.rawValue).joined(separator: ", ")
      let calls = writer.module.handlers.indices.map { "  if (step == \($0 + 1)u) { rk_handle_\($0)(\(arguments)); }" }
      let text = """
        let roster = rk_program[rk_program_slot] * rk_inbound_program;
        let number = rk_block.x + rk_block.y * rk_grid.x;
        if (number >= rk_inbound[roster + rk_inbound_count]) { return; }
        let is_first = rk_thread.x == 0u;
        let turn = rk_record_words + rk_turn_words;
        if (is_first) { rk_begin_turn(rk_inbound[roster + rk_inbound_roster] + number * rk_entry_words, turn); }
        loop {
          if (is_first) { rk_step = rk_choose(turn); }
          let step = workgroupUniformLoad(&rk_step);
          if (step == 0u) { break; }
        \(calls.joined(separator: "\n"))
        }
        if (is_first) { rk_end_turn(); }
        """
      for line in text.split(separator: "\n") { writer.emit(String(line)) }
    }
    return entry
  }

  /// The indices that handlers are handed.
  private var blockBuiltins: [WGSLBuiltin] {
    let used = module.handlers.flatMap { builtins[$0.function] ?? [] }
    return [.thread] + [.lane, .lanes].filter(used.contains)
  }

  /// The function by which thread 0 finds the next message, and the handler that takes it.
  private mutating func printChoice(_ need: Int) throws(RenderError) {
    try block("fn rk_choose(turn: u32) -> u32") { (writer) throws(RenderError) in
      try writer.block("loop") { (writer) throws(RenderError) in
        writer.emit("if (!rk_take_next(turn, \(need)u)) { return 0u; }")
        try writer.block("if (rk_has_expired())") { (writer) throws(RenderError) in
          writer.emit("rk_record_message(rk_kind_expired, 0u, 0u);")
        }
        try writer.block("else") { (writer) throws(RenderError) in
          writer.emit("let type_id = rk_head_pair(rk_slot_type);")
          for (number, handler) in writer.module.handlers.enumerated() {
            let id = try writer.typeID(handler.message)
            writer.emit("if (all(type_id == \(id))) { return \(number + 1)u; }  // \(handler.message)")
          }
          writer.emit("rk_record_message(rk_kind_undeliverable, 0u, rk_row);")
        }
        writer.emit("rk_close();")
      }
      writer.emit("return 0u;")
    }
  }

  // Names of its own are ours: it clears memory that the handler has named.
  private mutating func printBlockHandler(_ handler: Handler, _ number: Int) throws(RenderError) {
    let type = KernelType.structure(handler.message)
    let need = module.need(of: handler)
    let message = "rk_message_\(number)"
    helperSharedBytes += sharedLayout(type).size
    let own = try self.type(type)
    _ = helpers.use(message, "var<workgroup> \(message): \(own);")
    let taking = try taking(type)
    let parameters = blockBuiltins.map { "\($0.rawValue): \($0.type)" }.joined(separator: ", ")
    try block("fn rk_handle_\(number)(\(parameters))") { (writer) throws(RenderError) in
      writer.emit("let rk_is_first = rk_thread.x == 0u;")
      try writer.block("if (rk_is_first)") { (writer) throws(RenderError) in
        writer.emit("rk_start(\(need.isCounted ? "\(need.records)u" : "4294967295u"));")
        writer.emit("\(message) = \(taking)();")
        writer.emit("rk_tell_place();")
      }
      writer.emit("rk_take_place(workgroupUniformLoad(&rk_place_of_all), rk_thread.x);")
      writer.emit("let rk_message = workgroupUniformLoad(&\(message));")
      try writer.clearShared(writer.module.sharedMemory(of: handler.function))
      let arguments = (writer.builtins[handler.function] ?? []).map {
        $0 == .block || $0 == .grid ? $0.ofBatch : $0.rawValue
      }
      let call = "\(writer.functionNames[handler.function])(\((arguments + ["rk_message"]).joined(separator: ", ")))"
      writer.emit(handler.reply == nil ? "\(call);" : "let rk_reply = \(call);")
      writer.emit("storageBarrier();")
      writer.emit("workgroupBarrier();")
      let canFail = writer.failing.contains(handler.function)
      if canFail {
        writer.emit("rk_show_failure();")
        writer.emit("workgroupBarrier();")
      }
      writer.emit("if (!rk_is_first) { return; }")
      try writer.block(canFail ? "if (rk_learn_failure())" : "if (false)") { (writer) throws(RenderError) in
        writer.emit("rk_record_failure(\(number)u);")
      }
      try writer.block("else") { (writer) throws(RenderError) in
        if let reply = handler.reply {
          let at = "rk_answer(\(try writer.typeID(reply)), \(try writer.payloadWords(reply))u)"
          writer.emit("\(try writer.putting(reply, in: EngineLayout.Binding.outbound))(\(at), rk_reply);")
        }
        writer.emit("rk_succeed();")
      }
      writer.emit("rk_close();")
    }
  }
}

extension KernelModule {
  /// The shared memory that a function and those it calls use.
  fileprivate func sharedMemory(of function: FunctionID) -> Set<ResourceID> {
    var found: Set<ResourceID> = []
    func note(_ place: Place) {
      if case .resource(let id, _) = place.root, case .shared = resources[id].kind { found.insert(id) }
    }
    for statement in functions[function].body {
      statement.visit { inner in
        for expression in inner.expressions {
          expression.visit { part in if case .read(let place) = part.node { note(place) } }
        }
        switch inner {
        case .assign(let place, _): note(place)
        case .perform(_, let operands, _): for case .place(let place) in operands { note(place) }
        case .call(let callee, _, _): found.formUnion(sharedMemory(of: callee))
        default: break
        }
      }
    }
    return found
  }
}
