internal import RingKernelIR
internal import RingKernelRender

/// Runs the text of a dialect on the host, with the emulation headers of `Tests/Emulation`.
struct EmulatedText: Sendable {
  let dialect: DialectName
  /// Lines that open the host's text.
  let opening: String
  /// Changes the text before it is compiled: plants bugs.
  var change: @Sendable (String) -> String = { $0 }
  /// The arguments of an entry, given its text and what stands for the buffers that a launch binds, in order.
  let arguments: @Sendable (_ text: String, _ entry: String, _ buffers: [String]) -> String
  let compiler: HostCompiler

  /// Why a module is not run; nil when it is.
  func refusal(of module: KernelModule) -> String? {
    do throws(RenderError) {
      _ = try Renderer.render(module, for: dialect)
      return nil
    } catch { return error.message }
  }

  private func source(_ module: KernelModule) throws(RenderError) -> (text: String, entry: String) {
    let program = try Renderer.render(module, for: dialect)
    return (change(program.text), program.entry)
  }

  private func report(_ undefined: UInt32) throws(UndefinedBehaviour) {
    guard undefined != 0 else { return }
    let kinds = HostCompiler.kinds.enumerated().filter { undefined >> UInt32($0.offset) & 1 == 1 }.map(\.element)
    throw UndefinedBehaviour(description: "undefined behaviour: \(kinds.joined(separator: ", "))")
  }

  /// What a pointer to anything is in C.
  private static let any = "struct Any { void* p; template <class T> operator T*() const { return (T*)p; } };"

  /// Prints, compiles and runs a launch.
  func run(_ module: KernelModule, _ launch: KernelLaunch) throws -> KernelResult {
    let (program, entry) = try source(module)
    let (buffers, record) = try run(
      program,
      entry,
      launch,
      words: LaunchWords.block(module, launch),
      waitsForGrid: module.needs.contains(.gridBarrier)
    )
    return KernelResult(buffers: buffers, failure: LaunchWords.failure(record))
  }

  /// Compiles and runs a text, whose words are `rk_arguments`.
  ///
  /// - Returns: The buffers, and the record of a failure.
  func run(
    _ program: String,
    _ entry: String,
    _ launch: KernelLaunch,
    words: [UInt8],
    waitsForGrid: Bool
  ) throws -> (buffers: [[UInt8]], record: [UInt8]) {
    let buffers = launch.buffers.indices.map { "Any{b[\($0)]}" } + ["c->a", "c->record"]
    // Blocks that wait for each other need a thread each.
    let mode = waitsForGrid ? 2 : 0
    let text = """
      \(opening)
      \(program)
      \(Self.any)
      struct Call { void** b; rk_arguments a; unsigned* record; };
      extern "C" void rk_run(void** b, const void* a, unsigned* record, const unsigned* g, const unsigned* t) {
        Call call{b, {}, record}; std::memcpy(&call.a, a, sizeof call.a);
        g_launch({g[0], g[1], g[2]}, {t[0], t[1], t[2]}, 0, \(mode), 1,
          [](void* p) { Call* c = (Call*)p; void** b = c->b; (void)b; \(entry)(\(arguments(program, entry, buffers))); }, &call);
      }
      """
    let compiled = try compiler.program(of: text)
    let memory = RawBuffers(launch.buffers)
    let arguments = RawBuffers([words + [UInt8](repeating: 0, count: 64)])
    let record = RawBuffers([[UInt8](repeating: 0, count: LaunchWords.recordWords * 4)])
    let sizes = RawBuffers([
      (launch.grid + launch.block).flatMap { size in (0..<4).map { UInt8(size >> (8 * $0) & 255) } }
    ])
    unsafe compiled.run(memory.table, arguments.first, record.first, sizes.first, sizes.first + 12)
    try report(compiled.undefined())
    return (memory.contents, record.contents[0])
  }

  /// Runs messages through the batch entry of a handler.
  func run(_ module: KernelModule, _ batch: HandlerBatch) throws -> HandlerBatchResult {
    let (program, entry) = try source(module)
    let buffers = (0..<3).map { "Any{c->b[\($0)]}" } + ["c->outcomes", "c->count"]
    let text = """
      \(opening)
      \(program)
      \(Self.any)
      struct Call { void** b; unsigned* outcomes; unsigned count; };
      extern "C" void rk_run(void** b, const void* count, unsigned* outcomes, const unsigned*, const unsigned*) {
        Call call{b, outcomes, *(const unsigned*)count};
        g_launch({1, 1, 1}, {1, 1, 1}, 0, 0, 1,
          [](void* p) { Call* c = (Call*)p; \(entry)(\(arguments(program, entry, buffers))); }, &call);
      }
      """
    let compiled = try compiler.program(of: text)
    let stride = module.functions.last.flatMap { module.types.layout(of: $0.result) }?.stride ?? 1
    let size = module.functions.last?.result == .void ? 0 : stride * batch.count
    let memory = RawBuffers([batch.state, batch.messages, [UInt8](repeating: 0, count: size)])
    let count = RawBuffers([(0..<4).map { UInt8(batch.count >> (8 * $0) & 255) }])
    let outcomes = RawBuffers([[UInt8](repeating: 0, count: LaunchWords.recordWords * 4 * batch.count)])
    unsafe compiled.run(memory.table, count.first, outcomes.first, count.first, count.first)
    try report(compiled.undefined())
    let records = outcomes.contents[0]
    let bytes = LaunchWords.recordWords * 4
    let failures = (0..<batch.count).map { number -> ReportedFailure? in
      let record = Array(records[number * bytes..<(number + 1) * bytes])
      return record[0] == 1 ? LaunchWords.failure(record) : nil
    }
    let contents = memory.contents
    return HandlerBatchResult(state: contents[0], replies: contents[2], failures: failures)
  }
}

/// A text ran and did what its language leaves open.
public struct UndefinedBehaviour: Error, CustomStringConvertible {
  /// The kinds that were met.
  public let description: String
}
