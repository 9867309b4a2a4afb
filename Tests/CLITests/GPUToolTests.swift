import Foundation
import class RingKernelKernelTesting.StandInCUDA
import Testing

/// The tool that is carried to machines with a GPU: the same words and the same output as the other one.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct GPUToolTests {
  private static func run(_ words: String, tool: String = "ringkernel-gpu") async throws -> Tool.Result {
    let standIn = try StandInCUDA()
    let libraries = ["CUDA", "NVRTC", "GDRCOPY"].map { ("RINGKERNEL_\($0)_LIBRARY", standIn.file) }
    let result = try await Tool.run(
      words.split(separator: " ").map(String.init),
      tool: tool,
      environment: Dictionary(uniqueKeysWithValues: libraries + [("RINGKERNEL_CUDA_INBOUND", "bar")])
    )
    return withExtendedLifetime(standIn) { result }
  }

  @Test func `it verifies a device`() async throws {
    let result = try await Self.run("verify --backend cuda --only call/ --json")
    let json = try result.json()
    #expect(result.status == 0 && json["backend"] as? String == "cuda" && json["failed"] as? Int == 0)
    #expect(json["passed"] as? Int ?? 0 > 3)
    let other = try await Self.run("verify --backend cuda --only call/ --json", tool: "ringkernel")
    #expect(other.output == result.output)
  }

  @Test func `it measures a device`() async throws {
    let json = try await Self.run("bench gpu --backend cuda --part calls --samples 256 --small --json").json()
    #expect(json["part"] as? String == "calls" && json["build"] as? String == "debug")
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.count == 13 && rows.first?["inbound"] as? String == "bar")
  }

  @Test func `doctor and demo say what the other tool says`() async throws {
    for words in ["doctor", "doctor --json"] {
      let (own, other) = (try await Self.run(words), try await Self.run(words, tool: "ringkernel"))
      #expect(own.status == 0 && own.output == other.output)
    }
    let demo = try await Self.run("demo --backend cpu --count 5000 --accounts 200 --queries 100 --json")
    #expect(try demo.json()["verified"] as? Bool == true)
    #expect(try demo.json()["rows"] as? Int == 5000)
  }

  @Test(
    arguments: [
      (["explain"], "'explain' is no command."), (["verify", "--backend", "abacus"], "'abacus' is no backend."),
      (["bench", "gpu", "--part", "colour"], "'colour' is no part."),
      (["doctor", "--part", "calls"], "--part is not known"),
      (["bench", "gpu", "--samples", "3"], "--samples is '3'; it is 256 to 100000000."),
      (["verify", "--only"], "--only has no value."),
    ]
  )
  func `what it does not know is refused with its usage`(words: [String], problem: String) async throws {
    let result = try await Tool.run(words, tool: "ringkernel-gpu")
    #expect(result.status == 2)
    #expect(result.problems.contains("error: \(problem)") && result.problems.contains("ringkernel-gpu doctor [--json]"))
  }
}
