import Foundation
import enum RingKernelKernelTesting.SoftwareVulkan
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

  @Test(
    arguments: [
      ("cooperative", "0", nil, "usable", ", in passes: it launches no cooperative grids"),
      ("watchdog", "1", nil, "usable", ", in passes: the system ends programs that run long, for it shows a desktop"),
      ("watchdog", "0", "passes", "usable", ", in passes: RINGKERNEL_CUDA_MODE asks for them"),
      ("watchdog", "0", "resident", "usable", "compute capability 9.0, blocks in clusters of 4"),
      ("processors", "6", "resident", "usable", "compute capability 9.0, blocks in clusters of 2"),
      ("clusters", "0", "resident", "usable", "compute capability 9.0"),
      (
        "cooperative", "0", "resident", "not usable",
        "RINGKERNEL_CUDA_MODE asks for it: it launches no cooperative grids."
      ),
      ("watchdog", "0", "always", "not usable", "RINGKERNEL_CUDA_MODE is 'always'; it may be resident or passes."),
    ] as [(String, String, String?, String, String)]
  )
  func `doctor says whether actors stay on a device, and why not`(
    setting: String,
    value: String,
    mode: String?,
    usable: String,
    ending: String
  ) async throws {
    let standIn = try StandInCUDA()
    var environment = ["RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file]
    environment["STAND_IN_\(setting)"] = value
    environment["RINGKERNEL_CUDA_MODE"] = mode
    let text = try await Tool.run("doctor", environment: environment).output
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("cuda ") })
    #expect(line.hasPrefix("cuda      \(usable) ") && line.hasSuffix(ending), "\(line)")
  }

  @Test func `doctor tries every memory through which messages can come to a device`() async throws {
    let standIn = try StandInCUDA()
    var environment = ["RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file]
    environment["RINGKERNEL_GDRCOPY_LIBRARY"] = standIn.file
    let text = try await Tool.run("doctor", environment: environment).output
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("inbound ") }
    let reason = "the host does not reach managed memory where it lies on the device"
    #expect(
      lines == [
        "inbound   pinned   offered", "inbound   coherent not offered: \(reason)",
        "inbound   bar      offered, is used",
      ]
    )
    environment["RINGKERNEL_CUDA_INBOUND"] = "pinned"
    let json = try await Tool.run("doctor", "--json", environment: environment).json()
    let found = try #require(json["inbound"] as? [[String: Any]])
    #expect(found.map { $0["used"] as? Bool } == [true, false, false])
    #expect(found.map { $0["offered"] as? Bool } == [true, false, true])
    #expect(found[1]["reason"] as? String == reason)
  }

  @Test func `memory that is asked for and not there is refused with the code and the cure`() async throws {
    let standIn = try StandInCUDA()
    var environment = ["RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file]
    environment["RINGKERNEL_CUDA_INBOUND"] = "coherent"
    let result = try await Tool.run("verify", "--backend", "cuda", environment: environment)
    #expect(result.status == 3)
    #expect(result.problems.contains("RK3025"))
    #expect(
      result.problems.contains("stand-in 0: messages cannot come through coherent memory: the host does not reach")
    )
  }

  @Test func `doctor says what is missing for CUDA, and the cure`() async throws {
    let found = try await Self.kernels("libnowhere.so.9", "libnowhere.so.9")
    #expect(found.line.hasPrefix("kernels   cuda, not usable: the CUDA driver cannot be loaded: libnowhere.so.9: "))
    #expect(found.line.contains("Install NVIDIA's driver"))
    #expect(found.json["usable"] as? Bool == false)
    let reason = try #require(found.json["reason"] as? String)
    #expect(found.line.hasSuffix(reason))
  }

  @Test(
    .enabled(
      if: SoftwareVulkan.swiftshader.absence == nil,
      "SwiftShader or wgpu-native is not there: Scripts/get-tools"
    )
  )
  func `doctor lists every WebGPU adapter with what it has`() async throws {
    let environment = SoftwareVulkan.swiftshader.environment
    let text = try await Tool.run("doctor", environment: environment).output
    #expect(text.contains("webgpu    usable      SwiftShader Device (Subzero)"))
    #expect(text.contains("\nadapter   SwiftShader Device (Subzero): software, Vulkan\n"))
    #expect(text.contains("features subgroups timestamps\n"))
    #expect(text.contains("maxComputeInvocationsPerWorkgroup 256, maxComputeWorkgroupSizeX 256"))
    let json = try await Tool.run("doctor", "--json", environment: environment).json()
    let adapters = try #require(json["adapters"] as? [[String: Any]])
    let found = try #require(adapters.first { ($0["name"] as? String)?.hasPrefix("SwiftShader") ?? false })
    #expect(found["kind"] as? String == "software")
    #expect(found["software"] as? Bool == true)
    #expect(found["interface"] as? String == "Vulkan")
    #expect(found["features"] as? [String] == ["subgroups", "timestamps"])
    let limits = try #require(found["limits"] as? [String: Int])
    #expect(limits["maxComputeWorkgroupSizeZ"] == 64)
    #expect(limits.count == 9)
  }

  @Test func `doctor says how to get wgpu-native where there is none`() async throws {
    let environment = ["RINGKERNEL_WGPU_LIBRARY": "/nowhere/libwgpu.so"]
    let text = try await Tool.run("doctor", environment: environment).output
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("webgpu ") })
    for part in [
      "not usable", "/nowhere/libwgpu.so", "ringkernel install webgpu", "wgpu==0.32.0", "RINGKERNEL_WGPU_LIBRARY",
    ] {
      #expect(line.contains(part), "\(line)")
    }
    let json = try await Tool.run("doctor", "--json", environment: environment).json()
    #expect((json["adapters"] as? [Any])?.isEmpty ?? false)
  }
}
