#if Macros
import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Mutated sources` {
  @Test(arguments: [1, 10_000]) func `give kernels or errors with their places`(seed: Int) async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let trace = try TemporaryFolder()
    // Debug builds of the parser are slow: what takes a second there is a hang only in release.
    let found = try await Tool.run(
      root.appending(path: "Corpus").path,
      "--seed",
      "\(seed)",
      "--count",
      "150",
      "--patience",
      "20000",
      "--trace",
      trace.path("fuzzed.swift"),
      tool: "ringkernel-fuzz"
    )
    #expect(found.status == 0, "\(found.problems)")
    #expect(found.output.hasPrefix("150 texts: "))
  }
}
#endif
