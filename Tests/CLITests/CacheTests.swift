import Foundation
import RingKernelKernelTesting
import RingKernelRender
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct `The cache command` {
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
    let off = try await Tool.run("cache", environment: ["RINGKERNEL_CACHE": "off"])
    #expect(off.status == 1 && off.problems.contains("'off'"))
  }

  private static let demo = ["demo", "--json", "--count", "2000", "--accounts", "100", "--queries", "10"]

  /// Runs the demo on CUDA, over the stand-in, or on WebGPU, in a process of its own.
  private func runDemo(_ backend: String, _ device: [String: String], in folder: String) async throws {
    let environment = device.merging(["RINGKERNEL_CACHE": folder]) { $1 }
    let run = try await Tool.run(Self.demo + ["--backend", backend], environment: environment)
    #expect(try run.json()["verified"] as? Bool == true, "\(run.problems)")
  }

  /// The programs of a folder, with the numbers of their files: one that is written again has another number.
  private func programs(in folder: String) throws -> [String: Int] {
    var found: [String: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      found[name] = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.systemFileNumber] as? Int
    }
    return found
  }

  private func shares(_ backend: String, _ device: [String: String]) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 { group.addTask { try await runDemo(backend, device, in: folder) } }
      try await group.waitForAll()
    }
    let first = try programs(in: folder)
    #expect(first.count >= 3 && first.keys.allSatisfy { $0.hasSuffix(".program") && !$0.hasPrefix(".") })
    let listed = try await Tool.run("cache", "--json", environment: ["RINGKERNEL_CACHE": folder]).json()
    #expect(listed["kernels"] as? Int == first.count)
    try await runDemo(backend, device, in: folder)
    #expect(try programs(in: folder) == first, "a later process compiled again what was there")
  }

  private static func standInEnvironment(_ standIn: StandInCUDA) -> [String: String] {
    [
      "RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file,
      "RINGKERNEL_CUDA_INBOUND": "pinned",
    ]
  }

  @Test func `actors on CUDA are compiled once for processes that start at once, and later ones`() async throws {
    let standIn = try StandInCUDA()
    try await shares("cuda", Self.standInEnvironment(standIn))
    withExtendedLifetime(standIn) {}
  }

  @Test(.enabled(if: SoftwareVulkan.swiftshader.absence == nil, "SwiftShader or wgpu-native is not there"))
  func `actors on WebGPU are printed once for processes that start at once, and later ones`() async throws {
    try await shares("webgpu", SoftwareVulkan.swiftshader.environment)
  }

  @Test func `a folder that cannot be written, and a disk that is full, fail no launch`() async throws {
    let standIn = try StandInCUDA()
    let device = Self.standInEnvironment(standIn)
    try await runDemo("cuda", device, in: "/proc/no-such-folder")
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rk-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // A limit of no bytes refuses what a full disk refuses; everything else that the demo needs was written above.
    let limited = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""
    let run = try await Tool.run(
      ["-c", limited, try #require(Tool.path)] + Self.demo + ["--backend", "cuda"],
      tool: "/bin/sh",
      environment: device.merging(["RINGKERNEL_CACHE": folder]) { $1 }
    )
    #expect(try run.json()["verified"] as? Bool == true, "\(run.problems)")
    #expect(try programs(in: folder) == [:])
    withExtendedLifetime(standIn) {}
  }
}
