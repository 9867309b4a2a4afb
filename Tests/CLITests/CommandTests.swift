import Foundation
import RingKernelConformance
import RingKernelHost
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Commands of the tool` {
  @Test(arguments: ["doctor", "verify", "demo", "explain", "bench", "cache", "completions"])
  func `help shows an example`(command: String) async throws {
    let help = try await Tool.run(command, "--help")
    #expect(help.status == 0)
    #expect(help.output.contains("EXAMPLES:\n  ringkernel \(command)"))
    #expect(help.output.contains("USAGE: ringkernel \(command)"))
    let root = try await Tool.run("--help")
    #expect(root.output.contains("\n  \(command) "))
  }

  @Test func `help documents the exit codes`() async throws {
    let help = try await Tool.run("--help")
    for code in ["0 ", "1 ", "2 ", "3 ", "130 "] { #expect(help.output.contains("\n  \(code)")) }
  }

  @Test(arguments: [
    ["bogus"], ["demo", "--bogus"], ["demo", "--shards", "0"], ["demo", "--backend", "abacus"], ["explain"],
    ["bench", "calls", "--rounds", "9"], ["demo", "--input", "x.csv", "--count", "1"], ["completions", "tcsh"],
  ])
  func `a wrong command line ends with 2 and says nothing on standard output`(arguments: [String]) async throws {
    let found =
      switch arguments.count {
      case 1: try await Tool.run(arguments[0])
      case 2: try await Tool.run(arguments[0], arguments[1])
      case 3: try await Tool.run(arguments[0], arguments[1], arguments[2])
      case 4: try await Tool.run(arguments[0], arguments[1], arguments[2], arguments[3])
      default: try await Tool.run(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4])
      }
    #expect(found.status == 2)
    #expect(found.output.isEmpty)
    #expect(found.problems.contains("Usage: ringkernel"))
  }

  @Test func `doctor names every backend`() async throws {
    let text = try await Tool.run("doctor")
    #expect(text.status == 0)
    let json = try await Tool.run("doctor", "--json").json()
    let backends = try #require(json["backends"] as? [[String: Any]])
    #expect(backends.compactMap { $0["name"] as? String } == Backends.preference.map(\.rawValue))
    for found in backends {
      let isUsable = try #require(found["usable"] as? Bool)
      #expect((found["device"] is String) == isUsable)
      #expect((found["reason"] is String) == !isUsable)
    }
    #expect(json["cpu"] is [String: Any])
    #expect((json["zlib"] as? [String: Any])?["usable"] is Bool)
    for word in ["cpu", "workers", "fence", "zlib"] { #expect(text.output.contains("\n\(word) ")) }
  }

  @Test func `verify passes every case of the cpu`() async throws {
    let found = try await Tool.run("verify", "--backend", "cpu", "--json")
    #expect(found.status == 0)
    let json = try found.json()
    #expect(json["backend"] as? String == "cpu")
    #expect((json["failures"] as? [Any])?.isEmpty == true)
    #expect(json["failed"] as? Int == 0)
    let skipped = try #require(json["skipped"] as? [[String: String]])
    #expect(skipped.allSatisfy { $0["case"] != nil && $0["reason"] != nil })
    #expect((json["passed"] as? Int ?? 0) + skipped.count == ConformanceSuite.cases.count)
  }

  @Test func `verify runs the cases that are asked for and names them`() async throws {
    let name = try #require(ConformanceSuite.cases.first).name
    let found = try await Tool.run("verify", "--only", name)
    #expect(found.status == 0)
    #expect(found.output.contains("passed   \(name)\n"))
    #expect(found.output.contains(" 0 failed"))
    #expect(try await Tool.run("verify", "--only", "no such case").status == 2)
    #expect(try await Tool.run("verify", "--backend", "webgpu").status == 3)
  }

  @Test(arguments: ["RK4006", "rk4006", "4006"])
  func `a code is explained in every spelling`(code: String) async throws {
    let found = try await Tool.run("explain", code)
    #expect(found.status == 0)
    #expect(found.output.hasPrefix("RK4006  The inbox is full."))
    #expect(found.output.contains("What to do: "))
    #expect(try await Tool.run("explain", code, "--json").json()["name"] as? String == "queueFull")
  }

  @Test func `an unknown code is a failure that names its neighbours`() async throws {
    let found = try await Tool.run("explain", "RK4096")
    #expect(found.status == 1)
    #expect(found.output.isEmpty)
    #expect(found.problems.contains("'RK4096' is no error code"))
    #expect(found.problems.contains("RK4029"))
  }

  @Test func `every code is listed`() async throws {
    let lines = try await Tool.run("explain", "--all").output.split(separator: "\n")
    #expect(lines.count == ErrorCatalog.entries.count)
    let json = try await Tool.run("explain", "--all", "--json").output
    let list = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: String]]
    #expect(list?.count == ErrorCatalog.entries.count)
  }

  @Test(arguments: [("bash", "complete "), ("zsh", "#compdef ringkernel"), ("fish", "complete -c 'ringkernel'")])
  func `a shell gets its script`(shell: String, mark: String) async throws {
    let script = try await Tool.run("completions", shell)
    #expect(script.status == 0)
    #expect(script.output.contains(mark))
    #expect(script.output.contains("doctor"))
  }

  @Test func `bench tells best and median of at least ten rounds`() async throws {
    let json = try await Tool.run("bench", "calls", "--rounds", "10", "--json").json()
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.compactMap { $0["name"] as? String } == ["async call", "spinning call"])
    for row in rows {
      let times = try #require(row["nanosecondsPerOperation"] as? [String: Double])
      let (best, median) = (try #require(times["best"]), try #require(times["median"]))
      #expect(best > 0 && best <= median)
      #expect((row["operations"] as? Int ?? 0) > 0)
    }
    #expect((json["machine"] as? [String: Any])?["processors"] is Int)
  }
}
