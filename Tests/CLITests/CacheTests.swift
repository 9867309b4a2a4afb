import Foundation
import RingKernelRender
import Testing

@Suite(.timeLimit(.minutes(1))) struct `The cache command` {
  @Test func `it lists what the folder holds and clears it`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = ProgramCache(path: folder)
    for number in 0..<3 {
      let key = ProgramKey(source: "\(number)", options: [], compiler: "test", device: "any")
      _ = cache.program(for: key) { () throws(Never) in [UInt8](repeating: 1, count: 100) }
    }
    let environment = ["RINGKERNEL_CACHE": folder]
    let listed = try await Tool.run("cache", "--json", environment: environment).json()
    #expect(listed["path"] as? String == folder)
    #expect(listed["kernels"] as? Int == 3)
    #expect((listed["items"] as? [Any])?.count == 3)
    let cleared = try await Tool.run("cache", "--clear", environment: environment)
    #expect(cleared.status == 0)
    #expect(cleared.output.contains("3 removed"))
    #expect(try await Tool.run("cache", "--json", environment: environment).json()["kernels"] as? Int == 0)
  }

  @Test func `without a home there is no folder`() async throws {
    let found = try await Tool.run(
      "cache",
      environment: ["RINGKERNEL_CACHE": "", "XDG_CACHE_HOME": "", "HOME": ""]
    )
    #expect(found.status == 1)
    #expect(found.problems.contains("RINGKERNEL_CACHE"))
  }
}
