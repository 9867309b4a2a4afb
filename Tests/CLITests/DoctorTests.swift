import Foundation
import class RingKernelKernelTesting.StandInCUDA
import Testing

@Suite(.timeLimit(.minutes(20)))
struct DoctorTests {
  private static func kernels(_ driver: String, _ nvrtc: String) async throws -> (line: String, json: [String: Any]) {
    let environment = ["RINGKERNEL_CUDA_LIBRARY": driver, "RINGKERNEL_NVRTC_LIBRARY": nvrtc]
    let text = try await Tool.run("doctor", environment: environment)
    let json = try await Tool.run("doctor", "--json", environment: environment).json()
    #expect(text.status == 0)
    let found = try #require((json["kernels"] as? [[String: Any]])?.first)
    let line = try #require(text.output.split(separator: "\n").first { $0.hasPrefix("kernels ") })
    return (String(line), found)
  }

  @Test func `doctor says that a device launches kernels, after one has run`() async throws {
    let standIn = try StandInCUDA()
    let found = try await Self.kernels(standIn.file, standIn.file)
    let device = "stand-in 0 (compute capability 9.0); driver of CUDA 13.0, NVRTC 13.0"
    #expect(found.line == "kernels   cuda, usable: \(device)")
    #expect(found.json["usable"] as? Bool == true)
    #expect(found.json["device"] as? String == device)
  }

  @Test func `doctor says what is missing for CUDA, and the cure`() async throws {
    let found = try await Self.kernels("libnowhere.so.9", "libnowhere.so.9")
    #expect(found.line.hasPrefix("kernels   cuda, not usable: the CUDA driver cannot be loaded: libnowhere.so.9: "))
    #expect(found.line.contains("Install NVIDIA's driver"))
    #expect(found.json["usable"] as? Bool == false)
    let reason = try #require(found.json["reason"] as? String)
    #expect(found.line.hasSuffix(reason))
  }
}
