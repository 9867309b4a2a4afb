import Foundation
import class RingKernelKernelTesting.StandInCUDA
import Testing

/// The tool on the CUDA backend, over the stand-in for driver and compiler: the engine's printed program runs on threads
/// of this machine.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct ResidentTests {
  private static func run(_ arguments: String..., tool: String = "ringkernel") async throws -> Tool.Result {
    let standIn = try StandInCUDA()
    let environment = ["RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file]
    let result = try await Tool.run(arguments, tool: tool, environment: environment)
    return withExtendedLifetime(standIn) { result }
  }

  @Test func `the conformance kit passes on a resident program`() async throws {
    let result = try await Self.run("verify", "--backend", "cuda", "--json")
    let json = try result.json()
    #expect(result.status == 0, "\(json["failures"] ?? "")")
    #expect(json["backend"] as? String == "cuda" && json["failed"] as? Int == 0)
    #expect((json["passed"] as? Int ?? 0) >= 90)
    // Handlers of any Swift, 64-bit floats everywhere, a local of 64 KiB.
    let reasons = (json["skipped"] as? [[String: String]] ?? []).compactMap { $0["reason"] }
    #expect(reasons.count == 5 && reasons.allSatisfy { $0.contains("only the CPU") })
  }

  @Test func `the demo is verified, and says where it ran`() async throws {
    let json = try await Self.run(
      "demo",
      "--backend",
      "cuda",
      "--count",
      "20000",
      "--accounts",
      "500",
      "--queries",
      "200",
      "--json"
    ).json()
    #expect(json["verified"] as? Bool == true)
    #expect((json["alerts"] as? Int ?? 0) > 100)
    let all = "\(json)"
    #expect(all.contains("persistent") && all.contains("stand-in 0"))
  }

  @Test func `a million messages leave the state that they leave on the CPU`() async throws {
    let result = try await Self.run("ledger", "--backend", "cuda", tool: "ringkernel-stress")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("1000000 messages"))
  }

  @Test func `calls to a device are measured one by one`() async throws {
    let json = try await Self.run("bench", "gpu", "--backend", "cuda", "--samples", "2560", "--json").json()
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.map { $0["inFlight"] as? Int } == [1, 16, 256])
    #expect(rows.allSatisfy { $0["samples"] as? Int == 2560 })
    #expect(json["executionMode"] as? String == "persistent")
  }
}
