internal import RingKernelIR

// Handlers that a block of threads runs, in a resident program (`Design/0006`).
extension CWriter {
  /// Whether threads of a block run the handlers together.
  var isTogether: Bool { isEngine && module.handlerThreads > 1 }

  /// The function that all threads of a handler run, up to its records, which are the first thread's.
  mutating func printTeamHandler(_ handler: Handler, _ number: Int) throws(RenderError) {
    let threads = module.handlerThreads
    let (members, bytes) = try teamMembers()
    sharedBytes = max(sharedBytes, bytes)
    try block("static __device__ void rk_handle_\(number)(rk_turn& t)") { (writer) throws(RenderError) in
      writer.emit("t.passed = 0u;")
      writer.emit("t.failed = false;")
      if bytes > 0 {
        writer.emit("for (u32 k = threadIdx.x * 4u; k < \(bytes)u; k += \(threads * 4)u) *(u32*)(rk_shared + k) = 0u;")
        writer.emit("rk_meet<\(threads)u>();")
      }
      try writer.printCall(of: handler, members)
      writer.emit("rk_meet<\(threads)u>();")
      writer.emit("rk_show_failure(t);")
      writer.emit("rk_meet<\(threads)u>();")
      writer.emit("if (threadIdx.x != 0u) return;")
      writer.emit("if (rk_learn_failure(t)) { rk_record_failure(t, \(number)u); return; }")
      try writer.printEnd(of: handler)
    }
  }

  /// The choice of the handler, made by all threads.
  mutating func printTeam() throws(RenderError) {
    try block("static __device__ void rk_run(rk_turn& t, u32 handler)") { (writer) throws(RenderError) in
      writer.emit("if (threadIdx.x >= \(writer.module.handlerThreads)u) return;")
      writer.emit("rk_form(\(writer.module.handlerThreads)u);")
      for number in writer.module.handlers.indices {
        writer.emit("if (handler == \(number)u) rk_handle_\(number)(t);")
      }
    }
  }

  /// Where the state, the shared memory and the scratch arrays of this actor stand, and bytes of shared memory.
  private mutating func teamMembers() throws(RenderError) -> ([String], Int) {
    var members: [String] = []
    var bytes = 0
    func place(_ size: Int, _ alignment: Int) -> Int {
      let start = (bytes + alignment - 1) / alignment * alignment
      bytes = start + size
      return start
    }
    for resource in module.resources {
      let type = try type(resource.element)
      guard case .shared(let count) = resource.kind else {
        members.append("(\(type)*)(t.states + (size_t)rk_of(t, t.row + rk_actor_state) * 4u)")
        continue
      }
      members.append(
        "(\(type)*)(rk_shared + \(place(count * (module.types.layout(of: resource.element)?.stride ?? 1), 16)))"
      )
    }
    for type in scratch.sorted(by: { $0.rawValue < $1.rawValue }) {
      let name = dialect.scalar(type)
      members.append("(\(name)*)(rk_shared + \(place(module.handlerThreads * type.byteCount, 16)))")
    }
    bytes = (bytes + 3) / 4 * 4
    let room = CUDAEngine.sharedLimit
    guard bytes <= room else {
      throw .lacks(dialect.name, "\(bytes) bytes of memory for a block in an actor, \(room) are there", module.name)
    }
    return (members, bytes)
  }
}
