import Foundation
import class RingKernelKernelTesting.StandInCUDA
import Testing

/// The tool on the CUDA backend, over the stand-in for driver and compiler: the engine's printed program runs on threads
/// of this machine.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct ResidentTests {
  private static func run(_ arguments: String..., tool: String = "ringkernel") async throws -> Tool.Result {
    try await run(arguments, tool: tool)
  }

  private static func run(
    _ arguments: [String],
    tool: String = "ringkernel",
    on device: [String: String] = [:]
  ) async throws -> Tool.Result {
    let standIn = try StandInCUDA()
    var libraries = ["RINGKERNEL_CUDA_LIBRARY": standIn.file, "RINGKERNEL_NVRTC_LIBRARY": standIn.file]
    libraries["RINGKERNEL_GDRCOPY_LIBRARY"] = standIn.file
    libraries["RINGKERNEL_CUDA_INBOUND"] = "pinned"
    let environment = libraries.merging(device) { $1 }
    let result = try await Tool.run(arguments, tool: tool, environment: environment)
    return withExtendedLifetime(standIn) { result }
  }

  /// Devices that keep a program resident, in one cluster, in two, without any, and that do not; and those that messages
  /// come to through memory of their own.
  @Test(
    arguments: [
      [:], ["RINGKERNEL_CUDA_CLUSTER": "2", "RINGKERNEL_CUDA_INBOUND": "bar"],
      ["STAND_IN_clusters": "0", "RINGKERNEL_CUDA_INBOUND": "coherent", "STAND_IN_coherent": "1"],
      ["STAND_IN_cooperative": "0"],
    ]
  )
  func `the conformance kit passes on a resident program and in passes`(device: [String: String]) async throws {
    let result = try await Self.run(["verify", "--backend", "cuda", "--json"], on: device)
    let json = try result.json()
    #expect(result.status == 0, "\(json["failures"] ?? "")")
    #expect(json["backend"] as? String == "cuda" && json["failed"] as? Int == 0)
    #expect((json["passed"] as? Int ?? 0) >= 90)
    // Handlers of any Swift, 64-bit floats everywhere, a local of 64 KiB.
    let reasons = (json["skipped"] as? [[String: String]] ?? []).compactMap { $0["reason"] }
    #expect(reasons.count == 5 && reasons.allSatisfy { $0.contains("only the CPU") })
  }

  @Test(arguments: [(0, "persistent"), (1, "epochs")])
  func `the demo is verified, and says where and how it ran`(watchdog: Int, mode: String) async throws {
    let size = ["--count", "20000", "--accounts", "500", "--queries", "200"]
    let arguments = ["demo", "--backend", "cuda", "--json"] + size
    let result = try await Self.run(arguments, on: ["STAND_IN_watchdog": "\(watchdog)"])
    let json = try result.json()
    #expect(json["verified"] as? Bool == true)
    #expect((json["alerts"] as? Int ?? 0) > 100)
    #expect(json["executionMode"] as? String == mode)
    #expect("\(json)".contains("stand-in 0"))
  }

  @Test func `a million messages leave the state that they leave on the CPU`() async throws {
    let result = try await Self.run("ledger", "--backend", "cuda", tool: "ringkernel-stress")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("1000000 messages"))
  }

  /// The rows of a part, in sizes that threads of this machine can go through.
  private static func rows(
    _ part: String,
    _ more: String...,
    on device: [String: String] = [:],
    logs line: String = ""
  ) async throws -> [[String: Any]] {
    let arguments = ["bench", "gpu", "--backend", "cuda", "--part", part, "--small", "--json"] + more
    let result = try await run(arguments, on: device)
    #expect(result.status == 0 && (line.isEmpty || result.problems.contains(line)), "\(result.problems)")
    let json = try result.json()
    #expect(json["part"] as? String == part)
    return try #require(json["rows"] as? [[String: Any]])
  }

  @Test func `calls to a device are measured beside launches and graphs`() async throws {
    let rows = try await Self.rows("calls", "--samples", "512", logs: "actors run in passes")
    let names = ["echo", "echo in passes", "launch + sync", "graph launch + sync"]
    for name in names {
      let own = rows.filter { $0["name"] as? String == name }
      #expect(own.map { $0["inFlight"] as? Int } == [1, 16, 256])
      #expect(own.allSatisfy { $0["samples"] as? Int == 512 && ($0["span"] as? String)?.contains("clock") == true })
    }
    // What the form of words on the link gives without the engine.
    #expect(rows.count { $0["name"] as? String == "words with sequences" && $0["samples"] as? Int == 512 } == 1)
    #expect(rows.count == 13)
    #expect(rows.prefix(6).allSatisfy { $0["inbound"] as? String == "pinned" })
    #expect(rows.suffix(7).allSatisfy { $0["inbound"] == nil })
  }

  @Test(
    arguments: [
      ["RINGKERNEL_CUDA_INBOUND": "pinned"], ["RINGKERNEL_CUDA_INBOUND": "bar"],
      ["RINGKERNEL_CUDA_INBOUND": "coherent", "STAND_IN_coherent": "1"],
    ]
  )
  func `messages one way arrive whole, and copies there and back`(device: [String: String]) async throws {
    let rows = try await Self.rows("oneway", "--samples", "2560", on: device)
    #expect(
      rows.compactMap { $0["inbound"] as? String } == Array(repeating: device["RINGKERNEL_CUDA_INBOUND"], count: 8)
    )
    #expect(rows.count { ($0["name"] as? String)?.hasPrefix("ring, ") == true } == 5)
    #expect(rows.count { ($0["name"] as? String)?.hasPrefix("ring of words with sequences, 64") == true } == 2)
    #expect(rows.count { $0["bytesPerSecond"] != nil } == 11)
    #expect(rows.last?["messagesPerSecond"] as? Double ?? 0 > 0)
  }

  @Test func `messages between blocks and between actors are counted`() async throws {
    let rows = try await Self.rows("hops")
    let names = rows.compactMap { $0["name"] as? String }
    #expect(names.prefix(3) == ["hop, same block", "hop, same cluster", "hop, across the grid"])
    let laps = ["other block", "same cluster", "same block"].map { "actor to actor, \($0)" }
    #expect(names.suffix(4) == laps + ["all to all, 4 actors"])
  }

  @Test func `launches, graphs, resident blocks and actors move the same wave`() async throws {
    let rows = try await Self.rows("stencil")
    #expect(rows.count == 6 && rows.allSatisfy { $0["bytesPerSecond"] != nil })
  }

  @Test func `litmus tests run with their fences and without`() async throws {
    let rows = try await Self.rows("litmus", "--samples", "2560")
    #expect(rows.count == 8 && rows.allSatisfy { $0["iterations"] as? Double == 2560 })
    // With fences a forbidden outcome is an error; without them this machine may show one.
    let fenced = rows.filter { ($0["name"] as? String)?.contains("left out") == false }
    #expect(fenced.count == 5 && fenced.allSatisfy { $0["forbidden"] as? Double == 0 })
  }

  @Test func `a sustained run loses nothing`() async throws {
    let row = try #require(try await Self.rows("sustained", "--seconds", "2").first)
    #expect(row["seconds"] as? Double == 2 && row["lost"] as? Double == 0)
    #expect(row["variation"] as? Double != nil)
  }

  @Test func `the rehearsal of a GPU check runs its steps and asks for the activity meanwhile`() async throws {
    // It takes the stand-in from where this compiles it.
    let standIn = try StandInCUDA()
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let script = root.appendingPathComponent("Scripts/gpu-check").path
    let known = URL(fileURLWithPath: try #require(Tool.path, "the tool is not built"))
    // What is carried to a machine with a GPU.
    let tool = known.deletingLastPathComponent().appendingPathComponent("ringkernel-gpu").path
    let steps = ["doctor", "sustained", "oneway-bar"]
    let arguments = ["python3", script, "--rehearse", "--tool", tool] + steps.flatMap { ["--only", $0] }
    let result = try await Tool.run(arguments, tool: "/usr/bin/env")
    let json = try withExtendedLifetime(standIn) { try result.json() }
    #expect(result.status == 0 && json["rehearsal"] as? Bool == true)
    let found = try #require(json["steps"] as? [[String: Any]])
    #expect(found.map { $0["name"] as? String } == steps)
    let activity = try #require(found.dropLast().last?["activity"] as? [String: Any])
    #expect(activity["samples"] as? Int ?? 0 >= 2 && activity["power.draw"] != nil)
    let multiprocessors = try #require(activity["multiprocessors"] as? [String: [String: Any]])
    #expect(multiprocessors["0"]?["activity"] != nil && multiprocessors["0"]?["occupancy"] != nil)
  }

  @Test func `how busy multiprocessors are is read from what dmon prints, and what it does not say has a reason`()
    async throws
  {
    let counted = try await Self.multiprocessors("counted")
    let (first, second) = (counted["0"] as? [String: [String: Any]], counted["1"] as? [String: [String: Any]])
    #expect(first?["activity"]?["all"] as? [Double] == [98, 100])
    #expect(first?["occupancy"]?["mean"] as? Double == 3.5)
    #expect(second?["activity"]?["most"] as? Double == 0)
    let older = try await Self.multiprocessors("older")
    #expect(older.count == 1 && (older["reason"] as? String)?.contains("older than Hopper") == true)
    for name in ["without", "refused"] {
      let none = try await Self.multiprocessors(name)
      #expect(none.count == 1 && (none["reason"] as? String)?.contains("gives no such columns; it said: ") == true)
    }
  }

  /// What `Scripts/gpu-check` reads in a file of `Tests/StandIn/dmon`.
  private static func multiprocessors(_ name: String) async throws -> [String: Any] {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let script = tests.deletingLastPathComponent().appendingPathComponent("Scripts/gpu-check").path
    let program = """
      import json, runpy, sys
      print(json.dumps(runpy.run_path(sys.argv[1])["multiprocessors"](open(sys.argv[2]).read())))
      """
    let file = tests.appendingPathComponent("StandIn/dmon/\(name)").path
    return try await Tool.run(["python3", "-B", "-c", program, script, file], tool: "/usr/bin/env").json()
  }
}
