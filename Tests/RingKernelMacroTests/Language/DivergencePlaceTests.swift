#if Macros
import RingKernelIR
import RingKernelSyntax
import Testing

/// What some threads only reach is marked where it stands, not where the same name stands first.
@Suite struct `Places of divergence` {
  static func kernel(_ body: String) -> String {
    """
    @DeviceFunction func meet() { barrier() }
    @DeviceFunction func both(_ v: Int32) -> Int32 { v + blockReduceAdd(v) }
    @Kernel(block: 64) func f(y: inout MutableSpan<Int32>, v: Int32) {
      let t = threadIndex.x
    \(body)
      if t == 0 { y[0] = 1 }
    }
    """
  }

  static func actor(_ body: String) -> String {
    """
    @RingMessage struct Ask { var first: Int32 }
    @RingKernel(block: 64, emits: [Ask.self]) struct Team {
      var values = InlineArray<64, Int32>(repeating: 0)
      mutating func receive(_ ask: Ask, in context: inout RingContext) throws {
    \(body)
      }
    }
    """
  }

  @Test(arguments: [
    "barrier(); if t < 3 { ‸barrier() }",
    "barrier()\n  if t < 3 {\n    let w = v + 1; ‸barrier(); y[t] = w\n  }",
    "meet(); if t < 3 { ‸meet() }",
    "if t < 3 { ‸barrier() }; barrier()",
    "let s = subgroupReduceAdd(v); if t < 3 { y[t] = s + ‸subgroupReduceAdd(v) }",
    "if t < 3 {\n    y[t] = min(\n      v,\n      ‸subgroupReduceAdd(v))\n  }\n  barrier()",
    "let s = both(v); if t < 3 { y[t] = ‸both(s) }",
    "for k in 0..<t { y[k] = 1; ‸barrier() }",
  ])
  func `the barrier or subgroup operation that diverges is marked`(body: String) throws {
    try expect(Self.kernel(body), ["RK1110", "RK1111"])
  }

  @Test(arguments: [
    "context.emit(ask); if threadIndex.x == 1 { ‸context.emit(ask) }",
    "if threadIndex.x == 0 { context.emit(ask) }; if values[0] > 1 { ‸context.emit(ask) }",
    "context.requestTermination(); if values[0] > 1 { ‸context.requestTermination() }",
  ])
  func `what only thread 0 does is marked where another one comes by`(body: String) throws {
    try expect(Self.actor(body), ["RK1137"])
  }

  private func expect(_ marked: String, _ codes: Set<String>) throws {
    let mark = try #require(marked.firstIndex(of: "‸"))
    let before = marked[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
    let source = marked.filter { $0 != "‸" }
    let errors = KernelSource(files: [source]).errors()
    #expect(errors.count == 1, "\(errors)\n\(source)")
    let error = try #require(errors.first)
    #expect(codes.contains(error.code), "\(error)")
    #expect(error.line == before.count && error.column == (before.last?.utf8.count ?? 0) + 1, "\(error)\n\(source)")
  }
}
#endif
